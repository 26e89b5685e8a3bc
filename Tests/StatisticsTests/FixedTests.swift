// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics
internal import Testing

@Suite("Fixed decimals")
struct FixedTests {
  @Test(
    "Prints the decimals asked for, rounded half away from zero",
    arguments: [
      ("-2.45", 1, "-2.5"), ("-2.44", 1, "-2.4"), ("0.9", 3, "0.900"), ("0.0495", 3, "0.050"), ("12", 0, "12"),
      ("12.5", 0, "13"), ("-0.04", 1, "0.0"), ("-0.05", 1, "-0.1"), ("0", 1, "0.0"), ("3.05", 2, "3.05"),
      ("-0.000000001", 9, "-0.000000001"), ("999999999.999999999", 9, "999999999.999999999"),
    ])
  func description(text: String, places: Int, expected: String) throws {
    let number = try #require(ExactDecimal(text: text))
    #expect(Fixed(number, places: places).description == expected)
  }

  @Test(
    "People see a true minus sign, and a plus sign where asked for",
    arguments: [
      ("-2.5", "\u{2212}2.5", "\u{2212}2.5"), ("1.3", "1.3", "+1.3"), ("0", "0.0", "0.0"), ("-0.04", "0.0", "0.0"),
      ("0.04", "0.0", "0.0"),
    ])
  func minusSign(text: String, plain: String, signed: String) throws {
    let fixed = Fixed(try #require(ExactDecimal(text: text)), places: 1)
    #expect(fixed.withMinusSign() == plain)
    #expect(fixed.withMinusSign(plus: true) == signed)
  }

  @Test("A binary fraction prints as the decimal that it stands for")
  func binary() {
    #expect(Fixed(-1.95, places: 1).description == "-2.0")
    #expect(Fixed(0.5645, places: 3).description == "0.565")
  }

  @Test("What is no finite number, or too large, prints as zero")
  func notFinite() {
    #expect(Fixed(Double.nan, places: 1).description == "0.0")
    #expect(Fixed(Double.infinity, places: 0).description == "0")
    #expect(Fixed(1e10, places: 2).description == "0.00")
  }

  @Test("More than nine decimals are a mistake of the program")
  func placesPrecondition() async {
    await #expect(processExitsWith: .failure) { _ = Fixed(1.0, places: 10) }
  }
}
