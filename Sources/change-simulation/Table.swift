// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics

/// Rows of texts, printed with the first column to the left and the others to the right.
struct Table {
  private var rows: [[String]]

  init(_ head: [String]) { rows = [head] }

  mutating func add(_ row: [String]) { rows.append(row) }

  var text: String {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      row.indices.map { column in
        let blanks = String(repeating: " ", count: widths[column] - row[column].count)
        return column == 0 ? row[column] + blanks : blanks + row[column]
      }.joined(separator: "  ")
    }
    return lines.joined(separator: "\n")
  }
}

extension String {
  /// A number with so many decimals.
  static func fixed(_ number: Double, _ places: Int) -> String { Fixed(number, places: places).description }

  /// A part of a whole in percent with one decimal; a hyphen of nothing.
  static func percent(_ part: Int, of whole: Int) -> String {
    whole > 0 ? fixed(100 * Double(part) / Double(whole), 1) : "-"
  }
}
