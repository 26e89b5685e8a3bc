// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Testing

/// The young adults of NHANES III, 20 to 29 years, non-Hispanic White, on the scale of Hologic (Looker 1998), and the
/// cut-offs that follow on the unrounded score.
@Suite("looker-1998: young adults of NHANES III")
struct LookerNHANESIIITests {
  struct Row: Sendable, CustomTestStringConvertible {
    let key: String
    let mean: Int64
    let deviation: Int64
    /// The density in mg/cm² at T = -2.5, as published: rounded to whole mg/cm².
    let cutOff: Int64?
    var testDescription: String { key }
  }

  static let rows = [
    Row(key: "nhanes-iii.femoral-neck.white-female", mean: 858, deviation: 120, cutOff: 558),
    Row(key: "nhanes-iii.total-hip.white-female", mean: 942, deviation: 122, cutOff: 637),
    Row(key: "nhanes-iii.femoral-neck.white-male", mean: 934, deviation: 137, cutOff: 592),
    Row(key: "nhanes-iii.total-hip.white-male", mean: 1041, deviation: 144, cutOff: 681),
    Row(key: "nhanes-iii.trochanter.white-female", mean: 708, deviation: 99, cutOff: nil),
  ]

  @Test("Mean and standard deviation are the published ones", arguments: rows)
  func meanAndDeviation(row: Row) throws {
    let population = try #require(ReferenceLibrary.population(row.key))
    #expect(population.meanTenThousandths == row.mean * 10)
    #expect(population.deviationTenThousandths == row.deviation * 10)
    #expect(population.scale == .hologic)
  }

  @Test("The published cut-off divides unrounded scores at -2.5", arguments: rows)
  func cutOff(row: Row) throws {
    guard let cutOff = row.cutOff else { return }
    let population = try #require(ReferenceLibrary.population(row.key))
    func unrounded(_ milligrams: Int64) throws -> Double {
      let density = try #require(ArealDensity(gramsPerSquareCentimeter: Double(milligrams) / 1000))
      return try TScore(of: density, on: .hologic, against: population).unrounded
    }
    // The neck of men lies at 0.934 - 2.5 * 0.137 = 0.5915, published as 0.592; the others fall on whole mg/cm².
    #expect(try unrounded(cutOff - 1) < -2.5)
    #expect(try unrounded(cutOff + 1) > -2.5)
    if row.key != "nhanes-iii.femoral-neck.white-male" { #expect(try unrounded(cutOff) == -2.5) }
  }

  @Test("The reference of men, which was not seen in print, is marked as unverified")
  func men() {
    for row in Self.rows {
      let isMale = row.key.hasSuffix("white-male")
      #expect((ReferenceLibrary.population(row.key)?.tag == .unverified) == isMale, "\(row.key)")
    }
  }

  @Test("On the scale of Lunar the same women are 1.038 / 0.139 at the neck and 1.008 / 0.126 at the total hip")
  func lunar() throws {
    let neck = try #require(ReferenceLibrary.population("nhanes-iii.femoral-neck.white-female.lunar"))
    #expect((neck.meanTenThousandths, neck.deviationTenThousandths) == (10380, 1390))
    let hip = try #require(ReferenceLibrary.population("nhanes-iii.total-hip.white-female.lunar"))
    #expect((hip.meanTenThousandths, hip.deviationTenThousandths) == (10080, 1260))
    #expect(neck.scale == .lunar && hip.scale == .lunar)
  }
}
