// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A command with the commands above it, from the program down.
struct CommandPath: Hashable, Sendable {
  /// The commands above.
  let parents: [Command]

  /// The command itself.
  let command: Command

  /// Creates the path of the program.
  init(_ program: Command) {
    self.init(parents: [], command: program)
  }

  private init(parents: [Command], command: Command) {
    self.parents = parents
    self.command = command
  }

  /// Returns the path to a command below.
  func appending(_ subcommand: Command) -> CommandPath {
    CommandPath(parents: parents + [command], command: subcommand)
  }

  /// The names below the program, such as `reference` and `list`.
  var names: [String] { (parents + [command]).dropFirst().map { $0.name } }

  /// The words that call the command, such as `osteon reference list`.
  var words: String { (parents + [command]).map { $0.name }.joined(separator: " ") }

  /// The paths of the commands below.
  var subpaths: [CommandPath] { command.subcommands.map { appending($0) } }

  /// This path and those of all commands below, in the order of declaration.
  var withDescendants: [CommandPath] { [self] + subpaths.flatMap { $0.withDescendants } }

  /// The usage line, such as `osteon interpret [OPTION...] [STUDY...]`.
  var usage: String {
    var parts = [words]
    if !command.subcommands.isEmpty { parts.append("COMMAND") }
    if !command.options.isEmpty { parts.append("[OPTION...]") }
    return (parts + command.operands.map { $0.usage }).joined(separator: " ")
  }
}
