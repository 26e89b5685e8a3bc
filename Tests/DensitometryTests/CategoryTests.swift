// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Testing

@Suite("Category")
struct CategoryTests {
  @Test("Each category rests on one score")
  func basis() {
    let onT: [Densitometry.Category] = [.normal, .lowBoneMass, .osteoporosis, .severeOsteoporosis]
    for category in Category.allCases {
      #expect(category.basis == (onT.contains(category) ? .t : .z))
    }
  }

  @Test("Only osteoporosis, with or without a fracture, is osteoporosis")
  func osteoporosis() {
    #expect(Category.allCases.filter { $0.isOsteoporosis } == [.osteoporosis, .severeOsteoporosis])
  }

  @Test("The names in documents do not change")
  func names() {
    #expect(
      Category.allCases.map { $0.rawValue } == [
        "normal", "low-bone-mass", "osteoporosis", "severe-osteoporosis", "within-expected-range",
        "below-expected-range", "low-with-risk-factors",
      ])
  }
}

@Suite("Cut points")
struct CutPointsTests {
  @Test(
    "A T-score on an edge belongs to the side that the definition names",
    arguments: [
      (-26, Category.osteoporosis), (-25, .osteoporosis), (-24, .lowBoneMass), (-11, .lowBoneMass), (-10, .normal),
      (-9, .normal), (0, .normal), (60, .normal), (-90, .osteoporosis),
    ])
  func tScore(tenths: Int, expected: Densitometry.Category) {
    #expect(CutPoints.sample.classify(ReportedScore(tenths: tenths), by: .t) == expected)
  }

  @Test(
    "A Z-score of exactly -2.0 is below the expected range",
    arguments: [
      (-21, Category.belowExpectedRange), (-20, .belowExpectedRange), (-19, .withinExpectedRange),
      (0, .withinExpectedRange),
    ])
  func zScore(tenths: Int, expected: Densitometry.Category) {
    #expect(CutPoints.sample.classify(ReportedScore(tenths: tenths), by: .z) == expected)
  }

  @Test("A T-score is near within 0.1 of a cut point, the ends included")
  func nearOnT() {
    let near = (-100...100).filter { CutPoints.sample.isNear(ReportedScore(tenths: $0), by: .t) }
    #expect(near == [-26, -25, -24, -11, -10, -9])
  }

  @Test("A Z-score is near within 0.1 of its cut point, the ends included")
  func nearOnZ() {
    let near = (-100...100).filter { CutPoints.sample.isNear(ReportedScore(tenths: $0), by: .z) }
    #expect(near == [-21, -20, -19])
  }
}
