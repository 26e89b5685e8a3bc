// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics

/// Numbers as people type and paste them.
enum NumberText {
  /// Returns a number as the rest of the program reads it: a hyphen for a minus, a digit before the point.
  ///
  /// A minus sign (U+2212) and an en dash (U+2013), as printed reports have them, count as a hyphen; a plus is dropped.
  /// Anything that is not a decimal number gives `nil`.
  static func normalized(_ text: String) -> String? {
    var scalars = Substring(text).unicodeScalars
    var sign = ""
    if let first = scalars.first, isSign(first) {
      sign = first == "+" ? "" : "-"
      scalars.removeFirst()
    }
    let digits = (scalars.first == "." ? "0" : "") + String(String.UnicodeScalarView(scalars))
    guard digits.unicodeScalars.first != "-", ExactDecimal(text: digits) != nil else { return nil }
    return sign + digits
  }

  /// Tells whether a text begins as a negative number does, so that it is neither an option nor an operand.
  static func isNegative(_ text: String) -> Bool {
    var scalars = text.unicodeScalars.makeIterator()
    guard let first = scalars.next(), first != "+", isSign(first), let second = scalars.next() else { return false }
    if isDigit(second) { return true }
    return (second == "." || second == ",") && scalars.next().map(isDigit) ?? false
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
    ["-", "+", "\u{2212}", "\u{2013}"].contains(scalar)
  }
}
