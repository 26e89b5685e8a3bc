// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics
internal import Testing

@Suite("Deming regression")
struct DemingRegressionTests {
  @Test("Of (0, 0), (1, 1), (2, 1), (3, 2) the slope is the golden section: (-3 + root(9 + 36)) / 6")
  func byHand() throws {
    // Means 1.5 and 1, sums of squares 5 and 2, of products 3.
    let line = try #require(DemingRegression([0, 1, 2, 3], [0, 1, 1, 2]))
    #expect((line.slope.value - 0.618_033_988_749_895).magnitude < 1e-14)
    #expect((line.intercept.value - (1 - 1.5 * 0.618_033_988_749_895)).magnitude < 1e-14)
    // Without the first or the last the slope is (-4/3 + root(16/9 + 4)) / 2 = 0.535184, without one of the middle
    // (-8/3 + root(64/9 + 36)) / 6 = 0.649873: mean 0.592528, each 0.057345 from it, se² = 3/4 of four such squares.
    #expect((line.slope.standardError - 0.099324).magnitude < 1e-6)
    // t(0.975; 2) is 4.302653.
    #expect((line.slope.lower - 0.190679).magnitude < 5e-6 && (line.slope.upper - 1.045389).magnitude < 5e-6)
  }

  @Test("With errors of y of twice the size of those of x the slope is (-15 + root(225 + 256)) / 8")
  func ratio() throws {
    // x and y have the sums of squares 5 and 5, of products 4; 5 - 4 x 5 = -15 and 4 x 4 x 16 = 256.
    let line = try #require(DemingRegression([1, 2, 3, 4], [1, 3, 2, 4], errorRatio: 4))
    #expect((line.slope.value - (481.0.squareRoot() - 15) / 8).magnitude < 1e-14)
    let turned = try #require(DemingRegression([1, 3, 2, 4], [1, 2, 3, 4], errorRatio: 0.25))
    #expect((line.slope.value * turned.slope.value - 1).magnitude < 1e-14)
  }

  @Test("Points on a line have its slope and intercept, and no error", arguments: [1.0, 0.9, 1.1, -2])
  func exact(slope: Double) throws {
    let x = (0..<10).map { 0.7 + 0.05 * Double($0) }
    let line = try #require(DemingRegression(x, x.map { slope * $0 + 0.01 }))
    #expect((line.slope.value - slope).magnitude < 1e-12 && (line.intercept.value - 0.01).magnitude < 1e-12)
    #expect(line.slope.standardError < 1e-12 && line.value(at: 1).standardError < 1e-12)
  }

  @Test("The line at a place is that of slope and intercept, and its error at 0 is that of the intercept")
  func places() throws {
    let line = try #require(DemingRegression([0, 1, 2, 3], [0, 1, 1, 2]))
    #expect((line.value(at: 0).standardError - line.intercept.standardError).magnitude < 1e-14)
    #expect((line.value(at: 2).value - (line.intercept.value + 2 * line.slope.value)).magnitude < 1e-14)
  }

  @Test("Without spread, in all or in all but one, there is no line")
  func noSpread() {
    let rising = [0.7, 0.8, 0.9, 1.0]
    #expect(DemingRegression([0.8, 0.8, 0.8, 0.8], rising) == nil)
    #expect(DemingRegression(rising, [0.8, 0.8, 0.8, 0.8]) == nil)
    #expect(DemingRegression([0.8, 0.8, 0.8, 0.9], [0.8, 0.8, 0.8, 0.9]) == nil)
    #expect(DemingRegression([0.7, 0.8, 0.9], [0.7, 0.8, 0.9]) == nil)
  }
}
