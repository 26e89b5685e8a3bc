// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// What a message may show of a document: little, nothing that moves a terminal, and no date or number of a record.
enum Excerpt {
  /// Returns the first forty characters; one that does not print stands as a replacement character.
  static func of(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars.prefix(40) { shown.unicodeScalars.append(prints(scalar) ? scalar : "\u{FFFD}") }
    return shown
  }

  /// Returns a key as a place in a document may show it.
  static func ofKey(_ key: String) -> String { mayIdentify(key) ? "\u{2026}" : of(key) }

  private static func prints(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
    case .spaceSeparator: scalar == " "
    default: true
    }
  }

  /// Tells whether a text may be a date or the number of a record: four digits or more.
  static func mayIdentify(_ text: String) -> Bool {
    var digits = text.utf8.lazy.filter { $0 >= 48 && $0 <= 57 }.makeIterator()
    for _ in 0..<4 where digits.next() == nil { return false }
    return true
  }

  /// Tells whether a text is a number as people write one: a sign, digits, a point or comma, and a unit.
  static func isNumber(_ text: String) -> Bool {
    guard text.utf8.count <= 24, text.utf8.filter({ $0 >= 48 && $0 <= 57 }).count <= 6 else { return false }
    let isDigit = { (character: Character) in character.isASCII && character.isWholeNumber }
    var rest = text.drop { $0 == " " }
    if let first = rest.first, "+-\u{2212}\u{2013}".contains(first) { rest = rest.dropFirst() }
    guard let first = rest.first, isDigit(first) else { return false }
    rest = rest.drop(while: isDigit)
    if let mark = rest.first, mark == "." || mark == "," { rest = rest.dropFirst().drop(while: isDigit) }
    return rest.allSatisfy { $0 == " " || $0 == "/" || $0 == "%" || $0 == "\u{B2}" || $0.isLetter }
  }
}
