// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

extension Command {
  /// Writes a completion script.
  static let completions = Command(
    "completions",
    summary: "Write the completion script of a shell",
    discussion: """
      Writes a script that completes commands, options, their values and files. Save it where the shell looks for
      completions and open a new shell.
      """,
    operands: [
      Operand("SHELL", .choice(Shell.allCases.map { $0.rawValue }), help: "The shell: bash, zsh or fish.")
    ],
    examples: [
      Example(
        "osteon completions bash > ~/.local/share/bash-completion/completions/osteon", "Complete in bash."),
      Example("osteon completions zsh > ~/.zfunc/_osteon", "Complete in zsh, with ~/.zfunc in its fpath."),
      Example("osteon completions fish > ~/.config/fish/completions/osteon.fish", "Complete in fish."),
    ])

  /// Writes the man page.
  static let manual = Command(
    "man",
    summary: "Write the man page",
    discussion: "Writes the man page in the language of troff, with all commands on one page.",
    examples: [
      Example("osteon man > osteon.1", "Save the page."),
      Example("osteon man | man -l -", "Read the page."),
    ])

  /// Shows the help of a command.
  static let help = Command(
    "help",
    summary: "Show help for a command",
    discussion: "Shows the same as '--help' after the command.",
    operands: [
      Operand(
        "COMMAND", .command, isOptional: true, isRepeatable: true,
        help: "The command, with the command below it if there is one.")
    ],
    examples: [
      Example("osteon help interpret", "Show the options of 'interpret'."),
      Example("osteon help reference list", "Show those of 'reference list'."),
    ])
}
