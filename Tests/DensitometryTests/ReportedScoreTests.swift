// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Statistics
internal import Testing

@Suite("Reported score")
struct ReportedScoreTests {
  @Test(
    "A score is rounded half away from zero to one decimal",
    arguments: [
      (-2.45, -25), (-2.44, -24), (-1.95, -20), (-2.25, -23), (-1.05, -11), (-0.04, 0), (0.05, 1), (2.349, 23),
    ])
  func rounding(score: Double, tenths: Int) throws {
    #expect(ReportedScore(rounding: score)?.tenths == tenths)
    #expect(ReportedScore(rounding: try #require(ExactDecimal(score))).tenths == tenths)
  }

  @Test("What is not finite is no score", arguments: [Double.nan, .infinity, -.infinity])
  func notFinite(score: Double) {
    #expect(ReportedScore(rounding: score) == nil)
  }

  @Test("Every tenth is held exactly, and ordered as numbers are", arguments: -100...100)
  func exact(tenths: Int) {
    let score = ReportedScore(tenths: tenths)
    #expect(score.value == Double(tenths) / 10)
    #expect(score.exact == ExactDecimal(tenths: Int64(tenths)))
    #expect(ReportedScore(rounding: score.exact) == score)
    #expect(score < ReportedScore(tenths: tenths + 1))
  }

  @Test(
    "Prints with a sign and one decimal",
    arguments: [(-25, "\u{2212}2.5"), (13, "+1.3"), (0, "0.0"), (-100, "\u{2212}10.0")])
  func description(tenths: Int, expected: String) {
    #expect(ReportedScore(tenths: tenths).description == expected)
  }
}
