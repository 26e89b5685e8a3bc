// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A word, a number, a date or a mark of a text, with its place in Unicode scalars.
struct ReportToken {
  /// What a token is.
  enum Kind {
    /// Letters, which digits may follow: "T", "L1", "cm2", "Ward's".
    case word
    /// Digits, with at most one decimal point or comma.
    case number
    /// A number that counts: "4th".
    case ordinal
    /// A day or month of the calendar in digits.
    case date
    /// Any other character that is not a space.
    case mark
    /// The end of a line that ends what was said.
    case lineBreak
  }

  let kind: Kind
  let start: Int
  let end: Int
  let line: Int

  /// A hash of the characters in lower case.
  let hash: UInt64

  /// The mark; 0 for other tokens.
  let mark: UInt32

  /// The word in the lexicon; -1 where it is not there.
  var word: Int32 = -1

  /// The longest beginning of the word that the lexicon holds with any ending; -1 where there is none.
  var stem: Int32 = -1

  /// Whether the token is one of the dashes that serve as hyphen or as minus sign.
  var isDash: Bool { kind == .mark && ReportCharacter.isDash(mark) }

  func isMark(_ character: Unicode.Scalar) -> Bool { kind == .mark && mark == character.value }
}

/// What the characters of reports are.
enum ReportCharacter {
  static func isDigit(_ scalar: UInt32) -> Bool { scalar >= 48 && scalar <= 57 }

  static func isLetter(_ scalar: UInt32) -> Bool {
    (scalar >= 97 && scalar <= 122) || (scalar >= 65 && scalar <= 90)
      || (scalar >= 0xC0 && scalar != 0xD7 && scalar != 0xF7 && scalar < 0x2000)
      || (scalar >= 0x2C00 && scalar < 0x3000)
      || scalar == 0xB5
  }

  /// Spaces of any width, but no line break.
  static func isSpace(_ scalar: UInt32) -> Bool {
    scalar == 32 || scalar == 9 || scalar == 0xA0 || (scalar >= 0x2000 && scalar <= 0x200B) || scalar == 0x202F
      || scalar == 0x3000 || scalar == 0xFEFF || scalar == 0x2060
  }

  static func isLineBreak(_ scalar: UInt32) -> Bool {
    scalar == 10 || scalar == 13 || scalar == 12 || scalar == 11 || scalar == 0x85 || scalar == 0x2028
      || scalar == 0x2029
  }

  static func isDash(_ scalar: UInt32) -> Bool {
    scalar == 45 || (scalar >= 0x2010 && scalar <= 0x2015) || scalar == 0x2212 || scalar == 0xFE63 || scalar == 0xFF0D
      || scalar == 0x207B
  }

  static func isApostrophe(_ scalar: UInt32) -> Bool { scalar == 39 || scalar == 0x2019 || scalar == 0x02BC }

  /// Returns the scalar in lower case, with one kind of apostrophe, dash and square.
  static func folded(_ scalar: UInt32) -> UInt32 {
    if scalar >= 65 && scalar <= 90 { return scalar + 32 }
    if isApostrophe(scalar) { return 39 }
    if scalar == 0xB2 { return 50 }
    return scalar
  }

  /// One step of a hash (FNV-1a) over folded scalars.
  static func hash(_ hash: UInt64, _ scalar: UInt32) -> UInt64 { (hash ^ UInt64(folded(scalar))) &* 0x100_0000_01b3 }

  /// The hash of nothing.
  static let emptyHash: UInt64 = 0xcbf2_9ce4_8422_2325
}
