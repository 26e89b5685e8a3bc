// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

extension Command {
  /// Interprets one person's scans, or those of several one after the other.
  static let interpret = Command(
    "interpret",
    summary: "Interpret the scans of a person",
    discussion: """
      Reads study documents and writes for each its scores, the one diagnosis, what is wrong or doubtful, and what could
      not be said. Several documents, and files with one study a line, are answered in their order.

      Without a file, the options of the last three groups describe a person and a scan from a printout: '--sex', an age
      or both dates, '--scanner', and at least one density or score. Without these too, standard input is read.
      """,
    operands: [
      Operand(
        "STUDY", .file, isOptional: true, isRepeatable: true, help: "A study document; '-' is standard input.")
    ],
    options: interpretOptions + Option.printout,
    rules: Option.printoutRules,
    examples: [
      Example("osteon interpret study.json", "Write a report on one person."),
      Example(
        "osteon interpret --profile CAR2013 --format json study.json",
        "Use the Canadian positions and write JSON for a program."),
      Example(
        "osteon interpret --lines --format json -o answers.ndjson studies.ndjson",
        "Interpret one study a line and write one answer a line."),
      Example(
        "osteon interpret --sex female --age 66 --menopause post --scanner Hologic --neck 0.631 --hip 0.760",
        "Interpret the densities on a printout."),
      Example("osteon interpret --audience patient study.json", "Explain the result in plain words."),
      Example(
        "osteon interpret --sex male --age 71 --scanner Hologic --neck-t -1.9 --hip-t -1.4",
        "Interpret the scores on a printout."),
    ])

  private static let interpretOptions = [
    Option.format, .audience, .language, .details,
    .profile, .criteria, .guideline, .matchGroup, .rate, .rateSpread,
    Option("what-if", help: "Show T-scores against other references too; they never diagnose."),
    .lines, .output, .noColor, .width,
  ]
}
