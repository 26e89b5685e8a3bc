// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats
internal import TestSupport
internal import Testing

@Suite("JSON writer")
struct JSONWriterTests {
  @Test("Each kind of value is written on one line")
  func kinds() throws {
    let value = JSONValue.object([
      JSONMember("a", .null), JSONMember("b", true), JSONMember("c", .number(try #require(JSONNumber(text: "1.50")))),
      JSONMember("d", "x"), JSONMember("e", .array([1, false, .array([]), .object([])])),
    ])
    #expect(JSONWriter.write(value) == #"{ "a": null, "b": true, "c": 1.50, "d": "x", "e": [1, false, [], {}] }"#)
  }

  @Test(
    "What JSON or a line of JSON must not hold is escaped",
    arguments: [
      ("\"\\/", #""\"\\/""#), ("\n\r\t", #""\n\r\t""#), ("\u{0}\u{8}\u{1F}", #""\u0000\u0008\u001f""#),
      ("\u{7F}\u{2028}\u{2029}", #""\u007f\u2028\u2029""#), ("é\u{1F600}", "\"é\u{1F600}\""), ("\r\n", #""\r\n""#),
    ])
  func escapes(text: String, expected: String) {
    #expect(JSONWriter.write(.string(text)) == expected)
  }

  @Test("Indented, what fits into the width stays on its line")
  func indented() {
    let value = JSONValue.object([
      JSONMember("short", .array([1, 2])), JSONMember("long", .array(["aaaaaaaaaa", "bbbbbbbbbb"])),
      JSONMember("none", .object([])),
    ])
    let expected = """
      {
        "short": [1, 2],
        "long": [
          "aaaaaaaaaa",
          "bbbbbbbbbb"
        ],
        "none": {}
      }
      """
    #expect(JSONWriter.write(value, .indented(width: 20)) == expected)
  }

  @Test("What is written is read back as the same value, in either layout", arguments: Array(1...30) as [UInt64])
  func roundTrip(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<40 {
      let value = Self.value(4, &generator)
      for text in [JSONWriter.write(value), JSONWriter.write(value, .indented(width: 40))] {
        let back = try JSONReader.read(Array(text.utf8))
        #expect(back == value)
        // Equal strings may differ in their scalars; equal bytes may not.
        #expect(JSONWriter.write(back) == JSONWriter.write(value))
        #expect(Array(JSONWriter.write(back).utf8) == Array(JSONWriter.write(value).utf8))
      }
      #expect(!JSONWriter.write(value).contains { $0.isNewline })
    }
  }

  static func value(_ depth: Int, _ generator: inout SeededGenerator) -> JSONValue {
    switch Int.random(in: depth > 0 ? 0...6 : 2...6, using: &generator) {
    case 0: return .array((0..<Int.random(in: 0...4, using: &generator)).map { _ in value(depth - 1, &generator) })
    case 1:
      let count = Int.random(in: 0...4, using: &generator)
      return .object((0..<count).map { JSONMember("\($0)" + string(&generator), value(depth - 1, &generator)) })
    case 2: return .null
    case 3: return .bool(Bool.random(using: &generator))
    case 4: return .number(JSONNumber(Int.random(in: -1_000_000...1_000_000, using: &generator)))
    case 5: return .number(JSONNumber(Double(bitPattern: finiteBits(&generator))))
    default: return .string(string(&generator))
    }
  }

  static func finiteBits(_ generator: inout SeededGenerator) -> UInt64 {
    while true {
      let bits = generator.next()
      if Double(bitPattern: bits).isFinite { return bits }
    }
  }

  static func string(_ generator: inout SeededGenerator) -> String {
    var string = ""
    for _ in 0..<Int.random(in: 0...8, using: &generator) {
      let limit: UInt32 = [0x20, 0x80, 0x800, 0x10000, 0x110000].randomElement(using: &generator) ?? 0x80
      if let scalar = Unicode.Scalar(UInt32.random(in: 0..<limit, using: &generator)) {
        string.unicodeScalars.append(scalar)
      }
    }
    return string
  }
}
