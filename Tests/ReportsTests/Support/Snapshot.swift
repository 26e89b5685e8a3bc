// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Foundation
internal import Testing

/// Texts that are compared with files in `Snapshots/`; `RECORD_SNAPSHOTS=1` writes the files anew.
enum Snapshot {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Snapshots")

  /// Expects a text to be what was recorded under a name.
  static func expect(_ text: String, _ name: String, at location: SourceLocation = #_sourceLocation) throws {
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try Data(text.utf8).write(to: file)
      return
    }
    let recorded = try String(contentsOf: file, encoding: .utf8)
    let difference = zip(text.split(separator: "\n"), recorded.split(separator: "\n")).first { $0 != $1 }
    #expect(
      text == recorded, "First other line of \(name): \(difference.map { "\($0)" } ?? "the end")",
      sourceLocation: location)
  }

  /// The names of the files that are recorded.
  static var names: Set<String> {
    get throws { Set(try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))) }
  }
}
