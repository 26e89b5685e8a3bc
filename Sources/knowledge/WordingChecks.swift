// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats

extension KnowledgeFiles {
  /// What is wrong with what is said, in any language.
  func wordingProblems() -> [Problem] {
    guard let english else { return [problem("wording/en.json", "The original must be there, but is not.")] }
    return originalProblems(english)
      + wording.filter { $0.language != "en" }.flatMap { problems(of: $0, beside: english) }
  }

  // MARK: The original

  private func originalProblems(_ english: WordingFile) -> [Problem] {
    var found: [String] = []
    let known = Dictionary(rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for rule in rules {
      for part in Self.parts(of: rule) where english.text(rule.id, part) == nil {
        found.append("\(rule.id): The sentence '\(part)' must be there, but is not.")
      }
    }
    for entry in english.rules {
      guard let rule = known[entry.id] else {
        found.append("\(entry.id): There is no such rule.")
        continue
      }
      for (part, text) in entry.parts {
        if !Self.parts(of: rule).contains(part), !Self.mayHave(part, rule) {
          found.append("\(entry.id): The rule does not say '\(part)'.")
        }
        for name in Self.placeholders(of: text) where !facts.contains(where: { $0.name == name }) {
          found.append("\(entry.id): A message holds '{\(name)}', which is no fact.")
        }
      }
    }
    found += missingWords(english)
    return found.map { problem("wording/en.json", $0) }
  }

  /// The tests and causes that have no name.
  private func missingWords(_ english: WordingFile) -> [String] {
    func keys(_ section: String) -> Set<String> {
      Set(english.sections.first { $0.section == section }?.texts.map { $0.key } ?? [])
    }
    let tests = laboratory.map { $0.key }.filter { !keys("tests").contains($0) }
    let causes = concepts.filter { $0.cause != nil }.map { $0.key }.filter { !keys("causes").contains($0) }
    return tests.map { "The test '\($0)' must have a name, but has none." }
      + causes.map { "The cause '\($0)' must have a name, but has none." }
  }

  /// The sentences that a rule must have.
  private static func parts(of rule: RuleEntry) -> [String] {
    var parts: [String] = []
    if rule.severity != nil || rule.advice != nil { parts.append("clinician") }
    if rule.refusal != nil { parts.append("refusal") }
    return parts
  }

  private static func mayHave(_ part: String, _ rule: RuleEntry) -> Bool {
    switch part {
    case "correction": rule.severity != nil
    case "patient", "says": true
    default: false
    }
  }

  // MARK: Translations

  /// A translation says everything that the original says, with the same facts and the same numbers.
  private func problems(of translation: WordingFile, beside english: WordingFile) -> [Problem] {
    let own = Dictionary(translation.all.map { ($0.key, $0.text) }, uniquingKeysWith: { first, _ in first })
    var found: [String] = []
    for (key, text) in translatable(english) {
      guard let translated = own[key] else {
        found.append("\(key): The text must be there, but is not.")
        continue
      }
      if Self.placeholders(of: text).sorted() != Self.placeholders(of: translated).sorted() {
        found.append("\(key): The facts in braces must be those of the original.")
      }
      let numbers = (Self.numbers(of: text, "."), Self.numbers(of: translated, translation.decimalSeparator))
      if numbers.0 != numbers.1 { found.append("\(key): The numbers \(numbers.1) must be \(numbers.0).") }
    }
    let known = Set(translatable(english).map { $0.key })
    let unknown = translation.all.map { $0.key }.filter { !known.contains($0) && !$0.hasSuffix(".says") }
    found += unknown.map { "\($0): The original has no such text." }
    return found.map { problem("wording/\(translation.language).json", $0) }
  }

  /// Everything that a translation must hold: the original, and what English keeps beside the facts and the codes.
  private func translatable(_ english: WordingFile) -> [(key: String, text: String)] {
    english.all + facts.filter { $0.path != nil }.map { ("questions.\($0.name)", $0.ask) }
      + refusals.flatMap { [("refusals.\($0.code).means", $0.means), ("refusals.\($0.code).remedy", $0.remedy)] }
  }

  static func placeholders(of text: String) -> [String] {
    text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().map { String($0.prefix { $0 != "}" }) }
  }

  /// The numbers of a text, sorted, with a decimal point and without what groups their digits.
  ///
  /// A comma that groups nothing, as in the name 1,25-dihydroxyvitamin D, counts as a point in every language.
  static func numbers(of text: String, _ separator: String) -> [String] {
    let outside = text.split(separator: "{", omittingEmptySubsequences: false).enumerated().map { index, part in
      index == 0 ? String(part) : String(part.drop { $0 != "}" }.dropFirst())
    }.joined(separator: " ")
    let grouping: Character = separator == "." ? "," : "."
    var numbers: [String] = []
    var current = ""
    func finish() {
      while let last = current.last, !last.isNumber { current.removeLast() }
      let parts = current.split(separator: grouping, omittingEmptySubsequences: false)
      let isGrouped = parts.count > 1 && parts.dropFirst().allSatisfy { $0.count == 3 } && parts[0].count <= 3
      let plain = isGrouped ? parts.joined() : current
      if !plain.isEmpty { numbers.append(plain.replacing(",", with: ".")) }
      current = ""
    }
    for character in outside {
      if character.isASCII, character.isNumber {
        current.append(character)
      } else if !current.isEmpty, character == grouping || String(character) == separator {
        current.append(character)
      } else if !current.isEmpty, character == "\u{202F}" || character == "\u{A0}" {
        continue
      } else {
        finish()
      }
    }
    finish()
    return numbers.sorted()
  }
}
