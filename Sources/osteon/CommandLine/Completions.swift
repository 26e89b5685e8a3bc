// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A shell that a completion script can be written for.
enum Shell: String, CaseIterable, Sendable {
  case bash
  case zsh
  case fish
}

/// The completion scripts of a program.
struct Completions {
  private let table: CommandTable

  /// Creates the scripts of the program that a table declares.
  init(of table: CommandTable = .osteon) {
    self.table = table
  }

  /// Returns the script for a shell.
  func script(for shell: Shell) -> String {
    let lines =
      switch shell {
      case .bash: BashCompletion(of: table).lines
      case .zsh: ZshCompletion(of: table).lines
      case .fish: FishCompletion(of: table).lines
      }
    return lines.map { $0 + "\n" }.joined()
  }
}

extension CommandTable {
  /// The line that says where a script comes from.
  func provenance(of shell: Shell) -> String {
    "# Completion of \(program.name) in \(shell.rawValue); written by '\(program.name) completions \(shell.rawValue)'."
  }

  /// The words that may stand in the place of an operand; none where it is a file or any text.
  func words(of operand: Operand) -> [String] {
    operand.kind == .command ? program.subcommands.map { $0.name } : operand.allowed ?? []
  }
}

extension CommandPath {
  /// The name of the function that completes the command, such as `_osteon_reference_list`.
  var functionName: String { "_" + words.map { $0 == " " || $0 == "-" ? "_" : String($0) }.joined() }
}
