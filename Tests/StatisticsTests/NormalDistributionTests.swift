// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics
internal import TestSupport
internal import Testing

@Suite("Normal distribution")
struct NormalDistributionTests {
  /// How many units of the last place the probability at `z` may err.
  ///
  /// The root of one half and its product with `z` are each rounded, by at most 2^-53 of their size; the tail magnifies
  /// that by z², and a unit of the last place is at least 2^-53 of the probability. Three more units are for the library
  /// function and the printed expectation.
  static func allowedUlps(at z: Double) -> Double { 3 + 2 * z * z }

  @Test("Agrees with the independent probabilities from -37.5 to 38 in units of the last place")
  func cumulativeVectors() throws {
    let rows = try Repository.rows("Reference/expected/normal.csv").filter { $0[0] == "cdf" }
    #expect(rows.count > 1000)
    for row in rows {
      let z = try #require(Double(row[1]))
      let expected = try #require(Double(row[2]))
      guard z >= -37.5 else {
        #expect((NormalDistribution.cumulative(z) - expected).magnitude <= 1e-300, "\(row)")
        continue
      }
      #expect(NormalDistribution.cumulative(z).ulps(from: expected) <= Self.allowedUlps(at: z), "\(row)")
    }
  }

  @Test("Takes every independent quantile back to its probability")
  func quantileVectors() throws {
    let rows = try Repository.rows("Reference/expected/normal.csv").filter { $0[0] == "quantile" }
    #expect(rows.count > 1000)
    for row in rows {
      let probability = try #require(Double(row[1]))
      let z = try #require(Double(row[2]))
      // The quantile itself is rounded by at most 2^-53 of its size, which the tail magnifies likewise.
      let allowed = Self.allowedUlps(at: z) + z * z
      #expect(NormalDistribution.cumulative(z).ulps(from: probability) <= allowed, "\(row)")
    }
  }

  @Test("Half of all values lie at or below the mean")
  func mean() {
    #expect(NormalDistribution.cumulative(0) == 0.5)
  }

  @Test("The two tails of a score add up to one", arguments: 0...32)
  func symmetry(quarters: Int) {
    let z = Double(quarters) / 4
    let sum = NormalDistribution.cumulative(z) + NormalDistribution.cumulative(-z)
    #expect(sum.ulps(from: 1) <= 2)
  }

  @Test("Never falls as the score rises, and stays between 0 and 1")
  func monotone() {
    var last = 0.0
    for tenth in -400...400 {
      let probability = NormalDistribution.cumulative(Double(tenth) / 10)
      #expect(probability >= last && probability <= 1)
      last = probability
    }
    #expect(NormalDistribution.cumulative(-.infinity) == 0)
    #expect(NormalDistribution.cumulative(.infinity) == 1)
  }
}
