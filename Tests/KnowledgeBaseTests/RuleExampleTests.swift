// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats
internal import KnowledgeBase
internal import Testing

@Suite("Examples of the rules")
struct RuleExampleTests {
  /// The examples of every rule by its identifier, or the reason why they cannot be read.
  static let examples = Result {
    var examples: [String: (fires: [Facts], silent: [Facts])] = [:]
    for rule in try KnowledgeFile.rules() {
      let id = try #require(rule["id"]?.string)
      let fires = try #require(rule["examples"]?["fires"]?.array, "\(id)")
      let silent = try #require(rule["examples"]?["silent"]?.array, "\(id)")
      examples[id] = (try fires.map { try Facts(example: $0) }, try silent.map { try Facts(example: $0) })
    }
    return examples
  }

  @Test("The generated rules are those of the files, in their order, each once")
  func sameRules() throws {
    let ids = try KnowledgeFile.rules().map { try #require($0["id"]?.string) }
    #expect(Rule.all.map { $0.id } == ids)
    #expect(Set(ids).count == ids.count)
  }

  @Test("A rule holds on each firing example", arguments: Rule.all.map { $0.id })
  func fires(id: String) throws {
    let rule = try #require(RuleBook.rule(id))
    let examples = try #require(try Self.examples.get()[id])
    #expect(!examples.fires.isEmpty)
    for facts in examples.fires { #expect(rule.condition.evaluate(facts) == .holds, "\(facts)") }
  }

  @Test(
    "No earlier rule on expected rates holds on some example of each",
    arguments: Rule.all.filter { $0.subject == .rate }.map { $0.id })
  func takesRate(id: String) throws {
    let examples = try #require(try Self.examples.get()[id]).fires
    let rules = Rule.all.filter { $0.subject == .rate }
    let first = examples.map { facts in rules.first { $0.condition.holds(facts) }?.id ?? "" }
    #expect(first.contains(id), "\(first)")
  }

  @Test("Expected rates are in force under every profile, and turn at the limits of their rules")
  func rateRules() {
    for rule in Rule.all where rule.subject == .rate { #expect(rule.profiles == Profile.allCases, "\(rule.id)") }
    #expect(RateRules.of(.lumbarSpine).turns(of: .yearsSinceMenopause) == [2, 7])
    #expect(RateRules.of(.totalHip).turns(of: .age).contains(67))
    #expect(!RateRules.of(.lumbarSpine).turns(of: .age).contains(67))
  }

  @Test("A rule does not hold on any silent example", arguments: Rule.all.map { $0.id })
  func silent(id: String) throws {
    let rule = try #require(RuleBook.rule(id))
    let examples = try #require(try Self.examples.get()[id])
    #expect(!examples.silent.isEmpty)
    for facts in examples.silent { #expect(rule.condition.evaluate(facts) != .holds, "\(facts)") }
  }
}
