// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Foundation
internal import Statistics
internal import Testing

@Suite("Chi-square distribution")
struct ChiSquaredTests {
  @Test(
    "With two degrees of freedom it is exponential: exp(-x/2) lies above x",
    arguments: [1e-9, 0.1, 1, 3.9, 4.1, 60, 600])
  func exponential(x: Double) {
    let two = ChiSquared(degreesOfFreedom: 2)
    #expect((two.upperTail(x) / exp(-x / 2) - 1).magnitude < 1e-12)
    #expect((two.cumulative(x) / -expm1(-x / 2) - 1).magnitude < 1e-12)
  }

  @Test(
    "With one degree of freedom it is the square of a normal score",
    arguments: [0.01, 0.5, 1.2, 1.9599639845400545, 5, 8])
  func square(z: Double) {
    let tail = 2 * NormalDistribution.cumulative(-z)
    #expect((ChiSquared(degreesOfFreedom: 1).upperTail(z * z) / tail - 1).magnitude < 1e-12)
  }

  @Test(
    "Quantiles are those of an independent implementation (SciPy 1.16)",
    arguments: [
      (5.0, 1e-6, 0.012896160206497087), (5, 0.975, 12.832501994030027), (27, 0.05, 16.151395849664098),
      (27, 0.025, 14.573382730821713), (30, 0.975, 46.97924224367115), (30, 0.025, 16.79077226556663),
      (1000, 0.5, 999.333412403381), (1000, 0.025, 914.257153799259), (7.5, 0.95, 14.791162353525857),
      (1, 0.025, 0.0009820691171752555), (100, 1e-6, 46.50133071589314),
    ])
  func quantiles(degrees: Double, probability: Double, quantile: Double) {
    #expect((ChiSquared(degreesOfFreedom: degrees).quantile(probability) / quantile - 1).magnitude < 1e-12)
  }

  @Test("A quantile is undone by the probability, for degrees that are not whole too")
  func roundTrip() {
    for degrees in [0.5, 1, 3.3, 29, 411, 5000] {
      let chi = ChiSquared(degreesOfFreedom: degrees)
      for probability in [1e-10, 0.001, 0.3, 0.5, 0.8, 0.999, 1 - 1e-12] {
        #expect((chi.cumulative(chi.quantile(probability)) / probability - 1).magnitude < 1e-11)
      }
    }
  }

  @Test("Nothing lies below 0, and everything above")
  func edge() {
    #expect(ChiSquared(degreesOfFreedom: 3).cumulative(0) == 0 && ChiSquared(degreesOfFreedom: 3).upperTail(-1) == 1)
  }
}

@Suite("Bartlett's test")
struct BartlettTestTests {
  @Test("It is that of an independent implementation (SciPy 1.16) on three groups of 5, 6 and 4 numbers")
  func independent() throws {
    // Variances of (1.2 1.9 1.4 1.1 2.0), (3.1 0.4 2.2 5.0 4.1 1.0) and (2.0 2.1 1.9 2.05).
    let test = try #require(BartlettTest([(0.167, 4), (3.1626666666666665, 5), (0.0072916666666666667, 3)]))
    #expect((test.statistic - 17.900431687592448).magnitude < 1e-9)
    #expect((test.probability / 0.0001297091601065336 - 1).magnitude < 1e-9)
    #expect(test.degreesOfFreedom == 2)
  }

  @Test("Groups of one variance give 0, with a probability of 1")
  func equal() throws {
    let test = try #require(BartlettTest([(0.3, 4), (0.3, 9)]))
    #expect(test.statistic.magnitude < 1e-12 && test.probability > 0.999)
  }

  @Test("One group, or one without variance, is no test")
  func none() {
    #expect(BartlettTest([(0.3, 4)]) == nil && BartlettTest([(0.3, 4), (0, 4)]) == nil)
  }
}
