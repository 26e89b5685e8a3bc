// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

@testable internal import Formats
internal import Testing

@Suite("CSV reader")
struct CSVReaderTests {
  /// Reads every record of chunks of bytes.
  static func records(_ chunks: [[UInt8]], separator: Unicode.Scalar = ",") throws(CSVError) -> [CSVReader.Record] {
    var rest = chunks[...]
    var reader = CSVReader(separator: separator) { rest.popFirst() }
    var records: [CSVReader.Record] = []
    while let record = try reader.next() { records.append(record) }
    return records
  }

  static func fields(_ text: String, separator: Unicode.Scalar = ",") throws(CSVError) -> [[String]] {
    try records([Array(text.utf8)], separator: separator).map { $0.fields }
  }

  static let tables: [(String, [[String]])] = [
    ("", []), ("\n\n\r\n", []), ("a", [["a"]]), ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]), ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
    ("a,b\n1,2", [["a", "b"], ["1", "2"]]), ("a,\n,b\n,", [["a", ""], ["", "b"], ["", ""]]),
    ("a\n\n\nb\n", [["a"], ["b"]]), (" a , b ", [[" a ", " b "]]), ("\"a\",\"b\"\n", [["a", "b"]]),
    ("\"a,b\",\"c\"\"d\",\"e\nf\",\"g\r\nh\"\n", [["a,b", "c\"d", "e\nf", "g\r\nh"]]), ("\"\"\n", [[""]]),
    ("\"\",\"\"\"\"\r\n\"x\"", [["", "\""], ["x"]]), ("é,\u{1F600}\n\u{2028}x", [["é", "\u{1F600}"], ["\u{2028}x"]]),
    ("\u{FEFF}id,bmd\n1,0.9\n", [["id", "bmd"], ["1", "0.9"]]), ("\u{FEFF}", []), ("\u{FEFF}\"a\"", [["a"]]),
  ]

  @Test("A table is read record by record", arguments: tables)
  func table(text: String, expected: [[String]]) throws {
    #expect(try Self.fields(text) == expected)
  }

  @Test("It does not matter where the bytes are cut into chunks", arguments: tables)
  func chunks(text: String, expected: [[String]]) throws {
    let bytes = Array(text.utf8)
    let whole = try Self.records([bytes])
    #expect(try Self.records(bytes.map { [$0] }) == whole)
    #expect(try Self.records(bytes.flatMap { [[], [$0], []] }) == whole)
    for cut in 0...bytes.count {
      #expect(try Self.records([Array(bytes[..<cut]), Array(bytes[cut...])]) == whole, "\(cut)")
    }
  }

  @Test("Another separator leaves commas alone", arguments: [";", "\t", "|"] as [Unicode.Scalar])
  func separator(separator: Unicode.Scalar) throws {
    #expect(
      try Self.fields("a,b\(separator)c\n1,5\(separator)2", separator: separator) == [["a,b", "c"], ["1,5", "2"]])
  }

  @Test("A record knows the line on which it begins, past empty lines and lines within quotes")
  func lines() throws {
    let records = try Self.records([Array("a\r\n\n\"b\nc\",d\ne\n".utf8)])
    #expect(records.map { $0.line } == [1, 3, 5])
  }

  @Test("A byte order mark inside the table is text")
  func markInside() throws {
    #expect(try Self.fields("a\n\u{FEFF}b") == [["a"], ["\u{FEFF}b"]])
  }

  static let faults: [(String, CSVError.Reason, Int)] = [
    ("a,\"b", .unclosedQuote, 1), ("a\n\"b\nc", .unclosedQuote, 2), ("\"", .unclosedQuote, 1), ("a\"b", .strayQuote, 1),
    ("x\n\"a\"b", .strayQuote, 2), ("\"a\" ,b", .strayQuote, 1), ("a\n\nb,c\"\n", .strayQuote, 3),
  ]

  @Test("A fault names its kind and the line of its record, wherever the bytes are cut", arguments: faults)
  func fault(text: String, reason: CSVError.Reason, line: Int) {
    let bytes = Array(text.utf8)
    for cut in 0...bytes.count {
      let error = #expect(throws: CSVError.self) { try Self.records([Array(bytes[..<cut]), Array(bytes[cut...])]) }
      #expect(error == CSVError(reason: reason, line: line))
    }
  }

  @Test(
    "Bytes that are not UTF-8 are refused",
    arguments: [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xEF, 0xBB]] as [[UInt8]])
  func notUTF8(bytes: [UInt8]) {
    for field in [bytes, [0x22] + bytes + [0x22]] {
      let error = #expect(throws: CSVError.self) { try Self.records([[0x61, 0x0A] + field]) }
      #expect(error == CSVError(reason: .notUTF8, line: 2))
    }
    #expect(throws: CSVError.self) { try Self.records([bytes]) }
  }

  @Test("Records before a fault are given")
  func beforeFault() throws {
    var reader = CSVReader(Array("a,b\n1,2\n\"".utf8))
    #expect(try reader.next()?.fields == ["a", "b"])
    #expect(try reader.next()?.fields == ["1", "2"])
    #expect(throws: CSVError.self) { try reader.next() }
  }
}

@Suite("CSV error")
struct CSVErrorTests {
  static let sentences: [(CSVError.Reason, String)] = [
    (.unclosedQuote, "A quoted field must be closed, but the file ends inside one."),
    (.strayQuote, "A field that holds a quote must be quoted, with each quote inside it doubled."),
    (
      .fieldCount(expected: 7, found: 6), "Every record must have as many fields as the header (7), but this one has 6."
    ),
    (.notUTF8, "The text must be UTF-8, but this record holds other bytes."),
  ]

  @Test("States the rule and the fact, without what the table holds", arguments: sentences)
  func sentence(reason: CSVError.Reason, message: String) {
    #expect(CSVError(reason: reason, line: 14).message == message)
  }
}
