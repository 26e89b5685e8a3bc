// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Testing

@Suite("Height adjustment")
struct HeightAdjustmentTests {
  @Test("What height explains is taken off: Z - (intercept + slope * height Z)")
  func adjusted() throws {
    let adjustment = HeightAdjustment(
      key: "sample",
      site: .lumbarSpine, vertebrae: .all, sex: .female, ages: 8..<10, intercept: -0.25, slope: 0.5)
    let z = try #require(ZScore(unrounded: -2.5))
    let height = try #require(ZScore(unrounded: -2))
    // -2.5 - (-0.25 + 0.5 * -2) = -2.5 + 1.25 = -1.25, reported as -1.3
    let result = try #require(adjustment.adjusted(z, forHeight: height))
    #expect(result.unrounded == -1.25)
    #expect(result.reported.tenths == -13)
  }

  @Test("The lower age belongs to the band, the upper to the next")
  func band() {
    let adjustment = HeightAdjustment(
      key: "sample",
      site: .totalHip, vertebrae: nil, sex: .male, ages: 8..<10, intercept: 0, slope: 0)
    #expect(adjustment.ages.contains(8))
    #expect(!adjustment.ages.contains(10))
  }
}
