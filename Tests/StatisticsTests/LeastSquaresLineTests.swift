// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics
internal import Testing

@Suite("Least squares and agreement")
struct LeastSquaresLineTests {
  @Test("Of (0, 0), (1, 1), (2, 1), (3, 2) the slope is 3/5, and the squares left over are 2 - 9/5")
  func byHand() throws {
    let line = try #require(LeastSquaresLine([0, 1, 2, 3], [0, 1, 1, 2]))
    #expect((line.slope - 0.6).magnitude < 1e-15 && (line.intercept - 0.1).magnitude < 1e-15)
    #expect((line.residualVariance - 0.1).magnitude < 1e-15 && line.degreesOfFreedom == 2)
    // At 3, which lies 1.5 from the mean: 0.1 (1 + 1/4 + 2.25/5).
    #expect((line.predictionVariance(at: 3) - 0.17).magnitude < 1e-15)
    #expect((line.value(at: 3) - 1.9).magnitude < 1e-15)
  }

  @Test("There is no line of two pairs, or where all x are equal")
  func none() {
    #expect(LeastSquaresLine([0, 1], [0, 1]) == nil && LeastSquaresLine([0.8, 0.8, 0.8], [0, 1, 2]) == nil)
  }

  @Test("A great offset takes nothing from the sums")
  func offset() throws {
    let line = try #require(LeastSquaresLine([1e8, 1e8 + 1, 1e8 + 2, 1e8 + 3], [0, 1, 1, 2]))
    #expect(line.slope == 0.6)
  }

  @Test("Differences 0.01, 0.03, 0.02 have the bias 0.02, the deviation 0.01 and the limits 0.0004 and 0.0396")
  func agreement() throws {
    let agreement = try #require(BlandAltman([0.8, 0.9, 1.0], [0.81, 0.93, 1.02]))
    #expect((agreement.bias - 0.02).magnitude < 1e-15 && (agreement.standardDeviation - 0.01).magnitude < 1e-15)
    #expect((agreement.standardError - 0.01 / 3.0.squareRoot()).magnitude < 1e-15)
    #expect((agreement.lower - 0.0004).magnitude < 1e-15 && (agreement.upper - 0.0396).magnitude < 1e-15)
  }

  @Test("A difference of a tenth of the density is a trend without doubt, one that is constant is none")
  func trend() throws {
    let x = (0..<10).map { 0.7 + 0.05 * Double($0) }
    // The difference is 0.1 x, and the mean 1.05 x.
    let growing = try #require(BlandAltman(x, x.map { 1.1 * $0 })?.trend)
    #expect((growing.slope - 0.1 / 1.05).magnitude < 1e-12 && growing.probability < 1e-12)
    #expect(BlandAltman(x, x.map { $0 + 0.013 })?.trend?.probability == 1)
    #expect(BlandAltman(x, x)?.trend?.probability == 1)
    #expect(try #require(BlandAltman([0.8, 0.8, 0.8], [0.8, 0.8, 0.8])).trend == nil)
  }
}
