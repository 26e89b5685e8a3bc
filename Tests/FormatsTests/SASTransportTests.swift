// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

import Foundation
import TestSupport
import Testing

@testable import Formats

@Suite("SAS transport files")
struct SASTransportTests {
  /// Three rows of 27 bytes.
  static let small = TransportFile([
    .numbers("ID", [1, 2, 3]), .texts("WORD", ["one", "", "three"], length: 11), .numbers("VALUE", [0.1, nil, -1e30]),
  ])

  private func numbers(_ column: ColumnTable.Column?) throws -> [Double] {
    guard case .numbers(let numbers) = try #require(column).values else {
      Issue.record("The column must hold numbers.")
      return []
    }
    return numbers
  }

  private func refusal(_ bytes: [UInt8]) -> SASTransportError? {
    do throws(SASTransportError) {
      _ = try SASTransport.read(bytes)
      return nil
    } catch {
      return error
    }
  }

  @Test("Numbers, texts, missing values, names and labels are read")
  func tableIsRead() throws {
    let table = try SASTransport.read(Self.small.bytes)
    #expect(table.rowCount == 3)
    #expect(table.names == ["ID", "WORD", "VALUE"])
    #expect(table["ID"] == ColumnTable.Column(name: "ID", label: "label of ID", values: .numbers([1, 2, 3])))
    #expect(table["WORD"]?.values == .texts(["one", "", "three"]))
    let values = try numbers(table["VALUE"])
    // 14 hexadecimal digits hold 0.1 to 56 bits, three more than a double has.
    #expect(values[0].ulps(from: 0.1) <= 1)
    #expect(values[1].isNaN)
    #expect(values[2].ulps(from: -1e30) <= 1)
  }

  @Test("Only the columns asked for are read, and the names of all are known")
  func columnsAreChosen() throws {
    let table = try SASTransport.read(Self.small.bytes) { $0 == "VALUE" }
    #expect(table.columns.map { $0.name } == ["VALUE"])
    #expect(table.names == ["ID", "WORD", "VALUE"])
    #expect(try numbers(table["VALUE"]).count == 3)
    let none = try SASTransport.read(Self.small.bytes) { _ in false }
    #expect(none.columns == [] && none.rowCount == 3)
  }

  @Test("Every kind of missing number is missing", arguments: Array("._ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8))
  func missingNumbers(kind: UInt8) throws {
    let file = TransportFile([.numbers("X", [1, nil, 2])])
    var bytes = file.bytes
    bytes[file.head.count + 8] = kind
    let values = try numbers(SASTransport.read(bytes)["X"])
    #expect(values[0] == 1 && values[1].isNaN && values[2] == 2)
  }

  @Test("Numbers of fewer than eight bytes are read", arguments: 3...8)
  func shortNumbers(length: Int) throws {
    let table = try SASTransport.read(TransportFile([.numbers("X", [1, -2, 0, nil], length: length)]).bytes)
    let values = try numbers(table["X"])
    #expect(values.prefix(3) == [1, -2, 0] && values[3].isNaN)
  }

  @Test("Random numbers come back to the last place, and whole ones exactly")
  func numbersComeBack() throws {
    var random = SeededGenerator(seed: 5)
    let written = (0..<2000).map { _ in
      Double.random(in: -1...1, using: &random) * pow(10, Double.random(in: -60...60, using: &random))
    }
    let whole = (0..<2000).map { _ in Double(Int.random(in: -(1 << 50)...(1 << 50), using: &random)) }
    let table = try SASTransport.read(TransportFile([.numbers("X", written), .numbers("N", whole)]).bytes)
    let read = try numbers(table["X"])
    for (found, expected) in zip(read, written) { #expect(found.ulps(from: expected) <= 1) }
    #expect(try numbers(table["N"]) == whole)
  }

  @Test("Version 8 is read too, and its number of rows is held against the rows")
  func version8() throws {
    let bytes = Self.small.asVersion8(statedRows: 3)
    let table = try SASTransport.read(bytes)
    #expect(table.rowCount == 3 && table["WORD"]?.values == .texts(["one", "", "three"]))
    for stated in [2, 4] {
      let error = #expect(throws: SASTransportError.self) {
        try SASTransport.read(Self.small.asVersion8(statedRows: stated))
      }
      #expect(error?.reason == .rowCount(stated: stated, found: 3))
    }
  }

  @Test("A table without rows is a table")
  func emptyTable() throws {
    let table = try SASTransport.read(TransportFile([.numbers("X", []), .texts("T", [], length: 3)]).bytes)
    #expect(table.rowCount == 0)
    #expect(table["T"]?.values == .texts([]))
  }

  @Test("Blank rows before the last row count, those that fill the last record do not")
  func blankRows() throws {
    let table = try SASTransport.read(TransportFile([.texts("T", ["a", "", "", "b"], length: 9)]).bytes)
    #expect(table["T"]?.values == .texts(["a", "", "", "b"]))
  }

  @Test("Text that is not UTF-8 is read with replacement characters")
  func foreignText() throws {
    let file = TransportFile([.texts("T", ["Muenchen"], length: 8)])
    var bytes = file.bytes
    bytes[file.head.count + 1] = 0xFC
    #expect(try SASTransport.read(bytes)["T"]?.values == .texts(["M\u{FFFD}enchen"]))
  }

  @Test("A column of 8 bytes and rows that fill whole records need no padding")
  func wholeRecords() throws {
    let table = try SASTransport.read(TransportFile([.numbers("X", (0..<50).map { Double($0) })]).bytes)
    #expect(table.rowCount == 50)
  }
}

@Suite("SAS transport files that are cut or none")
struct SASTransportErrorTests {
  static let small = SASTransportTests.small

  private func refusal(_ bytes: [UInt8]) -> SASTransportError? {
    do throws(SASTransportError) {
      _ = try SASTransport.read(bytes)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "A file of another kind is refused",
    arguments: ["", "id,age\n1,2\n", "HEADER RECORD*******LIBV9   ", "PK\u{3}\u{4}"])
  func otherFiles(text: String) {
    #expect(refusal(Array(text.utf8))?.reason == (text.hasPrefix("HEADER") ? .endsInHead : .notTransport))
  }

  @Test("A file of another version, and one of PROC CPORT, is refused")
  func otherVersions() {
    var bytes = Self.small.bytes
    bytes.replaceSubrange(20..<28, with: Array("LIBV9   ".utf8))
    #expect(refusal(bytes)?.reason == .notTransport)
    #expect(refusal(Array("**COMPRESSED** **COMPRESSED**".utf8))?.reason == .cport)
  }

  @Test("A cut at any byte of the head is seen")
  func cutHead() {
    let head = Self.small.head.count
    for length in 23..<head { #expect(refusal(Array(Self.small.bytes[..<length])) != nil, "\(length)") }
  }

  @Test("A cut within a record is seen at each of its bytes")
  func cutRecord() {
    let bytes = Self.small.bytes
    for missing in 1...79 {
      #expect(refusal(bytes.dropLast(missing))?.reason == .partialRecord(bytes: 80 - missing), "\(missing)")
    }
  }

  @Test("A cut between records is seen unless it falls between two rows")
  func cutBetweenRecords() {
    // Rows of 344 bytes, as the demographic table of the survey has: 80 m is a multiple of 344 for every 43rd record.
    let file = TransportFile(
      (0..<43).map { column in .numbers("C\(column)", (1...430).map { Double($0 * column + 1) }) })
    let bytes = file.bytes
    let records = (bytes.count - file.head.count) / 80
    let unseen = (1..<records).filter { refusal(Array(bytes[..<(file.head.count + 80 * $0)])) == nil }
    #expect(unseen == (1..<records).filter { $0 % 43 == 0 })
  }

  @Test("A cut at every 10,000 bytes is refused, or gives fewer rows than the table has")
  func cutAtEvery10Kilobytes() throws {
    let file = TransportFile(
      (0..<20).map { column in .numbers("C\(column)", (1...2000).map { Double($0 * column + 1) }) })
    let bytes = file.bytes
    for length in stride(from: 10_000, to: bytes.count, by: 10_000) {
      do throws(SASTransportError) {
        #expect(try SASTransport.read(Array(bytes[..<length])).rowCount < 2000)
      } catch {
        #expect(error.remedy == "The file seems to be cut: fetch it again.")
      }
    }
  }

  @Test("More blanks at the end than fill a record are no end of a table of numbers")
  func longPadding() {
    let bytes = TransportFile([.numbers("X", [1])]).bytes
    #expect(refusal(bytes) == nil)
    #expect(refusal(bytes + [UInt8](repeating: 32, count: 80))?.reason == .partialRow(afterRows: 1))
  }

  @Test("A file with a second table is refused")
  func secondTable() {
    let member = Self.small.head[240...]
    #expect(refusal(Self.small.bytes + member)?.reason == .severalTables)
  }

  @Test("A column name that stands twice is refused")
  func repeatedName() {
    let bytes = TransportFile([.numbers("X", [1]), .numbers("X", [2])]).bytes
    #expect(refusal(bytes)?.reason == .repeatedName("X"))
  }

  @Test("A head that describes no columns, or impossible ones, is refused", arguments: [0, 2, 9, 255])
  func impossibleLength(length: UInt8) {
    let file = TransportFile([.numbers("X", [1])])
    var bytes = file.bytes
    bytes[640 + 5] = length
    #expect(refusal(bytes)?.reason == .badHead)
    #expect(refusal(TransportFile([]).bytes)?.reason == .badHead)
  }

  @Test(
    "Sentences name the rule, the fact and the way out",
    arguments: [
      (
        SASTransportError.Reason.notTransport,
        "A SAS transport file must begin with a library header of version 5 or 8, but this one begins otherwise. Export the table as SAS transport version 5 (XPORT), or as CSV."
      ),
      (
        .cport,
        "A SAS transport file must be written by the XPORT engine, but this one is by PROC CPORT. Write the table with the XPORT engine, or as CSV."
      ),
      (
        .partialRecord(bytes: 7),
        "A SAS transport file must be made of records of 80 bytes, but the last one has 7. The file seems to be cut: fetch it again."
      ),
      (
        .partialRow(afterRows: 28),
        "Every row must be complete, but the file ends inside the row after row 28. The file seems to be cut: fetch it again."
      ),
      (
        .rowCount(stated: 3, found: 2),
        "The head states 3 rows, but there are 2. The file seems to be cut: fetch it again."
      ),
      (
        .severalTables,
        "A SAS transport file must hold one table, but this one holds more. Write each table to a file of its own."
      ),
      (.repeatedName("AGE"), "A column name must stand once, but 'AGE' stands twice. Rename one of the two."),
    ])
  func sentences(reason: SASTransportError.Reason, expected: String) {
    let error = SASTransportError(reason)
    #expect("\(error.message) \(error.remedy)" == expected)
  }

  @Test("Any bytes are read or refused")
  func anyBytes() {
    var random = SeededGenerator(seed: 77)
    let valid = Self.small.bytes
    for _ in 0..<3000 {
      var bytes = valid
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      if Bool.random(using: &random) { bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random))) }
      if let table = try? SASTransport.read(bytes) {
        #expect(table.columns.allSatisfy { $0.values.count == table.rowCount })
      }
    }
  }
}
