// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Testing

@testable internal import Statistics

@Suite("Cubic splines")
struct CubicSplineBasisTests {
  @Test("On unit knots the four splines have the values of the cardinal spline: 1, 4, 1 sixths at a knot")
  func cardinalValues() {
    let basis = CubicSplineBasis(intervals: 5, over: 0...5)
    #expect(basis.count == 8)
    let atKnot = basis.row(at: 2)
    #expect(atKnot.first == 2)
    for (value, exact) in zip([0, 1, 2, 3], [1.0 / 6, 4.0 / 6, 1.0 / 6, 0]) {
      #expect((atKnot.values[value] - exact).magnitude < 1e-15)
    }
    // Halfway between knots: (1/2)^3 / 6 = 1/48, 23/48, 23/48, 1/48.
    let halfway = basis.row(at: 2.5)
    for (value, exact) in zip([0, 1, 2, 3], [1.0 / 48, 23.0 / 48, 23.0 / 48, 1.0 / 48]) {
      #expect((halfway.values[value] - exact).magnitude < 1e-15)
    }
  }

  @Test("At every place the splines sum to 1 and reproduce straight lines")
  func partition() {
    let basis = CubicSplineBasis(intervals: 7, over: 8...84)
    // A straight line has the mean of the three inner knots as the coefficient of each spline.
    let knots = basis.knots
    let coefficients = (0..<basis.count).map { (first: Int) -> Double in
      (knots[first + 1] + knots[first + 2] + knots[first + 3]) / 3
    }
    for place in stride(from: 8.0, through: 84, by: 0.25) {
      let row = basis.row(at: place)
      #expect((row.values.sum() - 1).magnitude < 1e-13)
      var line = 0.0
      for index in 0..<4 { line += row.values[index] * coefficients[row.first + index] }
      #expect((line - place).magnitude < 1e-11)
    }
  }

  @Test("Both ends of the domain lie inside; the last belongs to the last interval")
  func ends() {
    let basis = CubicSplineBasis(intervals: 4, over: 0...4)
    #expect(basis.row(at: 0).first == 0)
    #expect(basis.row(at: 4).first == 3)
    #expect((basis.row(at: 4).values.sum() - 1).magnitude < 1e-15)
  }

  @Test("Knots that repeat at the ends make the first and the last spline 1 there")
  func clampedKnots() {
    let basis = CubicSplineBasis(knots: [0, 0, 0, 0, 1, 2, 2, 2, 2])
    #expect(basis.row(at: 0).values[0] == 1)
    #expect((basis.row(at: 2).values[3] - 1).magnitude < 1e-15)
  }
}
