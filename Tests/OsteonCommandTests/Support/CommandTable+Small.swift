// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

@testable internal import osteon

extension CommandTable {
  /// A small table with all that the real one does not have.
  static let small = CommandTable(
    program: Command(
      "small", summary: "Do little", discussion: "It is small.",
      examples: [Command.Example("small copy a b", "Copy.")],
      subcommands: [
        Command(
          "copy", summary: "Copy a file", discussion: "Copies.",
          operands: [
            Operand("FROM", .file, help: "The one file."), Operand("TO", .file, isOptional: true, help: "The other."),
          ],
          options: [
            Option("quiet", short: "q", help: "Say nothing."),
            Option("verbose", short: "v", help: "Say more.", isRepeatable: true),
            Option("form", short: "f", .choice("FORM", ["text", "json"]), help: "The form.", fallback: .value("text")),
            Option("tag", short: "t", .text("TAG"), help: "A tag.", fallback: .words("none"), isRepeatable: true),
            Option("shift", short: "s", .number("CM"), help: "A shift."),
          ],
          examples: [Command.Example("small copy a b", "Copy.")])
      ]),
    globalOptions: [Option("help", short: "h", help: "Show help.")],
    exitStatuses: [])
}
