// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry

/// A reader of command lines by the rules of GNU programs, without abbreviations of long names.
///
/// - `--name=value` and `--name value`; `-n value`, `-nvalue`, and flags together as in `-qn value`.
/// - `--` ends the options; `-` alone is an operand or a value.
/// - A word that begins with a hyphen is no value, except a negative number; `--name=-word` makes it one.
/// - `--help` and `--version` end the reading: what follows is not looked at, and nothing may be missing.
struct ArgumentParser {
  private let table: CommandTable

  /// Creates a parser of the command lines that a table declares.
  init(_ table: CommandTable = .osteon) {
    self.table = table
  }

  /// Reads the arguments that follow the name of the program.
  func parse(_ arguments: [String]) throws(UsageError) -> ParsedCommand {
    var reading = Reading(table, arguments[...])
    try reading.readAll()
    return reading.parsed
  }
}

/// The state of a parser between two arguments.
private struct Reading {
  private let table: CommandTable
  private var rest: ArraySlice<String>
  private var path: CommandPath
  private var given: [String: [String]] = [:]
  private var operands: [String] = []
  private var isEnded = false

  init(_ table: CommandTable, _ arguments: ArraySlice<String>) {
    self.table = table
    self.rest = arguments
    self.path = table.root
  }

  private var options: [Option] { table.options(at: path) }

  var parsed: ParsedCommand { ParsedCommand(path, declared: options, given: given, operands: operands) }

  mutating func readAll() throws(UsageError) {
    while let argument = rest.popFirst() {
      guard argument != "--" else { break }
      try read(argument)
      if isEnded { return }
    }
    while let argument = rest.popFirst() { try readWord(argument) }
    try checkOperands()
    for rule in path.command.rules { try check(rule) }
  }

  private mutating func read(_ argument: String) throws(UsageError) {
    if NumberText.isNegative(argument) { throw .strayNumber }
    if argument.hasPrefix("--") {
      try readLong(argument.dropFirst(2))
    } else if argument.hasPrefix("-"), argument != "-" {
      try readShort(argument)
    } else {
      if let meant = longOption(withWrongHyphens: argument) { throw .wrongHyphens(name(in: argument), meant: meant) }
      try readWord(argument)
    }
  }

  /// A word is a command as long as there are commands below, then an operand.
  private mutating func readWord(_ word: String) throws(UsageError) {
    guard path.command.subcommands.isEmpty else {
      path = try table.path(to: word, below: path)
      return
    }
    let declared = path.command.operands
    let operand = declared.dropFirst(operands.count).first ?? declared.last { $0.isRepeatable }
    if let operand, let allowed = operand.allowed, !allowed.contains(word) {
      throw .unknownOperand(word, operand, allowed: allowed)
    }
    operands.append(word)
  }
}

// MARK: Options

extension Reading {
  private mutating func readLong(_ text: Substring) throws(UsageError) {
    let name = String(text.prefix { $0 != "=" })
    let attached = text.firstIndex(of: "=").map { String(text[$0...].dropFirst()) }
    guard let option = options.first(where: { $0.name == name }) else {
      throw .unknownOption("--" + name, at: path, table.suggestion(for: name, at: path))
    }
    if option.value == nil, attached != nil { throw .unexpectedValue(option) }
    try take(option, attached)
  }

  /// Reads a run of one-letter flags, the last of which may take the remaining letters as its value.
  private mutating func readShort(_ argument: String) throws(UsageError) {
    if let meant = longOption(withWrongHyphens: argument) { throw .wrongHyphens(name(in: argument), meant: meant) }
    var letters = argument.dropFirst()
    while let letter = letters.popFirst(), !isEnded {
      guard let option = options.first(where: { $0.short == letter }) else {
        throw .unknownOption("-\(letter)", at: path, .nothing)
      }
      let attached = option.value == nil || letters.isEmpty ? nil : String(letters)
      try take(option, attached)
      if attached != nil { return }
    }
  }

  private mutating func take(_ option: Option, _ attached: String?) throws(UsageError) {
    if given[option.name] != nil, !option.isRepeatable { throw .repeatedOption(option) }
    guard option.value != nil else {
      given[option.name] = []
      isEnded = table.globalOptions.contains(option)
      return
    }
    let value = if let attached { attached } else { try nextValue(of: option) }
    guard !value.isEmpty else { throw .missingValue(option) }
    given[option.name, default: []].append(try checked(value, of: option))
  }

  private mutating func nextValue(of option: Option) throws(UsageError) -> String {
    guard let next = rest.popFirst() else { throw .missingValue(option) }
    let isOption = next.hasPrefix("-") && next != "-" && !NumberText.isNegative(next)
    if isOption { throw .optionForValue(option, name(in: next)) }
    return next
  }

  private func checked(_ value: String, of option: Option) throws(UsageError) -> String {
    switch option.value {
    case .choice(_, let allowed):
      guard allowed.contains(value) else { throw .unknownValue(value, of: option, allowed: allowed, at: path) }
    case .number:
      guard let number = NumberText.normalized(value) else { throw .notANumber(option) }
      return number
    case .count:
      guard let count = Int(value), count > 0 else { throw .notACount(option) }
    case .date:
      guard CalendarDate(value) != nil else { throw .notADate(option) }
    case .text, .file, nil: break
    }
    return value
  }

  /// Returns the option whose long name stands behind one hyphen, or behind the dash that a word processor made.
  private func longOption(withWrongHyphens argument: String) -> Option? {
    guard let first = argument.first, ["-", "\u{2013}", "\u{2014}"].contains(first) else { return nil }
    let name = name(in: String(argument.dropFirst()))
    return options.first { $0.name == name }
  }

  /// Returns what stands before an attached value.
  private func name(in argument: String) -> String { String(argument.prefix { $0 != "=" }) }
}

// MARK: What must hold once all is read

extension Reading {
  private func checkOperands() throws(UsageError) {
    let declared = path.command.operands
    if !path.command.subcommands.isEmpty { throw .missingCommand(after: path) }
    if let missing = declared.dropFirst(operands.count).first(where: { !$0.isOptional }) {
      throw .missingOperand(missing, of: path)
    }
    let isOpen = declared.last?.isRepeatable ?? false
    if operands.count > declared.count, !isOpen { throw .excessOperands(operands.count, of: path) }
  }

  private func check(_ rule: OptionRule) throws(UsageError) {
    switch rule {
    case .excludes(let name, let others):
      guard given[name] != nil, let other = others.first(where: { given[$0] != nil }) else { return }
      throw .exclusiveOptions(name, other)
    case .needs(let name, let others):
      guard given[name] != nil, !others.contains(where: { given[$0] != nil }) else { return }
      throw .missingCompanion(name, others)
    case .excludesOperands(let names):
      guard !operands.isEmpty, let operand = path.command.operands.first else { return }
      if let name = names.first(where: { given[$0] != nil }) { throw .optionBesideOperand(name, operand) }
    case .needsOneOperand(let name):
      guard given[name] != nil, operands.count > 1, let operand = path.command.operands.first else { return }
      throw .optionBesideSeveral(name, operand)
    case .readsInputOnce(let name, let others):
      guard given[name]?.last == "-", let operand = path.command.operands.first else { return }
      guard !others.contains(where: { given[$0] != nil }) else { return }
      if operands.isEmpty || operands.contains("-") { throw .inputTwice(name, operand) }
    }
  }
}
