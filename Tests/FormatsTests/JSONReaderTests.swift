// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats
internal import TestSupport
internal import Testing

@Suite("JSON reader")
struct JSONReaderTests {
  static func read(_ text: String) throws(JSONError) -> JSONValue {
    try JSONReader.read(Array(text.utf8))
  }

  /// Returns the error of a text that must not be read.
  static func error(_ bytes: [UInt8], _ location: SourceLocation = #_sourceLocation) -> JSONError? {
    #expect(throws: JSONError.self, sourceLocation: location) { try JSONReader.read(bytes) }
  }

  static func number(_ text: String) throws -> JSONValue {
    .number(try #require(JSONNumber(text: text)))
  }

  @Test("Each kind of value is read")
  func kinds() throws {
    #expect(try Self.read("null") == .null)
    #expect(try Self.read("true") == true)
    #expect(try Self.read("false") == false)
    #expect(try Self.read("0.864") == Self.number("0.864"))
    #expect(try Self.read("\"neck\"") == "neck")
    #expect(try Self.read("[]") == .array([]))
    #expect(try Self.read("{}") == .object([]))
    #expect(
      try Self.read("[1, [true], {\"a\": null}]") == .array([1, .array([true]), .object([JSONMember("a", .null)])]))
  }

  @Test("Keys keep their order")
  func order() throws {
    let members = try #require(try Self.read("{ \"z\": 1, \"a\": 2, \"m\": 3 }").members)
    #expect(members.map { $0.key } == ["z", "a", "m"])
  }

  @Test("Space, tab and both line ends may stand between values, and a byte order mark before them")
  func space() throws {
    let expected = JSONValue.object([JSONMember("a", .array([1, 2]))])
    #expect(try Self.read(" \t\r\n{ \"a\"\r\n:\t[ 1 ,\n2 ] } \n") == expected)
    #expect(try Self.read("\u{FEFF}{\"a\":[1,2]}") == expected)
  }

  @Test(
    "A number keeps the digits it was written in",
    arguments: [
      "0", "-0", "1.0", "1.50", "-2.5", "1e5", "1E+5", "1e-5", "0.1e1", "123456789012345678901234567890", "5e-324",
    ])
  func digits(text: String) throws {
    let number = try #require(try Self.read(text).number)
    #expect(number.text == text)
    #expect(number.doubleValue == Double(text))
    #expect(try Self.read("[\(text)]").array?.first?.number == number)
  }

  @Test(
    "A number that JSON does not write so is refused, alone and in a list",
    arguments: ["01", "-01", "00", "1e999", "-1e999"])
  func badNumber(text: String) {
    #expect(Self.error(Array(text.utf8))?.reason == .badNumber)
    #expect(Self.error(Array("[\(text)]".utf8))?.reason == .badNumber)
    #expect(Self.error(Array("[\(text)]".utf8))?.column == 2)
  }

  @Test(
    "A number that stops short is incomplete at the end of the text and bad before anything else",
    arguments: ["1.", "-", "1e", "1e+", "-1.5E-"])
  func unfinishedNumber(text: String) {
    #expect(Self.error(Array(text.utf8))?.reason == .endsEarly)
    #expect(Self.error(Array("[\(text)]".utf8))?.reason == .badNumber)
    #expect(Self.error(Array("[\(text),".utf8))?.reason == .badNumber)
  }

  @Test(
    "What only looks like a number is no value",
    arguments: [
      ".5", "+1", "NaN", "Infinity", "-Infinity", "0x10", "1,5", "1_000", "\u{0661}", "\u{2212}1", "1.2.3", "--1",
    ])
  func noNumber(text: String) {
    #expect(throws: JSONError.self) { try Self.read(text) }
    #expect(throws: JSONError.self) { try Self.read("{\"a\": \(text)}") }
  }

