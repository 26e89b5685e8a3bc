// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// Reads lines from a file or the standard input.
public struct LineReader {
  /// A line without its end.
  public struct Line {
    /// The bytes; where the line is longer than the limit, as many as the limit.
    public let bytes: [UInt8]

    /// The number, counted from 1.
    public let number: Int

    /// Whether the line is longer than the limit.
    public let isCut: Bool

    /// Whether there is nothing but space on the line.
    public var isBlank: Bool { bytes.allSatisfy { $0 == 32 || $0 == 9 || $0 == 13 } }
  }

  private let reader: ByteReader
  private let limit: Int
  private var chunk: ArraySlice<UInt8> = []
  private var number = 0
  private var isAtEnd = false

  /// Opens a file; `-` is the standard input.
  ///
  /// - Parameters:
  ///   - name: The name of the file.
  ///   - limit: The longest line that is kept, in bytes; the rest of a longer one is passed over.
  /// - Throws: ``FileError`` if the file cannot be opened.
  public init(_ name: String, limit: Int) throws(FileError) {
    reader = try ByteReader(name)
    self.limit = limit
  }

  /// Returns the next line, and `nil` at the end.
  public mutating func next() throws(FileError) -> Line? {
    var bytes: [UInt8] = []
    var isCut = false
    while true {
      if chunk.isEmpty {
        guard let more = isAtEnd ? nil : try reader.next() else {
          isAtEnd = true
          guard !bytes.isEmpty || isCut else { return nil }
          break
        }
        chunk = more[...]
      }
      let end = chunk.firstIndex(of: 10)
      let part = chunk[..<(end ?? chunk.endIndex)]
      isCut = isCut || bytes.count + part.count > limit
      bytes += part.prefix(limit - bytes.count)
      chunk = chunk[(end.map { $0 + 1 } ?? chunk.endIndex)...]
      if end != nil { break }
    }
    number += 1
    return Line(bytes: bytes, number: number, isCut: isCut)
  }
}
