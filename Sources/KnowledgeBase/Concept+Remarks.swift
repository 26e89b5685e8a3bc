// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

extension Concept {
  /// Returns the parts of a remark that state the concept, in lower case; a part that denies it is left out.
  ///
  /// A remark falls into sentences, and these at commas into parts. A name counts where its words stand one after the other,
  /// the last perhaps going on; a single word of four letters or fewer must be the whole word. "No osteophytes", "fracture not seen", "zipper removed" and
  /// "mother had a hip replacement" state nothing, and neither does the rest of a list that a denial opens: "no osteophytes,
  /// fracture or scoliosis".
  public func statements(in remark: String) -> [String] {
    Remark(remark).parts.filter { part in
      names.contains { name in part.states(name) }
    }.map { $0.text }
  }
}

/// A remark in words, cut into parts that each say one thing.
private struct Remark {
  /// A part with its words, and whether a denial before it covers it.
  struct Part {
    var text = ""
    var words: [String] = []
    var isCovered = false
  }

  var parts: [Part] = []

  init(_ remark: String) {
    for sentence in Self.sentences(Array(remark.lowercased().utf8)) {
      let pieces = sentence.split(separator: UInt8(ascii: ","))
      var list = pieces.map { Part(text: String(decoding: $0, as: UTF8.self), words: Self.words($0)) }
      for index in list.indices where list[index].words.contains(where: { Words.denials.contains($0) }) {
        let end = list.lastIndex { $0.words.contains("or") || $0.words.contains("nor") } ?? index
        for covered in list.indices where covered > index && covered <= end { list[covered].isCovered = true }
      }
      parts += list
    }
  }

  private static func sentences(_ bytes: [UInt8]) -> [[UInt8]] {
    var sentences: [[UInt8]] = [[]]
    for (index, byte) in bytes.enumerated() {
      let isLast = index + 1 == bytes.count || bytes[index + 1] == UInt8(ascii: " ")
      switch byte {
      case UInt8(ascii: ";"), UInt8(ascii: "\n"), UInt8(ascii: "!"): sentences.append([])
      case UInt8(ascii: ".") where isLast: sentences.append([])
      default: sentences[sentences.count - 1].append(byte)
      }
    }
    return sentences
  }

  private static func words(_ bytes: ArraySlice<UInt8>) -> [String] {
    bytes.split { !isPartOfWord($0) }.map { String(decoding: $0, as: UTF8.self) }
  }

  static func isPartOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"),
      UInt8(ascii: "-"):
      true
    default: byte >= 0x80
    }
  }
}

extension Remark.Part {
  /// Tells whether the part holds a name and does not deny it.
  func states(_ name: String) -> Bool {
    guard !isCovered else { return false }
    let wanted = name.split(separator: " ").map { String($0) }
    return words.indices.contains { index in holds(wanted, at: index) && !isDenied(index, index + wanted.count) }
  }

  private func holds(_ wanted: [String], at start: Int) -> Bool {
    guard start + wanted.count <= words.count else { return false }
    for (offset, word) in wanted.enumerated() {
      let own = words[start + offset]
      let isLast = offset + 1 == wanted.count
      let mayGoOn = isLast && (wanted.count > 1 || word.utf8.count > 4)
      guard own == word || (mayGoOn && own.utf8.starts(with: word.utf8)) else { return false }
    }
    return true
  }

  /// Tells whether the words before a name deny it, or say it of another person or as a risk, or the words after it do.
  private func isDenied(_ start: Int, _ end: Int) -> Bool {
    if let denial = words[..<start].lastIndex(where: { Words.denials.contains($0) }) {
      let between = words[(denial + 1)..<start]
      if !between.contains(where: { Words.breaks.contains($0) }) { return true }
    }
    if words[..<start].contains(where: { Words.relatives.contains($0) }) { return true }
    if words[..<start].suffix(4).contains(where: { Words.possibilities.contains($0) }) { return true }
    let next = words[end...].first { !Words.fillers.contains($0) }
    return next.map { Words.refutals.contains($0) } ?? false
  }
}

/// The words that deny, and those that end a denial.
private enum Words {
  static let denials = [
    "no", "not", "without", "denies", "denied", "negative", "never", "none", "neither", "nor", "absent", "excluded",
    "free",
    "rule", "ruled", "r/o", "exclude",
  ]
  static let breaks = [
    "but", "however", "although", "because", "due", "with", "by", "since", "after", "despite", "yet",
  ]
  static let relatives = [
    "mother", "father", "parent", "parents", "sister", "brother", "family", "maternal", "paternal", "parental",
  ]
  static let possibilities = ["risk", "probability", "chance", "allergy", "allergic"]
  static let fillers = ["is", "are", "was", "were", "has", "have", "been", "seen", "history"]
  static let refutals = [
    "no", "none", "not", "absent", "negative", "denied", "excluded", "ruled", "removed", "risk",
    "probability", "allergy",
  ]
}
