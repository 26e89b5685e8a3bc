// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics
internal import Testing

@Suite("Curve at equal steps")
struct CurveGridTests {
  static func curves(_ count: Int, degreesOfFreedom: Double? = nil) -> [BoxCoxNormal] {
    (0..<count).map {
      BoxCoxNormal(
        power: Double($0) - 1, median: 1 + Double($0) / 10, variation: 0.1, degreesOfFreedom: degreesOfFreedom)
    }
  }

  @Test("Whole years are one step each, and the last age is a step of no length")
  func wholeYears() throws {
    let grid = try #require(CurveGrid(ages: [8, 9, 10], curves: Self.curves(3)))
    #expect(grid.stepsPerYear == 1 && grid.ages == 8...10)
    #expect(grid.segments.map { $0.start } == [8, 9, 10])
    #expect(grid.segments.map { $0.powerRise } == [1, 1, 0])
    #expect(grid.segments.map { $0.median } == [1, 1.1, 1.2])
  }

  @Test("With half years between some knots, a whole year is two steps of one segment")
  func halfYears() throws {
    let grid = try #require(CurveGrid(ages: [8, 8.5, 9, 11], curves: Self.curves(4)))
    #expect(grid.stepsPerYear == 2)
    #expect(grid.segments.map { $0.start } == [8, 8.5, 9, 9, 9, 9, 11])
    #expect(grid.segments.map { $0.inverse } == [2, 2, 0.5, 0.5, 0.5, 0.5, 1])
  }

  @Test(
    "Knots off the half years, or at distances that are no power of two, cannot be cut",
    arguments: [[8, 8.25, 9], [8, 9, 12], [8, 8.1, 8.2]])
  func refusedAges(ages: [Double]) {
    #expect(CurveGrid(ages: ages, curves: Self.curves(3)) == nil)
  }

  @Test("Student's t, no knots, and columns of unequal length cannot be cut")
  func refused() {
    #expect(CurveGrid(ages: [8, 9], curves: Self.curves(2, degreesOfFreedom: 8)) == nil)
    #expect(CurveGrid(ages: [], curves: []) == nil)
    #expect(CurveGrid(ages: [8, 9], curves: Self.curves(3)) == nil)
  }
}
