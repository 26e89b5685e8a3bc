// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics
internal import Testing

@Suite("Weighted centiles")
struct WeightedCentileTests {
  /// Values 1, 2, 4 with weights 1, 2, 1: the midpoints of the cumulated weights are 0.125, 0.5 and 0.875.
  private static let sample = SurveySample(
    ages: [10, 20, 30], values: [4, 1, 2], weights: [1, 1, 2], clusters: [0, 1, 2], design: .independent(count: 3))

  @Test("At a midpoint a centile is the value, between them it lies on a line, beyond them it stays")
  func centiles() {
    // 31.25 is halfway between 12.5 and 50: 1.5; 68.75 halfway between 50 and 87.5: 3.
    #expect(Self.sample.centiles([12.5, 31.25, 50, 68.75, 87.5, 3, 97]) == [1, 1.5, 2, 3, 4, 1, 4])
  }

  @Test("A sample without people has no centiles")
  func nobody() {
    let empty = SurveySample(ages: [], values: [], weights: [], clusters: [], design: .independent(count: 0))
    #expect(empty.centiles([50]).isEmpty)
  }
}
