// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Testing

@testable internal import osteon

@Suite("Help")
struct HelpTextTests {
  private func help(_ path: CommandPath, width: Int = 80) -> String { HelpText(for: path, width: width).text }

  @Test("The help of every command is as recorded", arguments: CommandTable.osteon.paths)
  func snapshots(path: CommandPath) throws {
    try Snapshot.expect(help(path), "help" + path.names.map { "-" + $0 }.joined() + ".txt")
  }

  @Test("No line is wider than the terminal", arguments: CommandTable.osteon.paths, [60, 80, 100])
  func width(path: CommandPath, width: Int) {
    let lines = help(path, width: width).split(separator: "\n")
    let wide = lines.filter { $0.count > width && $0.drop { $0 == " " }.contains(" ") && !$0.contains(" > ") }
    #expect(wide.isEmpty)
  }

  @Test("No line ends with a space", arguments: CommandTable.osteon.paths)
  func trailingSpace(path: CommandPath) {
    #expect(!help(path).split(separator: "\n").contains { $0.hasSuffix(" ") })
    #expect(!help(path).contains("\n\n\n"))
  }

  @Test(
    "The help of a command names its usage, operands, options, commands and examples",
    arguments: CommandTable.osteon.paths)
  func completeness(path: CommandPath) {
    let text = help(path)
    #expect(text.contains("Usage: \(path.usage)\n"))
    for option in CommandTable.osteon.options(at: path) { #expect(text.contains(" \(option.typed)"), "\(option.name)") }
    for option in path.command.options {
      for word in option.value?.allowed ?? [] { #expect(text.contains(word), "\(option.name) \(word)") }
    }
    for operand in path.command.operands { #expect(text.contains("  \(operand.name)  "), "\(operand.name)") }
    for command in path.command.subcommands { #expect(text.contains("\n  \(command.name) "), "\(command.name)") }
    #expect(!path.command.examples.isEmpty)
    for example in path.command.examples {
      #expect(text.contains("  " + example.lines(width: 78).joined(separator: "\n  ") + "\n"))
    }
  }

  @Test("A label that is too wide has its help below")
  func wideLabel() throws {
    let text = help(try CommandTable.osteon.path(to: ["interpret"]))
    #expect(text.contains("\n      --spine-vertebrae LEVELS\n                           The vertebrae"))
  }

  @Test("The help of the program tells the exit statuses")
  func exitStatuses() {
    let text = help(CommandTable.osteon.root)
    for status in CommandTable.osteon.exitStatuses { #expect(text.contains("\n  \(status.code)  \(status.meaning)\n")) }
  }

  @Test("There is no recorded help of a command that is gone")
  func strays() throws {
    let expected = CommandTable.osteon.paths.map { "help" + $0.names.map { "-" + $0 }.joined() + ".txt" }
    let recorded = try Snapshot.names.filter { $0.hasPrefix("help") }
    #expect(recorded.subtracting(expected).isEmpty)
  }
}
