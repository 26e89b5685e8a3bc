// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Statistics
internal import Testing

/// The densities beside and on the cut points of the three diagnostic sites, on the scale of Hologic.
@Suite("Boundaries of the T-score")
struct BoundaryTests {
  struct Site: Sendable {
    let mean: String
    let deviation: String
  }

  static let neck = Site(mean: "0.858", deviation: "0.120")
  static let hip = Site(mean: "0.942", deviation: "0.122")
  static let spine = Site(mean: "1.047", deviation: "0.110")

  static func score(_ density: Double, at site: Site) throws -> TScore {
    let population = try YoungAdultPopulation.sample(mean: site.mean, deviation: site.deviation)
    let areal = try #require(ArealDensity(gramsPerSquareCentimeter: density))
    return try TScore(of: areal, on: .hologic, against: population)
  }

  @Test(
    "One mg/cm² apart, the lower density is reported at the lower tenth",
    arguments: [
      // (0.732 - 0.858) / 0.120 = -1.05 and (0.733 - 0.858) / 0.120 = -1.0417
      (neck, 0.732, -11, Category.lowBoneMass), (neck, 0.733, -10, .normal),
      // (0.564 - 0.858) / 0.120 = -2.45 and (0.565 - 0.858) / 0.120 = -2.4417
      (neck, 0.564, -25, .osteoporosis), (neck, 0.565, -24, .lowBoneMass),
      // (0.813 - 0.942) / 0.122 = -1.0574 and (0.814 - 0.942) / 0.122 = -1.0492
      (hip, 0.813, -11, .lowBoneMass), (hip, 0.814, -10, .normal),
      // (0.643 - 0.942) / 0.122 = -2.4508 and (0.644 - 0.942) / 0.122 = -2.4426
      (hip, 0.643, -25, .osteoporosis), (hip, 0.644, -24, .lowBoneMass),
      // (0.931 - 1.047) / 0.110 = -1.0545 and (0.932 - 1.047) / 0.110 = -1.0455
      (spine, 0.931, -11, .lowBoneMass), (spine, 0.932, -10, .normal),
      // (0.777 - 1.047) / 0.110 = -2.4545 and (0.778 - 1.047) / 0.110 = -2.4455
      (spine, 0.777, -25, .osteoporosis), (spine, 0.778, -24, .lowBoneMass),
    ])
  func besideCutPoint(site: Site, density: Double, tenths: Int, category: Densitometry.Category) throws {
    let score = try Self.score(density, at: site)
    #expect(score.reported == ReportedScore(tenths: tenths))
    #expect(CutPoints.sample.classify(score.reported, by: .t) == category)
  }

  @Test(
    "A density exactly on a cut point has exactly that score",
    arguments: [
      // mean - 1.0 * SD, and mean - 2.5 * SD
      (neck, 0.738, -1.0, Category.normal), (neck, 0.558, -2.5, .osteoporosis),
      (hip, 0.820, -1.0, .normal), (hip, 0.637, -2.5, .osteoporosis),
      (spine, 0.937, -1.0, .normal), (spine, 0.772, -2.5, .osteoporosis),
    ])
  func onCutPoint(site: Site, density: Double, expected: Double, category: Densitometry.Category) throws {
    let score = try Self.score(density, at: site)
    #expect(score.unrounded == expected)
    #expect(score.reported.value == expected)
    #expect(CutPoints.sample.classify(score.reported, by: .t) == category)
  }

  @Test("A density half way between two mg/cm² is taken at the upper one, however its binary fraction falls")
  func halfMilligram() throws {
    #expect(try Self.score(0.5645, at: Self.neck).reported.tenths == -24)
    #expect(try Self.score((0.5645).nextDown, at: Self.neck).reported.tenths == -24)
    #expect(try Self.score((0.5645).nextUp, at: Self.neck).reported.tenths == -24)
    #expect(try Self.score(0.564499999, at: Self.neck).reported.tenths == -25)
  }

  @Test(
    "The nearest binary fractions beside a density on a cut point have its score", arguments: [0.558, 0.738, 0.564])
  func binaryNeighbors(density: Double) throws {
    let score = try Self.score(density, at: Self.neck)
    #expect(try Self.score(density.nextDown, at: Self.neck) == score)
    #expect(try Self.score(density.nextUp, at: Self.neck) == score)
  }
}
