// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats
internal import Testing

@Suite("JSON value")
struct JSONValueTests {
  static let values: [JSONValue] = [.null, true, 1, "a", .array([1]), .object([JSONMember("k", 2)])]

  @Test("Each kind gives its content, and nothing of another kind")
  func content() {
    #expect(Self.values.map { $0.bool } == [nil, true, nil, nil, nil, nil])
    #expect(Self.values.map { $0.number?.intValue } == [nil, nil, 1, nil, nil, nil])
    #expect(Self.values.map { $0.string } == [nil, nil, nil, "a", nil, nil])
    #expect(Self.values.map { $0.array } == [nil, nil, nil, nil, [1], nil])
    #expect(Self.values.map { $0.members } == [nil, nil, nil, nil, nil, [JSONMember("k", 2)]])
    #expect(Self.values.map { $0["k"] } == [nil, nil, nil, nil, nil, 2])
    #expect(Self.values.last?["other"] == nil)
  }

  @Test("Each kind has a name with its article")
  func kindNames() {
    #expect(Self.values.map { $0.kindName } == ["null", "a truth value", "a number", "a text", "a list", "an object"])
  }

  @Test(
    "A number made here is written so that it reads the same",
    arguments: [
      (0, "0.0"), (-2.5, "-2.5"), (0.1, "0.1"), (1e16, "1e+16"), (1e14, "100000000000000.0"), (-3, "-3.0"),
      (1e300, "1e+300"),
      (.leastNonzeroMagnitude, "5e-324"),
    ] as [(Double, String)])
  func madeHere(value: Double, text: String) {
    #expect(JSONNumber(value).text == text)
    #expect(Double(text) == value)
  }

  @Test("A whole number is written without a decimal point")
  func whole() {
    #expect(JSONNumber(42).text == "42")
    #expect(JSONNumber(-7).intValue == -7)
    #expect(JSONNumber(2.5).intValue == nil)
  }

  @Test("A text that is no finite number makes none", arguments: ["", "x", "1e999", "nan", "inf"])
  func noNumber(text: String) {
    #expect(JSONNumber(text: text) == nil)
  }

  @Test("A number that is not finite is a mistake of the program")
  func finitePrecondition() async {
    await #expect(processExitsWith: .failure) { _ = JSONNumber(Double.nan) }
    await #expect(processExitsWith: .failure) { _ = JSONNumber(Double.infinity) }
  }
}
