// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import CBuild
internal import Densitometry
internal import Formats
internal import Glibc
internal import Interchange
internal import KnowledgeBase
internal import Reports

/// The program.
@main
enum Osteon {
  /// Answers the command line and returns its exit status to the shell.
  static func main() {
    let answer = answer(to: Array(CommandLine.arguments.dropFirst()))
    if !answer.output.isEmpty, let output = try? ByteWriter("-") {
      try? output.write(answer.output)
      try? output.finish()
    }
    ByteWriter.printError(answer.messages)
    exit(answer.status)
  }

  /// What a command line leads to, beside what its action wrote itself.
  struct Answer: Hashable, Sendable {
    /// The text for standard output.
    var output = ""

    /// The text for standard error.
    var messages = ""

    /// The exit status.
    var status: Int32 = 0
  }

  /// What a command does; there is one for every command that has none below.
  enum Action: String, CaseIterable, Sendable {
    case interpret
    case audit
    case change
    case precision
    case phantom
    case calibrate
    case explain
    case referenceList = "reference list"
    case referenceShow = "reference show"
    case referenceFit = "reference fit"
    case referenceExplain = "reference explain"
    case referenceCompare = "reference compare"
    case completions
    case man
    case help

    /// Finds the action of a command.
    init?(_ path: [String]) {
      self.init(rawValue: path.joined(separator: " "))
    }
  }

  /// Answers a command line.
  static func answer(to arguments: [String]) -> Answer {
    let parsed: ParsedCommand
    do throws(UsageError) {
      parsed = try ArgumentParser().parse(arguments)
    } catch {
      return refusal(error, status: 2)
    }
    do throws(FileError) {
      return try perform(parsed)
    } catch {
      let name = error.name == "-" ? "standard stream" : error.name
      return Answer(messages: "osteon: \(name): \(error.message) \(error.remedy)\n", status: 1)
    }
  }

  private static func perform(_ parsed: ParsedCommand) throws(FileError) -> Answer {
    if parsed.flag("help") { return help(parsed.command) }
    if parsed.flag("version") { return Answer(output: "osteon \(version)\n") }
    switch Action(parsed.path) {
    case .interpret: return try interpret(parsed)
    case .audit: return try audit(parsed)
    case .change: return try change(parsed)
    case .precision: return try precision(parsed)
    case .phantom: return try phantom(parsed)
    case .calibrate: return try calibrate(parsed)
    case .explain: return try explain(parsed)
    case .referenceList: return try listReferences(parsed)
    case .referenceShow: return Answer(status: try showReference(parsed))
    case .referenceFit: return Answer(status: try fit(parsed).run())
    case .referenceExplain: return try explainReferences(parsed)
    case .referenceCompare: return try compareReferences(parsed)
    case .completions: return completions(parsed)
    case .man: return Answer(output: ManualPage(version: Provenance.engineVersion).text)
    case .help, nil: return help(parsed)
    }
  }

  // MARK: Interpret

  private static func interpret(_ parsed: ParsedCommand) throws(FileError) -> Answer {
    let options: AssessmentOptions
    do throws(InputError) {
      options = try optionsWithRate(parsed)
    } catch {
      return Answer(messages: "osteon: \(error.placedLine)\n", status: 1)
    }
    let action = InterpretAction(
      options: options, format: isJSON(parsed) ? .json : .text, style: style(parsed),
      audience: parsed.value(for: "audience").flatMap { Audience(rawValue: $0) } ?? .clinician,
      language: language(parsed), wantsDetails: parsed.flag("details"),
      output: parsed.value(for: "output") ?? "-", readsLines: parsed.flag("lines"))
    return try answer(parsed, inputs: action.run, printout: action.run)
  }

  private static func audit(_ parsed: ParsedCommand) throws(FileError) -> Answer {
    let file = parsed.value(for: "report")
    let input = try file.map { name throws(FileError) in try ReportInput.text(of: name) }
    if case .failure(let error) = input {
      let name = file == "-" ? "standard input" : file ?? ""
      return Answer(messages: "osteon: \(name): \(error.placedLine)\n", status: 1)
    }
    let text = try? input?.get()
    let action = AuditAction(
      options: options(parsed), asJSON: isJSON(parsed), style: style(parsed),
      output: parsed.value(for: "output") ?? "-", readsLines: parsed.flag("lines"), reportText: text,
      wantsCorrected: parsed.flag("corrected"))
    return try answer(parsed, reportText: text, inputs: action.run, printout: action.run)
  }

