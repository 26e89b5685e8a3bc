// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

extension Command {
  /// Compares two scanners.
  static let calibrate = Command(
    "calibrate",
    summary: "Compare two scanners by people scanned on both",
    discussion: """
      Reads a table with one scan of one region a row and gives for each site the relation of two scanners with its 95 %
      limits (Deming), their mean difference with its limits and trend (Bland-Altman), what a scan on the old scanner is
      expected to read on the new one, and the generalized least significant change: the least difference between a new
      density and a converted old one that counts for one person. Fewer than 10 people on both are refused.

      Columns: 'id' (the person), 'site' (lumbar-spine, total-hip, femoral-neck, radius-33 ...), 'scanner', 'bmd' in
      g/cm²; where known 'side', 'vertebrae' (such as L1-L4) and 'date'. With '--phantom' a row is a phantom scan, with
      'scanner' and 'bmd': ten on each scanner agree within 1.0 %. With '--published' the operand is the key of a
      published conversion, which is for groups, not for the change of one person; without it all are listed.
      """,
    operands: [
      Operand(
        "TABLE", .file, isOptional: true,
        help: "A table with comma-separated values; '-' is standard input. With '--published', a key.")
    ],
    options: [
      Option(
        "from", .text("NAME"), help: "The old scanner, as the table names it.",
        fallback: .words("the first of the table")),
      Option("to", .text("NAME"), help: "The new scanner.", fallback: .words("the other of two")),
      Option(
        "precision-from", .number("G"),
        help: "The precision error of the old scanner in g/cm², where nobody has repeats on it."),
      Option(
        "precision-to", .number("G"),
        help: "The precision error of the new scanner in g/cm², where nobody has repeats on it."),
      Option("bmd", .number("G"), help: "Convert a density in g/cm² from the old scanner to the new one."),
      Option("phantom", help: "Take the table as phantom scans on two scanners."),
      Option("published", help: "Show published conversions, or the one that is named."),
      Option("plot", .file("FILE"), help: "Draw both scanners and their differences as SVG."),
      .format, .output, .noColor, .width,
    ],
    rules: [
      .excludes("phantom", ["published", "precision-from", "precision-to", "bmd", "plot"]),
      .excludes("published", ["from", "to", "precision-from", "precision-to", "plot"]),
    ],
    examples: [
      Example("osteon calibrate both.csv", "Compare the two scanners of a table at each site."),
      Example(
        "osteon calibrate --from Prodigy --to iDXA --bmd 0.912 --plot both.svg both.csv",
        "Choose two scanners, convert a density and draw a picture."),
      Example("osteon calibrate --phantom phantom.csv", "Compare ten phantom scans before and after a change."),
      Example(
        "osteon calibrate --published hui-1997.lumbar-spine.hologic --bmd 0.85",
        "Convert a density by a published equation, for groups."),
    ])
}
