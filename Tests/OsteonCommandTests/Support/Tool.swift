// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Foundation
internal import Testing

/// A program of the system that checks what we write.
struct Tool {
  /// What a program answers.
  struct Answer: Hashable {
    /// What it wrote to standard output.
    let output: String

    /// What it wrote to standard error.
    let messages: String

    /// Its exit status.
    let status: Int32
  }

  private let path: String

  /// Finds a program on the search path; `nil` if it is not installed.
  init?(_ name: String) {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let paths = folders.map { "\($0)/\(name)" }
    guard let path = paths.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else { return nil }
    self.path = path
  }

  /// Whether a program is installed.
  static func isInstalled(_ name: String) -> Bool { Tool(name) != nil }

  /// Runs a program on a file with the text, whose path is the last argument.
  static func run(_ name: String, _ arguments: [String], on text: String) throws -> Answer {
    let tool = try #require(Tool(name))
    let file = FileManager.default.temporaryDirectory.appending(path: "osteon-test-\(UUID().uuidString)")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try tool.run(arguments + [file.path(percentEncoded: false)])
  }

  /// Runs the program, which is built beside the tests.
  static func osteon(_ arguments: [String]) throws -> Answer {
    let tests = URL(filePath: CommandLine.arguments[0])
    let path = tests.deletingLastPathComponent().appending(path: "osteon").path(percentEncoded: false)
    return try Tool(path: path).run(arguments)
  }

  private init(path: String) { self.path = path }

  private func run(_ arguments: [String]) throws -> Answer {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    let (output, messages) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = messages
    try process.run()
    let written = output.fileHandleForReading.readDataToEndOfFile()
    let complaints = messages.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Answer(
      output: String(decoding: written, as: UTF8.self), messages: String(decoding: complaints, as: UTF8.self),
      status: process.terminationStatus)
  }
}