  private static func change(_ parsed: ParsedCommand) throws(FileError) -> Answer {
    guard !parsed.operands.isEmpty || !Terminal.isInput else {
      let help = "Name a file, or see 'osteon change --help'."
      return Answer(messages: "osteon: A study must be given, but there is none. \(help)\n", status: 2)
    }
    let options: AssessmentOptions
    do throws(InputError) {
      options = try optionsWithRate(parsed)
    } catch {
      return Answer(messages: "osteon: \(error.placedLine)\n", status: 1)
    }
    let action = ChangeAction(
      options: options, asJSON: isJSON(parsed), style: style(parsed), output: parsed.value(for: "output") ?? "-",
      readsLines: parsed.flag("lines"))
    return Answer(status: try action.run(parsed.operands.isEmpty ? ["-"] : parsed.operands))
  }

  /// Answers the studies that a command line names, or the one that its flags describe.
  private static func answer(
    _ parsed: ParsedCommand, reportText: String? = nil, inputs: ([String]) throws(FileError) -> Int32,
    printout: (Study) throws(FileError) -> Int32
  ) throws(FileError) -> Answer {
    guard parsed.isFromPrintout else {
      if parsed.operands.isEmpty, Terminal.isInput {
        let help = "Name a file, or see '\(parsed.command.words) --help'."
        return Answer(messages: "osteon: A study must be given, but there is none. \(help)\n", status: 2)
      }
      return Answer(status: try inputs(parsed.operands.isEmpty ? ["-"] : parsed.operands))
    }
    let study: Study
    do throws(InputError) {
      study = try Printout(parsed, reportText: reportText).study()
    } catch {
      return Answer(messages: "osteon: \(error.placedLine)\n", status: 1)
    }
    return Answer(status: try printout(study))
  }

  private static func options(_ parsed: ParsedCommand) -> AssessmentOptions {
    AssessmentOptions(
      profile: parsed.value(for: "profile").flatMap { Profile(rawValue: $0) } ?? .iscd2023,
      criteria: optional("criteria", parsed).flatMap { ClinicalCriteria(rawValue: $0) },
      guideline: optional("guideline", parsed).flatMap { Guideline(rawValue: $0) },
      matchesGroup: parsed.has("match-group") && parsed.flag("match-group"),
      showsWhatIf: parsed.has("what-if") && parsed.flag("what-if"),
      commit: commit)
  }

  /// The options with the rate of change that the command line expects.
  private static func optionsWithRate(_ parsed: ParsedCommand) throws(InputError) -> AssessmentOptions {
    var options = options(parsed)
    let rate = parsed.value(for: "rate").map { NumberText.normalized($0) ?? $0 }
    options.expectedRate = try RateChoice.read(rate: rate, spread: parsed.value(for: "rate-spread"))
    return options
  }

  /// The value of an option that some commands do not have.
  private static func optional(_ name: String, _ parsed: ParsedCommand) -> String? {
    parsed.has(name) ? parsed.value(for: name) : nil
  }

  // MARK: Explain and reference

  private static func language(_ parsed: ParsedCommand) -> Language {
    parsed.value(for: "language").flatMap { Language(rawValue: $0) } ?? .english
  }

  private static func explain(_ parsed: ParsedCommand) throws(FileError) -> Answer {
    let action = ExplainAction(style: style(parsed), asJSON: isJSON(parsed), language: language(parsed))
    guard let id = parsed.operands.first else {
      try action.list()
      return Answer()
    }
    return Answer(status: try action.run(id))
  }

  private static func listReferences(_ parsed: ParsedCommand) throws(FileError) -> Answer {
    let filter = ReferenceText.Filter(
      site: parsed.value(for: "site").flatMap { Site(rawValue: $0) },
      sex: parsed.value(for: "sex").flatMap { Sex(rawValue: $0) },
      scale: parsed.value(for: "scale").flatMap { ScannerScale(rawValue: $0) }, kind: parsed.value(for: "kind"))
    try ReferenceAction(style: style(parsed), asJSON: isJSON(parsed)).list(filter)
    return Answer()
  }

  private static func showReference(_ parsed: ParsedCommand) throws(FileError) -> Int32 {
    let action = ReferenceAction(style: style(parsed), asJSON: isJSON(parsed))
    let key = parsed.operands.first ?? ""
    guard let file = parsed.value(for: "plot") else { return try action.show(key) }
    return try action.plot(key, to: file)
  }

