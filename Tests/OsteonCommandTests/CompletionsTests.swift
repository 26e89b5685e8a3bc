// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Testing

@testable internal import osteon

@Suite("Completions")
struct CompletionsTests {
  private func script(_ shell: Shell) -> String { Completions().script(for: shell) }

  @Test("The script is as recorded", arguments: Shell.allCases)
  func snapshot(shell: Shell) throws {
    try Snapshot.expect(script(shell), "completions.\(shell.rawValue)")
  }

  @Test("The shell accepts the syntax", arguments: Shell.allCases.filter { Tool.isInstalled($0.rawValue) })
  func syntax(shell: Shell) throws {
    let answer = try Tool.run(shell.rawValue, ["-n"], on: script(shell))
    #expect(answer.messages.isEmpty)
    #expect(answer.status == 0)
  }

  @Test("Every command and option is in every script", arguments: Shell.allCases, CommandTable.osteon.paths)
  func completeness(shell: Shell, path: CommandPath) {
    let text = script(shell)
    for command in path.command.subcommands {
      let line =
        switch shell {
        case .bash: "'\(path.words) \(command.name)')"
        case .zsh: "\(command.name)) \(path.functionName)_\(command.name) ;;"
        case .fish: "at \(path.words)' -a \(command.name) "
        }
      #expect(text.contains(line), "\(command.name)")
    }
    for option in CommandTable.osteon.options(at: path) {
      let part =
        shell == .fish ? "at \(path.words)'\(option.short.map { " -s \($0)" } ?? "") -l \(option.name) " : option.typed
      #expect(text.contains(part), "\(option.name)")
    }
    for word in path.command.options.flatMap({ $0.value?.allowed ?? [] }) { #expect(text.contains(word), "\(word)") }
  }

  /// What bash offers for the last of some words, which it has already cut at equals signs.
  private func offers(_ words: [String]) throws -> [String] {
    let quoted = words.map { "'\($0)'" }.joined(separator: " ")
    let test = """
      \(script(.bash))
      COMP_WORDS=(\(quoted))
      COMP_CWORD=\(words.count - 1)
      _osteon
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let answer = try Tool.run("bash", ["--norc"], on: test)
    #expect(answer.messages.isEmpty)
    return answer.output.split(separator: "\n").map(String.init)
  }

  @Test(
    "Bash offers what can follow", .enabled(if: Tool.isInstalled("bash")),
    arguments: [
      (
        ["osteon", ""],
        [
          "interpret", "audit", "change", "precision", "calibrate", "phantom", "explain", "reference", "completions",
          "man",
          "help",
        ]
      ),
      (["osteon", "int"], ["interpret"]),
      (["osteon", "--v"], ["--version"]),
      (["osteon", "reference", ""], ["list", "show", "explain", "compare", "fit"]),
      (["osteon", "reference", "fit", "--no"], ["--no-standard-errors"]),
      (["osteon", "reference", "list", "--si"], ["--site"]),
      (["osteon", "interpret", "--profile", ""], ["ISCD2023", "WHO", "CAR2013", "ACSM-athlete"]),
      (["osteon", "interpret", "--profile", "="], ["ISCD2023", "WHO", "CAR2013", "ACSM-athlete"]),
      (["osteon", "interpret", "--profile", "=", "W"], ["WHO"]),
      (["osteon", "interpret", "--profile", "=", "WHO", "--lin"], ["--lines"]),
      (["osteon", "interpret", "--model", "--lines", "--what"], ["--what-if"]),
      (["osteon", "interpret", "--neck-t", "-1.9", "--hip-"], ["--hip-t", "--hip-z"]),
      (["osteon", "interpret", "--aud"], ["--audience"]),
      (["osteon", "interpret", "--audience", ""], ["clinician", "patient"]),
      (["osteon", "interpret", "--details", "--lan"], ["--language"]),
      (["osteon", "explain", "--language", ""], ["en", "es"]),
      (["osteon", "interpret", "--age", ""], []),
      (["osteon", "interpret", "-o", "/et"], ["/etc"]),
      (["osteon", "interpret", "/et"], ["/etc"]),
      (["osteon", "interpret", "--", "--lin"], []),
      (["osteon", "interpret", "--model", "interpret", "--sex", "f"], ["female"]),
      (["osteon", "explain", ""], []),
      (["osteon", "completions", "b"], ["bash"]),
      (["osteon", "help", "re"], ["reference"]),
    ])
  func bashOffers(words: [String], expected: [String]) throws {
    #expect(try offers(words) == expected)
  }

  @Test("Bash offers file names that hold spaces as one", .enabled(if: Tool.isInstalled("bash")))
  func fileNames() throws {
    let setup = "cd \"$(mktemp -d)\" && : > 'a study.json' && trap 'rm -r \"$PWD\"' EXIT\n"
    let test = """
      \(setup)\(script(.bash))
      COMP_WORDS=(osteon interpret a)
      COMP_CWORD=2
      _osteon
      printf '%s|' "${COMPREPLY[@]}"
      """
    #expect(try Tool.run("bash", ["--norc"], on: test).output == "a study.json|")
  }

  @Test("Bash ties the function to the program", .enabled(if: Tool.isInstalled("bash")))
  func registration() throws {
    let answer = try Tool.run("bash", ["--norc"], on: script(.bash) + "complete -p osteon\n")
    #expect(answer.output == "complete -F _osteon osteon\n")
  }

  @Test(
    "Fish offers what can follow", .enabled(if: Tool.isInstalled("fish")),
    arguments: [
      ("osteon reference ", ["list", "show"]), ("osteon interpret --profile=W", ["--profile=WHO"]),
      ("osteon completions z", ["zsh"]), ("osteon explain --form", ["--format"]), ("osteon explain ", []),
    ])
  func fishOffers(line: String, expected: [String]) throws {
    let answer = try Tool.run("fish", ["--no-config"], on: script(.fish) + "complete -C '\(line)'\n")
    let words = answer.output.split(separator: "\n").compactMap { $0.split(separator: "\t").first.map(String.init) }
    #expect(words == expected)
  }
}
