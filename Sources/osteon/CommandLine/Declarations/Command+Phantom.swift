// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment

extension Command {
  /// Judges the scans of phantoms.
  static let phantom = Command(
    "phantom",
    summary: "Judge the quality control of a scanner by its phantom scans",
    discussion: """
      Reads a table with one phantom scan a row, in any order, and holds the scans of each scanner and phantom against
      their first ones: the limits of 1.5 %, rules on runs of scans, cumulative sums, and intervals of more than a week.
      A scan that fails and one that asks for a look are told apart, and so are the days on which the scanner was out of
      control and those on which it was doubtful.

      Columns: 'date' (such as 2026-05-01), 'bmd' in g/cm²; where known 'scanner', 'phantom' and 'technologist'. The
      table of '--scans' has 'date', and where known 'id' and 'scanner'. Other columns are passed over.
      """,
    operands: [
      Operand(
        "TABLE", .file, isOptional: true, help: "A table with comma-separated values; '-' is standard input.")
    ],
    options: [
      Option(
        "baseline", .count("N"),
        help: "Take the first N scans of each scanner and phantom as the baseline, 10 or more.",
        fallback: .value("\(AssessedPhantom.BaselineChoice.usualScans)")),
      Option("baseline-until", .date("DATE"), help: "Take the scans up to a day, and on it, as the baseline."),
      Option(
        "scans", .file("FILE"),
        help: "List the scans of patients that were made without a phantom scan in the week before, or while the"
          + " scanner was out of control or doubtful."),
      Option("plot", .file("FILE"), help: "Write a chart of the scans over time as SVG as well."),
      .format, .output, .noColor, .width,
    ],
    rules: [.excludes("baseline-until", ["baseline"]), .readsInputOnce("scans", unless: [])],
    examples: [
      Example("osteon phantom phantom.csv", "Judge the phantom scans of a facility."),
      Example(
        "osteon phantom phantom.csv --scans patients.csv --plot phantom.svg",
        "List the patients who may have to be scanned again, and draw the phantom scans."),
    ])
}
