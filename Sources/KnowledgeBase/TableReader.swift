// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Statistics

/// Reads the generated tables: one record a line, fields between bars.
enum TableReader {
  /// Splits a table into records of fields.
  static func records(_ table: String) -> [[String]] {
    table.utf8.split(separator: UInt8(ascii: "\n")).map { line in
      line.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false).map { String(Substring($0)) }
    }
  }

  /// Reads a decimal number exactly; the tables hold nothing else.
  static func number(_ text: String) -> ExactDecimal {
    guard let number = ExactDecimal(text: text) else {
      preconditionFailure("A generated table must hold decimal numbers.")
    }
    return number
  }

  /// Reads a field that may be empty.
  static func optional(_ text: String) -> String? { text.isEmpty ? nil : text }
}