  @Test(
    "Escapes stand for their characters",
    arguments: [
      (#""\"\\\/""#, "\"\\/"), (#""\b\f\n\r\t""#, "\u{8}\u{c}\n\r\t"), (#""\u0041\u00e9\u20AC""#, "A\u{e9}\u{20ac}"),
      (#""\ud83d\ude00""#, "\u{1F600}"), (#""\uD83D\uDE00""#, "\u{1F600}"), (#""\u0000""#, "\u{0}"),
      (#""\ud800\udc00\udbff\udfff""#, "\u{10000}\u{10FFFF}"), (#""a\u0301""#, "a\u{301}"),
    ])
  func escapes(text: String, expected: String) throws {
    let string = try #require(try Self.read(text).string)
    #expect(Array(string.unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test(
    "Any other escape is refused",
    arguments: [
      #""\x41""#, #""\'""#, #""\U0041""#, #""\u""#, #""\u4""#, #""\u004""#, #""\u004g""#, #""\u+041""#, #""\u 041""#,
      #""\ud83d""#,
      #""\ud83dx""#, #""\ud83d\n""#, #""\ud83d\u0041""#, #""\ude00""#, #""\ud83d\ud83d""#,
    ])
  func badEscapes(text: String) {
    #expect(Self.error(Array(text.utf8))?.reason == .badEscape)
  }

  @Test("A control character must be escaped, the delete character need not be", arguments: Array(0..<32) as [UInt8])
  func controlCharacters(byte: UInt8) throws {
    #expect(Self.error([0x5B, 0x22, byte, 0x22])?.reason == .controlCharacter)
    #expect(try Self.read("\"\u{7F}\"") == "\u{7F}")
  }

  @Test(
    "A text that is not UTF-8 is refused",
    arguments: [
      [0xFF], [0x80], [0xC3], [0xC3, 0x28], [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80],
      [0xF5, 0x80, 0x80, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82],
    ] as [[UInt8]])
  func notUTF8(bytes: [UInt8]) {
    #expect(Self.error([0x22] + bytes + [0x22])?.reason == .notUTF8)
    #expect(Self.error(Array("{\"".utf8) + bytes + Array("\": 1}".utf8))?.reason == .notUTF8)
    #expect(throws: JSONError.self) { try JSONReader.read(bytes) }
  }

  @Test("A key that stands twice in one object is refused, however it is written")
  func duplicateKeys() throws {
    #expect(Self.error(Array(#"{"a": 1, "b": 2, "a": 3}"#.utf8))?.reason == .duplicateKey("a"))
    #expect(Self.error(Array(#"{"a": 1, "\u0061": 2}"#.utf8))?.reason == .duplicateKey("a"))
    #expect(Self.error(Array(#"{"": 1, "": 2}"#.utf8))?.reason == .duplicateKey(""))
    #expect(try Self.read(#"[{"a": 1}, {"a": 2}, {"b": {"b": 1}}]"#).array?.count == 3)
  }

  @Test("A key that stands twice is found among many", arguments: [2, 15, 16, 17, 18, 40])
  func duplicateAmongMany(count: Int) throws {
    let keys = (0..<count).map { "\"k\($0)\": 0" }
    #expect(try Self.read("{\(keys.joined(separator: ","))}").members?.count == count)
    for place in 0..<count {
      let text = "{\((keys + [keys[place]]).joined(separator: ","))}"
      #expect(Self.error(Array(text.utf8))?.reason == .duplicateKey("k\(place)"))
    }
  }

  @Test("The time to read an object grows with its length, not with its square", .timeLimit(.minutes(1)))
  func manyKeys() throws {
    let text = "{" + (0..<200_000).map { "\"k\($0)\":0" }.joined(separator: ",") + "}"
    #expect(try Self.read(text).members?.count == 200_000)
  }

  @Test("A value within 64 others is read, one within 65 is not")
  func depth() throws {
    func nested(_ open: String, _ close: String, _ levels: Int) -> String {
      String(repeating: open, count: levels) + "0" + String(repeating: close, count: levels)
    }
    #expect(JSONReader.depthLimit == 64)
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
      #expect(throws: Never.self) { try Self.read(nested(open, close, 64)) }
      let tooDeep = Self.error(Array(nested(open, close, 65).utf8))
      #expect(tooDeep?.reason == .tooDeep(64))
      #expect(tooDeep?.column == open.utf8.count * 65 + 1)
    }
  }

  @Test("A hundred thousand open brackets are refused, and do not exhaust the stack")
  func bomb() {
    #expect(Self.error([UInt8](repeating: UInt8(ascii: "["), count: 100_000))?.reason == .tooDeep(64))
  }

  @Test("Every text that ends too soon is an error that says so")
  func truncations() throws {
    let document = #"""
      { "osteon": "study/1", "text": "é\u00e9\n\ud83d\ude00",
        "scans": [ { "bmd": -0.864e-10, "ok": true, "no": false, "none": null, "empty": [], "object": {} } ] }
      """#
    let bytes = Array(document.utf8)
    #expect(throws: Never.self) { try JSONReader.read(bytes) }
    for length in 0..<bytes.count {
      let error = Self.error(Array(bytes[..<length]))
      #expect(error?.reason == (length == 0 ? .empty : .endsEarly), "\(length) bytes")
    }
  }

  @Test("Texts damaged at random are read or refused with a place inside them", arguments: Array(1...20) as [UInt64])
  func damaged(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let document = Array(#"{"a":[1.5,-2e3,"x\u00e9\n",true,null],"b":{"c":"é","d":[]}}"#.utf8)
    for _ in 0..<500 {
      var bytes = document
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0...2, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: place)
        default: bytes.insert(document.randomElement(using: &generator) ?? 0, at: place)
        }
      }
      do throws(JSONError) {
        let value = try JSONReader.read(bytes)
        #expect(try JSONReader.read(Array(JSONWriter.write(value).utf8)) == value)
      } catch {
        #expect(error.line >= 1 && error.column >= 1 && error.column <= bytes.count + 1)
      }
    }
  }
}
