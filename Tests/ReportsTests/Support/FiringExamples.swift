// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

@testable internal import Assessment
internal import Formats
internal import KnowledgeBase
internal import Statistics
internal import TestSupport
internal import Testing

/// The examples of `Knowledge/rules/` on which a rule holds.
enum FiringExamples {
  /// The facts of each example, with the identifier of its rule.
  static let all = Result {
    var all: [(rule: String, facts: [StatedFact])] = []
    for name in try Repository.names(in: "Knowledge/rules", endingIn: ".json") {
      for rule in try #require(JSONReader.read(Repository.bytes("Knowledge/rules/\(name)"))["rules"]?.array) {
        let id = try #require(rule["id"]?.string)
        for example in try #require(rule["examples"]?["fires"]?.array) { all.append((id, try facts(example))) }
      }
    }
    return all
  }

  private static func facts(_ example: JSONValue) throws -> [StatedFact] {
    try #require(example.members).map { member in
      let fact = try #require(Fact(rawValue: member.key), "\(member.key)")
      let value: FactValue =
        switch member.value {
        case .string(let text): .text(text)
        case .bool(let flag): .flag(flag)
        default: .number(try #require(member.value.number.flatMap { ExactDecimal(text: $0.text) }))
        }
      return StatedFact(fact: fact, value: value)
    }
  }
}
