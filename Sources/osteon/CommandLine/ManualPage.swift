// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The man page of a program, all commands on one page, in the `man` macros of troff.
struct ManualPage {
  private let table: CommandTable
  private let version: String

  /// Creates the page of a version of the program.
  init(of table: CommandTable = .osteon, version: String) {
    self.table = table
    self.version = version
  }

  /// The whole page.
  var text: String {
    let parts = [head, name, synopsis, description, commands, globalOptions, exitStatuses, examples]
    return parts.joined().map { $0 + "\n" }.joined()
  }

  private var program: Command { table.program }

  private var leaves: [CommandPath] { table.paths.filter { $0.command.subcommands.isEmpty } }

  /// The date is left empty, so that the same source gives the same page.
  private var head: [String] {
    let title = Self.quoted(program.name.uppercased())
    return [".TH \(title) 1 \"\" \(Self.quoted(program.name + " " + version)) \"User Commands\"", ".nh", ".ad l"]
  }

  private var name: [String] {
    [".SH NAME", "\(Self.escaped(program.name)) \\- " + Self.escaped(program.summary.lowercasedFirst)]
  }

  private var synopsis: [String] {
    [".SH SYNOPSIS", ".nf"] + leaves.map { Self.line(usage($0)) } + [".fi"]
  }

  private var description: [String] { [".SH DESCRIPTION"] + paragraphs(program.discussion).dropFirst() }

  private var commands: [String] { [".SH COMMANDS"] + table.paths.dropFirst().flatMap { command($0) } }

  private var globalOptions: [String] {
    [".SH \"OPTIONS OF EVERY COMMAND\""] + table.globalOptions.flatMap { entry($0) }
  }

  private var exitStatuses: [String] {
    [".SH \"EXIT STATUS\""]
      + table.exitStatuses.flatMap { [".TP", ".B \($0.code)", Self.line(Self.escaped($0.meaning))] }
  }

  private var examples: [String] {
    [".SH EXAMPLES"] + table.paths.flatMap { $0.command.examples }.uniqued.flatMap { example($0) }.dropFirst()
  }
}

// MARK: Parts

extension ManualPage {
  private func command(_ path: CommandPath) -> [String] {
    let operands = path.command.operands.flatMap { operand in
      [".TP", ".I " + Self.quoted(operand.name), Self.line(Self.escaped(operand.help))]
    }
    return [".SS " + Self.quoted(path.words), usage(path), ".PP", Self.line(Self.escaped(path.command.summary + "."))]
      + paragraphs(path.command.discussion) + operands + options(path.command)
  }

  private func options(_ command: Command) -> [String] {
    Option.Section.allCases.flatMap { section in
      let entries = command.options.filter { $0.section == section }.flatMap { entry($0) }
      return entries.isEmpty || section == .general ? entries : [".PP", Self.escaped(section.rawValue + ":")] + entries
    }
  }

  private func entry(_ option: Option) -> [String] {
    let names = [option.typedShort, option.typed].compactMap { $0 }.map { "\\fB\(Self.escaped($0))\\fR" }
    let value = option.value.map { " \\fI\(Self.escaped($0.name))\\fR" } ?? ""
    return [".TP", names.joined(separator: ", ") + value, Self.line(Self.escaped(option.fullHelp(listsValues: true)))]
  }

  private func example(_ example: Command.Example) -> [String] {
    [".PP", Self.line(Self.escaped(example.explanation)), ".PP", ".RS 4", ".nf"]
      + example.lines(width: 68).map { Self.line(Self.escaped($0)) } + [".fi", ".RE"]
  }

  /// Returns paragraphs, each after the request that begins one; a heading needs none before the first.
  private func paragraphs(_ text: String) -> [String] {
    WrappedText.paragraphs(text).flatMap { [".PP", Self.line(Self.escaped($0))] }
  }

  private func usage(_ path: CommandPath) -> String {
    let rest = path.usage.dropFirst(path.words.count)
    return "\\fB\(Self.escaped(path.words))\\fR" + Self.escaped(String(rest))
  }
}

// MARK: The language of troff

extension ManualPage {
  /// Returns a text that troff shows as it stands; hyphens and quotation marks stay those that a shell reads.
  static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { escaped($0) }.joined()
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\\": "\\e"
    case "-": "\\-"
    case "'": "\\(aq"
    case "`": "\\(ga"
    case "^": "\\(ha"
    case "~": "\\(ti"
    case "\"": "\\(dq"
    default: scalar.isASCII ? String(scalar) : "\\[u" + hexadecimal(scalar) + "]"
    }
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// Returns a line of text that does not begin as a request does.
  static func line(_ escaped: String) -> String {
    escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
  }

  private static func quoted(_ text: String) -> String { "\"" + escaped(text) + "\"" }
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}

extension [Command.Example] {
  /// The examples in their order, each line once.
  fileprivate var uniqued: [Command.Example] {
    var seen: Set<String> = []
    return filter { seen.insert($0.line).inserted }
  }
}
