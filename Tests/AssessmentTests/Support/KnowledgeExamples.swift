// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats
internal import KnowledgeBase
internal import Statistics
internal import TestSupport
internal import Testing

/// The examples of rules on guidance, as `Knowledge/rules` writes them.
enum KnowledgeExamples {
  /// The facts of every firing example by the identifier of its rule.
  static let firing = Result {
    var examples: [String: [Facts]] = [:]
    for name in try Repository.names(in: "Knowledge/rules", endingIn: ".json") {
      let file = try JSONReader.read(Repository.bytes("Knowledge/rules/" + name))
      for rule in try #require(file["rules"]?.array) where rule["subject"]?.string == "guidance" {
        let id = try #require(rule["id"]?.string)
        examples[id] = try #require(rule["examples"]?["fires"]?.array).map { try facts($0) }
      }
    }
    return examples
  }

  private static func facts(_ example: JSONValue) throws -> Facts {
    var facts = Facts()
    for member in try #require(example.members) {
      let fact = try #require(Fact(rawValue: member.key))
      switch member.value {
      case .string(let text): facts[fact] = .text(text)
      case .bool(let flag): facts[fact] = .flag(flag)
      default: facts[fact] = .number(try #require(member.value.number.flatMap { ExactDecimal(text: $0.text) }))
      }
    }
    return facts
  }
}
