// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import Formats
internal import KnowledgeBase
internal import Statistics

/// Values of the engine as fields of the documents that it writes; what is absent is null.
enum JSONFields {
  static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  static func texts(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

  static func number(_ number: Double?) -> JSONValue { number.map { .number(JSONNumber($0)) } ?? .null }

  /// A number rounded to some decimals.
  static func rounded(_ number: Double?, places: Int) -> JSONValue {
    guard let number, let exact = ExactDecimal(number) else { return .null }
    return JSONNumber(text: Fixed(exact, places: places).description).map { .number($0) } ?? .null
  }

  /// Whole mg/cm² as g/cm².
  static func grams(_ milligrams: Int64?) -> JSONValue {
    milligrams.map { exact(ExactDecimal(billionths: $0 * 1_000_000)) } ?? .null
  }

  static func exact(_ number: ExactDecimal) -> JSONValue {
    JSONNumber(text: number.description).map { .number($0) } ?? .null
  }

  /// A score with one decimal.
  static func score(_ score: ReportedScore?) -> JSONValue {
    guard let score, let number = JSONNumber(text: Fixed(score.exact, places: 1).description) else { return .null }
    return .number(number)
  }

  static func vertebrae(_ subset: VertebralSubset?) -> JSONValue {
    subset.map { texts($0.vertebrae.map { $0.rawValue }) } ?? .null
  }

  static func age(_ age: Age) -> JSONValue {
    switch age {
    case .exact(let years): .number(JSONNumber(years))
    case .atLeast(let years): .object([JSONMember("atLeast", .number(JSONNumber(years)))])
    }
  }

  static func scanner(_ scanner: Scanner) -> JSONValue {
    .object([
      JSONMember("manufacturer", .string(scanner.manufacturer)), JSONMember("model", text(scanner.model)),
      JSONMember("software", text(scanner.software)),
    ])
  }

  /// The versions behind a document that cites no rules.
  static func provenance(commit: String?) -> JSONValue {
    .object([
      JSONMember("engine", .string("osteon \(Provenance.engineVersion)")), JSONMember("commit", text(commit)),
      JSONMember("knowledge", .string(KnowledgeVersion.hash)),
    ])
  }
}
