// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The words of the field, each explained where it first stands.
struct Glossary {
  /// A word with what it means.
  private struct Term {
    let explained: String

    /// The spellings that are looked for: a name with its capitals, anything else in small letters.
    let spellings: [[Character]]
    let isName: Bool

    init(word: String, explained: String) {
      self.explained = explained
      isName = word.dropFirst().contains { $0.isUppercase }
      spellings = isName ? [word, word.capitalizedFirst].map { Array($0) } : [Array(word.lowercased())]
    }
  }

  /// A text, character by character.
  private struct Letters {
    let written: [Character]
    let small: [Character]

    /// How many parentheses are open before each character.
    let open: [Int]

    init(_ text: String) {
      written = Array(text)
      small = written.map { $0.isUppercase ? Character($0.lowercased()) : $0 }
      var count = 0
      open = written.map { letter in
        defer { count += letter == "(" ? 1 : letter == ")" ? -1 : 0 }
        return count
      }
    }
  }

  /// The words, the longest first.
  private let terms: [Term]

  /// The places of the words that were explained.
  private var explained: Set<Int> = []

  init(_ wording: Wording) {
    let found: [(word: String, explained: String)] = wording.keys.compactMap { key in
      guard key.hasPrefix("terms."), key.hasSuffix(".word"), let word = wording.text(key) else { return nil }
      let explained = wording.text(key.dropLast(5) + ".explained")
      return explained.map { (word, $0) }
    }
    terms = found.sorted { $0.word.count > $1.word.count }.map { Term(word: $0.word, explained: $0.explained) }
  }

  /// Returns a text with what its words mean, each behind the word where it stands for the first time.
  mutating func explain(_ text: String) -> String {
    let letters = Letters(text)
    let places = places(in: letters)
    guard !places.isEmpty else { return text }
    var result = ""
    var written = 0
    for (range, index) in places {
      result += String(letters.written[written..<range.upperBound]) + " (\(terms[index].explained))"
      written = range.upperBound
      explained.insert(index)
    }
    return result + String(letters.written[written...])
  }

  /// The first place of each word that is not explained, in the order of the text; a hip within a total hip is none.
  private func places(in letters: Letters) -> [(range: Range<Int>, index: Int)] {
    var taken: [Range<Int>] = []
    var places: [(range: Range<Int>, index: Int)] = []
    for (index, term) in terms.enumerated() {
      let own = Self.ranges(of: term, in: letters).filter { range in !taken.contains { $0.overlaps(range) } }
      taken += own
      guard !explained.contains(index) else { continue }
      if let first = own.first(where: { !letters.written[$0.upperBound...].starts(with: [" ", "("]) }) {
        places.append((first, index))
      }
    }
    return places.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Finds a word wherever it is no part of another and stands outside parentheses: a remark takes no second one.
  private static func ranges(of term: Term, in letters: Letters) -> [Range<Int>] {
    let text = term.isName ? letters.written : letters.small
    var ranges: [Range<Int>] = []
    var start = 0
    while start < text.count {
      let match = term.spellings.first { text[start...].starts(with: $0) }
      guard let match, !match.isEmpty else {
        start += 1
        continue
      }
      let range = start..<start + match.count
      let before = range.lowerBound > 0 ? text[range.lowerBound - 1] : nil
      let after = range.upperBound < text.count ? text[range.upperBound] : nil
      let isWhole = !(before?.isLetter ?? false) && !(after.map { $0.isLetter || $0 == "-" } ?? false)
      if isWhole, letters.open[range.lowerBound] <= 0 { ranges.append(range) }
      start = range.upperBound
    }
    return ranges
  }
}