  private static func fit(_ parsed: ParsedCommand) -> FitAction {
    let recipe = parsed.operands.first ?? "-"
    return FitAction(
      recipeFile: recipe, folder: parsed.value(for: "data") ?? recipe.parentFolder,
      output: parsed.value(for: "output") ?? "-", plots: parsed.value(for: "plots"),
      tables: parsed.value(for: "tables"), only: parsed.value(for: "only"),
      wantsErrors: !parsed.flag("no-standard-errors"), threads: parsed.value(for: "threads").flatMap { Int($0) })
  }

  private static func explainReferences(_ parsed: ParsedCommand) throws(FileError) -> Answer {
    let action = ReferenceExplainAction(
      style: style(parsed), asJSON: isJSON(parsed), commit: commit, output: parsed.value(for: "output") ?? "-",
      readsLines: parsed.flag("lines"))
    return try answer(parsed, inputs: action.run, printout: action.run)
  }

  private static func compareReferences(_ parsed: ParsedCommand) throws(FileError) -> Answer {
    let words = (parsed.value(for: "references") ?? "").split(separator: ",").map(String.init)
    let names = words.map { (word: $0, name: ReferenceName($0)) }
    if let unknown = names.first(where: { $0.name == nil })?.word {
      let near = Suggestion.nearest(to: unknown, among: ReferenceName.all())
      let remedy = near.map { "Did you mean '\($0)'?" } ?? "'osteon reference list' lists the keys."
      return Answer(messages: "osteon: No reference has the name '\(unknown.prefix(80))'. \(remedy)\n", status: 2)
    }
    if parsed.operands.isEmpty, Terminal.isInput {
      let message = "Scans must be given, but there are none. Name a file, or see 'osteon reference compare --help'."
      return Answer(messages: "osteon: \(message)\n", status: 2)
    }
    let action = ReferenceCompareAction(
      names: names.compactMap { $0.name },
      profile: parsed.value(for: "profile").flatMap { Profile(rawValue: $0) } ?? .iscd2023,
      format: parsed.value(for: "format").flatMap { .init(rawValue: $0) } ?? .text, style: style(parsed),
      commit: commit,
      output: parsed.value(for: "output") ?? "-", readsLines: parsed.flag("lines"), readsTable: parsed.flag("table"))
    return Answer(status: try action.run(parsed.operands.isEmpty ? ["-"] : parsed.operands))
  }

  // MARK: Help

  private static func help(_ path: CommandPath) -> Answer { Answer(output: HelpText(for: path).text) }

  private static func help(_ parsed: ParsedCommand) -> Answer {
    do throws(UsageError) {
      return help(try CommandTable.osteon.path(to: parsed.operands))
    } catch {
      return refusal(error, status: 2)
    }
  }

  private static func completions(_ parsed: ParsedCommand) -> Answer {
    let shell = parsed.operands.first.flatMap { Shell(rawValue: $0) } ?? .bash
    return Answer(output: Completions().script(for: shell))
  }

  private static func refusal(_ error: some Diagnosable, status: Int32) -> Answer {
    let sentences = [error.message, error.remedy].compactMap { $0 }.joined(separator: " ")
    return Answer(messages: "osteon: \(sentences)\n", status: status)
  }

  // MARK: Surroundings

  /// Whether the answer is wanted as JSON.
  static func isJSON(_ parsed: ParsedCommand) -> Bool { parsed.value(for: "format") == "json" }

  /// Color only on a terminal, and not where `NO_COLOR` or a file speaks against it.
  static func style(_ parsed: ParsedCommand) -> TextStyle {
    let isPlain = Terminal.environment("NO_COLOR").map { !$0.isEmpty } ?? false
    let toFile = parsed.has("output") && parsed.value(for: "output").map { $0 != "-" } ?? false
    let wantsNone = parsed.has("no-color") && parsed.flag("no-color")
    let width = parsed.has("width") ? parsed.value(for: "width").flatMap { Int($0) } : nil
    return TextStyle(
      width: width ?? min(Terminal.width ?? 80, 100), hasColor: Terminal.isOutput && !isPlain && !toFile && !wantsNone)
  }

  /// The commit that the program was built from, if it is known.
  static var commit: String? {
    let commit = String(cString: osteon_build_commit())
    return commit.isEmpty ? nil : commit
  }

  private static var version: String {
    "\(Provenance.engineVersion)\(commit.map { " (\($0))" } ?? ""), knowledge \(KnowledgeVersion.hash)"
  }
}
