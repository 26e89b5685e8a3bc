// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats
internal import KnowledgeBase
internal import Statistics
internal import Testing

@Suite("Rule")
struct RuleTests {
  static let facts = Facts([
    .age: .count(66), .lowestT: .score(ReportedScore(tenths: -25)), .lowestZ: .score(ReportedScore(tenths: 4)),
    .sexAtBirth: .text("female"), .onTreatment: .flag(true), .hipUsable: .flag(false),
    .majorFractureProbability: .number(ExactDecimal(tenths: 205)),
  ])

  @Test(
    "A sentence is filled with facts as people read them",
    arguments: [
      ("The age is {age} years.", "The age is 66 years."),
      ("T {lowestT}, Z {lowestZ}.", "T \u{2212}2.5, Z +0.4."),
      ("{sexAtBirth}", "female"), ("{onTreatment}/{hipUsable}", "yes/no"), ("{majorFractureProbability} %", "20.5 %"),
      ("No fact at all.", "No fact at all."), ("", ""),
      ("{menopause} and {noSuchFact}", "unknown and unknown"), ("{}", "unknown"),
      ("An open {age", "An open {age"), ("A closed } alone, then {age}", "A closed } alone, then 66"),
    ])
  func fill(template: String, expected: String) {
    #expect(Rule.fill(template, with: Self.facts) == expected)
  }

  @Test("A number known only from below says so")
  func atLeast() {
    #expect(Rule.fill("{age} years", with: Facts([.age: .atLeast(ExactDecimal(80))])) == "80 or more years")
  }

  @Test("Every message has only facts in its braces", arguments: Rule.all.map { $0.id })
  func messages(id: String) throws {
    let rule = try #require(RuleBook.rule(id))
    for message in [rule.finding?.message, rule.refusal?.message, rule.advice?.message].compactMap({ $0 }) {
      for part in message.split(separator: "{", omittingEmptySubsequences: false).dropFirst() {
        let name = String(part.prefix { $0 != "}" })
        #expect(Fact(rawValue: name) != nil, "\(message)")
      }
    }
  }

  @Test(
    "Every rule names its profiles, its criteria or its guidelines, says why, and cites works that are listed",
    arguments: Rule.all.map { $0.id })
  func content(id: String) throws {
    let rule = try #require(RuleBook.rule(id))
    #expect([rule.profiles.isEmpty, rule.criteria.isEmpty, rule.guidelines.isEmpty].count { !$0 } == 1)
    let end = rule.advice?.kind == .question ? ["?", "."] : ["."]
    #expect(!rule.title.isEmpty && end.contains { rule.says.hasSuffix($0) } && rule.why.hasSuffix("."))
    #expect(!rule.sources.isEmpty)
    for source in rule.sources { #expect(Source.withKey(source.key) != nil, "\(source.key)") }
  }

  /// An expected rate decides nothing: it is shown with its evidence, and can be switched off.
  @Test(
    "An unverified rule does not decide, except for the male pair of CAR2013",
    arguments: Rule.all.filter { $0.subject != .rate }.map { $0.id })
  func unverified(id: String) throws {
    let rule = try #require(RuleBook.rule(id))
    #expect(rule.tag != .unverified || rule.decision == nil || rule.profiles == [.car2013])
  }

  @Test("Each rule carries the words of its file")
  func words() throws {
    let wording = try #require(try KnowledgeFile.read("wording/en.json")["rules"])
    for (rule, file) in zip(Rule.all, try KnowledgeFile.rules()) {
      #expect(rule.id == file["id"]?.string)
      let message = rule.finding?.message ?? rule.advice?.message
      #expect(message == nil || message == wording[rule.id]?["clinician"]?.string, "\(rule.id)")
      #expect((rule.finding != nil) == (file["then"]?["find"] != nil), "\(rule.id)")
      #expect(rule.title == file["title"]?.string)
      #expect(rule.says == file["says"]?.string)
      #expect(rule.why == file["why"]?.string)
      #expect(rule.subject.rawValue == file["subject"]?.string)
      #expect(rule.tag.rawValue == file["tag"]?.string)
      #expect(rule.profiles.map { $0.rawValue } == (file["profiles"]?.array ?? []).compactMap { $0.string })
      #expect(rule.criteria.map { $0.rawValue } == (file["criteria"]?.array ?? []).compactMap { $0.string })
      #expect(rule.guidelines.map { $0.rawValue } == (file["guidelines"]?.array ?? []).compactMap { $0.string })
      #expect(rule.finding?.severity.rawValue == file["then"]?["find"]?["severity"]?.string)
      #expect(rule.refusal?.code == file["then"]?["refuse"]?["code"]?.string)
      let decides = ["decide", "repeat", "expect"].contains { file["then"]?[$0] != nil }
      #expect((rule.decision != nil) == decides, "\(rule.id)")
      if let interval = file["then"]?["repeat"] {
        let from = try #require(interval["fromMonths"]?.number.flatMap { Int($0.text) })
        let to = interval["toMonths"]?.number.flatMap { Int($0.text) }
        let expected = RepeatInterval(fromMonths: from, toMonths: to)
        #expect(rule.decision == .repeatScan(expected), "\(rule.id)")
      }
      if let rate = file["then"]?["expect"] {
        let percent = try rate["percentPerYear"].map { try KnowledgeFile.exact($0) }
        let expected = try percent.map {
          Rule.ExpectedRate(percentPerYear: $0, spread: try KnowledgeFile.exact(rate["spread"]))
        }
        #expect(rule.decision == .expectedRate(expected), "\(rule.id)")
      }
    }
  }

  @Test("Errors come before warnings, and warnings before information")
  func severity() {
    #expect(Severity.allCases.shuffled().sorted() == [.error, .warning, .information])
  }
}
