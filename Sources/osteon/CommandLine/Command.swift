// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A command as it is declared: everything that parser, help, completions and man page know of it.
struct Command: Hashable, Sendable {
  /// A command line with what it does.
  struct Example: Hashable, Sendable {
    /// The whole line, with the name of the program.
    let line: String

    /// A sentence on what it does.
    let explanation: String

    /// Declares an example.
    init(_ line: String, _ explanation: String) {
      self.line = line
      self.explanation = explanation
    }

    /// Returns the line as a shell reads it, continued before an option where it would be too wide.
    func lines(width: Int) -> [String] {
      var lines: [String] = []
      for part in parts {
        if let last = lines.last, last.count + 1 + part.count + 2 <= width {
          lines[lines.count - 1] += " " + part
        } else {
          lines.append(lines.isEmpty ? part : "    " + part)
        }
      }
      return lines.dropLast().map { $0 + " \\" } + lines.suffix(1)
    }

    /// The words, each with those that must stay beside it.
    private var parts: [String] {
      line.split(separator: " ").reduce(into: []) { parts, word in
        if parts.isEmpty || (word.hasPrefix("-") && !NumberText.isNegative(String(word))) {
          parts.append(String(word))
        } else {
          parts[parts.count - 1] += " " + word
        }
      }
    }
  }

  /// The word that calls it.
  let name: String

  /// One line without a period.
  let summary: String

  /// Paragraphs, with an empty line between them.
  let discussion: String

  /// The operands in their order.
  let operands: [Operand]

  /// The options, without those that every command has.
  let options: [Option]

  /// The rules between its options.
  let rules: [OptionRule]

  /// At least one example.
  let examples: [Example]

  /// The commands below; one that has some does nothing by itself.
  let subcommands: [Command]

  /// Declares a command.
  init(
    _ name: String, summary: String, discussion: String, operands: [Operand] = [], options: [Option] = [],
    rules: [OptionRule] = [], examples: [Example], subcommands: [Command] = []
  ) {
    self.name = name
    self.summary = summary
    self.discussion = discussion
    self.operands = operands
    self.options = options
    self.rules = rules
    self.examples = examples
    self.subcommands = subcommands
  }

  /// Returns the command below with a name.
  func subcommand(_ name: String) -> Command? { subcommands.first { $0.name == name } }
}
