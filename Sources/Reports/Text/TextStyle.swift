// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// How text is set: its width, and whether it has color.
public struct TextStyle: Sendable {
  /// The number of columns that text is set in, at least ``leastWidth``.
  public let width: Int

  /// The number of columns that there are; what cannot be broken into lines is left out where they do not hold it.
  let columns: Int

  /// The number of columns of a table or a rule: a row that is wider than that is hard to follow.
  var tableWidth: Int { min(width, 120) }

  /// A line between two texts.
  public var rule: String { String(repeating: "\u{2500}", count: tableWidth) }

  /// The fewest columns that text is set in.
  static let leastWidth = 60

  /// Whether words are set off by color.
  public let hasColor: Bool

  /// Creates a style.
  ///
  /// - Parameters:
  ///   - width: The number of columns; fewer than 60 are taken as 60.
  ///   - hasColor: Whether terminal color codes are written.
  public init(width: Int = 80, hasColor: Bool = false) {
    self.width = max(Self.leastWidth, width)
    columns = width
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
  ///
  /// A hyphen before a number becomes a true minus sign; one within a word or between numbers stays.
  public func wrap(_ text: String, indent: Int = 0, lead: String = "") -> [String] {
    wrap(text.split(separator: " ").map { Self.withMinusSign($0) }, indent: indent, lead: lead)
  }

  /// Breaks words of somebody else into lines that fit, each after `indent` columns, and changes no character.
  func wrapVerbatim(_ text: String, indent: Int, lead: String) -> [String] {
    wrap(text.split(separator: " ").map(String.init), indent: indent, lead: lead)
  }

  private func wrap(_ words: [String], indent: Int, lead: String) -> [String] {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = lead.isEmpty ? margin : lead + String(repeating: " ", count: max(0, indent - lead.count))
    var isFresh = true
    for word in words {
      if !isFresh, line.count + 1 + word.count > width {
        lines.append(line)
        line = margin
        isFresh = true
      }
      line += isFresh ? word : " " + word
      isFresh = false
    }
    return lines + [line]
  }

  /// Returns a word such as `-2.5` or `(-2.5` with a true minus sign.
  private static func withMinusSign(_ word: Substring) -> String {
    let mark = word.firstIndex { $0 != "(" } ?? word.endIndex
    guard word[mark...].first == "-", let next = word[mark...].dropFirst().first, next.isWholeNumber else {
      return String(word)
    }
    return word[..<mark] + "\u{2212}" + word[mark...].dropFirst()
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
