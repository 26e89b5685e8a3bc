// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// Finds the word that someone probably meant.
public enum Suggestion {
  /// Returns the nearest of the known words, if it is near enough to be meant.
  ///
  /// Near enough is a third of the longer word's letters, counting a swap of neighbors as one slip.
  ///
  /// - Complexity: O(m n) for each known word; words of more than 40 letters have no suggestion.
  public static func nearest(to word: String, among known: [String]) -> String? {
    guard word.count <= 40 else { return nil }
    let letters = Array(word.lowercased())
    let ranked = known.map { ($0, distance(letters, Array($0.lowercased()))) }
    guard let best = ranked.min(by: { $0.1 < $1.1 }) else { return nil }
    return best.1 <= max(word.count, best.0.count) / 3 ? best.0 : nil
  }

  /// Returns the number of slips (letters added, left out, changed or swapped) between two words.
  static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in 0..<left.count {
      var row = [i + 1]
      for j in 0..<right.count {
        var slips = min(last[j + 1] + 1, row[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          slips = min(slips, beforeLast[j - 1] + 1)
        }
        row.append(slips)
      }
      (beforeLast, last) = (last, row)
    }
    return last[right.count]
  }
}
