// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

extension Command {
  /// Tells the changes between the scans of a person.
  static let change = Command(
    "change",
    summary: "Say whether a change between scans is real",
    discussion: """
      Reads study documents with two visits or more and tells of each region of the latest one: the change since the
      previous scan and since the first that compares, whether it reaches the least significant change of the facility
      ('precision' in the study, from 'osteon precision'), the probability that bone was truly lost or gained, and whether
      that fits what is expected of such a person. Scans that do not compare are named with the reason.

      Expected rates come from the rules 'RATE', by age, sex, menopause and drugs, each with its evidence; '--rate none'
      switches them off, and '--rate PERCENT' takes your own.
      """,
    operands: [
      Operand(
        "STUDY", .file, isOptional: true, isRepeatable: true, help: "A study document; '-' is standard input.")
    ],
    options: [
      .format, .profile, .rate, .rateSpread, .lines, .output, .noColor, .width,
    ],
    examples: [
      Example("osteon change study.json", "Tell the changes of one person."),
      Example("osteon change --rate none study.json", "Let the scans alone speak."),
      Example(
        "osteon change --lines --format json -o changes.ndjson studies.ndjson",
        "Tell the changes of one study a line as one answer a line."),
    ])
}

extension Option {
  /// What is expected of the rate of change.
  static let rate = Option(
    "rate", .text("RATE"), help: "Expect this change in percent a year; 'tabled' for the rules, 'none' for nothing.",
    fallback: .value("tabled"))

  /// How the rates of people differ from an expected one that was given.
  static let rateSpread = Option(
    "rate-spread", .text("PERCENT"),
    help: "Take this as the standard deviation of the rates of people about a rate that '--rate' gives.",
    fallback: .words("0.6"))
}
