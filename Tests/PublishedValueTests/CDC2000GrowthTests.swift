// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics
internal import Testing

/// Stature for age of the 2000 CDC growth charts: the published centiles at four ages for each sex, in cm.
@Suite("cdc-2000-growth: stature for age")
struct CDC2000GrowthTests {
  /// The quantiles of the normal distribution at the published centiles 3, 5, 10, 25, 50, 75, 90, 95 and 97.
  static let quantiles = [
    -1.880_793_608_151_250_9, -1.644_853_626_951_472_2, -1.281_551_565_544_600_4, -0.674_489_750_196_081_7, 0,
    0.674_489_750_196_081_7, 1.281_551_565_544_600_4, 1.644_853_626_951_472_2, 1.880_793_608_151_250_9,
  ]

  struct Row: Sendable, CustomTestStringConvertible {
    let sex: Sex
    let months: Double
    let centiles: [String]
    var testDescription: String { "\(sex.rawValue) at \(months) months" }

    init(_ sex: Sex, _ months: Double, _ centiles: String) {
      self.sex = sex
      self.months = months
      self.centiles = centiles.split(separator: ",").map { String($0) }
    }
  }

  static let rows = [
    Row(
      .male, 24,
      "79.91084447,80.72977321,81.99171445,84.10289217,86.45220101,88.80524943,90.92619137,92.19687928,93.02265441"),
    Row(
      .male, 60.5,
      "100.331847,101.4523027,103.171181,106.026498,109.1751441,112.2997816,115.0923665,116.7549954,117.831386"),
    Row(
      .male, 120.5,
      "126.6677753,128.1624542,130.4809221,134.4008357,138.8234114,143.3167691,147.421432,149.9053151,151.5294179"),
    Row(
      .male, 240,
      "163.3333326,165.0388523,167.6592824,172.0227268,176.8492322,181.6537998,185.9599411,188.5290125,190.1943135"),
    Row(
      .female, 24,
      "78.43754166,79.25981989,80.52476467,82.63523563,84.97555512,87.31121356,89.40951159,90.66354871,91.47728689"),
    Row(
      .female, 60.5,
      "99.35047319,100.3890853,102.0108651,104.7829358,107.9566031,111.2321213,114.2701285,116.1301284,117.3552032"),
    Row(
      .female, 120.5,
      "125.9599043,127.4524005,129.7752299,133.7239135,138.2111552,142.8050794,147.0322225,149.6043767,151.2919534"),
    Row(
      .female, 240,
      "151.1111674,152.6507234,155.0180729,158.9651429,163.338251,167.6987436,171.6128653,173.9506901,175.4671292"),
  ]

  /// How far a computed height in cm may lie from a printed one, by the rounding of what is printed.
  ///
  /// The table prints ten digits of the height and of M, and nine decimals of S, whose rounding moves the height by
  /// M * |z| * 5e-10; that of L is smaller by the factor S * |z|.
  static func allowed(height: Double, quantile: Double) -> Double {
    let lastPlace = height < 100 ? 1e-8 : 1e-7
    return lastPlace + height * quantile.magnitude * 5e-10
  }

  @Test("Every published centile is reproduced as closely as the printed digits allow", arguments: rows)
  func centiles(row: Row) throws {
    let curve = try #require(ReferenceLibrary.heightCurve(row.sex))
    let distribution = try curve.distribution(atAge: row.months / 12)
    try #require(row.centiles.count == Self.quantiles.count)
    for (quantile, text) in zip(Self.quantiles, row.centiles) {
      let published = try #require(Double(text))
      let height = try #require(distribution.value(atZ: quantile))
      #expect((height - published).magnitude <= Self.allowed(height: published, quantile: quantile), "\(text)")
    }
  }

  @Test("A height at a published centile has that centile", arguments: rows)
  func centileOfHeight(row: Row) throws {
    let curve = try #require(ReferenceLibrary.heightCurve(row.sex))
    for (index, centile) in [3.0, 5, 10, 25, 50, 75, 90, 95, 97].enumerated() {
      let height = try #require(Double(row.centiles[index]))
      let score = try ZScore(of: height, atAge: .exact(row.months / 12), against: curve)
      // One SD is more than 3 cm, and a centile moves by at most 100 / sqrt(2 pi) < 40 for each SD.
      let allowed = 40 * Self.allowed(height: height, quantile: Self.quantiles[index]) / 3
      #expect((score.centile - centile).magnitude <= allowed, "\(height)")
    }
  }

  @Test("Before 2 years and after 20 there is no score", arguments: [(2.0).nextDown, (20.0).nextUp])
  func outside(age: Double) throws {
    let curve = try #require(ReferenceLibrary.heightCurve(.female))
    #expect(throws: ScoringRefusal.ageOutsideReference(age: age, domain: 2...20, reference: "cdc-2000.height.female")) {
      try ZScore(of: 120, atAge: .exact(age), against: curve)
    }
  }
}
