// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// A language of the reports.
public enum Language: String, CaseIterable, Sendable {
  case english = "en"
  case spanish = "es"
}

/// Everything that is said in one language.
///
/// - Source: `Knowledge/wording/`.
public struct Wording: Sendable {
  /// The texts of one language, as they are generated.
  struct Table: Sendable {
    let name: String
    let status: String
    let decimalSeparator: String
    let texts: String
  }

  /// The language.
  public let language: Language

  /// The name of the language in itself.
  public let name: String

  /// Whether it is a translation that no native clinician has signed.
  public let isUnreviewed: Bool

  /// What stands before the decimals of a number.
  let decimalSeparator: String

  private let texts: [Substring: String]

  /// The keys in the order of the file.
  let keys: [String]

  init(_ language: Language, _ table: Table) {
    self.language = language
    name = table.name
    isUnreviewed = table.status == "unreviewed"
    decimalSeparator = table.decimalSeparator
    var texts: [Substring: String] = [:]
    var keys: [String] = []
    for line in table.texts.split(separator: "\n") {
      guard let tab = line.firstIndex(of: "\t") else { continue }
      texts[line[..<tab]] = String(line[line.index(after: tab)...]).replacing("\\n", with: "\n")
      keys.append(String(line[..<tab]))
    }
    self.texts = texts
    self.keys = keys
  }

  private static let all: [Language: Wording] = [
    .english: Wording(.english, en), .spanish: Wording(.spanish, es),
  ]

  /// Returns everything that is said in a language.
  public static func `in`(_ language: Language) -> Wording { all[language] ?? Wording(.english, en) }

  /// Returns a text by its key; `nil` where there is none.
  public func text(_ key: String) -> String? { texts[Substring(key)] }

  /// Returns a phrase with its values; a key that is missing comes back itself, which a test would find.
  func phrase(_ key: String, _ values: [String: String] = [:]) -> String {
    Self.fill(text("phrases." + key) ?? key, values)
  }

  /// Returns a word for a value of a result; the value itself where there is none.
  func name(_ key: String) -> String { text("names." + key) ?? key.replacing("-", with: " ") }

  // MARK: Rules

  /// Returns what a rule says to an audience; `nil` where it says nothing to it.
  func sentence(
    of rule: String, _ audience: Audience, _ facts: [StatedFact], _ sentences: [Fact: String] = [:]
  ) -> String? {
    text("rules.\(rule).\(audience.rawValue)").map { fill($0, facts, sentences) }
  }

  /// Fills facts into a sentence; a fact that is itself a sentence may be given in the language.
  func fill(_ template: String, _ facts: [StatedFact], _ sentences: [Fact: String] = [:]) -> String {
    var values: [String: String] = [:]
    for fact in facts { values[fact.fact.rawValue] = sentences[fact.fact] ?? text(of: fact) }
    return Self.fill(template, values)
  }

  /// Fills values into a sentence; what has no value stays in braces, which a test would find.
  static func fill(_ template: String, _ values: [String: String]) -> String {
    var text = ""
    var rest = Substring(template)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = String(rest[rest.index(after: open)..<close])
      text += rest[..<open]
      text += values[name] ?? "{\(name)}"
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  // MARK: Values

  /// Returns a fact's value as people read it.
  func text(of stated: StatedFact) -> String {
    switch stated.value {
    case .text(let word): text("names.\(stated.fact.rawValue).\(word)") ?? text("names.\(word)") ?? word
    case .flag(let flag): name(flag ? "yes" : "no")
    case .atLeast(let number): phrase("at-least", ["number": self.number(number, of: stated.fact)])
    case .number(let number): self.number(number, of: stated.fact)
    }
  }

  private func number(_ number: ExactDecimal, of fact: Fact) -> String {
    switch fact.unit {
    case "score": localized(Fixed(number, places: 1).withMinusSign(plus: true))
    case "g/cm²": localized(Fixed(number, places: 3).withMinusSign())
    case "ratio": localized(Fixed(number, places: 2).description)
    case "ng/mL", "ng/dL": localized(Self.converted(number))
    default: localized(number.description)
    }
  }

  /// Returns a concentration to a tenth, since a unit that was converted gives decimals that nobody measured; in full where
  /// the tenth would be a whole number, which may be a cut point.
  private static func converted(_ number: ExactDecimal) -> String {
    let tenths = Fixed(number, places: 1).description
    return tenths.hasSuffix(".0") ? number.description : tenths
  }

  /// Returns a number with the decimals of the language.
  func localized(_ number: String) -> String { number.replacing(".", with: decimalSeparator) }

  /// Returns a score with its sign.
  func score(_ score: ReportedScore) -> String { localized(score.description) }

  /// Returns a day in the order of the language.
  func day(_ date: CalendarDate) -> String {
    phrase("date", ["day": "\(date.day)", "month": name("month.\(date.month)"), "year": "\(date.year)"])
  }
}

/// For whom a report is.
public enum Audience: String, CaseIterable, Sendable {
  case clinician
  case patient
}
