// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats
internal import KnowledgeBase
internal import Statistics
internal import Testing

@Suite("Facts")
struct FactValueTests {
  @Test("A score and a count become exact numbers")
  func numbers() {
    #expect(FactValue.score(ReportedScore(tenths: -25)) == .number(ExactDecimal(tenths: -25)))
    #expect(FactValue.count(50) == .number(ExactDecimal(50)))
  }

  @Test("What was not given is unknown, and can become so again")
  func unknown() {
    var facts = Facts()
    #expect(facts[.age] == nil)
    facts[.age] = .count(60)
    #expect(facts[.age] == .count(60))
    facts[.age] = nil
    #expect(facts == Facts())
  }

  @Test("Facts of a region win over those of the person where both know one")
  func adding() {
    let person = Facts([.age: .count(60), .side: .text("left")])
    let region = Facts([.side: .text("right"), .t: .score(ReportedScore(tenths: -11))])
    let both = person.adding(region)
    #expect(both[.age] == .count(60))
    #expect(both[.side] == .text("right"))
    #expect(both[.t] == .number(ExactDecimal(tenths: -11)))
  }

  @Test("Known facts come in the order of the list of facts")
  func known() {
    let facts = Facts([.z: .count(0), .age: .count(60), .site: .text("wards"), .menopause: .text("post")])
    #expect(facts.known == [.age, .menopause, .site, .z])
  }

  @Test("The facts are those of the file, with its unit, meaning, question and place")
  func file() throws {
    let entries = try #require(try KnowledgeFile.read("facts.json")["facts"]?.array)
    #expect(Fact.allCases.map { $0.rawValue } == entries.map { $0["name"]?.string })
    #expect(Fact.allCases.map { $0.unit } == entries.map { $0["unit"]?.string })
    #expect(Fact.allCases.map { $0.means } == entries.map { $0["means"]?.string })
    #expect(Fact.allCases.map { $0.question } == entries.map { $0["ask"]?.string })
    #expect(Fact.allCases.map { $0.path } == entries.map { $0["path"]?.string })
  }

  @Test("Every fact says what it means and asks a question", arguments: Fact.allCases)
  func words(fact: Fact) {
    #expect(!fact.means.isEmpty && !fact.means.hasSuffix("."))
    #expect(fact.question.hasSuffix("?"))
  }
}
