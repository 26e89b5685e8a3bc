// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import KnowledgeBase
internal import Testing

@testable internal import osteon

@Suite("Command table")
struct CommandTableTests {
  static let paths = CommandTable.osteon.paths

  @Test("Names are lower-case words with hyphens", arguments: paths)
  func names(path: CommandPath) {
    let names = CommandTable.osteon.options(at: path).map { $0.name } + [path.command.name]
    for name in names {
      #expect(name.allSatisfy { ("a"..."z").contains($0) || $0 == "-" } && !name.hasPrefix("-"), "\(name)")
    }
  }

  @Test("No two options of a command share a name or a letter", arguments: paths)
  func uniqueOptions(path: CommandPath) {
    let options = CommandTable.osteon.options(at: path)
    #expect(Set(options.map { $0.name }).count == options.count)
    let letters = options.compactMap { $0.short }
    #expect(Set(letters).count == letters.count)
  }

  @Test("A command has either operands or commands below", arguments: paths)
  func operandsOrCommands(path: CommandPath) {
    #expect(path.command.operands.isEmpty || path.command.subcommands.isEmpty)
    #expect(Set(path.command.subcommands.map { $0.name }).count == path.command.subcommands.count)
  }

  @Test("Only the last operand repeats, and none that is needed follows one that is not", arguments: paths)
  func operandOrder(path: CommandPath) {
    let operands = path.command.operands
    #expect(operands.dropLast().allSatisfy { !$0.isRepeatable })
    #expect(zip(operands, operands.dropFirst()).allSatisfy { !$0.isOptional || $1.isOptional })
  }

  @Test("Summaries have no period; helps, discussions and explanations end with one", arguments: paths)
  func periods(path: CommandPath) {
    let command = path.command
    #expect(!command.summary.hasSuffix("."))
    let sentences =
      [command.discussion] + CommandTable.osteon.options(at: path).map { $0.help } + command.operands.map { $0.help }
      + command.examples.map { $0.explanation }
    #expect(sentences.allSatisfy { $0.hasSuffix(".") && !$0.contains("!") })
  }

  @Test("Names of values and operands are in capitals", arguments: paths)
  func capitals(path: CommandPath) {
    let names = path.command.options.compactMap { $0.value?.name } + path.command.operands.map { $0.name }
    #expect(names.allSatisfy { $0 == $0.uppercased() })
  }

  @Test("A default value is one that could be given", arguments: paths)
  func defaults(path: CommandPath) {
    for option in path.command.options {
      guard case .value(let text) = option.fallback, let allowed = option.value?.allowed else { continue }
      #expect(allowed.contains(text), "\(option.name)")
    }
  }

  @Test("Rules name options of their command", arguments: paths)
  func rules(path: CommandPath) {
    let known = path.command.options.map { $0.name }
    for rule in path.command.rules {
      let names =
        switch rule {
        case .excludes(let name, let others), .needs(let name, let others): [name] + others
        case .excludesOperands(let names): names
        case .needsOneOperand(let name): [name]
        case .readsInputOnce(let name, let others): [name] + others
        }
      #expect(names.allSatisfy { known.contains($0) }, "\(rule)")
    }
  }

  @Test("Every example is a command line that the parser accepts", arguments: paths)
  func examples(path: CommandPath) throws {
    #expect(!path.command.examples.isEmpty)
    for example in path.command.examples {
      let words = example.line.prefix { !"<>|".contains($0) }.split(separator: " ").map(String.init)
      let parsed = try ArgumentParser().parse(Array(words.dropFirst()))
      #expect(words.first == "osteon")
      #expect(parsed.command.words.hasPrefix(path.words), "\(example.line)")
    }
  }

  @Test("The program has an action for every command that has none below, and no other")
  func actions() {
    let leaves = Self.paths.filter { $0.command.subcommands.isEmpty }.map { $0.names.joined(separator: " ") }
    #expect(Set(leaves) == Set(Osteon.Action.allCases.map { $0.rawValue }))
  }

  @Test("The keys in examples are in the knowledge base")
  func keysInExamples() {
    let lines = Self.paths.flatMap { $0.command.examples }.map { $0.line.split(separator: " ").map(String.init) }
    let keys = lines.filter { $0.count == 4 && $0[2] == "show" }.map { $0[3] }
    #expect(!keys.isEmpty)
    #expect(keys.allSatisfy { ReferenceLibrary.note($0) != nil })
    let ids = lines.filter { $0.count == 3 && $0[1] == "explain" }.map { $0[2] }
    #expect(!ids.isEmpty)
    for id in ids {
      let isKnown = Rule.all.contains { $0.id == id } || Profile(rawValue: id) != nil || TopicPage.find(id) != nil
      #expect(isKnown, "\(id)")
    }
  }

  @Test("A path is found by its names, and an unknown one names the first that is not there")
  func pathByNames() throws {
    #expect(try CommandTable.osteon.path(to: ["reference", "list"]).words == "osteon reference list")
    #expect(try CommandTable.osteon.path(to: []).words == "osteon")
    #expect(throws: UsageError.unknownCommand("lst", after: try CommandTable.osteon.path(to: ["reference"]))) {
      try CommandTable.osteon.path(to: ["reference", "lst"])
    }
  }
}
