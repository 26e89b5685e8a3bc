// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import TestSupport
internal import Testing

@Suite("Z-score")
struct ZScoreTests {
  static func density(_ grams: Double) throws -> ArealDensity {
    try #require(ArealDensity(gramsPerSquareCentimeter: grams))
  }

  @Test("A density equal to the median of the age scores zero, at the 50th centile")
  func median() throws {
    let score = try ZScore(of: Self.density(1.2), on: .hologic, atAge: .exact(20), against: .sample())
    #expect(score.unrounded == 0)
    #expect(score.reported.tenths == 0)
    #expect(score.centile == 50)
  }

  @Test("All decimals of the density count, and the score is rounded only for the report")
  func decimals() throws {
    // (0.9046 / 1.0 - 1) / 0.1 = -0.954; in whole mg/cm² it would be -0.95.
    let score = try ZScore(of: Self.density(0.9046), on: .hologic, atAge: .exact(10), against: .sample())
    #expect(score.unrounded.ulps(from: -0.954) <= 16)
    #expect(score.reported.tenths == -10)
  }

  @Test("The centile is the share of peers at or below the score")
  func centile() throws {
    // Phi(-1.959963984540054) = 0.025
    let score = try #require(ZScore(unrounded: -1.959_963_984_540_054))
    #expect(score.centile.ulps(from: 2.5) <= 16)
  }

  @Test("Agrees with the independent centiles of every case")
  func centileVectors() throws {
    for row in try Repository.rows("Reference/expected/lms.csv") {
      let z = try #require(Double(row[4]))
      let expected = try #require(Double(row[5]))
      let centile = try #require(ZScore(unrounded: z)).centile
      // The bound of the normal distribution: the tail magnifies the rounding of its argument by z². See its tests.
      let allowed = 5 + 3 * z * z
      #expect(centile.ulps(from: expected) <= allowed, "\(row)")
    }
  }

  @Test("A density on another scale than the curve is refused")
  func scaleMismatch() throws {
    let density = try Self.density(0.8)
    #expect(throws: ScoringRefusal.scaleMismatch(density: .lunar, reference: .hologic)) {
      try ZScore(of: density, on: .lunar, atAge: .exact(20), against: .sample())
    }
  }

  @Test("A curve without a scale takes any scanner")
  func noScale() throws {
    let score = try ZScore(of: Self.density(1.2), on: .lunar, atAge: .exact(20), against: .sample(scale: nil))
    #expect(score.unrounded == 0)
  }

  @Test("An age known only from below is refused")
  func ageNotExact() throws {
    let density = try Self.density(0.8)
    #expect(throws: ScoringRefusal.ageNotExact(atLeast: 30)) {
      try ZScore(of: density, on: .hologic, atAge: .atLeast(30), against: .sample())
    }
  }

  @Test("An age outside the curve is refused")
  func ageOutside() throws {
    let density = try Self.density(0.8)
    #expect(throws: ScoringRefusal.ageOutsideReference(age: 41, domain: 10...40, reference: "sample")) {
      try ZScore(of: density, on: .hologic, atAge: .exact(41), against: .sample())
    }
  }

  @Test("A score too large to report is refused, and never infinite")
  func notFinite() {
    #expect(throws: ScoringRefusal.scoreNotFinite) { try ZScore(of: 1e300, atAge: .exact(20), against: .sample()) }
    #expect(ZScore(unrounded: .nan) == nil)
    #expect(ZScore(unrounded: .infinity) == nil)
  }
}
