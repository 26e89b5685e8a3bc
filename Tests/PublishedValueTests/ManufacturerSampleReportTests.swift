// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Testing

/// A reference that was worked out from numbers printed on sample reports: mean and SD in ten-thousandths of g/cm².
struct SolvedReference: Sendable, CustomTestStringConvertible {
  let key: String
  let mean: Int64
  let deviation: Int64
  var testDescription: String { key }

  init(_ key: String, _ mean: Int64, _ deviation: Int64) {
    self.key = key
    self.mean = mean
    self.deviation = deviation
  }

  /// Expects the library to hold this reference, on the given scale.
  func expectInLibrary(_ scale: ScannerScale) throws {
    let population = try #require(ReferenceLibrary.population(key))
    #expect(population.meanTenThousandths == mean)
    #expect(population.deviationTenThousandths == deviation)
    #expect(population.scale == scale && population.tag == .confirmed)
  }
}

@Suite("hologic-sample-reports: references of the Hologic software")
struct HologicSampleReportsTests {
  @Test(
    "Mean and standard deviation are the solved ones",
    arguments: [
      SolvedReference("hologic.lumbar-spine.l1-l4.female", 10470, 1100),
      SolvedReference("hologic.lumbar-spine.l1-l4.male", 10910, 1100),
      SolvedReference("hologic.femoral-neck.female", 8490, 1110),
      SolvedReference("hologic.total-hip.female", 9420, 1220),
    ])
  func solved(reference: SolvedReference) throws {
    try reference.expectInLibrary(.hologic)
  }

  @Test("The same neck of 0.571 g/cm² is -2.5 on a Hologic print and -2.4 against NHANES III")
  func twoScores() throws {
    let density = try #require(ArealDensity(gramsPerSquareCentimeter: 0.571))
    for (key, tenths) in [("hologic.femoral-neck.female", -25), ("nhanes-iii.femoral-neck.white-female", -24)] {
      let population = try #require(ReferenceLibrary.population(key))
      #expect(try TScore(of: density, on: .hologic, against: population).reported.tenths == tenths)
    }
  }

  @Test("Only the spine of the maker may diagnose; its hip curves show what another reference would give")
  func use() {
    let hologic = ReferenceLibrary.populations.filter { $0.key.hasPrefix("hologic.") }
    #expect(hologic.count == 6)
    for population in hologic { #expect(population.isDiagnostic == (population.site == .lumbarSpine)) }
  }
}

@Suite("lunar-sample-reports: references of the GE Lunar software")
struct LunarSampleReportsTests {
  @Test(
    "Mean and standard deviation are the solved ones",
    arguments: [
      SolvedReference("lunar-prodigy.lumbar-spine.l1.female", 11300, 1200),
      SolvedReference("lunar-prodigy.lumbar-spine.l2.female", 12000, 1200),
      SolvedReference("lunar-prodigy.lumbar-spine.l3.female", 12000, 1200),
      SolvedReference("lunar-prodigy.lumbar-spine.l4.female", 12000, 1200),
      SolvedReference("lunar-prodigy.lumbar-spine.l1-l2.female", 11650, 1200),
      SolvedReference("lunar-prodigy.lumbar-spine.l1-l3.female", 11700, 1200),
      SolvedReference("lunar-prodigy.lumbar-spine.l1-l4.female", 11800, 1200),
      SolvedReference("lunar-prodigy.lumbar-spine.l2-l3.female", 12000, 1200),
      SolvedReference("lunar-prodigy.lumbar-spine.l2-l4.female", 12000, 1200),
      SolvedReference("lunar-prodigy.lumbar-spine.l3-l4.female", 12000, 1200),
      SolvedReference("lunar-idxa.lumbar-spine.l1.female", 11390, 1200),
      SolvedReference("lunar-idxa.lumbar-spine.l2.female", 12100, 1200),
      SolvedReference("lunar-idxa.lumbar-spine.l3.female", 12260, 1200),
      SolvedReference("lunar-idxa.lumbar-spine.l4.female", 12290, 1200),
      SolvedReference("lunar-idxa.lumbar-spine.l1-l4.female", 11950, 1200),
      SolvedReference("lunar-idxa.radius-33.female", 8760, 889),
      SolvedReference("lunar-prodigy.radius-33", 8880, 890),
      SolvedReference("lunar-prodigy.trochanter.female", 8510, 1140),
      SolvedReference("lunar-prodigy.wards.female", 9100, 1310),
      SolvedReference("lunar.total-body.female", 10810, 1010),
      SolvedReference("nhanes-iii.femoral-neck.white-female.lunar", 10380, 1390),
      SolvedReference("nhanes-iii.total-hip.white-female.lunar", 10080, 1260),
    ])
  func solved(reference: SolvedReference) throws {
    try reference.expectInLibrary(.lunar)
  }

  @Test("What was only remembered, and never seen on a report, is unverified and does not diagnose")
  func remembered() {
    let remembered = ReferenceLibrary.populations.filter { $0.scale == .lunar && $0.tag == .unverified }
    #expect(
      remembered.map { $0.key } == [
        "lunar.lumbar-spine.l1-l4.male", "lunar.lumbar-spine.l2-l4.male", "lunar-pre-nhanes.femoral-neck.female",
        "lunar-pre-nhanes.femoral-neck.male",
      ])
    #expect(remembered.allSatisfy { !$0.isDiagnostic })
  }
}

@Suite("norland-sample-report: references of the Norland software")
struct NorlandSampleReportTests {
  @Test(
    "Mean and standard deviation are the solved ones",
    arguments: [
      SolvedReference("norland.lumbar-spine.l2-l4", 11026, 1630),
      SolvedReference("norland.lumbar-spine.l2", 10972, 1635),
      SolvedReference("norland.lumbar-spine.l3", 11146, 1710), SolvedReference("norland.lumbar-spine.l4", 10821, 1690),
      SolvedReference("norland.femoral-neck", 11080, 1250), SolvedReference("norland.trochanter", 9320, 1130),
    ])
  func solved(reference: SolvedReference) throws {
    try reference.expectInLibrary(.norland)
  }

  @Test("None of them diagnoses: they rest on one report, whose sex was not printed")
  func use() {
    let norland = ReferenceLibrary.populations.filter { $0.scale == .norland }
    #expect(norland.count == 6)
    #expect(norland.allSatisfy { !$0.isDiagnostic && $0.sex == nil })
  }
}
