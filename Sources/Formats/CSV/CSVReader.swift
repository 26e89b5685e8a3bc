// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// Why a text is not a table, and where.
public struct CSVError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// A quoted field is not closed.
    case unclosedQuote
    /// A quote stands inside a field that is not quoted, or text follows a closing quote.
    case strayQuote
    /// A record has another number of fields than the header.
    case fieldCount(expected: Int, found: Int)
    /// The bytes are not UTF-8.
    case notUTF8
    /// There is no line of names.
    case noHeader
    /// The name of a column, counted from 1, stands before.
    case repeatedName(column: Int)
  }

  /// What is wrong.
  public let reason: Reason

  /// The line on which the record begins, counted from 1.
  public let line: Int

  /// Creates an error.
  public init(reason: Reason, line: Int) {
    self.reason = reason
    self.line = line
  }

  /// The rule that was broken, without what the text holds.
  public var message: String {
    switch reason {
    case .unclosedQuote: "A quoted field must be closed, but the file ends inside one."
    case .strayQuote: "A field that holds a quote must be quoted, with each quote inside it doubled."
    case .fieldCount(let expected, let found):
      "Every record must have as many fields as the header (\(expected)), but this one has \(found)."
    case .notUTF8: "The text must be UTF-8, but this record holds other bytes."
    case .noHeader: "A table must begin with the names of its columns, but there is no line."
    case .repeatedName(let column): "A column name must stand once, but that of column \(column) stands before."
    }
  }
}

/// A reader of comma-separated tables, one record at a time.
///
/// - Source: RFC 4180; a byte order mark, `\n` line ends and a missing last line end are accepted.
public struct CSVReader {
  private let separator: UInt8
  private let nextChunk: () -> [UInt8]?
  private var chunk: [UInt8] = []
  private var position = 0
  private var line = 1
  private var isFirst = true

  /// Creates a reader.
  ///
  /// - Parameters:
  ///   - separator: The character between fields.
  ///   - nextChunk: Returns further bytes, and `nil` at the end; chunks may be cut anywhere.
  public init(separator: Unicode.Scalar = ",", nextChunk: @escaping () -> [UInt8]?) {
    self.separator = UInt8(ascii: separator)
    self.nextChunk = nextChunk
  }

  /// Creates a reader of bytes in memory.
  public init(_ bytes: [UInt8], separator: Unicode.Scalar = ",") {
    var rest: [UInt8]? = bytes
    self.init(separator: separator) {
      defer { rest = nil }
      return rest
    }
  }

  /// A record with the line on which it begins.
  public struct Record: Hashable, Sendable {
    /// The fields.
    public var fields: [String]

    /// The line, counted from 1.
    public var line: Int
  }

  /// Reads the next record, and returns `nil` at the end.
  ///
  /// An empty line is passed over.
  public mutating func next() throws(CSVError) -> Record? {
    skipByteOrderMark()
    while let byte = peek(), byte == 10 || byte == 13 { advance() }
    guard peek() != nil else { return nil }
    let start = line
    var fields: [String] = []
    while true {
      fields.append(try field(start))
      guard let byte = peek() else { break }
      if byte == separator {
        advance()
        continue
      }
      if byte == 13 { advance() }
      if peek() == 10 { advance() }
      break
    }
    return Record(fields: fields, line: start)
  }

  private mutating func field(_ start: Int) throws(CSVError) -> String {
    var bytes: [UInt8] = []
    if peek() == UInt8(ascii: "\"") {
      try quoted(into: &bytes, start)
    } else {
      while let byte = peek(), byte != separator, byte != 10, byte != 13 {
        guard byte != UInt8(ascii: "\"") else { throw CSVError(reason: .strayQuote, line: start) }
        bytes.append(byte)
        advance()
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw CSVError(reason: .notUTF8, line: start) }
    return text
  }

  private mutating func quoted(into bytes: inout [UInt8], _ start: Int) throws(CSVError) {
    advance()
    while let byte = peek() {
      advance()
      guard byte == UInt8(ascii: "\"") else {
        bytes.append(byte)
        continue
      }
      guard peek() == UInt8(ascii: "\"") else {
        guard peek() == nil || peek() == separator || peek() == 10 || peek() == 13 else {
          throw CSVError(reason: .strayQuote, line: start)
        }
        return
      }
      bytes.append(byte)
      advance()
    }
    throw CSVError(reason: .unclosedQuote, line: start)
  }

  private mutating func peek() -> UInt8? {
    while position == chunk.count {
      guard let more = nextChunk() else { return nil }
      chunk = more
      position = 0
    }
    return chunk[position]
  }

  private mutating func advance() {
    if chunk[position] == 10 { line += 1 }
    position += 1
  }

  private mutating func skipByteOrderMark() {
    guard isFirst else { return }
    isFirst = false
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    while chunk.count < mark.count, mark.starts(with: chunk), let more = nextChunk() { chunk += more }
    if chunk.starts(with: mark) { position = mark.count }
  }
}
