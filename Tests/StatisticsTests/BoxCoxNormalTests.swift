// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics
internal import TestSupport
internal import Testing

@Suite("Box-Cox normal distribution")
struct BoxCoxNormalTests {
  static let powers: [Double] = [
    -15, -3, -1, -0.5, -1e-3, -1e-6, -1e-8, -2e-9, -1e-9, -1e-12, 0, 1e-12, 1e-9, 2e-9, 1e-8, 1e-6, 1e-3, 0.5, 1, 3, 15,
  ]

  @Test("Agrees with the independent scores of every case")
  func vectors() throws {
    let rows = try Repository.rows("Reference/expected/lms.csv")
    #expect(rows.count == 4000)
    for row in rows {
      let numbers = row.compactMap { Double($0) }
      try #require(numbers.count == 6)
      let distribution = BoxCoxNormal(power: numbers[1], median: numbers[2], variation: numbers[3])
      let z = distribution.zScore(of: numbers[0])
      // The bound that the reference holds plain floats to; within |Z| of 6 the engine promises 1e-9.
      #expect((z - numbers[4]).magnitude <= max(1e-12 * numbers[4].magnitude, 1e-13), "\(row)")
    }
  }

  @Test("The median has the score 0, whatever the power", arguments: powers)
  func median(power: Double) {
    #expect(BoxCoxNormal(power: power, median: 0.8, variation: 0.15).zScore(of: 0.8) == 0)
  }

  @Test("With power 1 the distribution is normal: Z = (x / M - 1) / S")
  func powerOne() {
    let distribution = BoxCoxNormal(power: 1, median: 0.8, variation: 0.125)
    // (0.6 / 0.8 - 1) / 0.125 = -0.25 / 0.125 = -2
    #expect(distribution.zScore(of: 0.6).ulps(from: -2) <= 4)
    #expect(distribution.value(atZ: -2)?.ulps(from: 0.6) ?? .infinity <= 4)
  }

  @Test("With power -1 the score is (1 - M / x) / S")
  func powerMinusOne() {
    let distribution = BoxCoxNormal(power: -1, median: 0.75, variation: 0.125)
    // (1 - 0.75 / 0.6) / 0.125 = -0.25 / 0.125 = -2
    #expect(distribution.zScore(of: 0.6).ulps(from: -2) <= 4)
  }

  @Test("The score is continuous where the power goes to 0")
  func continuity() {
    let limit = BoxCoxNormal(power: 0, median: 0.8, variation: 0.15)
    for value in [0.4, 0.6, 0.79, 0.8, 0.9, 1.3] {
      let z = limit.zScore(of: value)
      for exponent in 3...15 {
        for sign in [-1.0, 1.0] {
          var power = sign
          for _ in 0..<exponent { power /= 10 }
          // z(L) = z(0) + L * S * z(0)² / 2 + ...; twice the first term bounds the rest for |L| up to 1e-3.
          let bound = power.magnitude * 0.15 * z * z + 4 * z.ulp
          let near = BoxCoxNormal(power: power, median: 0.8, variation: 0.15).zScore(of: value)
          #expect((near - z).magnitude <= bound, "\(value) \(power)")
        }
      }
    }
  }

  @Test("A value made from a score has that score again within the promised 1e-9", arguments: powers)
  func roundTrip(power: Double) {
    for variation in [0.05, 0.12, 0.2] {
      let distribution = BoxCoxNormal(power: power, median: 0.85, variation: variation)
      for tenth in -50...50 {
        let z = Double(tenth) / 10
        guard let value = distribution.value(atZ: z) else {
          #expect(1 + power * variation * z <= 0)
          continue
        }
        #expect((distribution.zScore(of: value) - z).magnitude <= 1e-9, "\(variation) \(z)")
      }
    }
  }

  @Test("There is no value where the distribution ends before the score")
  func endOfDistribution() {
    // 1 + L * S * z = 1 + 2 * 0.25 * -2 = 0 ends it.
    let left = BoxCoxNormal(power: 2, median: 1, variation: 0.25)
    #expect(left.value(atZ: -2) == nil)
    #expect(left.value(atZ: -1.99) != nil)
    let right = BoxCoxNormal(power: -2, median: 1, variation: 0.25)
    #expect(right.value(atZ: 2) == nil)
    #expect(right.value(atZ: 1.99) != nil)
  }

  @Test("The score rises with the value", arguments: powers)
  func monotone(power: Double) {
    let distribution = BoxCoxNormal(power: power, median: 0.85, variation: 0.13)
    var last = -Double.infinity
    for milligrams in 300...2000 {
      let z = distribution.zScore(of: Double(milligrams) / 1000)
      #expect(z >= last)
      last = z
    }
  }

  @Test("The score does not depend on the unit")
  func scale() {
    let grams = BoxCoxNormal(power: -0.3, median: 0.8, variation: 0.15)
    let kilograms = BoxCoxNormal(power: -0.3, median: 0.8 * 1024, variation: 0.15)
    for value in stride(from: 0.3, to: 1.6, by: 0.05) {
      #expect(grams.zScore(of: value) == kilograms.zScore(of: value * 1024))
    }
  }

  @Test("Curves and values that are not positive are a mistake of the program")
  func preconditions() async {
    await #expect(processExitsWith: .failure) { _ = BoxCoxNormal(power: 1, median: 0, variation: 0.1) }
    await #expect(processExitsWith: .failure) { _ = BoxCoxNormal(power: 1, median: 1, variation: 0) }
    await #expect(processExitsWith: .failure) { _ = BoxCoxNormal(power: 1, median: 1, variation: .nan) }
    await #expect(processExitsWith: .failure) {
      _ = BoxCoxNormal(power: 1, median: 1, variation: 0.1).zScore(of: 0)
    }
  }
}
