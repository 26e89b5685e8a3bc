// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Testing

@testable internal import osteon

@Suite("Program")
struct OsteonTests {
  @Test("A usage error goes to standard error with status 2")
  func usageError() {
    let answer = Osteon.answer(to: ["interpret", "--profil"])
    #expect(answer.status == 2)
    #expect(answer.output.isEmpty)
    #expect(
      answer.messages
        == "osteon: 'osteon interpret' has no option '--profil'. Did you mean '--profile'?\n")
  }

  @Test(
    "Help is the same by option and by command", arguments: CommandTable.osteon.paths.map { $0.names })
  func help(names: [String]) {
    let answer = Osteon.answer(to: names + ["--help"])
    #expect(answer.status == 0)
    #expect(answer.output.contains("Usage: "))
    #expect(answer == Osteon.answer(to: ["help"] + names))
  }

  @Test("Help for a command that is not there is a usage error")
  func helpForUnknownCommand() {
    let answer = Osteon.answer(to: ["help", "reference", "sow"])
    #expect(answer.status == 2)
    #expect(answer.messages == "osteon: 'osteon reference' has no command 'sow'. Did you mean 'show'?\n")
  }

  @Test("The version names the program and its knowledge")
  func version() {
    let answer = Osteon.answer(to: ["--version"])
    #expect(answer.output.hasPrefix("osteon 0."))
    #expect(answer.output.contains("knowledge "))
  }

  @Test("Completions and man page are written as they are", arguments: Shell.allCases)
  func texts(shell: Shell) {
    #expect(Osteon.answer(to: ["completions", shell.rawValue]).output == Completions().script(for: shell))
    #expect(Osteon.answer(to: ["man"]).output.hasPrefix(".TH \"OSTEON\" 1 "))
  }
}
