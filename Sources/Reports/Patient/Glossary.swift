// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The words of the field, each explained where it first stands.
struct Glossary {
  /// The words, the longest first.
  private let terms: [(word: String, explained: String)]

  /// The places of the words that were explained.
  private var explained: Set<Int> = []

  init(_ wording: Wording) {
    terms = wording.keys.compactMap { key in
      guard key.hasPrefix("terms."), key.hasSuffix(".word"), let word = wording.text(key) else { return nil }
      let explained = wording.text(key.dropLast(5) + ".explained")
      return explained.map { (word, $0) }
    }.sorted { $0.0.count > $1.0.count }
  }

  /// Returns a text with what its words mean, each behind the word where it stands for the first time.
  mutating func explain(_ text: String) -> String {
    var result = text
    for (range, index) in places(in: text).reversed() {
      result.insert(contentsOf: " (\(terms[index].explained))", at: range.upperBound)
      explained.insert(index)
    }
    return result
  }

  /// The first place of each word that is not explained, in the order of the text; a hip within a total hip is none.
  private func places(in text: String) -> [(range: Range<String.Index>, index: Int)] {
    var taken: [Range<String.Index>] = []
    var places: [(range: Range<String.Index>, index: Int)] = []
    for (index, term) in terms.enumerated() {
      let own = Self.ranges(of: term.word, in: text).filter { range in !taken.contains { $0.overlaps(range) } }
      taken += own
      guard !explained.contains(index) else { continue }
      if let first = own.first(where: { !text[$0.upperBound...].hasPrefix(" (") }) { places.append((first, index)) }
    }
    return places.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Finds a word wherever it is no part of another; the capitals of a name count.
  private static func ranges(of word: String, in text: String) -> [Range<String.Index>] {
    var ranges: [Range<String.Index>] = []
    var start = text.startIndex
    let isName = word.dropFirst().contains { $0.isUppercase }
    while let found = text[start...].range(of: word, isName: isName) {
      let before = found.lowerBound == text.startIndex ? nil : text[text.index(before: found.lowerBound)]
      let after = found.upperBound == text.endIndex ? nil : text[found.upperBound]
      let isWhole = !(before?.isLetter ?? false) && !(after.map { $0.isLetter || $0 == "-" } ?? false)
      if isWhole, !isInParentheses(found.lowerBound, of: text) { ranges.append(found) }
      start = found.upperBound
    }
    return ranges
  }

  /// A remark in parentheses takes no second one.
  private static func isInParentheses(_ place: String.Index, of text: String) -> Bool {
    let before = text[..<place]
    return before.count { $0 == "(" } > before.count { $0 == ")" }
  }
}

extension Substring {
  /// Finds a word, with its capitals only where these matter.
  fileprivate func range(of word: String, isName: Bool) -> Range<Index>? {
    if isName {
      let capitalized = word.capitalizedFirst
      return [firstRange(of: word), firstRange(of: capitalized)].compactMap(\.self).min {
        $0.lowerBound < $1.lowerBound
      }
    }
    let wanted = Array(word.lowercased())
    var index = startIndex
    while index < endIndex {
      var here = index
      var matched = 0
      while matched < wanted.count, here < endIndex, Character(self[here].lowercased()) == wanted[matched] {
        here = self.index(after: here)
        matched += 1
      }
      if matched == wanted.count { return index..<here }
      index = self.index(after: index)
    }
    return nil
  }
}
