// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats

/// Why a command line is not one that the program has.
///
/// A value is shown only where the table lists what it may be; a number or a date never is.
enum UsageError: Error, Hashable, Sendable {
  /// A command that only groups others stands alone.
  case missingCommand(after: CommandPath)
  /// No command has this name.
  case unknownCommand(String, after: CommandPath)
  /// The command has no such option; it is given as typed, without a value.
  case unknownOption(String, at: CommandPath, CommandTable.Suggested)
  /// A long option begins with one hyphen or with a dash.
  case wrongHyphens(String, meant: Option)
  /// A negative number follows no option.
  case strayNumber
  /// An option that takes a value has none.
  case missingValue(Option)
  /// The word after an option that takes a value is itself an option.
  case optionForValue(Option, String)
  /// A flag has a value.
  case unexpectedValue(Option)
  /// The value is not in the list.
  case unknownValue(String, of: Option, allowed: [String], at: CommandPath)
  /// The value is not a number.
  case notANumber(Option)
  /// The value is not a whole number above zero.
  case notACount(Option)
  /// The value is not a day of the calendar.
  case notADate(Option)
  /// An option that may stand once stands again.
  case repeatedOption(Option)
  /// An operand is missing.
  case missingOperand(Operand, of: CommandPath)
  /// The operand is not in the list.
  case unknownOperand(String, Operand, allowed: [String])
  /// There are more operands than the command takes.
  case excessOperands(Int, of: CommandPath)
  /// Two options exclude each other, by their long names.
  case exclusiveOptions(String, String)
  /// An option needs one of others, by their long names.
  case missingCompanion(String, [String])
  /// An option stands in the place of an operand, but both are given.
  case optionBesideOperand(String, Operand)
  /// An option that goes with one operand stands beside several.
  case optionBesideSeveral(String, Operand)
  /// An option and an operand are both the standard input.
  case inputTwice(String, Operand)
}

extension UsageError: Diagnosable {
  /// The stable name of the failure.
  var code: String {
    switch self {
    case .missingCommand: "missing-command"
    case .unknownCommand: "unknown-command"
    case .unknownOption: "unknown-option"
    case .wrongHyphens: "wrong-hyphens"
    case .strayNumber: "stray-number"
    case .missingValue: "missing-value"
    case .optionForValue: "option-for-value"
    case .unexpectedValue: "unexpected-value"
    case .unknownValue: "unknown-value"
    case .notANumber: "not-a-number"
    case .notACount: "not-a-count"
    case .notADate: "not-a-date"
    case .repeatedOption: "repeated-option"
    case .missingOperand: "missing-operand"
    case .unknownOperand: "unknown-operand"
    case .excessOperands: "excess-operands"
    case .exclusiveOptions: "exclusive-options"
    case .missingCompanion: "missing-companion"
    case .optionBesideOperand: "option-beside-operand"
    case .optionBesideSeveral: "option-beside-several"
    case .inputTwice: "input-twice"
    }
  }

  /// The rule, then the fact.
  var message: String {
    switch self {
    case .missingCommand(let path): "A command must follow '\(path.words)', but none does."
    case .unknownCommand(let name, let path): Self.message(unknownCommand: name, path)
    case .unknownOption(let typed, let path, _): "'\(path.words)' has no option '\(typed)'."
    case .wrongHyphens(let typed, _): "A long option must begin with two hyphens, but '\(typed)' does not."
    case .strayNumber: "A negative number must follow the option that it belongs to, but one stands alone."
    case .missingValue(let option): "The option '\(option.typed)' needs a value, but has none."
    case .optionForValue(let option, let next):
      "The option '\(option.typed)' needs a value, but the option '\(next)' follows."
    case .unexpectedValue(let option): "The option '\(option.typed)' takes no value, but has one."
    case .unknownValue(let value, let option, let allowed, _):
      "The option '\(option.typed)' must be \(allowed.asChoice), but is '\(value)'."
    case .notANumber(let option):
      "The option '\(option.typedWithValue)' needs a number, but its value is not one."
    case .notACount(let option):
      "The option '\(option.typedWithValue)' needs a whole number above zero, but its value is not one."
    case .notADate(let option):
      "The option '\(option.typedWithValue)' needs a date of the form YYYY-MM-DD, but its value is not one."
    case .repeatedOption(let option): "The option '\(option.typed)' may stand once, but stands again."
    case .missingOperand(let operand, let path): "'\(path.words)' needs \(operand.name), but it is missing."
    case .unknownOperand(let value, let operand, let allowed):
      "\(operand.name) must be \(allowed.asChoice), but is '\(value)'."
    case .excessOperands(let count, let path): Self.message(excess: count, path.command.operands.count, path)
    case .exclusiveOptions(let first, let second):
      "'--\(first)' and '--\(second)' exclude each other, but both are given."
    case .missingCompanion(let option, let others): Self.message(option, needs: others)
    case .optionBesideOperand(let option, let operand):
      "'--\(option)' stands in the place of \(operand.name), but both are given."
    case .optionBesideSeveral(let option, let operand):
      "'--\(option)' goes with one \(operand.name), but several are given."
    case .inputTwice(let option, let operand):
      "Standard input can be read once, but both \(operand.name) and '--\(option)' are to come from it."
    }
  }

