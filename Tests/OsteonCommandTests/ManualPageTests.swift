// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Testing

@testable internal import osteon

@Suite("Man page")
struct ManualPageTests {
  private let page = ManualPage(version: "0.0.0").text

  @Test("The page is as recorded")
  func snapshot() throws {
    try Snapshot.expect(page, "osteon.1")
  }

  @Test("Every command, option, value and example is on the page", arguments: CommandTable.osteon.paths.dropFirst())
  func completeness(path: CommandPath) throws {
    let all = page.components("\n.SS ", "\n.SH ")
    let section = try #require(all.first { $0.hasPrefix("\"\(ManualPage.escaped(path.words))\"\n") })
    for option in path.command.options {
      #expect(section.contains("\\fB\(ManualPage.escaped(option.typed))\\fR"), "\(option.name)")
      for word in option.value?.allowed ?? [] { #expect(section.contains(ManualPage.escaped(word))) }
    }
    for operand in path.command.operands { #expect(section.contains(".I \"\(operand.name)\"\n")) }
    for example in path.command.examples {
      #expect(page.contains(example.lines(width: 68).map { ManualPage.escaped($0) + "\n" }.joined()))
    }
  }

  @Test("The options of every command and the exit statuses are on the page")
  func globals() {
    for option in CommandTable.osteon.globalOptions {
      #expect(page.contains("\\fB\(ManualPage.escaped(option.typed))\\fR"))
    }
    for status in CommandTable.osteon.exitStatuses {
      #expect(page.contains(".B \(status.code)\n\(ManualPage.escaped(status.meaning))\n"))
    }
  }

  @Test("Characters that troff would take for its own, or for typographic ones, are escaped")
  func escapes() {
    #expect(ManualPage.escaped("a-b 'c' \"d\" \\e ~^`") == "a\\-b \\(aqc\\(aq \\(dqd\\(dq \\ee \\(ti\\(ha\\(ga")
    #expect(ManualPage.escaped("g/cm²") == "g/cm\\[u00B2]")
    #expect(ManualPage.line(".hidden") == "\\&.hidden")
    #expect(page.allSatisfy { $0.isASCII })
  }

  @Test("man has no warning", .enabled(if: Tool.isInstalled("man")))
  func manWarnings() throws {
    let answer = try Tool.run("man", ["--warnings", "-l"], on: page)
    #expect(answer.messages.isEmpty)
    #expect(answer.status == 0)
    #expect(answer.output.contains("interpret"))
  }

  @Test("groff has no warning", .enabled(if: Tool.isInstalled("groff")))
  func groffWarnings() throws {
    let answer = try Tool.run("groff", ["-ww", "-mandoc", "-Tutf8", "-z"], on: page)
    #expect(answer.messages.isEmpty)
    #expect(answer.status == 0)
  }

  @Test("mandoc has no warning", .enabled(if: Tool.isInstalled("mandoc")))
  func mandocWarnings() throws {
    let answer = try Tool.run("mandoc", ["-T", "lint", "-W", "warning"], on: page)
    #expect(answer.output.split(separator: "\n").filter { !$0.contains("missing date") }.isEmpty)
  }
}

extension String {
  /// Returns the parts between any of the separators.
  fileprivate func components(_ separators: String...) -> [String] {
    separators.reduce([self]) { parts, separator in parts.flatMap { $0.split(separator: separator) }.map(String.init) }
  }
}
