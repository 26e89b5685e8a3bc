// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

extension Command {
  /// Works out a precision error and the least significant change.
  static let precision = Command(
    "precision",
    summary: "Turn repeated scans into a least significant change",
    discussion: """
      Reads a table with one scan of one region a row and gives for each site the precision error (root-mean-square
      standard deviation) with its 95 % limits, the coefficient of variation beside it, and the least significant change
      at 95, 90 and 80 %; then each technologist and each scanner, with a test whether they are equal, and what the rules
      on precision studies say.

      Columns: 'id' (the person), 'site' (lumbar-spine, total-hip, femoral-neck, radius-33 ...), 'bmd' in g/cm² or 'tbs';
      where known 'side', 'vertebrae' (such as L1-L4), 'technologist' and 'scanner'. Rows of one person, site, side,
      technologist and scanner are repeats of one another. Other columns are passed over.
      """,
    operands: [
      Operand(
        "TABLE", .file, isOptional: true, isRepeatable: true,
        help: "A table with comma-separated values; '-' is standard input.")
    ],
    options: [.format, .output, .noColor, .width],
    examples: [
      Example("osteon precision repeats.csv", "Show precision and least significant change of each site."),
      Example(
        "osteon precision --format json -o precision.json repeats.csv",
        "Write them as JSON, with the part that a study document takes."),
    ])
}
