// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

@testable internal import Formats
internal import Testing

@Suite("JSON node")
struct JSONNodeTests {
  enum Word: String, CaseIterable {
    case female
    case male
  }

  static func node(_ text: String) throws -> JSONNode {
    JSONNode(try JSONReader.read(Array(text.utf8)))
  }

  @Test("Values of the expected kind are read")
  func values() throws {
    let object = try Self.node(#"{"t": "x", "n": 2.5, "i": 3, "f": true, "l": [1, 2], "w": "male", "o": {}}"#)
      .object(["t", "n", "i", "f", "l", "w", "o"])
    #expect(try object.required("t").text() == "x")
    #expect(try object.required("n").number() == 2.5)
    #expect(try object.required("i").integer() == 3)
    #expect(try object.required("f").flag())
    #expect(try object.required("l").elements().map { try $0.integer() } == [1, 2])
    #expect(try object.required("w").choice(Word.self) == .male)
    #expect(throws: Never.self) { try object.required("o").object([]) }
  }

  @Test("A node knows its place")
  func path() throws {
    let scans = try Self.node(#"{"scans": [{"regions": [{}, {"bmd": 1}]}]}"#).object(["scans"]).required("scans")
    let regions = try #require(try scans.elements()[0].object(["regions"])["regions"])
    #expect(regions.path == "scans[0].regions")
    #expect(try regions.elements()[1].object(["bmd"]).required("bmd").path == "scans[0].regions[1].bmd")
    #expect(try Self.node("[[1]]").elements()[0].elements()[0].path == "[0][0]")
  }

  @Test("A key that is null and one that is absent mean the same: unknown")
  func null() throws {
    let object = try Self.node(#"{"a": null, "b": 1}"#).object(["a", "b", "c"])
    #expect(object["a"] == nil && object["c"] == nil && object["b"] != nil)
    for key in ["a", "c"] {
      let error = #expect(throws: JSONShapeError.self) { try object.required(key) }
      #expect(error?.reason == .missing && error?.path == key)
    }
  }

  @Test("The first key that is not known is refused")
  func unknownKey() throws {
    let scan = try Self.node(#"{"scan": {"bmd": 1, "bmdd": 2, "zzz": 3}}"#).object(["scan"]).required("scan")
    let error = #expect(throws: JSONShapeError.self) { try scan.object(["bmd", "bmc"]) }
    #expect(error?.path == "scan.bmdd")
    #expect(error?.reason == .unknownKey(suggestion: "bmd", known: ["bmd", "bmc"]))
  }

  @Test("A value of another kind is refused, with the kind that stands there")
  func otherKind() throws {
    for (text, found) in [
      ("null", "null"), ("true", "a truth value"), ("1", "a number"), ("\"x\"", "a text"), ("[]", "a list"),
      ("{}", "an object"),
    ] {
      let node = try Self.node(text)
      func expectKind(_ expected: String, _ read: () throws(JSONShapeError) -> Void) {
        guard expected != found else { return }
        let error = #expect(throws: JSONShapeError.self) { try read() }
        let kind = expected == "a truth value" ? "true or false" : expected
        #expect(error == JSONShapeError(path: "", found: found, reason: .kind(expected: kind)))
      }
      expectKind("an object") { () throws(JSONShapeError) in _ = try node.object([]) }
      expectKind("a list") { () throws(JSONShapeError) in _ = try node.elements() }
      expectKind("a text") { () throws(JSONShapeError) in _ = try node.text() }
      expectKind("a truth value") { () throws(JSONShapeError) in _ = try node.flag() }
      expectKind("a number") { () throws(JSONShapeError) in _ = try node.number() }
    }
  }

  @Test("A number in quotes is told from a text", arguments: ["0,912", "0.912", "66 years"])
  func numberAsText(text: String) throws {
    let error = #expect(throws: JSONShapeError.self) { try JSONNode(.string(text)).number() }
    #expect(error?.reason == .numberAsText(text))
  }

  @Test("A whole number has no decimals and is not too large", arguments: ["2.5", "1e300", "-0.1"])
  func notWhole(text: String) throws {
    let node = try Self.node(text)
    let error = #expect(throws: JSONShapeError.self) { try node.integer() }
    let number = try #require(Double(text))
    #expect(error?.reason == .rule("must be a whole number, but is \(number)", remedy: "Write it without decimals."))
    #expect(try Self.node("3.0").integer() == 3)
    #expect(try Self.node("1e3").integer() == 1000)
  }

  @Test("A word outside its set is refused with the nearest one")
  func unknownWord() throws {
    let error = #expect(throws: JSONShapeError.self) { try JSONNode("femal", path: "sex").choice(Word.self) }
    #expect(error?.reason == .unknownWord("femal", suggestion: "female", known: ["female", "male"]))
  }
}

@Suite("JSON shape error")
struct JSONShapeErrorTests {
  static let sentences: [(String, JSONShapeError.Reason, String, String?)] = [
    ("patient.sexAtBirth", .missing, "'patient.sexAtBirth' must be given, but is missing.", "Add it."),
    (
      "", .kind(expected: "an object"), "The document must be an object, but is a text.",
      "Write keys with values in braces."
    ),
    ("scans", .kind(expected: "a list"), "'scans' must be a list, but is a text.", "Put it in square brackets."),
    (
      "regions[0].bmd", .numberAsText("0,912"), "'regions[0].bmd' must be a number, but is the text '0,912'.",
      "Write a decimal point, not a comma, and no quotes."
    ),
    (
      "regions[0].bmd", .numberAsText("0.912 g"), "'regions[0].bmd' must be a number, but is the text '0.912 g'.",
      "Write the number without quotes and without a unit."
    ),
    (
      "regions[0].bmdd", .unknownKey(suggestion: "bmd", known: ["bmd", "bmc"]), "'regions[0].bmdd' is not a known key.",
      "Did you mean 'bmd'?"
    ),
    (
      "regions[0].xyz", .unknownKey(suggestion: nil, known: ["bmd", "bmc"]), "'regions[0].xyz' is not a known key.",
      "Known here: bmd, bmc."
    ),
    (
      "site", .unknownWord("hipp", suggestion: "hip", known: ["hip", "spine"]),
      "'site' must be one of hip, spine, but is 'hipp'.", "Did you mean 'hip'?"
    ),
    (
      "site", .unknownWord("x", suggestion: nil, known: ["hip"]), "'site' must be one of hip, but is 'x'.",
      "Choose one of these."
    ),
    (
      "age", .rule("must be a whole number", remedy: "Leave out the decimals."), "'age' must be a whole number.",
      "Leave out the decimals."
    ),
  ]

  @Test("States the place, the rule, the fact and the way out", arguments: sentences)
  func sentence(path: String, reason: JSONShapeError.Reason, message: String, remedy: String?) {
    let error = JSONNode("x", path: path).error(reason)
    #expect(error.message == message)
    #expect(error.remedy == remedy)
    #expect(error.found == "a text")
  }

  @Test("A word of the sender is cut after forty letters")
  func longWord() {
    let word = String(repeating: "w", count: 100)
    let message = JSONNode("x", path: "site").error(.unknownWord(word, suggestion: nil, known: ["hip"])).message
    #expect(message == "'site' must be one of hip, but is '\(String(repeating: "w", count: 40))'.")
  }
}
