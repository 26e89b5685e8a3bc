// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// Writes records of a comma-separated table.
///
/// - Source: RFC 4180, with `\n` line ends.
public enum CSVWriter {
  /// Returns a record with its line end; fields are quoted only where they must be.
  ///
  /// A single empty field is quoted too, because readers pass over an empty line.
  public static func line(_ fields: [String], separator: Unicode.Scalar = ",") -> String {
    guard fields != [""] else { return "\"\"\n" }
    return fields.map { quoted($0, separator) }.joined(separator: String(separator)) + "\n"
  }

  private static func quoted(_ field: String, _ separator: Unicode.Scalar) -> String {
    let needsQuotes = field.unicodeScalars.contains { $0 == separator || $0 == "\"" || $0 == "\n" || $0 == "\r" }
    guard needsQuotes else { return field }
    let doubled = field.unicodeScalars.reduce(into: "") { $0 += $1 == "\"" ? "\"\"" : String($1) }
    return "\"" + doubled + "\""
  }
}
