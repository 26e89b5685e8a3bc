// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Testing

@Suite("Precision estimate")
struct PrecisionEstimateTests {
  @Test("Of two pairs that differ by 0.010 and 0.020 it is the root of (0.010² + 0.020²) / 2 / 2: 0.01118 g/cm²")
  func pairs() throws {
    // The standard deviation of a pair is its difference over the root of 2: squares 0.00005 and 0.0002, mean 0.000125.
    let estimate = try #require(PrecisionEstimate([[0.800, 0.810], [0.900, 0.880]]))
    #expect((estimate.rmsSd - 0.000125.squareRoot()).magnitude < 1e-15)
    #expect(estimate.degreesOfFreedom == 2 && estimate.sets == 2)
    // 0.00005 / 0.805² + 0.0002 / 0.890² = 0.0000771575 + 0.0002524934, half of it, its root in percent.
    #expect((estimate.coefficientOfVariation - 1.283844).magnitude < 1e-6)
  }

  @Test("Sets of different length are weighted by their repeats: (0.0002 + 0.00005) / 3")
  func unequal() throws {
    // Three scans 0.80, 0.81, 0.82: squares about the mean 0.0001 + 0 + 0.0001; a pair 0.010 apart: 0.00005.
    let estimate = try #require(PrecisionEstimate([[0.80, 0.81, 0.82], [0.700, 0.710], [0.9]]))
    #expect((estimate.rmsSd - (0.00025 / 3).squareRoot()).magnitude < 1e-15)
    #expect(estimate.degreesOfFreedom == 3 && estimate.sets == 2)
  }

  @Test("Scans that nobody repeated estimate nothing")
  func single() {
    #expect(PrecisionEstimate([[0.8], [0.9]]) == nil && PrecisionEstimate([]) == nil)
  }

  @Test("15 people scanned three times and 30 scanned twice have 30 degrees of freedom", arguments: [(15, 3), (30, 2)])
  func designs(people: Int, scans: Int) throws {
    let scansOfOne: [Double] = [0.80, 0.81, 0.805]
    let sets = Array(repeating: Array(scansOfOne.prefix(scans)), count: people)
    #expect(try #require(PrecisionEstimate(sets)).degreesOfFreedom == 30)
  }

  @Test(
    "Limits are the published multiples of the estimate, to four decimals",
    arguments: [
      (5, 2.0893, 2.4526, 0.6242), (10, 1.5931, 1.7549, 0.6987), (27, 1.2929, 1.3611, 0.7906),
      (30, 1.2737, 1.3367, 0.7991), (100, 1.1328, 1.1607, 0.8785),
    ])
  func multipliers(degrees: Int, oneSided: Double, upper: Double, lower: Double) throws {
    let estimate = try #require(PrecisionEstimate(Array(repeating: [0.80, 0.81], count: degrees)))
    let limited = estimate.limitedRmsSd
    #expect((estimate.upperOneSided / limited.value - oneSided).magnitude < 0.00006)
    #expect((limited.upper / limited.value - upper).magnitude < 0.00006)
    #expect((limited.lower / limited.value - lower).magnitude < 0.00006)
  }

  @Test("The least significant change is 2.77, 2.32617 and 1.81239 times the precision error")
  func factors() throws {
    let estimate = try #require(PrecisionEstimate([[0.80, 0.82]]))
    let factors = [80: 1.81239, 90: 2.32617, 95: 2.77]
    for level in PrecisionEstimate.Level.allCases {
      let change = estimate.leastSignificantChange(level)
      let factor = try #require(factors[level.rawValue])
      #expect((change.value / estimate.rmsSd - factor).magnitude < 0.00001)
      #expect((change.upper / change.value - estimate.limitedRmsSd.upper / estimate.rmsSd).magnitude < 1e-12)
    }
  }

  @Test(
    "To 27 degrees of freedom pairs lack 27 less their number of people, and triplets half of it, rounded up",
    arguments: [(26, 2, 1), (27, 2, 0), (10, 2, 17), (10, 3, 4), (13, 3, 1), (14, 3, 0)])
  func missingPeople(people: Int, scans: Int, missing: Int) throws {
    let scansOfOne: [Double] = [0.80, 0.81, 0.805]
    let sets = Array(repeating: Array(scansOfOne.prefix(scans)), count: people)
    #expect(try #require(PrecisionEstimate(sets)).missingPeople(beside: people) == missing)
  }

  @Test("Who gave both hips counts twice: 10 people with 20 pairs lack 7 degrees of freedom, or 4 people")
  func bothHips() throws {
    // 2 degrees of freedom a person; 7 / 2 rounded up is 4.
    let estimate = try #require(PrecisionEstimate(Array(repeating: [0.80, 0.81], count: 20)))
    #expect(estimate.missingPeople(beside: 10) == 4)
  }
}
