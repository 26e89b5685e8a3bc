// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// Text broken into lines of limited width.
enum WrappedText {
  /// Returns the lines of a text; an empty line parts paragraphs, and a longer word has a line of its own.
  static func lines(_ text: String, width: Int) -> [String] {
    let paragraphs = paragraphs(text).map { wrapped($0, width) }
    return Array(paragraphs.joined(separator: [""]))
  }

  /// Returns the paragraphs of a text, each on one line.
  static func paragraphs(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .split { $0.allSatisfy { $0 == " " } }
      .map { $0.joined(separator: " ") }
  }

  private static func wrapped(_ paragraph: String, _ width: Int) -> [String] {
    var lines: [String] = []
    for word in paragraph.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
