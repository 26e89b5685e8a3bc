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
    subcommands: [referenceList, referenceShow, referenceExplain, referenceCompare, referenceFit])

  private static let referenceList = Command(
    "list",
    summary: "List references, one a line",
    discussion: """
      Lists the references that match all of the options, by data set; without options, every one. What is the same for
      a whole data set stands above its references.
      """,
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
      reservation about them; an age curve also as a plot and a table, young adults also as a scale of T-scores.
      """,
    operands: [
      Operand("KEY", .text, help: "The key of a reference, as 'osteon reference list' shows it.")
    ],
    options: [
      Option(
        "plot", .file("FILE"), help: "Write the chart of an age curve as SVG, and nothing else; - is standard output."),
      .format,
    ],
    rules: [.excludes("plot", ["format"])],
    examples: [
      Example(
        "osteon reference show nhanes-iii.femoral-neck.white-female",
        "Show the young women that T-scores of the femoral neck are expressed against."),
      Example(
        "osteon reference show cdc-2000.height.female --plot height.svg",
        "Draw the height of girls by age."),
    ])

  private static let referenceFit = Command(
    "fit",
    summary: "Fit age curves to the tables of a survey",
    discussion: """
      Reads a recipe, which says what tables to join, whom to keep, what to measure and how to weigh, and fits curves of
      L, M and S over age for each of its values, groups and sexes. The tables are SAS transport files or CSV. The result
      is a data set with its curves, their standard errors and how well they describe the people; a summary goes to the
      standard error. Nothing is written before everything is fitted.
      """,
    operands: [Operand("RECIPE", .file, help: "The recipe, a JSON document; - is standard input.")],
    options: [
      Option("data", .file("DIR"), help: "The folder of the tables.", fallback: .words("the folder of the recipe")),
      Option("output", short: "o", .file("FILE"), help: "Where the data set goes.", fallback: .value("-")),
      Option("plots", .file("DIR"), help: "Draw each curve over its people, and its worm plot, as SVG into a folder."),
      Option(
        "tables", .file("FILE"),
        help: "Write weighted means, standard deviations and centiles by age band to a file, as CSV."),
      Option("only", .text("TEXT"), help: "Fit only the curves whose key has this text in it."),
      Option("no-standard-errors", help: "Leave out the standard errors of L, M and S, a fit for each cluster."),
      Option("threads", .count("N"), help: "How many curves are fitted at once.", fallback: .words("one a processor")),
    ],
    examples: [
      Example(
        "osteon reference fit recipe.json --data tables -o curves.json",
        "Fit the curves of a recipe to tables in a folder."),
      Example(
        "osteon reference fit cohort.json --only femoral-neck --no-standard-errors",
        "Try the curves of one site, quickly."),
    ])
}
