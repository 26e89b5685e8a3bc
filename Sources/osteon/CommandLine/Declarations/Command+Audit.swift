// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

extension Command {
  /// Audits a scan and its finished report.
  static let audit = Command(
    "audit",
    summary: "Check a scan and its finished report",
    discussion: """
      Reads study documents with the report that was written on them, as fields or as text, and says what of it is wrong
      or doubtful by the rules: each finding with its place in the report, its rule, and what a correct report would say.
      Then which items of a complete report are there, what was read, and what could not be read. A study without a
      report has only its scan checked.

      With '--report' the text of the report stands in a file of its own: plain text in UTF-8, at most 1 MB. With
      '--corrected' the report that the rules support is written in place of the audit; what only a person can fill in
      stands in square brackets.

      Without a STUDY, the options of the last three groups describe a person and a scan from a printout. Without these
      too, standard input is read. The exit status is 1 where an error is found.
      """,
    operands: [
      Operand(
        "STUDY", .file, isOptional: true, isRepeatable: true,
        help: "A study document, with its report or without; '-' is standard input.")
    ],
    options: auditOptions + Option.printout,
    rules: Option.printoutRules + [
      .excludes("report", ["lines"]), .needsOneOperand("report"),
      .readsInputOnce("report", unless: Option.printout.map { $0.name }),
    ],
    examples: [
      Example("osteon audit study.json", "Check a scan and the report in the study."),
      Example("osteon audit study.json --report report.txt", "Check a scan and the text of its report."),
      Example("osteon audit --corrected study.json", "Write the report that the rules support."),
      Example(
        "osteon audit --sex female --age 66 --menopause post --scanner Hologic --neck 0.571 --report report.txt",
        "Check a printed report against the densities on its printout."),
      Example(
        "osteon audit --lines --format json -o audits.ndjson studies.ndjson",
        "Check one study a line and write one audit a line."),
    ])

  private static let auditOptions = [
    Option(
      "report", .file("FILE"), help: "Read the text of the report from a file; '-' is standard input.",
      fallback: .words("the text in the study")),
    Option("corrected", help: "Write the report that the rules support; in JSON, beside the audit."),
    .format, .profile, .criteria, .matchGroup, .lines, .output, .noColor, .width,
  ]
}
