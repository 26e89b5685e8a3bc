// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats
internal import TestSupport
internal import Testing

@Suite("CSV writer")
struct CSVWriterTests {
  @Test("Fields are quoted only where they must be")
  func quoting() {
    #expect(CSVWriter.line(["a", "", "b c", "1.5"]) == "a,,b c,1.5\n")
    #expect(CSVWriter.line(["a,b", "c\"d", "e\nf", "g\rh"]) == "\"a,b\",\"c\"\"d\",\"e\nf\",\"g\rh\"\n")
    #expect(CSVWriter.line(["a,b", "c;d"], separator: ";") == "a,b;\"c;d\"\n")
  }

  @Test("A single empty field is quoted, because an empty line is no record")
  func singleEmpty() throws {
    #expect(CSVWriter.line([""]) == "\"\"\n")
    #expect(try CSVReaderTests.fields(CSVWriter.line([""])) == [[""]])
  }

  @Test("What is written is read back as the same records", arguments: Array(1...30) as [UInt64])
  func roundTrip(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for separator in [",", ";", "\t"] as [Unicode.Scalar] {
      var table = [["id", "bmd"]]
      for _ in 0..<20 {
        table.append((0..<Int.random(in: 1...4, using: &generator)).map { _ in Self.field(&generator) })
      }
      let text = table.map { CSVWriter.line($0, separator: separator) }.joined()
      let back = try CSVReaderTests.fields(text, separator: separator)
      #expect(back == table)
    }
  }

  static func field(_ generator: inout SeededGenerator) -> String {
    let letters: [Unicode.Scalar] = [
      "a", "0", ".", " ", ",", ";", "\t", "\"", "\n", "\r", "é", "\u{301}", "\u{1F600}", "\u{FEFF}",
    ]
    var field = ""
    for _ in 0..<Int.random(in: 0...6, using: &generator) {
      field.unicodeScalars.append(letters.randomElement(using: &generator) ?? "a")
    }
    return field
  }
}
