// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics
internal import TestSupport
internal import Testing

@Suite("Exact decimal")
struct ExactDecimalTests {
  @Test("Agrees with the independent rounding of every case, from text and from a binary fraction")
  func roundingVectors() throws {
    let rows = try Repository.rows("Reference/expected/rounding.csv")
    #expect(rows.count == 1054)
    for row in rows {
      let exact = try #require(ExactDecimal(text: row[0]), "\(row)")
      let binary = try #require(Double(row[0]).flatMap { ExactDecimal($0) }, "\(row)")
      #expect(exact == binary, "\(row)")
      #expect(exact.rounded(toPlaces: 3) == Int64(row[1]), "\(row)")
      #expect(exact.rounded(toPlaces: 1) == Int64(row[2]), "\(row)")
    }
  }

  @Test(
    "A half is rounded away from zero at every place",
    arguments: [
      ("-1.95", 1, -20), ("-2.25", 1, -23), ("-2.45", 1, -25), ("-0.05", 1, -1), ("0.05", 1, 1), ("0.5645", 3, 565),
      ("2.5", 0, 3), ("-2.5", 0, -3), ("0.0000000005", 9, nil), ("0.000000001", 9, 1), ("-0.04", 1, 0),
    ] as [(String, Int, Int64?)])
  func halves(text: String, places: Int, expected: Int64?) {
    #expect(ExactDecimal(text: text)?.rounded(toPlaces: places) == expected)
  }

  @Test(
    "A text is read exactly",
    arguments: [
      ("0", 0), ("-0", 0), ("1", 1_000_000_000), ("-2.5", -2_500_000_000), ("0.858", 858_000_000),
      ("007.50", 7_500_000_000),
      ("999999999.999999999", 999_999_999_999_999_999), ("-999999999.999999999", -999_999_999_999_999_999),
    ] as [(String, Int64)])
  func text(text: String, billionths: Int64) {
    #expect(ExactDecimal(text: text)?.billionths == billionths)
  }

  @Test(
    "A text that is no plain decimal is not read",
    arguments: [
      "", "-", ".", "-.", ".5", "-.5", "5.", "+1", "1e3", "1,5", "1.2.3", "--1", "1-", " 1", "1 ", "NaN", "0x10",
      "\u{2212}1", "\u{0661}", "1000000000", "0000000001", "0.0000000001", "123456789012345678901234567890",
    ])
  func notRead(text: String) {
    #expect(ExactDecimal(text: text) == nil)
  }

  @Test("A binary fraction outside nine billion, or none at all, has no exact decimal")
  func limits() {
    #expect(ExactDecimal(Double.nan) == nil)
    #expect(ExactDecimal(Double.infinity) == nil)
    #expect(ExactDecimal(-Double.infinity) == nil)
    #expect(ExactDecimal(9e9) == nil)
    #expect(ExactDecimal(-9e9) == nil)
    #expect(ExactDecimal(8_999_999_999.0)?.billionths == 8_999_999_999_000_000_000)
    #expect(ExactDecimal(-8_999_999_999.0)?.billionths == -8_999_999_999_000_000_000)
    #expect(ExactDecimal(Double.leastNonzeroMagnitude)?.billionths == 0)
    #expect(ExactDecimal(-0.0)?.billionths == 0)
  }

  @Test("Tenths and whole numbers are held exactly")
  func unitsOfOther() {
    #expect(ExactDecimal(tenths: -25) == ExactDecimal(text: "-2.5"))
    #expect(ExactDecimal(50) == ExactDecimal(text: "50"))
    #expect(ExactDecimal(-3).billionths == -3_000_000_000)
  }

  @Test("Order, difference and distance from zero are those of the numbers")
  func arithmetic() throws {
    let low = try #require(ExactDecimal(text: "-2.5"))
    let high = try #require(ExactDecimal(text: "-2.4"))
    #expect(low < high)
    #expect(!(high < low))
    #expect(low.magnitude == ExactDecimal(text: "2.5"))
    #expect(high.magnitude == ExactDecimal(text: "2.4"))
    #expect((high - low) == ExactDecimal(text: "0.1"))
    #expect((low - high) == ExactDecimal(text: "-0.1"))
  }

  @Test("The binary fraction is the one that the text means", arguments: ["0.858", "-2.45", "0.1", "123456.789", "0"])
  func binary(text: String) {
    #expect(ExactDecimal(text: text)?.doubleValue == Double(text))
  }

  @Test(
    "Prints its digits without trailing zeros",
    arguments: [
      ("0", "0"), ("-0.0", "0"), ("1.50", "1.5"), ("-2.500", "-2.5"), ("0.000000001", "0.000000001"), ("100", "100"),
      ("-0.05", "-0.05"), ("007", "7"),
    ])
  func description(text: String, expected: String) {
    #expect(ExactDecimal(text: text)?.description == expected)
  }

  @Test("What is printed is read back as the same number")
  func roundTrip() throws {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<2000 {
      let billionths = Int64.random(in: -999_999_999_999_999_999...999_999_999_999_999_999, using: &generator)
      let number = ExactDecimal(billionths: billionths)
      #expect(ExactDecimal(text: number.description) == number)
    }
  }

  @Test("More than nine decimals, or fewer than none, are a mistake of the program")
  func placesPrecondition() async {
    await #expect(processExitsWith: .failure) { _ = ExactDecimal(1).rounded(toPlaces: 10) }
    await #expect(processExitsWith: .failure) { _ = ExactDecimal(1).rounded(toPlaces: -1) }
  }
}
