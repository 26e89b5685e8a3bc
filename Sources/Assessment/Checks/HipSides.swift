// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry

/// The sides that a text names just beside some words, as in "left total hip replacement".
///
/// A side that stands elsewhere in the text counts for nothing: in "left hip scanned because of right hip replacement" it is
/// the side of the scan. Where one side stands before the words and the other after them, no side is known.
struct HipSides {
  /// The sides; empty where none is known.
  private(set) var sides: Set<Side> = []

  /// Reads a text in lower case.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - names: What the side has to stand beside, each in words; the last one may go on.
  init(in text: String, beside names: [String]) {
    let words = text.split { !$0.isLetter && !$0.isNumber }.map { String($0) }
    var isFound = false
    for name in names {
      let wanted = name.split { !$0.isLetter && !$0.isNumber }.map { String($0) }
      for start in words.indices where Self.holds(words, wanted, at: start) {
        isFound = true
        sides.formUnion(Self.sides(words, start, start + wanted.count))
      }
    }
    // A condition that was known by its code may be named in other words.
    if !isFound { sides = Self.one(Set(words.flatMap { Self.sides(of: $0) }), words) }
  }

  private static func holds(_ words: [String], _ wanted: [String], at start: Int) -> Bool {
    guard !wanted.isEmpty, start + wanted.count <= words.count else { return false }
    return wanted.indices.allSatisfy { index in
      let own = words[start + index]
      return own == wanted[index] || index + 1 == wanted.count && own.hasPrefix(wanted[index])
    }
  }

  private static func sides(_ words: [String], _ start: Int, _ end: Int) -> Set<Side> {
    let before = words[..<start].reversed().drop { fillers.contains($0) || isNumber($0) }
    let after = words[end...].drop { fillers.contains($0) || isNumber($0) }
    let inside = words[start..<end].flatMap { sides(of: $0) }
    let ahead = run(Array(before))
    if !inside.isEmpty || !ahead.isEmpty { return one(Set(inside).union(ahead).union(run(Array(after))), words, ahead) }
    return run(Array(after))
  }

  /// The sides at the beginning of words, such as both in "left and right".
  private static func run(_ words: [String]) -> Set<Side> {
    guard let first = words.first.map({ sides(of: $0) }), !first.isEmpty else { return [] }
    let rest = words.dropFirst().drop { $0 == "and" }
    guard rest.count < words.count - 1, let second = rest.first else { return first }
    return first.union(sides(of: second))
  }

  /// Two sides count only where they stand together, or the text says that it means both.
  private static func one(_ sides: Set<Side>, _ words: [String], _ together: Set<Side> = []) -> Set<Side> {
    sides.count < 2 || together.count == 2 || words.contains { both.contains($0) } ? sides : []
  }

  private static func sides(of word: String) -> Set<Side> {
    switch word {
    case "left": [.left]
    case "right": [.right]
    default: both.contains(word) ? [.left, .right] : []
    }
  }

  private static func isNumber(_ word: String) -> Bool { word.allSatisfy { $0.isNumber } }

  private static let both: Set<String> = ["both", "bilateral", "bilaterally"]

  private static let fillers: Set<String> = [
    "total", "partial", "cemented", "uncemented", "old", "previous", "prior", "known", "status", "post", "hip", "hips",
    "side", "sided", "femur", "femoral", "neck", "proximal", "joint", "fracture", "treated", "fixed", "repaired",
    "with", "by", "after", "using", "of", "the", "on", "in", "at", "a", "an", "primary", "revision", "dynamic", "long",
    "short", "surgery", "operation", "was", "done", "since", "disease", "s", "severe",
  ]
}
