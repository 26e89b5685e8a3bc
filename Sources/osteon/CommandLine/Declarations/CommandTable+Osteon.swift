// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import KnowledgeBase
internal import Reports

extension CommandTable {
  /// The command line of Osteon.
  static let osteon = CommandTable(
    program: Command(
      "osteon",
      summary: "Say what bone-density measurements mean",
      discussion: """
        Osteon takes what a DXA scanner measured and says what it means: T-scores, Z-scores and centiles against a
        named reference, and the one diagnosis that the published positions allow. Each statement comes with its rule
        and its source, and what cannot be said is refused with the missing fact named.

        Results go to standard output and messages to standard error. Osteon supports a decision and does not take it:
        it is neither a medical device nor a doctor.
        """,
      examples: [
        Command.Example("osteon interpret study.json", "Interpret a study document."),
        Command.Example(
          "osteon interpret --sex female --age 66 --menopause post --scanner Hologic --neck 0.631 --hip 0.760",
          "Interpret the figures on a printout, without a file."),
        Command.Example("osteon explain CLS-06.osteoporosis", "Show a rule with its sources."),
      ],
      subcommands: [
        .interpret, .audit, .change, .precision, .calibrate, .phantom, .explain, .reference, .completions, .manual,
        .help,
      ]),
    globalOptions: [
      Option("help", short: "h", help: "Show help for the command and do nothing else."),
      Option("version", help: "Show the versions of the program and of its knowledge and do nothing else."),
    ],
    exitStatuses: [
      ExitStatus(code: 0, meaning: "Done. An interpretation that holds refusals is an answer."),
      ExitStatus(code: 1, meaning: "An input could not be read or was refused, or an audit found an error."),
      ExitStatus(code: 2, meaning: "The command line is not one of those described here."),
    ])
}

extension Option {
  /// The form of the output of a command that writes text or JSON.
  static let format = Option(
    "format", .choice("FORMAT", ["text", "json"]), help: "Write text for people or JSON for programs.",
    fallback: .value("text"))

  /// Whether each line of an input is a study.
  static let lines = Option("lines", help: "Take each line of the input as a study of its own.")

  /// The file that the answer goes to.
  static let output = Option(
    "output", short: "o", .file("FILE"), help: "Write to a file.", fallback: .words("standard output"))

  /// The set of published positions that is followed.
  static let profile = Option(
    "profile", .choice("PROFILE", Profile.allCases.map { $0.rawValue }),
    help: "Follow one set of published positions; they are never blended.", fallback: .value(Profile.iscd2023.rawValue))

  /// The criteria of the clinical diagnosis.
  static let criteria = Option(
    "criteria", .choice("CRITERIA", ClinicalCriteria.allCases.map { $0.rawValue }),
    help: "Follow these criteria for the clinical diagnosis.", fallback: .words("those of the profile"))

  /// The guideline on repeat scans.
  static let guideline = Option(
    "guideline", .choice("GUIDELINE", Guideline.allCases.map { $0.rawValue }),
    help: "Follow this guideline for treatment thresholds and the next scan.",
    fallback: .words("that of the profile"))

  /// For whom the text is.
  static let audience = Option(
    "audience", .choice("AUDIENCE", Audience.allCases.map { $0.rawValue }),
    help: "Write text for clinicians, or in plain words for the person who was scanned.",
    fallback: .value(Audience.clinician.rawValue))

  /// The language of the text.
  static let language = Option(
    "language", .choice("LANGUAGE", Language.allCases.map { $0.rawValue }),
    help: "Write text in English, or in Spanish, a translation that nobody has reviewed yet.",
    fallback: .value(Language.english.rawValue))

  /// Whether everything is written out.
  static let details = Option(
    "details", help: "Write out what helps, daily needs and background, which are else named by their rules.")

  /// Whether Z-scores compare within the person's group.
  static let matchGroup = Option(
    "match-group", help: "Compare Z-scores within the person's population group, where the study names one.")

  /// Whether text has no color.
  static let noColor = Option("no-color", help: "Write text without color.")

  /// The columns of the text.
  static let width = Option(
    "width", .count("N"), help: "Write text for a terminal of this many columns.",
    fallback: .words("that of the terminal, or 80"))
}
