// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A command line that the table allows.
///
/// Values are checked against their declaration: a choice is in its list, a number is written as `-1.9`, a count is a
/// whole number above zero, and a date is a day of the calendar.
struct ParsedCommand: Hashable, Sendable {
  /// The command that is called.
  let command: CommandPath

  /// The operands in their order.
  let operands: [String]

  private let declared: [Option]
  private let given: [String: [String]]

  /// Creates a command from all options that it has and the values by long name; a given flag has an empty list.
  init(_ command: CommandPath, declared: [Option], given: [String: [String]], operands: [String]) {
    self.command = command
    self.declared = declared
    self.given = given
    self.operands = operands
  }

  /// The names of the command below the program, such as `reference` and `list`; empty for the program itself.
  var path: [String] { command.names }

  /// Returns the values of an option in their order, without the default.
  ///
  /// - Precondition: The command must have an option with this long name that takes a value.
  func values(for name: String) -> [String] {
    precondition(option(name).value != nil, "The option '\(name)' must take a value.")
    return given[name] ?? []
  }

  /// Returns the value of an option, or its default value; `nil` if there is neither.
  ///
  /// - Precondition: The command must have an option with this long name that takes a value.
  func value(for name: String) -> String? {
    if let last = values(for: name).last { return last }
    guard case .value(let text) = option(name).fallback else { return nil }
    return text
  }

  /// Tells whether a flag is given.
  ///
  /// - Precondition: The command must have a flag with this long name.
  func flag(_ name: String) -> Bool {
    precondition(option(name).value == nil, "The option '\(name)' must be a flag.")
    return given[name] != nil
  }

  /// Whether any of the options is given that describe a person without a study document.
  var isFromPrintout: Bool { declared.contains { $0.section.isPrintout && given[$0.name] != nil } }

  /// Tells whether the command has an option with a long name, given or not.
  func has(_ name: String) -> Bool { declared.contains { $0.name == name } }

  private func option(_ name: String) -> Option {
    guard let option = declared.first(where: { $0.name == name }) else {
      preconditionFailure("The option '\(name)' must be declared for '\(command.words)'.")
    }
    return option
  }
}