  /// The way out.
  var remedy: String? {
    switch self {
    case .missingCommand(let path): "Its commands are \(Self.commands(path)); '\(path.words) --help' describes them."
    case .unknownCommand(let name, let path): Self.remedy(unknownCommand: name, path)
    case .unknownOption(_, let path, let suggested): Self.remedy(suggested, path)
    case .wrongHyphens(_, let option): "Did you mean '\(option.typed)'?"
    case .strayNumber: "Write, for example, '--neck-t -1.9'."
    case .missingValue(let option): Self.remedy(valueOf: option)
    case .optionForValue(let option, let next): "If '\(next)' is the value, write '\(option.typed)=\(next)'."
    case .unexpectedValue(let option): "Write '\(option.typed)' alone, or leave it out."
    case .unknownValue(let value, _, let allowed, let path):
      Self.didYouMean(value, allowed) ?? "'\(path.words) --help' describes them."
    case .notANumber: "Write digits with a decimal point, not a comma, and no unit."
    case .notACount: "Write digits only, such as 80."
    case .notADate(let option): "Write, for example, '\(option.typed) 2001-12-31'."
    case .repeatedOption: "Keep one of the two."
    case .missingOperand(_, let path): path.command.examples.first.map { "Write, for example, '\($0.line)'." }
    case .unknownOperand(let value, _, let allowed): Self.didYouMean(value, allowed) ?? "Write one of these."
    case .excessOperands(_, let path): "Write '\(path.usage)', with quotation marks around a word that holds spaces."
    case .exclusiveOptions: "Keep one of the two."
    case .missingCompanion(let option, let others):
      "Add \(others.count == 1 ? "it" : "one of them"), or leave '--\(option)' out."
    case .optionBesideOperand: "Keep one of the two."
    case .optionBesideSeveral: "Give one at a time."
    case .inputTwice: "Name a file for one of the two."
    }
  }
}

extension UsageError {
  private static func commands(_ path: CommandPath) -> String {
    path.command.subcommands.map { $0.name }.joined(separator: ", ")
  }

  private static func didYouMean(_ word: String, _ known: [String]) -> String? {
    Suggestion.nearest(to: word, among: known).map { "Did you mean '\($0)'?" }
  }

  /// A path in the place of a command is a slip that deserves its own answer, and may name a person.
  private static func isFile(_ name: String) -> Bool { name == "-" || name.contains { $0 == "." || $0 == "/" } }

  private static func message(unknownCommand name: String, _ path: CommandPath) -> String {
    isFile(name)
      ? "A command must follow '\(path.words)', but a file does." : "'\(path.words)' has no command '\(name)'."
  }

  private static func remedy(unknownCommand name: String, _ path: CommandPath) -> String {
    let takesFiles = path.subpaths.first { $0.command.operands.contains { $0.isFile } }
    if isFile(name), let takesFiles { return "Write '\(takesFiles.words)' before the file." }
    return didYouMean(name, path.command.subcommands.map { $0.name }) ?? "Its commands are \(commands(path))."
  }

  private static func remedy(_ suggested: CommandTable.Suggested, _ path: CommandPath) -> String {
    switch suggested {
    case .option(let name): "Did you mean '--\(name)'?"
    case .commands(let owners): "It belongs to \(owners.map { "'\($0)'" }.asChoice)."
    case .nothing: "'\(path.words) --help' lists its options."
    }
  }

  private static func remedy(valueOf option: Option) -> String {
    guard let allowed = option.value?.allowed else { return "Write '\(option.typedWithValue)'." }
    return "Write '\(option.typedWithValue)', where \(option.value?.name ?? "") is \(allowed.asChoice)."
  }

  private static func message(excess count: Int, _ limit: Int, _ path: CommandPath) -> String {
    let allowed = limit == 0 ? "no operand" : limit == 1 ? "one operand" : "\(limit) operands"
    return "'\(path.words)' takes \(allowed), but has \(count)."
  }

  private static func message(_ option: String, needs others: [String]) -> String {
    let names = others.map { "'--\($0)'" }.asChoice
    return "'--\(option)' needs \(names), but \(others.count == 1 ? "it is not" : "none is") given."
  }
}
