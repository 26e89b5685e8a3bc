// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

import Foundation
import Testing

@Suite("Answers in the schema of a study")
struct AnswerSchemaTests {
  /// A fact that a person can answer, as `Knowledge/facts.json` has it.
  struct Answer: Sendable, CustomTestStringConvertible {
    let name: String
    let kind: String
    let unit: String?
    let values: [String]
    let range: [Double]
    var testDescription: String { name }
  }

  static let answers: [Answer] = {
    let facts = (try? object("Knowledge/facts.json"))?["facts"] as? [[String: Any]] ?? []
    return facts.compactMap { fact in
      guard (fact["from"] as? [String: Any])?["answer"] != nil, let path = fact["path"] as? String else { return nil }
      return Answer(
        name: path.components(separatedBy: ".").last ?? "", kind: fact["kind"] as? String ?? "",
        unit: fact["unit"] as? String, values: fact["values"] as? [String] ?? [],
        range: fact["range"] as? [Double] ?? [])
    }
  }()

  private static func object(_ path: String) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(Repository.text(path).utf8)) as? [String: Any] ?? [:]
  }

  /// The schema of the answers, wherever the schema of a history keeps it.
  private static func schema() throws -> [String: Any] {
    let study = try object("docs/schemas/study-1.schema.json")
    let definitions = try #require(study["$defs"] as? [String: Any])
    let history = try #require(definitions["history"] as? [String: Any])
    let answers = try #require((history["properties"] as? [String: Any])?["answers"] as? [String: Any])
    return try resolved(answers, definitions)
  }

  /// A schema without what leads to it: a reference, or the choice between a value and null.
  private static func resolved(_ schema: [String: Any], _ definitions: [String: Any]) throws -> [String: Any] {
    if let name = (schema["$ref"] as? String)?.components(separatedBy: "/").last {
      return try resolved(#require(definitions[name] as? [String: Any]), definitions)
    }
    if let choices = schema["anyOf"] as? [[String: Any]] {
      return try resolved(#require(choices.first { $0["type"] as? String != "null" }), definitions)
    }
    return schema
  }

  @Test("The schema lists the answers that rules ask for, and no others")
  func keys() throws {
    let schema = try Self.schema()
    let listed = try #require(schema["properties"] as? [String: Any])
    #expect(!Self.answers.isEmpty)
    #expect(Set(listed.keys) == Set(Self.answers.map { $0.name }))
    #expect(schema["additionalProperties"] as? Bool == false)
  }

  @Test("An answer in the schema has the kind, the words and the range of its fact", arguments: answers)
  func kind(answer: Answer) throws {
    let definitions = try #require(try Self.object("docs/schemas/study-1.schema.json")["$defs"] as? [String: Any])
    let listed = try #require(try Self.schema()["properties"] as? [String: [String: Any]])
    let schema = try Self.resolved(try #require(listed[answer.name]), definitions)
    let types = schema["type"] as? [String] ?? [schema["type"] as? String].compactMap { $0 }
    switch answer.kind {
    case "flag": #expect(types.contains("boolean"))
    case "number":
      #expect(types.contains("number") || types.contains("integer"))
      #expect([schema["minimum"], schema["maximum"]].compactMap { $0 as? Double } == answer.range)
    default: #expect((schema["enum"] as? [Any])?.compactMap { $0 as? String } == answer.values)
    }
  }
}
