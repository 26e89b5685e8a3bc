// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats
internal import KnowledgeBase
internal import Statistics
internal import TestSupport
internal import Testing

/// The files of `Knowledge/`, read anew, so that the generated sources are compared with what people edit.
enum KnowledgeFile {
  /// Reads a file of `Knowledge/`.
  static func read(_ name: String) throws -> JSONValue {
    try JSONReader.read(Repository.bytes("Knowledge/" + name))
  }

  /// Reads every file of a folder of `Knowledge/`.
  static func all(in folder: String) throws -> [JSONValue] {
    try Repository.names(in: "Knowledge/" + folder, endingIn: ".json").map { try read(folder + "/" + $0) }
  }

  /// The rules of every file, in the order of the files.
  static func rules() throws -> [JSONValue] {
    try all(in: "rules").flatMap { try #require($0["rules"]?.array) }
  }

  /// Returns a number exactly as its file writes it.
  static func exact(_ value: JSONValue?) throws -> ExactDecimal {
    try #require(value?.number.flatMap { ExactDecimal(text: $0.text) })
  }
}

extension Facts {
  /// Reads an example of a rule: every fact that it lists is known, every other is not.
  init(example: JSONValue) throws {
    self.init()
    for member in try #require(example.members) {
      let fact = try #require(Fact(rawValue: member.key), "\(member.key)")
      self[fact] = try FactValue(json: member.value)
    }
  }
}

extension FactValue {
  /// Reads a value as rules and examples write it.
  init(json: JSONValue) throws {
    switch json {
    case .string(let text): self = .text(text)
    case .bool(let flag): self = .flag(flag)
    default: self = .number(try KnowledgeFile.exact(json))
    }
  }
}
