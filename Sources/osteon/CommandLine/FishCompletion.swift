// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The completion script for fish 3.0 and later.
struct FishCompletion {
  private let table: CommandTable

  /// Creates the script of the program that a table declares.
  init(of table: CommandTable) {
    self.table = table
  }

  private var name: String { table.program.name }

  /// The lines of the script.
  var lines: [String] {
    [table.provenance(of: .fish), ""] + condition + ["", "complete -c \(name) -f"]
      + table.paths.flatMap { path in
        path.subpaths.map { subcommand($0.command, of: path) } + operands(path)
          + table.options(at: path).map { option($0, of: path) }
      }
  }

  /// A function that tells whether the words so far call a command.
  private var condition: [String] {
    [
      "function __\(name)_at",
      "  set -l command \(name)",
      "  for word in (commandline -opc)[2..-1]",
      "    switch \"$command $word\"",
      "      case \(table.paths.dropFirst().map { "'\($0.words)'" }.joined(separator: " "))",
      "        set command \"$command $word\"",
      "    end",
      "  end",
      "  test \"$command\" = \"$argv\"",
      "end",
    ]
  }

  private func start(_ path: CommandPath) -> String { "complete -c \(name) -n '__\(name)_at \(path.words)'" }

  private func subcommand(_ command: Command, of path: CommandPath) -> String {
    "\(start(path)) -a \(command.name) -d \(Self.quoted(command.summary))"
  }

  private func operands(_ path: CommandPath) -> [String] {
    path.command.operands.compactMap { operand in
      let words = table.words(of: operand)
      if !words.isEmpty { return "\(start(path)) -a \(Self.quoted(words.joined(separator: " ")))" }
      return operand.isFile ? "\(start(path)) -F" : nil
    }
  }

  private func option(_ option: Option, of path: CommandPath) -> String {
    let short = option.short.map { " -s \($0)" } ?? ""
    return "\(start(path))\(short) -l \(option.name)\(value(option.value)) -d \(Self.quoted(option.help))"
  }

  private func value(_ value: Option.Value?) -> String {
    guard let value else { return "" }
    if value.isFile { return " -r -F" }
    return " -x" + (value.allowed.map { " -a \(Self.quoted($0.joined(separator: " ")))" } ?? "")
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "'"
  }
}
