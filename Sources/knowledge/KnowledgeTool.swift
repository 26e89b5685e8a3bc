// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats
internal import Glibc

/// Checks `Knowledge/` and writes the generated sources of `KnowledgeBase` and `Reports` and the page of what is covered.
@main
struct KnowledgeTool {
  static let usage = """
    Usage: knowledge check|write|current [FOLDER]

      check    verifies every file of Knowledge/
      write    verifies, then writes the generated sources and docs/coverage.md
      current  verifies, then tells whether what was written is current

    FOLDER is the root of the repository, by default the current one.
    Example: swift run knowledge check

    """

  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard let command = arguments.first, arguments.count <= 2, ["check", "write", "current"].contains(command) else {
      ByteWriter.printError(usage)
      exit(2)
    }
    do {
      exit(try run(command, root: arguments.count > 1 ? arguments[1] : "."))
    } catch let problem as Problem {
      ByteWriter.printError("\(problem.file): \(problem.message)\n")
    } catch let error as FileError {
      ByteWriter.printError("\(error.name): \(error.message)\n")
    } catch {
      ByteWriter.printError("An unforeseen fault.\n")
    }
    exit(1)
  }

  private static func run(_ command: String, root: String) throws -> Int32 {
    let library = try KnowledgeFiles(root: root)
    let problems = library.problems()
    for problem in problems { ByteWriter.printError("\(problem.file): \(problem.message)\n") }
    guard problems.isEmpty else {
      ByteWriter.printError("\(problems.count) problem(s) in Knowledge/.\n")
      return 1
    }
    try say(library.summary)
    return command == "check" ? 0 : try generate(library, root: root, writes: command == "write")
  }

  private static func generate(_ library: KnowledgeFiles, root: String, writes: Bool) throws -> Int32 {
    let stale = outputs(library).filter { file in
      (try? ByteReader.readAll(root + "/" + file.path)).flatMap(\.self) != Array(file.text.utf8)
    }
    guard writes else {
      for file in stale { ByteWriter.printError("\(file.path) is not current. Run 'swift run knowledge write'.\n") }
      return stale.isEmpty ? 0 : 1
    }
    for file in stale {
      let writer = try ByteWriter(root + "/" + file.path)
      try writer.write(file.text)
      try writer.finish()
    }
    try say(stale.isEmpty ? "Everything was current." : "Wrote \(stale.map { $0.path }.joined(separator: ", ")).")
    return 0
  }

  /// Everything that is written, with its path from the root of the repository.
  private static func outputs(_ library: KnowledgeFiles) -> [(path: String, text: String)] {
    GeneratedSources(library).files.map { ("Sources/KnowledgeBase/Generated/" + $0.name, $0.text) }
      + GeneratedSources(library).wordingFiles.map { ("Sources/Reports/Generated/" + $0.name, $0.text) }
      + [(CoveragePage.path, CoveragePage(library).text)]
  }

  private static func say(_ line: String) throws {
    let output = try ByteWriter("-")
    try output.write(line + "\n")
    try output.finish()
  }
}

/// A mistake in a file of `Knowledge/`.
struct Problem: Error {
  /// The file, from the root of the repository.
  let file: String

  /// The rule that was broken, and where.
  let message: String
}
