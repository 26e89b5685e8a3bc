// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Testing

@testable internal import osteon

@Suite("Argument parser")
struct ArgumentParserTests {
  private func small(_ line: String) throws -> ParsedCommand {
    try ArgumentParser(.small).parse(line.split(separator: " ").map(String.init))
  }

  private func osteon(_ arguments: String...) throws -> ParsedCommand { try ArgumentParser().parse(arguments) }

  @Test(
    "A value may stand after its option, after an equals sign, or after the letters of its option",
    arguments: [
      "small copy --form json a", "copy --form=json a", "copy -f json a", "copy -fjson a", "copy -qf json a",
      "copy -qfjson a", "copy a -f json", "copy -f json -- a",
    ])
  func valueForms(line: String) throws {
    let parsed = try small(line.hasPrefix("small ") ? String(line.dropFirst(6)) : line)
    #expect(parsed.value(for: "form") == "json")
    #expect(parsed.operands == ["a"])
    #expect(parsed.flag("quiet") == line.contains("q"))
  }

  @Test("Values of a repeatable option keep their order")
  func repeatedValues() throws {
    let parsed = try small("copy -t one --tag two a --tag=three")
    #expect(parsed.values(for: "tag") == ["one", "two", "three"])
    #expect(parsed.value(for: "tag") == "three")
  }

  @Test("A repeatable flag may stand several times")
  func repeatedFlag() throws {
    #expect(try small("copy -vv --verbose a").flag("verbose"))
  }

  @Test("A value stops at the first equals sign")
  func equalsSignInValue() throws {
    #expect(try small("copy --tag=a=b x").values(for: "tag") == ["a=b"])
    #expect(try small("copy -t=b x").values(for: "tag") == ["=b"])
  }

  @Test("An option that is not given has its default value, or none")
  func defaults() throws {
    let parsed = try small("copy a")
    #expect(parsed.value(for: "form") == "text")
    #expect(parsed.values(for: "form").isEmpty)
    #expect(parsed.value(for: "tag") == nil)
    #expect(parsed.value(for: "shift") == nil)
    #expect(!parsed.flag("quiet"))
  }

  @Test("After '--' every word is an operand")
  func endOfOptions() throws {
    #expect(try small("copy -- -q --form").operands == ["-q", "--form"])
    #expect(try small("copy a -- --").operands == ["a", "--"])
    #expect(try small("copy -- -1.9").operands == ["-1.9"])
  }

  @Test("A hyphen alone is an operand, and a value where one is due")
  func hyphen() throws {
    #expect(try small("copy - b").operands == ["-", "b"])
    #expect(try osteon("interpret", "-o", "-", "-").value(for: "output") == "-")
  }

  @Test(
    "A negative number is a value, whichever sign it was pasted with",
    arguments: [
      ("-1.9", "-1.9"), ("\u{2212}1.9", "-1.9"), ("\u{2013}1.9", "-1.9"), ("+0.4", "0.4"), ("0.4", "0.4"),
      ("-.5", "-0.5"), (".5", "0.5"), ("-3", "-3"),
    ])
  func negativeNumber(typed: String, read: String) throws {
    #expect(try osteon("interpret", "--neck-t", typed).value(for: "neck-t") == read)
    #expect(try osteon("interpret", "--neck-t=\(typed)").value(for: "neck-t") == read)
    #expect(try small("copy -s\(typed) a").value(for: "shift") == read)
  }

  @Test("A value that is not a number keeps the sign it was given with")
  func signOfText() throws {
    #expect(try osteon("interpret", "--model", "\u{2212}1").value(for: "model") == "\u{2212}1")
  }

  @Test("The names of nested commands make the path")
  func nestedCommands() throws {
    let parsed = try osteon("reference", "show", "nhanes-iii.femoral-neck.white-female")
    #expect(parsed.path == ["reference", "show"])
    #expect(parsed.command.words == "osteon reference show")
    #expect(parsed.operands == ["nhanes-iii.femoral-neck.white-female"])
  }

  @Test("Help and version are answered even where something is missing")
  func globalOptions() throws {
    #expect(try osteon("-h").flag("help"))
    #expect(try osteon("--version").flag("version"))
    #expect(try osteon("reference", "--help").path == ["reference"])
    #expect(try osteon("reference", "show", "-h").flag("help"))
    #expect(try osteon("interpret", "--age", "66", "--help", "--bogus").flag("help"))
  }

  @Test("Only the options of the last three groups describe a printout")
  func printout() throws {
    #expect(try osteon("interpret", "--sex", "female").isFromPrintout)
    #expect(try osteon("interpret", "--hip-z", "0.3").isFromPrintout)
    #expect(try !osteon("interpret", "--format", "json", "--what-if", "--width", "100", "a.json").isFromPrintout)
    #expect(try !osteon("explain").isFromPrintout)
  }

  @Test("Arguments of any bytes are read or refused, never more", arguments: 0..<500)
  func anyArguments(seed: Int) {
    let words = [
      "interpret", "reference", "list", "show", "help", "--", "-", "-o", "-oh", "--age", "--age=", "--sex=male",
      "-1.9", "\u{2212}", "--format", "json", "", "=", "--=", "---", "-\u{301}", "\u{1F9B4}", "\0", "\n", "--neck-t",
    ]
    var state = UInt64(seed)
    let line = (0..<seed % 7).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return words[Int(state >> 33) % words.count]
    }
    do throws(UsageError) {
      let parsed = try ArgumentParser().parse(line)
      #expect(parsed.flag("help") || parsed.command.command.subcommands.isEmpty, "seed \(seed)")
    } catch {
      #expect(error.message.hasSuffix("."), "seed \(seed)")
    }
  }

  @Test("To ask for an option that is not declared is a mistake of the program")
  func undeclaredOption() async {
    await #expect(processExitsWith: .failure) {
      _ = try ArgumentParser().parse(["interpret"]).flag("bogus")
    }
  }

  @Test("To ask for the value of a flag, or whether a value is a flag, is a mistake of the program")
  func flagAndValue() async {
    await #expect(processExitsWith: .failure) {
      _ = try ArgumentParser().parse(["interpret"]).value(for: "lines")
    }
    await #expect(processExitsWith: .failure) {
      _ = try ArgumentParser().parse(["interpret"]).flag("format")
    }
  }
}
