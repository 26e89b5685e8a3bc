// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats

/// The declarations of a program: the one source of its parser, help, completions and man page.
struct CommandTable: Hashable, Sendable {
  /// What the program returns to the shell, and when.
  struct ExitStatus: Hashable, Sendable {
    /// The number.
    let code: Int32

    /// When it is returned, in a sentence.
    let meaning: String
  }

  /// The program itself.
  let program: Command

  /// The flags that every command has; each is answered at once, whatever else is given or missing.
  let globalOptions: [Option]

  /// Every exit status.
  let exitStatuses: [ExitStatus]

  /// The path of the program.
  var root: CommandPath { CommandPath(program) }

  /// The paths of all commands, the program first.
  var paths: [CommandPath] { root.withDescendants }

  /// Returns the options that may follow a command, the global ones last.
  func options(at path: CommandPath) -> [Option] { path.command.options + globalOptions }

  /// Finds a command by the names below the program; none are the program itself.
  ///
  /// - Throws: ``UsageError/unknownCommand(_:after:)`` for the first name that no command has.
  func path(to names: [String]) throws(UsageError) -> CommandPath {
    var path = root
    for name in names { path = try self.path(to: name, below: path) }
    return path
  }

  /// Finds the command of a name directly below another.
  ///
  /// - Throws: ``UsageError/unknownCommand(_:after:)``.
  func path(to name: String, below path: CommandPath) throws(UsageError) -> CommandPath {
    guard let command = path.command.subcommand(name) else { throw .unknownCommand(name, after: path) }
    return path.appending(command)
  }

  /// Finds the option that someone meant who typed a name that the command does not have.
  func suggestion(for name: String, at path: CommandPath) -> Suggested {
    let known = options(at: path).map { $0.name }
    if let near = Suggestion.nearest(to: name, among: known) ?? known.onlyOne(startingWith: name) {
      return .option(near)
    }
    let owners = paths.filter { owner in owner.command.options.contains { $0.name == name } }
    return owners.isEmpty ? .nothing : .commands(owners.map { $0.words })
  }

  /// What someone may have meant by an unknown option.
  enum Suggested: Hashable, Sendable {
    /// An option of the same command, by its long name.
    case option(String)
    /// An option of that name of other commands.
    case commands([String])
    /// Nothing known.
    case nothing
  }
}

extension [String] {
  /// Returns the word that begins with some letters if there is exactly one.
  fileprivate func onlyOne(startingWith letters: String) -> String? {
    let matches = letters.isEmpty ? [] : filter { $0.hasPrefix(letters) }
    return matches.count == 1 ? matches.first : nil
  }

  /// The words as a choice, such as `text or json`.
  var asChoice: String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " or " + last
  }
}
