// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Testing

@Suite("Baseline and limits of a phantom")
struct PhantomBaselineTests {
  static func densities(_ values: [Double]) throws -> [ArealDensity] {
    try values.map { try #require(ArealDensity(gramsPerSquareCentimeter: $0)) }
  }

  static func baseline(_ values: [Double]) throws -> PhantomBaseline { PhantomBaseline(try densities(values)) }

  @Test("A mean of 1.177 allows 1.159 to 1.195: 0.015 of it is 0.017655, rounded 0.018")
  func publishedLimits() throws {
    let limits = try Self.baseline([1.176, 1.177, 1.178]).limits
    #expect(limits.mean == 1177 && limits.offset == 18 && limits.lower == 1159 && limits.upper == 1195)
  }

  @Test(
    "A scan on a limit passes, and one a thousandth outside does not",
    arguments: [(1.159, true), (1.195, true), (1.158, false), (1.196, false), (1.177, true)])
  func inclusive(value: Double, passes: Bool) throws {
    let limits = try Self.baseline([1.177]).limits
    #expect(limits.contains(try #require(ArealDensity(gramsPerSquareCentimeter: value))) == passes)
  }

  @Test(
    "A scan is read in whole mg/cm², a half away from zero",
    arguments: [(1.1954, true), (1.1955, false), (1.1585, true), (1.1584, false)])
  func wholeMilligrams(value: Double, passes: Bool) throws {
    let limits = try Self.baseline([1.177]).limits
    #expect(limits.contains(try #require(ArealDensity(gramsPerSquareCentimeter: value))) == passes)
  }

  @Test(
    "Offset and mean are rounded half away from zero, each from the exact mean",
    arguments: [
      // 0.015 of 1.1 is 0.0165, of 1.0333… 0.0155: both halves go up; below the half they go down.
      ([1.1], 1100, 17), ([1.0, 1.05, 1.05], 1033, 16), ([1.0, 1.05, 1.049], 1033, 15),
      // The mean of 1.000 and 1.001 is 1.0005, to 1.001; 0.015 of it is 0.0150075.
      ([1.0, 1.001], 1001, 15), ([1.0, 1.0, 1.001], 1000, 15),
    ])
  func rounding(values: [Double], mean: Int64, offset: Int64) throws {
    let limits = try Self.baseline(values).limits
    #expect(limits.mean == mean && limits.offset == offset)
  }

  @Test("Of 0.997, 1.003 and 1.000 twice each the standard deviation is the root of 4 · 0.003² / 5: 0.0026833 g/cm²")
  func deviation() throws {
    let baseline = try Self.baseline([0.997, 1.003, 1.0, 0.997, 1.003, 1.0])
    #expect(baseline.mean == 1 && baseline.count == 6)
    #expect((try #require(baseline.standardDeviation) - (0.000036 / 5).squareRoot()).magnitude < 1e-15)
  }

  @Test("With a mean of 1.000 and a standard deviation of 0.002 exactly, 1.005 scores 2.5")
  func score() throws {
    let baseline = try Self.baseline(PhantomControlTests.steady)
    #expect(baseline.standardDeviation == 0.002)
    #expect(baseline.score(of: try #require(ArealDensity(gramsPerSquareCentimeter: 1.005))) == 2.5)
    #expect(baseline.score(of: try #require(ArealDensity(gramsPerSquareCentimeter: 1.0))) == 0)
  }

  @Test("One scan, and equal scans, have no standard deviation and no score", arguments: [[1.1], [1.1, 1.1, 1.1]])
  func noDeviation(values: [Double]) throws {
    let baseline = try Self.baseline(values)
    #expect(baseline.standardDeviation == nil)
    #expect(baseline.score(of: try #require(ArealDensity(gramsPerSquareCentimeter: 1.2))) == nil)
    #expect(baseline.limits.upper == 1117)
  }

  @Test("No scan is no baseline")
  func empty() async {
    await #expect(processExitsWith: .failure) { _ = PhantomBaseline([]) }
  }
}
