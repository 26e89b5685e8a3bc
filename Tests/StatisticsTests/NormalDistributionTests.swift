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

  @Test(
    "Agrees with the independent quantiles within 1e-14 of their size, and within 4 units of the last place below 0.4")
  func quantiles() throws {
    let rows = try Repository.rows("Reference/expected/normal.csv").filter { $0[0] == "quantile" }
    #expect(rows.count > 1000)
    for row in rows {
      let probability = try #require(Double(row[1]))
      let expected = try #require(Double(row[2]))
      let z = NormalDistribution.quantile(probability)
      #expect((z - expected).magnitude <= 1e-14 * expected.magnitude, "\(row)")
      if probability < 0.4 { #expect(z.ulps(from: expected) <= 4, "\(row)") }
    }
  }

  @Test("The quantile has no seam where the series gives way to the iteration")
  func quantileSeam() {
    // The series holds to 0.08 / sqrt(2 pi) below one half; two neighboring numbers differ there by 1.4e-16 in z.
    let seam = 0.5 - 0.08 / 2.506_628_274_631
    for step in -1000...1000 {
      let probability = seam + Double(step) * 1e-15
      let z = NormalDistribution.quantile(probability)
      #expect((NormalDistribution.cumulative(z) - probability).magnitude <= 2e-16, "\(step)")
    }
  }

  @Test("The quantile is exact in the middle, odd about it, and finite at both ends of its domain")
  func quantileShape() {
    #expect(NormalDistribution.quantile(0.5) == 0)
    for eighth in 1...7 {
      let probability = Double(eighth) / 8
      #expect(NormalDistribution.quantile(probability) == -NormalDistribution.quantile(1 - probability))
    }
    // Beside one half z = sqrt(2 pi) (p - 1/2), with an error of the third order.
    #expect(NormalDistribution.quantile(0.5.nextUp).ulps(from: 2.506_628_274_631_000_5 * 0x1p-53) <= 1)
    let least = NormalDistribution.quantile(.leastNonzeroMagnitude)
    #expect(least > -38.6 && least < -38.3)
    // The largest number below 1 is 1 - 2^-53.
    #expect(NormalDistribution.quantile(1.0.nextDown) == -NormalDistribution.quantile(0x1p-53))
  }

  @Test("A probability outside its domain is a mistake of the program")
  func quantileDomain() async {
    await #expect(processExitsWith: .failure) { _ = NormalDistribution.quantile(0) }
    await #expect(processExitsWith: .failure) { _ = NormalDistribution.quantile(1) }
    await #expect(processExitsWith: .failure) { _ = NormalDistribution.quantile(.nan) }
  }

  @Test("The density is the slope of the cumulative probability", arguments: [-3.0, -1.2, 0, 0.7, 2.5])
  func density(z: Double) {
    let step = 1e-5
    let slope = (NormalDistribution.cumulative(z + step) - NormalDistribution.cumulative(z - step)) / (2 * step)
    #expect((NormalDistribution.density(z) - slope).magnitude <= 1e-10)
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
