// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// How a SAS transport file is laid out: where its rows begin, how long they are, and how many there must be.
///
/// The reader library takes a file that was cut for a shorter one. What shows a cut is looked for here:
///
/// - The length is no multiple of 80 bytes.
/// - After the last row stand bytes that are not blank, or more blanks than fill a record.
/// - Version 8 may state the number of rows, and another number is found.
///
/// A file of version 5 that was cut between two rows is in itself whole; only who knows the number of rows can tell.
///
/// - Source: SAS Technical Note TS-140.
struct SASTransportLayout {
  /// The number of columns.
  let columnCount: Int

  /// The number of rows.
  let rowCount: Int

  private static let recordLength = 80

  /// Reads the head and measures the rows.
  init(_ bytes: [UInt8]) throws(SASTransportError) {
    var reader = HeadReader(bytes)
    let head = try reader.head()
    columnCount = head.lengths.count
    let rowLength = head.lengths.reduce(0, +)
    let data = bytes[reader.position...]
    guard !Self.holdsAnotherTable(data) else { throw SASTransportError(.severalTables) }
    guard bytes.count % Self.recordLength == 0 else {
      throw SASTransportError(.partialRecord(bytes: bytes.count % Self.recordLength))
    }
    rowCount = try Self.rowCount(in: data, rowLength: rowLength, hasNumbers: head.hasNumbers)
    guard head.statedRows ?? rowCount == rowCount else {
      throw SASTransportError(.rowCount(stated: head.statedRows ?? 0, found: rowCount))
    }
  }

  /// Counts the rows; blank ones at the end are what fills the last record.
  private static func rowCount(
    in data: ArraySlice<UInt8>, rowLength: Int, hasNumbers: Bool
  ) throws(SASTransportError) -> Int {
    let end = data.lastIndex { $0 != 0x20 } ?? data.startIndex - 1
    let used = end - data.startIndex + 1
    let rows = (used + rowLength - 1) / rowLength
    let wholeRows = data.count / rowLength
    guard rows <= wholeRows else { throw SASTransportError(.partialRow(afterRows: rows - 1)) }
    let blanks = hasNumbers ? data.count - rows * rowLength : data.count - wholeRows * rowLength
    guard blanks < recordLength else { throw SASTransportError(.partialRow(afterRows: rows)) }
    return rows
  }

  private static func holdsAnotherTable(_ data: ArraySlice<UInt8>) -> Bool {
    let mark = Array("HEADER RECORD*******MEMB".utf8)
    return stride(from: data.startIndex, to: data.endIndex, by: recordLength).contains {
      data[$0] == mark[0] && data[$0...].starts(with: mark)
    }
  }
}

/// What the head of a file says.
private struct Head {
  /// The length of each column in bytes.
  var lengths: [Int] = []

  /// Whether a column is numeric.
  var hasNumbers = false

  /// The number of rows, where the head states one.
  var statedRows: Int?
}

/// Reads the head, record by record.
private struct HeadReader {
  private let bytes: [UInt8]
  var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads up to the first row.
  mutating func head() throws(SASTransportError) -> Head {
    let isVersion8 = try library()
    try skip(2)
    let member = try header(isVersion8 ? "MEMBV8" : "MEMBER")
    guard let size = Self.number(member, 74..<78), size == 140 || size == 136 else { throw SASTransportError(.badHead) }
    _ = try header(isVersion8 ? "DSCPTV8" : "DSCRPTR")
    try skip(2)
    let names = try header(isVersion8 ? "NAMSTV8" : "NAMESTR")
    guard let count = Self.number(names, 53..<58), count > 0 else { throw SASTransportError(.badHead) }
    var head = Head()
    for _ in 0..<count { try column(size, &head) }
    try fillRecord()
    let rows = try isVersion8 ? rowsOfVersion8() : header("OBS")
    head.statedRows = isVersion8 ? Self.number(rows, 48..<63) : nil
    return head
  }

  /// Reads the first record and tells whether the version is 8.
  private mutating func library() throws(SASTransportError) -> Bool {
    guard !bytes.starts(with: Array("**COMPRESSED**".utf8)) else { throw SASTransportError(.cport) }
    guard bytes.starts(with: Array("HEADER RECORD*******LIB".utf8)) else {
      throw SASTransportError(.notTransport)
    }
    let record = try record()
    if Self.isHeader(record, "LIBRARY") { return false }
    guard Self.isHeader(record, "LIBV8") else { throw SASTransportError(.notTransport) }
    return true
  }

  private mutating func column(_ size: Int, _ head: inout Head) throws(SASTransportError) {
    guard position + size <= bytes.count else { throw SASTransportError(.endsInHead) }
    let kind = Int(bytes[position]) << 8 | Int(bytes[position + 1])
    let length = Int(bytes[position + 4]) << 8 | Int(bytes[position + 5])
    guard kind == 1 ? (3...8).contains(length) : kind == 2 && length > 0 else { throw SASTransportError(.badHead) }
    head.lengths.append(length)
    head.hasNumbers = head.hasNumbers || kind == 1
    position += size
  }

  /// Passes over the long labels that version 8 may hold, and returns the record before the rows.
  private mutating func rowsOfVersion8() throws(SASTransportError) -> ArraySlice<UInt8> {
    let next = try record()
    guard !Self.isHeader(next, "OBSV8") else { return next }
    let lengths = Self.isHeader(next, "LABELV8") ? 3 : 5
    guard lengths == 3 || Self.isHeader(next, "LABELV9"), let count = Self.number(next, 48..<53) else {
      throw SASTransportError(.badHead)
    }
    for _ in 0..<count {
      guard position + 2 * lengths <= bytes.count else { throw SASTransportError(.endsInHead) }
      let sizes = (1..<lengths).map { Int(bytes[position + 2 * $0]) << 8 | Int(bytes[position + 2 * $0 + 1]) }
      position += 2 * lengths + sizes.reduce(0, +)
    }
    try fillRecord()
    return try header("OBSV8")
  }

  // MARK: Records

  private mutating func record() throws(SASTransportError) -> ArraySlice<UInt8> {
    guard position + 80 <= bytes.count else { throw SASTransportError(.endsInHead) }
    defer { position += 80 }
    return bytes[position..<position + 80]
  }

  private mutating func skip(_ count: Int) throws(SASTransportError) {
    for _ in 0..<count { _ = try record() }
  }

  private mutating func fillRecord() throws(SASTransportError) {
    position += (80 - position % 80) % 80
    guard position <= bytes.count else { throw SASTransportError(.endsInHead) }
  }

  private mutating func header(_ name: String) throws(SASTransportError) -> ArraySlice<UInt8> {
    let record = try record()
    guard Self.isHeader(record, name) else { throw SASTransportError(.badHead) }
    return record
  }

  private static func isHeader(_ record: ArraySlice<UInt8>, _ name: String) -> Bool {
    let padded = name + String(repeating: " ", count: 8 - name.utf8.count)
    return record.starts(with: Array("HEADER RECORD*******\(padded)HEADER RECORD!!!!!!!".utf8))
  }

  /// Reads the digits at columns of a record; `nil` where there are none, or something else.
  private static func number(_ record: ArraySlice<UInt8>, _ columns: Range<Int>) -> Int? {
    let text = record.dropFirst(columns.lowerBound).prefix(columns.count).drop { $0 == 0x20 }
    guard !text.isEmpty, text.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
    return text.reduce(0) { $0 * 10 + Int($1 - 48) }
  }
}
