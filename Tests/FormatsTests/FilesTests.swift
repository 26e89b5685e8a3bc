// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

import Foundation
import Testing

@testable import Formats

@Suite("Files and streams")
struct FilesTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "osteon-files-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func path(_ name: String) -> String { folder.appending(path: name).path() }

  @Test("A file takes its name only when it is complete")
  func fileIsWrittenWhole() throws {
    let text = String(repeating: "Zeile é\u{1F600}\n", count: 20_000)
    let writer = try ByteWriter(path("whole.txt"))
    #expect(!writer.hasWritten)
    try writer.write(text)
    try writer.flush()
    #expect(!FileManager.default.fileExists(atPath: path("whole.txt")))
    try writer.finish()
    #expect(try ByteReader.readAll(path("whole.txt")) == Array(text.utf8))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()) == ["whole.txt"])
  }

  @Test("A link is written through, not replaced, and stays when a writer is given up")
  func linksStay() throws {
    try Data().write(to: folder.appending(path: "target.txt"))
    try FileManager.default.createSymbolicLink(atPath: path("link.txt"), withDestinationPath: path("target.txt"))
    let writer = try ByteWriter(path("link.txt"))
    try writer.write("text")
    try writer.finish()
    #expect(try ByteReader.readAll(path("target.txt")) == Array("text".utf8))
    _ = try ByteWriter(path("link.txt"))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path("link.txt")) == path("target.txt"))
  }

  @Test("A folder that is not there, and a file in its place, cannot take files")
  func foldersAreChecked() throws {
    try Data().write(to: folder.appending(path: "file.txt"))
    #expect(throws: Never.self) { try Folder.requireWritable(folder.path()) }
    #expect(throws: FileError.self) { try Folder.requireWritable(path("absent")) }
    #expect(throws: FileError.self) { try Folder.requireWritable(path("file.txt")) }
  }

  @Test("A writer that is given up leaves nothing behind")
  func abandonedFileLeavesNothing() throws {
    do {
      let writer = try ByteWriter(path("gone.txt"))
      try writer.write("half")
      try writer.flush()
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()) == [])
  }

  @Test("A file beyond the limit is not read")
  func limitHolds() throws {
    try Data(repeating: 97, count: 100_000).write(to: folder.appending(path: "a.txt"))
    #expect(try ByteReader.readAll(path("a.txt"), limit: 99_999) == nil)
    #expect(try ByteReader.readAll(path("a.txt"), limit: 100_000)?.count == 100_000)
  }

  @Test("A file that is not there, a folder, and a place that cannot be written say so")
  func faultsAreNamed() throws {
    let missing = #expect(throws: FileError.self) { try ByteReader(path("none.txt")) }
    #expect(missing?.message == "The file must be there and open for use, but: No such file or directory.")
    let isFolder = #expect(throws: FileError.self) { try ByteReader.readAll(folder.path()) }
    #expect(isFolder?.message == "The input must be readable to its end, but: Is a directory.")
    let nowhere = #expect(throws: FileError.self) { try ByteWriter(path("no/such/folder.txt")) }
    #expect(nowhere?.operation == .open)
  }

  @Test("Lines are read with their numbers, whatever their length and ends", arguments: [1, 65_535, 65_536, 200_000])
  func linesAreRead(length: Int) throws {
    let long = String(repeating: "x", count: length)
    try Data("one\n\n\(long)\r\n  \nlast".utf8).write(to: folder.appending(path: "lines.txt"))
    var reader = try LineReader(path("lines.txt"), limit: 300_000)
    var lines: [LineReader.Line] = []
    while let line = try reader.next() { lines.append(line) }
    #expect(lines.map { $0.number } == [1, 2, 3, 4, 5])
    #expect(lines.map { $0.isBlank } == [false, true, false, true, false])
    #expect(lines.map { $0.bytes.count } == [3, 0, length + 1, 2, 4])
    #expect(lines.allSatisfy { !$0.isCut })
  }

  @Test("A line beyond the limit is cut, and the next one is whole")
  func longLinesAreCut() throws {
    try Data((String(repeating: "x", count: 150_000) + "\nnext\n").utf8).write(to: folder.appending(path: "long.txt"))
    var reader = try LineReader(path("long.txt"), limit: 1000)
    let first = try #require(try reader.next())
    #expect(first.isCut && first.bytes.count == 1000)
    let second = try #require(try reader.next())
    #expect(!second.isCut && second.bytes == Array("next".utf8))
    #expect(try reader.next() == nil)
  }
}
