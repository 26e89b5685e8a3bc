// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats

extension KnowledgeFiles {
  /// What is wrong with what is said, in any language.
  func wordingProblems() -> [Problem] {
    guard let english else { return [problem("wording/en.json", "The original must be there, but is not.")] }
    return headProblems() + originalProblems(english)
      + wording.filter { $0.language != "en" }.flatMap { problems(of: $0, beside: english) }
  }

  /// What is wrong with how the languages present themselves: a translation that hid behind another would not be checked.
  private func headProblems() -> [Problem] {
    var found = duplicates(wording.map { $0.language }).map { problem("wording", "The language '\($0)' stands twice.") }
    for language in wording {
      let file = "wording/\(language.language).json"
      let known = language.language == "en" ? ["original"] : ["reviewed", "unreviewed"]
      if !known.contains(language.status) {
        found.append(
          problem(file, "The status must be \(known.joined(separator: " or ")), but is '\(language.status)'."))
      }
      if ![".", ","].contains(language.decimalSeparator) {
        found.append(problem(file, "The decimal separator must be a point or a comma."))
      }
    }
    return found
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
        for name in Self.placeholders(of: text) where fact(name) == nil {
          found.append("\(entry.id): A message holds '{\(name)}', which is no fact.")
        }
      }
    }
    found += missingWords(english)
    return found.map { problem("wording/en.json", $0) }
  }

  /// The tests and causes that have no name, and the names and pages of nothing.
  private func missingWords(_ english: WordingFile) -> [String] {
    func keys(_ section: String) -> [String] {
      english.sections.first { $0.section == section }?.texts.map { $0.key } ?? []
    }
    func compare(_ section: String, _ word: String, _ needed: [String]) -> [String] {
      let named = keys(section)
      return needed.filter { !named.contains($0) }.map { "The \(word) '\($0)' must have a name, but has none." }
        + named.filter { !needed.contains($0) }.map { "\(section).\($0): There is no such \(word)." }
    }
    let texts = pages.flatMap { page in ["title", "summary", "text"].map { "\(page.key).\($0)" } }
    return compare("tests", "test", laboratory.map { $0.key })
      + compare("causes", "cause", concepts.filter { $0.cause != nil }.map { $0.key })
      + keys("pages").filter { !texts.contains($0) }.map { "pages.\($0): There is no such text of a page." }
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

  /// The numbers of a text in a fixed order, with their signs and without what groups their digits.
  static func numbers(of text: String, _ separator: String) -> [String] {
    var numbers: [String] = []
    var current = ""
    var before: (Character, Character) = (" ", " ")
    func finish() {
      while let last = current.last, !last.isNumber { current.removeLast() }
      if !current.isEmpty { numbers.append(plain(current, separator)) }
      current = ""
    }
    for character in outsideOfBraces(text) {
      if character.isASCII, character.isNumber {
        if current.isEmpty, isMinus(before.1, after: before.0) { current = "-" }
        current.append(character)
      } else if !current.isEmpty, character == grouping(separator) || String(character) == separator {
        current.append(character)
      } else if current.isEmpty || (character != "\u{202F}" && character != "\u{A0}") {
        finish()
      }
      before = (before.1, character)
    }
    finish()
    return numbers.sorted()
  }

  private static func outsideOfBraces(_ text: String) -> String {
    text.split(separator: "{", omittingEmptySubsequences: false).enumerated().map { index, part in
      index == 0 ? String(part) : String(part.drop { $0 != "}" }.dropFirst())
    }.joined(separator: " ")
  }

  private static func grouping(_ separator: String) -> Character { separator == "." ? "," : "." }

  /// Returns digits without groups and with a decimal point; `1,25` of a vitamin is no group and has a point in every language.
  private static func plain(_ number: String, _ separator: String) -> String {
    let whole = number.prefix { String($0) != separator }
    let groups = whole.drop { $0 == "-" }.split(separator: grouping(separator), omittingEmptySubsequences: false)
    let isGrouped = groups.count > 1 && groups[0].count <= 3 && groups.dropFirst().allSatisfy { $0.count == 3 }
    let decimals = number.dropFirst(whole.count).replacing(separator, with: ".")
    let plain = isGrouped ? groups.joined() : groups.joined(separator: ".")
    return (number.hasPrefix("-") ? "-" : "") + plain + decimals
  }

  /// Whether a character is the sign of the digit that follows it, and no hyphen within a word or a range.
  private static func isMinus(_ character: Character, after previous: Character) -> Bool {
    character == "\u{2212}" || (character == "-" && (previous.isWhitespace || previous == "("))
  }
}
