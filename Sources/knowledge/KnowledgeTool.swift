// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats
internal import Glibc

/// Checks `Knowledge/` and writes the generated sources of `KnowledgeBase`.
@main
struct KnowledgeTool {
  static let usage = """
    Usage: knowledge check|write|current [FOLDER]

      check    verifies every file of Knowledge/
      write    verifies, then writes Sources/KnowledgeBase/Generated/
      current  verifies, then tells whether the generated sources are current

    FOLDER is the root of the repository, by default the current one.
    Example: swift run knowledge check

    """

  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard let command = arguments.first, arguments.count <= 2, ["check", "write", "current"].contains(command) else {
      TextFile.printError(usage)
      exit(2)
    }
    let root = arguments.count > 1 ? arguments[1] : "."
    exit(run(command, root: root))
  }

  private static func run(_ command: String, root: String) -> Int32 {
    let library: KnowledgeFiles
    do {
      library = try KnowledgeFiles(root: root)
    } catch {
      TextFile.printError("\(error.file): \(error.message)\n")
      return 1
    }
    let problems = library.problems()
    for problem in problems { TextFile.printError("\(problem.file): \(problem.message)\n") }
    guard problems.isEmpty else {
      TextFile.printError("\(problems.count) problem(s) in Knowledge/.\n")
      return 1
    }
    TextFile.printOutput(library.summary + "\n")
    return command == "check" ? 0 : generate(library, root: root, writes: command == "write")
  }

  private static func generate(_ library: KnowledgeFiles, root: String, writes: Bool) -> Int32 {
    let folder = root + "/Sources/KnowledgeBase/Generated/"
    var stale: [String] = []
    for file in GeneratedSources(library).files where TextFile.read(folder + file.name) != file.text {
      stale.append(file.name)
      if writes, !TextFile.write(file.text, to: folder + file.name) {
        TextFile.printError("\(folder + file.name): A generated file must be writable, but could not be written.\n")
        return 1
      }
    }
    if writes {
      TextFile.printOutput(stale.isEmpty ? "Everything was current.\n" : "Wrote \(stale.joined(separator: ", ")).\n")
      return 0
    }
    for name in stale { TextFile.printError("\(name): is not current. Run 'swift run knowledge write'.\n") }
    return stale.isEmpty ? 0 : 1
  }
}

/// A mistake in a file of `Knowledge/`.
struct Problem: Error {
  /// The file, from the root of the repository.
  let file: String

  /// The rule that was broken, and where.
  let message: String
}
