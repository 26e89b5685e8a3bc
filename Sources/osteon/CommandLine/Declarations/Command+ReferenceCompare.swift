// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import KnowledgeBase

extension Command {
  /// Scores the same scans under several references.
  static let referenceCompare = Command(
    "compare",
    summary: "Score the same scans under several references",
    discussion: """
      Gives for each region of a study the score and the category under each reference, which is no diagnosis. Of a
      cohort (one study a line, several documents, or a table with one region a row) it counts how many cross a cut point
      when the reference changes, for each site and for the lowest diagnostic site of a visit. Rows of one person stand
      together and share the column 'id'.

      A name is the key of a reference; or a key without its site, such as 'nhanes-iii.white-female' or 'hologic.female',
      for its reference at each site; or a set of age curves without its sex, such as 'nhanes-2005-2010.all'; or 'profile'
      for what the profile chooses at each site. The first name is the base of the counts. No density is converted: a
      reference on another scale, of other ages or without the site refuses.
      """,
    operands: [
      Operand(
        "INPUT", .file, isOptional: true, isRepeatable: true,
        help: "A study document, or a table with the ending .csv; '-' is standard input.")
    ],
    options: [
      Option(
        "references", .text("NAMES"), help: "Compare under these, with commas between them.",
        fallback: .words("the profile and the sets of women that suit the input")),
      Option(
        "profile", .choice("PROFILE", Profile.allCases.map { $0.rawValue }),
        help: "Follow one set of published positions for the name 'profile' and for the diagnostic sites.",
        fallback: .value(Profile.iscd2023.rawValue)),
      Option(
        "format", .choice("FORMAT", ["text", "json", "csv"]),
        help: "Write text for people, JSON for programs, or one row a region.", fallback: .value("text")),
      .lines,
      Option("table", help: "Take the input as a table, whatever its name."),
      .output,
    ],
    rules: [.excludes("lines", ["table"])],
    examples: [
      Example("osteon reference compare study.json", "Show the scores of a person under several references."),
      Example(
        "osteon reference compare --references profile,hologic.female cohort.csv",
        "Count who crosses a cut point when the reference changes."),
      Example(
        "osteon reference compare --references nhanes-2005-2010.white --format csv -o z.csv cohort.csv",
        "Write the Z-score of each row within one group."),
    ])
}
