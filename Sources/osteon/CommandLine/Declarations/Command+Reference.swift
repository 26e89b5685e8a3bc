// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase

extension Command {
  /// Lists and shows reference data.
  static let reference = Command(
    "reference",
    summary: "List, show and compare the reference data, and explain printed scores by it",
    discussion: """
      A reference is what a score is expressed against: a young-adult population for a T-score, a curve over age for a
      Z-score. Each has a key, belongs to one scale of scanners, and names its source.
      """,
    examples: [
      Example("osteon reference list --site femoral-neck", "List the references of the femoral neck."),
      Example("osteon reference show nhanes-iii.femoral-neck.white-female", "Show one with its source."),
      Example("osteon reference explain study.json", "Find the references behind the scores on a report."),
      Example(
        "osteon reference compare --references profile,hologic.female cohort.csv",
        "Count who crosses a cut point when the reference changes."),
    ],
    subcommands: [referenceList, referenceShow, referenceExplain, referenceCompare])

  private static let referenceList = Command(
    "list",
    summary: "List references, one a line",
    discussion: "Lists the references that match all of the options; without options, every one.",
    options: [
      Option(
        "site", .choice("SITE", Site.allCases.map { $0.rawValue }), help: "Only those of one place of the skeleton."),
      Option("sex", .choice("SEX", Sex.allCases.map { $0.rawValue }), help: "Only those of one sex."),
      Option(
        "scale", .choice("SCALE", ScannerScale.allCases.map { $0.rawValue }),
        help: "Only those on the scale of one maker's scanners."),
      Option(
        "kind", .choice("KIND", Set(ReferenceDataSet.all.map { $0.kind }).sorted()), help: "Only those of one kind."),
      .format,
    ],
    examples: [
      Example("osteon reference list", "List every reference."),
      Example(
        "osteon reference list --site lumbar-spine --scale hologic --format json",
        "List those of the lumbar spine on Hologic scanners as JSON."),
    ])

  private static let referenceShow = Command(
    "show",
    summary: "Show a reference with its numbers and its source",
    discussion: """
      Shows the people who were measured, the values with their unit, how they were made, where they come from, and any
      reservation about them.
      """,
    operands: [
      Operand("KEY", .text, help: "The key of a reference, as 'osteon reference list' shows it.")
    ],
    options: [.format],
    examples: [
      Example(
        "osteon reference show nhanes-iii.femoral-neck.white-female",
        "Show the young women that T-scores of the femoral neck are expressed against.")
    ])
}
