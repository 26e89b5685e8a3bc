// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

@testable internal import Formats
internal import Testing

@Suite("JSON error")
struct JSONErrorTests {
  struct Fault: Sendable {
    let text: String
    let reason: JSONError.Reason
    let line: Int
    let column: Int

    init(_ text: String, _ reason: JSONError.Reason, _ line: Int, _ column: Int) {
      self.text = text
      self.reason = reason
      self.line = line
      self.column = column
    }
  }

  static let faults = [
    Fault("", .empty, 1, 1), Fault("  \n ", .empty, 2, 2), Fault("\u{FEFF}", .empty, 1, 4),
    Fault("[1,\n 2", .endsEarly, 2, 3), Fault("\"abc", .endsEarly, 1, 5), Fault("{\"a\":", .endsEarly, 1, 6),
    Fault("x", .expected("a value"), 1, 1), Fault("[1,]", .expected("a value"), 1, 4),
    Fault("[\n1\n2]", .expected("a comma or a closing bracket"), 3, 1), Fault("nulx", .expected("a value"), 1, 4),
    Fault("{a: 1}", .expected("a key in double quotes"), 1, 2),
    Fault("{'a': 1}", .expected("a key in double quotes"), 1, 2),
    Fault("{\"a\": 1,}", .expected("a key in double quotes"), 1, 9), Fault("{\"a\" 1}", .expected("a colon"), 1, 6),
    Fault("{\"a\": 1 \"b\"}", .expected("a comma or a closing brace"), 1, 9), Fault(".5", .expected("a value"), 1, 1),
    Fault("{\"a\": 1,\n  \"a\": 2}", .duplicateKey("a"), 2, 3), Fault("[0,\n01]", .badNumber, 2, 1),
    Fault("[\"a\n\"]", .controlCharacter, 1, 4), Fault("[\"é\\x\"]", .badEscape, 1, 5),
    Fault("{}\n{}", .trailing, 2, 1),
    Fault("1 2", .trailing, 1, 3), Fault("[]]", .trailing, 1, 3), Fault("truefalse", .trailing, 1, 5),
  ]

  @Test("Says the line and the byte of the first fault", arguments: faults)
  func place(fault: Fault) {
    let error = #expect(throws: JSONError.self) { try JSONReader.read(Array(fault.text.utf8)) }
    #expect(error == JSONError(reason: fault.reason, line: fault.line, column: fault.column))
  }

  static let sentences: [(JSONError.Reason, String, String)] = [
    (.endsEarly, "A JSON document must be complete, but the text ends inside a value.", "Send the whole file again."),
    (.empty, "A JSON document must hold a value, but there is none.", "Send the whole file again."),
    (
      .expected("a colon"), "JSON needs a colon here, but something else stands there.",
      "Check the file at this place with a JSON editor."
    ),
    (.duplicateKey("bmd"), "A key may stand once in an object, but 'bmd' stands twice.", "Keep one of the two."),
    (
      .tooDeep(64), "Values may be nested 64 levels deep, but here is one more.",
      "Check the file at this place with a JSON editor."
    ),
    (
      .badNumber,
      "A number must be written with digits, one decimal point and no leading zero, and be finite; this one is not.",
      "Write a decimal point, not a comma, and no unit."
    ),
    (
      .controlCharacter, "A text must not hold a line break or another control character.",
      "Check the file at this place with a JSON editor."
    ),
    (
      .badEscape, "A backslash must be followed by one of \" \\ / b f n r t or by u and four hexadecimal digits.",
      "Check the file at this place with a JSON editor."
    ),
    (.notUTF8, "The text must be UTF-8, but it holds other bytes.", "Save the file as UTF-8."),
    (
      .trailing, "A JSON document must hold one value, but something follows it.",
      "Put each study on a line of its own, or send one at a time."
    ),
  ]

  @Test("States the rule, the fact and the way out", arguments: sentences)
  func sentence(reason: JSONError.Reason, message: String, remedy: String) {
    let error = JSONError(reason: reason, line: 1, column: 1)
    #expect(error.message == message)
    #expect(error.remedy == remedy)
  }
}
