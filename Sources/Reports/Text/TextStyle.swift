// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// How text is set: its width, and whether it has color.
public struct TextStyle: Sendable {
  /// The number of columns.
  public let width: Int

  /// Whether words are set off by color.
  public let hasColor: Bool

  /// Creates a style.
  ///
  /// - Parameters:
  ///   - width: The number of columns; fewer than 60 are taken as 60.
  ///   - hasColor: Whether terminal color codes are written.
  public init(width: Int = 80, hasColor: Bool = false) {
    self.width = max(60, width)
    self.hasColor = hasColor
  }

  /// What a word means, which decides its color.
  enum Role: String {
    case strong = "1"
    case faint = "2"
    case error = "1;31"
    case warning = "33"
    case information = "36"
  }

  /// Sets off a word.
  func mark(_ text: String, _ role: Role) -> String {
    hasColor ? "\u{1B}[\(role.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// Breaks a text into lines that fit, each after `indent` columns; the first line begins with `lead`.
  public func wrap(_ text: String, indent: Int = 0, lead: String = "") -> [String] {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = lead.isEmpty ? margin : lead + String(repeating: " ", count: max(0, indent - lead.count))
    var isFresh = true
    for word in text.split(separator: " ") {
      if !isFresh, line.count + 1 + word.count > width {
        lines.append(line)
        line = margin
        isFresh = true
      }
      line += isFresh ? String(word) : " " + word
      isFresh = false
    }
    return lines + [line]
  }

  /// Fills a text with spaces on its right.
  static func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  /// Fills a text with spaces on its left.
  static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
