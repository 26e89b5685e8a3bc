// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A strict reader of JSON.
///
/// It keeps the digits of each number, refuses a key that stands twice in one object, limits nesting, and says line and
/// column of a fault. `docs/DECISIONS.md` tells why the platform's decoder was not enough.
///
/// - Source: RFC 8259.
public struct JSONReader {
  /// The deepest nesting that is read.
  public static let depthLimit = 64

  private let bytes: [UInt8]
  private var position = 0

  /// Reads one value from the bytes of a document.
  ///
  /// - Throws: ``JSONError`` with the place of the first fault.
  /// - Complexity: O(n) in the number of bytes.
  public static func read(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
    var reader = JSONReader(bytes)
    guard !reader.isWide else { throw reader.error(.notUTF8) }
    reader.skipByteOrderMark()
    reader.skipSpace()
    guard reader.position < bytes.count else { throw reader.error(.empty) }
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.position == bytes.count else { throw reader.error(.trailing) }
    return value
  }

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  // MARK: Values

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    guard depth <= Self.depthLimit else { throw error(.tooDeep(Self.depthLimit)) }
    guard let first = peek else { throw error(.endsEarly) }
    switch first {
    case UInt8(ascii: "{"): return .object(try members(depth: depth))
    case UInt8(ascii: "["): return .array(try elements(depth: depth))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    default: throw error(.expected("a value"))
    }
  }

  private mutating func members(depth: Int) throws(JSONError) -> [JSONMember] {
    position += 1
    var members: [JSONMember] = []
    var keys: Set<String> = []
    skipSpace()
    if take("}") { return members }
    while true {
      skipSpace()
      let start = position
      guard peek == UInt8(ascii: "\"") else { throw unexpected("a key in double quotes") }
      let key = try string()
      guard keys.insert(key).inserted else { throw error(.duplicateKey(key), at: start) }
      skipSpace()
      guard take(":") else { throw unexpected("a colon") }
      skipSpace()
      members.append(JSONMember(key, try value(depth: depth + 1)))
      skipSpace()
      if take("}") { return members }
      guard take(",") else { throw unexpected("a comma or a closing brace") }
    }
  }

  private mutating func elements(depth: Int) throws(JSONError) -> [JSONValue] {
    position += 1
    var elements: [JSONValue] = []
    skipSpace()
    if take("]") { return elements }
    while true {
      skipSpace()
      elements.append(try value(depth: depth + 1))
      skipSpace()
      if take("]") { return elements }
      guard take(",") else { throw unexpected("a comma or a closing bracket") }
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
    for byte in word.utf8 {
      guard let found = peek else { throw error(.endsEarly) }
      guard found == byte else { throw error(.expected("a value")) }
      position += 1
    }
    return value
  }

  // MARK: Numbers

  private mutating func number() throws(JSONError) -> JSONNumber {
    let start = position
    _ = take("-")
    let whole = digits()
    guard whole > 0 else { throw badNumber(start) }
    guard whole == 1 || bytes[position - whole] != UInt8(ascii: "0") else { throw error(.badNumber, at: start) }
    if take(".") {
      guard digits() > 0 else { throw badNumber(start) }
    }
    if take("e") || take("E") {
      _ = take("+") || take("-")
      guard digits() > 0 else { throw badNumber(start) }
    }
    guard let number = JSONNumber(text: String(decoding: bytes[start..<position], as: UTF8.self)) else {
      throw error(.badNumber, at: start)
    }
    return number
  }

  private mutating func digits() -> Int {
    let start = position
    while let byte = peek, byte >= 48, byte <= 57 { position += 1 }
    return position - start
  }

  private func badNumber(_ start: Int) -> JSONError {
    position == bytes.count ? error(.endsEarly) : error(.badNumber, at: start)
  }

  // MARK: Strings

  private mutating func string() throws(JSONError) -> String {
    let start = position
    position += 1
    var text: [UInt8] = []
    var segment = position
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        text += bytes[segment..<position]
        position += 1
        guard let string = String(validating: text, as: UTF8.self) else { throw error(.notUTF8, at: start) }
        return string
      case UInt8(ascii: "\\"):
        text += bytes[segment..<position]
        try escape(into: &text)
        segment = position
      case 0..<32: throw error(.controlCharacter)
      default: position += 1
      }
    }
    throw error(.endsEarly)
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
    let start = position
    position += 1
    guard let byte = peek else { throw error(.endsEarly) }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(8)
    case UInt8(ascii: "f"): text.append(12)
    case UInt8(ascii: "n"): text.append(10)
    case UInt8(ascii: "r"): text.append(13)
    case UInt8(ascii: "t"): text.append(9)
    case UInt8(ascii: "u"): text += Array(String(Character(try scalar(start))).utf8)
    default: throw error(.badEscape, at: start)
    }
  }

  private mutating func scalar(_ start: Int) throws(JSONError) -> Unicode.Scalar {
    var code = try hexadecimal(start)
    if (0xD800..<0xDC00).contains(code) {
      guard take("\\"), take("u") else { throw peek == nil ? error(.endsEarly) : error(.badEscape, at: start) }
      let low = try hexadecimal(start)
      guard (0xDC00..<0xE000).contains(low) else { throw error(.badEscape, at: start) }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw error(.badEscape, at: start) }
    return scalar
  }

  private mutating func hexadecimal(_ start: Int) throws(JSONError) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek else { throw error(.endsEarly) }
      guard byte < 128, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw error(.badEscape, at: start)
      }
      code = code << 4 + UInt32(digit)
      position += 1
    }
    return code
  }

  // MARK: Bytes

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 32 || byte == 10 || byte == 13 || byte == 9 { position += 1 }
  }

  private mutating func skipByteOrderMark() {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// Whether the text seems to have two bytes or more a character: a mark that says so, or a zero at its beginning.
  private var isWide: Bool {
    bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) || bytes.prefix(2).contains(0)
  }

  private func unexpected(_ what: String) -> JSONError {
    peek == nil ? error(.endsEarly) : error(.expected(what))
  }

  private func error(_ reason: JSONError.Reason, at place: Int? = nil) -> JSONError {
    let before = bytes[..<(place ?? position)]
    let line = before.reduce(1) { $0 + ($1 == 10 ? 1 : 0) }
    let lineStart = before.lastIndex(of: 10).map { $0 + 1 } ?? 0
    return JSONError(reason: reason, line: line, column: before.endIndex - lineStart + 1)
  }
}
