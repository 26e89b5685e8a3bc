// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics
internal import Testing

@Suite("Polynomial fit")
struct PolynomialFitTests {
  @Test("Of degree 0 it is the weighted mean: (1 * 0 + 3 * 4) / 4 = 3")
  func mean() {
    #expect(PolynomialFit.coefficients(degree: 0, x: [7, 9], y: [0, 4], weights: [1, 3]) == [3])
  }

  @Test("Of degree 1 it is the weighted line")
  func line() {
    // x is balanced: the constant is the mean (0 + 2 * 1 + 4) / 4 = 1.5, the slope (4 * 1 - 0) / (1 + 1) = 2.
    let fit = PolynomialFit.coefficients(degree: 1, x: [-1, 0, 1], y: [0, 1, 4], weights: [1, 2, 1])
    #expect(fit == [1.5, 2])
  }

  @Test("A cubic comes back from its own points, whatever their weights")
  func cubic() {
    let x = stride(from: -3.5, through: 3.5, by: 0.5).map { $0 }
    let y = x.map { 1 + 2 * $0 - 3 * $0 * $0 + 0.5 * $0 * $0 * $0 }
    let weights = x.indices.map { 1 + Double($0 * $0 % 7) }
    let fit = PolynomialFit.coefficients(degree: 3, x: x, y: y, weights: weights)
    for (found, expected) in zip(fit, [1, 2, -3, 0.5]) { #expect((found - expected).magnitude <= 1e-10) }
  }

  @Test("A weight of two is the same person twice")
  func repetition() {
    let once = PolynomialFit.coefficients(degree: 1, x: [0, 1, 3], y: [1, 0, 2], weights: [1, 2, 1])
    let twice = PolynomialFit.coefficients(degree: 1, x: [0, 1, 1, 3], y: [1, 0, 0, 2], weights: [1, 1, 1, 1])
    for (left, right) in zip(once, twice) { #expect((left - right).magnitude <= 1e-14) }
  }
}
