// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The help for a command on a terminal.
struct HelpText {
  private let table: CommandTable
  private let path: CommandPath
  private let width: Int

  /// Creates the help for a command.
  init(for path: CommandPath, in table: CommandTable = .osteon, width: Int = 80) {
    self.table = table
    self.path = path
    self.width = width
  }

  /// The whole text, with a line end after each line.
  var text: String {
    let parts = [heading, usage, discussion, operands, commands] + options + [examples, exitStatuses, more]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private var command: Command { path.command }

  private var heading: [String] { WrappedText.lines(command.summary + ".", width: width) }

  private var usage: [String] { ["Usage: " + path.usage] }

  private var discussion: [String] { WrappedText.lines(command.discussion, width: width) }

  private var operands: [String] {
    section("Operands", command.operands.map { ($0.name, $0.help) })
  }

  private var commands: [String] {
    section("Commands", command.subcommands.map { ($0.name, $0.summary + ".") })
  }

  private var options: [[String]] {
    let all = table.options(at: path)
    let column = column(all.map { entry($0) })
    return Option.Section.allCases.map { heading in
      section(heading.rawValue, all.filter { $0.section == heading }.map { entry($0) }, column)
    }
  }

  private var examples: [String] {
    ["Examples:"]
      + command.examples.flatMap { example in
        indented(example.lines(width: width - 2), 2)
          + indented(WrappedText.lines(example.explanation, width: width - 6), 6)
      }
  }

  private var exitStatuses: [String] {
    path.names.isEmpty ? section("Exit status", table.exitStatuses.map { ("\($0.code)", $0.meaning) }) : []
  }

  private var more: [String] {
    let words = ([table.program.name, "help"] + path.names + ["COMMAND"]).joined(separator: " ")
    return command.subcommands.isEmpty ? [] : WrappedText.lines("'\(words)' says more of a command.", width: width)
  }
}

// MARK: Columns

extension HelpText {
  /// The widest label that still has its help beside it; a wider one has it below.
  private static var widestLabel: Int { 24 }

  /// What is explained, and how.
  private typealias Entry = (label: String, help: String)

  private func entry(_ option: Option) -> Entry {
    let choices = option.value?.allowed?.joined(separator: "|")
    let lead = (option.typedShort.map { $0 + ", " } ?? "    ") + option.typed
    guard let value = option.value else { return (lead, option.fullHelp(listsValues: false)) }
    if let choices, lead.count + 1 + choices.count <= Self.widestLabel {
      return (lead + " " + choices, option.fullHelp(listsValues: false))
    }
    return (lead + " " + value.name, option.fullHelp(listsValues: true))
  }

  /// Returns the column at which the help stands, with two spaces on either side of the label.
  private func column(_ entries: [Entry]) -> Int {
    (entries.map { $0.label.count }.filter { $0 <= Self.widestLabel }.max() ?? 0) + 4
  }

  private func section(_ title: String, _ entries: [Entry], _ column: Int? = nil) -> [String] {
    guard !entries.isEmpty else { return [] }
    let column = column ?? self.column(entries)
    return [title + ":"] + entries.flatMap { lines($0, column) }
  }

  private func lines(_ entry: Entry, _ column: Int) -> [String] {
    let body = indented(WrappedText.lines(entry.help, width: width - column), column)
    let label = "  " + entry.label
    guard label.count + 2 <= column, let first = body.first else { return [label] + body }
    return [label + first.dropFirst(label.count)] + body.dropFirst()
  }

  private func indented(_ lines: [String], _ columns: Int) -> [String] {
    lines.map { String(repeating: " ", count: columns) + $0 }
  }
}
