// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import CBuild
internal import Densitometry
internal import KnowledgeBase

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The program.
@main
enum Osteon {
  /// Answers the command line and returns its exit status to the shell.
  static func main() {
    let answer = answer(to: Array(CommandLine.arguments.dropFirst()))
    write(answer.output, to: STDOUT_FILENO)
    write(answer.messages, to: STDERR_FILENO)
    exit(answer.status)
  }

  /// What a command line leads to.
  struct Answer: Hashable, Sendable {
    /// The text for standard output.
    var output = ""

    /// The text for standard error.
    var messages = ""

    /// The exit status.
    var status: Int32 = 0
  }

  /// What a command does; there is one for every command that has none below.
  enum Action: String, CaseIterable, Sendable {
    case interpret
    case explain
    case referenceList = "reference list"
    case referenceShow = "reference show"
    case completions
    case man
    case help

    /// Finds the action of a command.
    init?(_ path: [String]) {
      self.init(rawValue: path.joined(separator: " "))
    }
  }

  /// Answers a command line.
  static func answer(to arguments: [String]) -> Answer {
    do throws(UsageError) {
      return try perform(ArgumentParser().parse(arguments))
    } catch {
      return refusal(error, status: 2)
    }
  }

  private static func perform(_ parsed: ParsedCommand) throws(UsageError) -> Answer {
    if parsed.flag("help") { return help(parsed.command) }
    if parsed.flag("version") { return Answer(output: "osteon \(version)\n") }
    switch Action(parsed.path) {
    case .completions: return completions(parsed)
    case .man: return Answer(output: ManualPage(version: Provenance.engineVersion).text)
    case .help: return help(try CommandTable.osteon.path(to: parsed.operands))
    case .interpret, .explain, .referenceList, .referenceShow, nil:
      return Answer(messages: "osteon: '\(parsed.command.words)' is not there yet.\n", status: 1)
    }
  }

  private static func help(_ path: CommandPath) -> Answer { Answer(output: HelpText(for: path).text) }

  private static func completions(_ parsed: ParsedCommand) -> Answer {
    let shell = parsed.operands.first.flatMap { Shell(rawValue: $0) } ?? .bash
    return Answer(output: Completions().script(for: shell))
  }

  private static func refusal(_ error: some Diagnosable, status: Int32) -> Answer {
    let sentences = [error.message, error.remedy].compactMap { $0 }.joined(separator: " ")
    return Answer(messages: "osteon: \(sentences)\n", status: status)
  }

  private static var version: String {
    let commit = String(cString: osteon_build_commit())
    return "\(Provenance.engineVersion)\(commit.isEmpty ? "" : " (\(commit))"), knowledge \(KnowledgeVersion.hash)"
  }

  /// Writes all of a text; what a closed pipe does not take is dropped.
  private static func write(_ text: String, to file: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(file, $0) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  private static func systemWrite(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.write(file, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
      Musl.write(file, bytes.baseAddress, bytes.count)
    #else
      Darwin.write(file, bytes.baseAddress, bytes.count)
    #endif
  }
}
