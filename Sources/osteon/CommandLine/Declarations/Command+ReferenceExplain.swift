// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

extension Command {
  /// Finds the references that explain printed scores.
  static let referenceExplain = Command(
    "explain",
    summary: "Find the references that explain printed scores",
    discussion: """
      Compares each printed T-score and Z-score with every known reference of its region: which could have printed this
      score for this density, the rounding of both included. Says first in a few sentences what the report follows, then
      for each score the references that explain it, or the nearest and by how much it misses, and at last the
      combinations of references that explain all T-scores together.

      Without a file, the options of the last three groups describe a person and a scan from a printout: '--sex', an age
      or both dates, '--scanner', and densities with their scores. Without these too, standard input is read.
      """,
    operands: [
      Operand(
        "STUDY", .file, isOptional: true, isRepeatable: true, help: "A study document; '-' is standard input.")
    ],
    options: [
      .format, .lines, .output,
    ] + Option.printout,
    rules: Option.printoutRules,
    examples: [
      Example("osteon reference explain study.json", "Explain the scores of a study."),
      Example(
        "osteon reference explain --sex female --age 66 --scanner Hologic --neck 0.571 --neck-t -2.5",
        "Explain a score on a printout."),
      Example(
        "osteon reference explain --lines --format json -o answers.ndjson studies.ndjson",
        "Explain one study a line and write one answer a line."),
    ])
}
