// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import KnowledgeBase

@testable internal import Reports

extension Wording {
  /// Returns a language of some texts and nothing else.
  static func sample(
    _ texts: [(key: String, text: String)], status: String = "unreviewed", decimalSeparator: String = "."
  ) -> Wording {
    let lines = texts.map { "\($0.key)\t\($0.text.replacing("\n", with: "\\n"))" }
    return Wording(
      .spanish,
      Table(name: "Sample", status: status, decimalSeparator: decimalSeparator, texts: lines.joined(separator: "\n")))
  }

  /// A language that nobody speaks: every English text with accents and 40 % longer, and a comma before decimals.
  static let pseudo: Wording = {
    let english = Wording.in(.english)
    var texts = english.keys.compactMap { key in english.text(key).map { (key: key, text: Pseudo.text($0)) } }
    texts += Rule.all.map { ("rules.\($0.id).says", Pseudo.text($0.says)) }
    texts += Fact.allCases.map { ("questions.\($0.rawValue)", Pseudo.text($0.question)) }
    for topic in RefusalTopic.all {
      texts.append(("refusals.\(topic.code).means", Pseudo.text(topic.means)))
      texts.append(("refusals.\(topic.code).remedy", Pseudo.text(topic.remedy)))
    }
    return sample(texts, decimalSeparator: ",")
  }()
}

/// Writes English so that it is read as another language.
enum Pseudo {
  private static let accents: [Character: Character] = [
    "a": "á", "e": "é", "i": "í", "o": "ó", "u": "ú", "y": "ý", "A": "Á", "E": "É", "I": "Í", "O": "Ó", "U": "Ú",
  ]

  /// Returns a text with accented words that are 40 % longer; what stands in braces stays.
  static func text(_ text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false).map(word).joined(separator: " ")
  }

  private static func word(_ word: Substring) -> String {
    guard !word.contains("{"), !word.contains("}"), !word.contains(where: { $0.isNumber || $0 == "\n" }) else {
      return String(word)
    }
    guard word.count > 1, word.contains(where: { $0.isLowercase }) else { return String(word) }
    let end = word.lastIndex { $0.isLetter } ?? word.startIndex
    let letters = word[...end].map { accents[$0] ?? $0 }
    return String(letters) + String(repeating: "ö", count: (letters.count * 2 + 4) / 5) + word[end...].dropFirst()
  }
}
