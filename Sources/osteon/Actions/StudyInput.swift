// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats
internal import Interchange

/// A file or stream of studies: one document, or one study a line.
///
/// The two are told apart by the first two lines that are not blank: where both begin with a brace, or one of them is a
/// whole object, every line is a study.
struct StudyInput {
  /// One study document.
  struct Item {
    /// The bytes, or why they could not be taken.
    let bytes: Result<[UInt8], InputError>

    /// The line, where the input holds a study a line.
    let line: Int?
  }

  /// Whether the input holds a study a line.
  let hasLines: Bool

  private var reader: LineReader
  private var held: [LineReader.Line]
  private var isDone = false

  /// Opens a file; `-` is the standard input.
  ///
  /// - Parameters:
  ///   - name: The name of the file.
  ///   - lines: Whether every line is a study, whatever it looks like.
  /// - Throws: `FileError` if the file cannot be opened or read.
  init(_ name: String, lines: Bool) throws(FileError) {
    reader = try LineReader(name, limit: StudyDocument.sizeLimit + 1)
    held = []
    while held.count < 2, let line = try reader.next() {
      if !line.isBlank { held.append(line) }
    }
    let looksLikeLines = held.count == 2 && (held.allSatisfy { $0.beginsObject } || held.contains { $0.isObject })
    hasLines = lines || looksLikeLines || name.hasSuffix(".ndjson") || name.hasSuffix(".jsonl")
  }

  /// Returns the next study, and `nil` at the end.
  mutating func next() throws(FileError) -> Item? {
    guard hasLines else {
      defer { isDone = true }
      return isDone ? nil : Item(bytes: try document(), line: nil)
    }
    while let line = held.isEmpty ? try reader.next() : held.removeFirst() {
      if line.isBlank { continue }
      return Item(bytes: line.isCut ? .failure(Self.tooLarge) : .success(line.bytes), line: line.number)
    }
    return nil
  }

  private mutating func document() throws(FileError) -> Result<[UInt8], InputError> {
    var bytes: [UInt8] = []
    var number = 1
    while let line = held.isEmpty ? try reader.next() : held.removeFirst() {
      while number < line.number {
        bytes.append(10)
        number += 1
      }
      bytes += line.bytes
      guard bytes.count <= StudyDocument.sizeLimit else { return .failure(Self.tooLarge) }
    }
    return .success(bytes)
  }

  private static var tooLarge: InputError {
    InputError(
      .tooLarge, "A study may have \(StudyDocument.sizeLimit >> 20) MB, but this one is larger.",
      remedy: "Send one study a document, or one a line.")
  }
}

extension LineReader.Line {
  /// Whether the line begins with a brace, after a byte-order mark where it has one.
  fileprivate var beginsObject: Bool {
    bytes.first == UInt8(ascii: "{") || bytes.starts(with: [0xEF, 0xBB, 0xBF, UInt8(ascii: "{")])
  }

  /// Whether the line is an object by itself.
  fileprivate var isObject: Bool {
    guard beginsObject, !isCut, bytes.last(where: { $0 != 32 && $0 != 13 }) == UInt8(ascii: "}") else { return false }
    return (try? JSONReader.read(bytes)) != nil
  }
}
