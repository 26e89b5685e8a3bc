// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import Formats
internal import Foundation
internal import KnowledgeBase
internal import TestSupport
internal import Testing

@Suite("Probability of each category")
struct ProbabilityTests {
  /// A case of `Reference/expected/probabilities.json` that a study can express.
  struct Case: Sendable, CustomTestStringConvertible {
    let place: Int
    let study: Study
    let expected: [String: Double]
    var testDescription: String { "case \(place)" }
  }

  /// The cases on the T-score in which no site stands more often than a body has it, with one precision for each site.
  static let cases: Result<[Case], any Error> = Result {
    let document = try JSONReader.read(Repository.bytes("Reference/expected/probabilities.json"))
    return try #require(document["t"]?.array).enumerated().compactMap { place, entry in
      let sites = (entry["sites"]?.array ?? []).map { site in
        ["mean_mg", "density_mg", "rms_sd_mg"].map { site[$0]?.number?.doubleValue ?? 0 }
      }
      guard let study = study(of: sites) else { return nil }
      var expected: [String: Double] = [:]
      for member in entry["probabilities"]?.members ?? [] { expected[member.key] = member.value.number?.doubleValue }
      return Case(place: place, study: study, expected: expected)
    }
  }

  private static func study(of sites: [[Double]]) -> Study? {
    var regions: [MeasuredRegion] = []
    var precision: [Site: Double] = [:]
    for values in sites {
      let site: Site = values[0] == 858 ? .femoralNeck : values[0] == 942 ? .totalHip : .lumbarSpine
      let present = regions.filter { $0.site == site }.count
      guard present < (site == .lumbarSpine ? 1 : 2), precision[site] == nil || precision[site] == values[2] else {
        return nil
      }
      precision[site] = values[2]
      let side: Side? = site == .lumbarSpine ? nil : present == 0 ? .left : .right
      regions.append(.region(site, values[1] / 1000, side, vertebrae: site == .lumbarSpine ? .all : nil))
    }
    var study = Study.woman(age: 66, regions)
    study.precision = FacilityPrecision(sites: precision.map { SitePrecision(site: $0.key, rmsSd: $0.value / 1000) })
    return study
  }

  @Test("Agrees with the independent implementation wherever a study can express the case")
  func agrees() throws {
    let cases = try Self.cases.get()
    #expect(cases.count > 150)
    for example in cases {
      let probabilities = try #require(Assessment(example.study).diagnosis.probabilities, "\(example.testDescription)")
      #expect(probabilities.values.count == 3)
      for value in probabilities.values {
        let expected = try #require(example.expected[value.category.rawValue])
        #expect((value.probability - expected).magnitude < 1e-12, "\(example.testDescription) \(value.category)")
      }
    }
  }

  @Test("The example of the method note: a neck of 0.571 is reported as -2.5 or lower in 35 of 100 repeats")
  func methodNote() throws {
    let study = Self.woman([.neck(0.571)], [SitePrecision(site: .femoralNeck, rmsSd: 0.012)])
    let values = try #require(Assessment(study).diagnosis.probabilities).values
    // Phi((564.5 - 571) / (12 sqrt 2)) = erfc(0.27083) / 2
    #expect(
      (values[2].probability - erfc((571 - 564.5) / (12 * 2.0.squareRoot()) / 2.0.squareRoot()) / 2).magnitude < 1e-12)
    #expect((values[2].probability * 100).rounded() == 35)
  }

  @Test("A least significant change is divided by 2.77")
  func leastSignificantChange() {
    let change = Self.woman([.neck(0.571)], [SitePrecision(site: .femoralNeck, leastSignificantChange: 0.012 * 2.77)])
    let error = Self.woman([.neck(0.571)], [SitePrecision(site: .femoralNeck, rmsSd: 0.012)])
    let (left, right) = (Assessment(change).diagnosis.probabilities, Assessment(error).diagnosis.probabilities)
    #expect(left != nil)
    for (one, other) in zip(left?.values ?? [], right?.values ?? []) {
      #expect((one.probability - other.probability).magnitude < 1e-12)
    }
  }

  @Test("On the Z-score two categories share the probability, at the density of Z = -1.95 of the curve")
  func onZ() throws {
    let study = Study.man(age: 40, [.neck(0.70)]).with { study in
      study.precision = FacilityPrecision(sites: [SitePrecision(site: .femoralNeck, rmsSd: 0.012)])
    }
    let curve = try PublishedCurve("nhanes-2005-2010.femoral-neck.all-male", in: "nhanes-2005-2010-age-curves")
    // The largest whole mg/cm² that is reported as -2.0 or lower.
    let limit = try #require(try (300...900).last { try (curve.z(Double($0) / 1000, at: 40) * 10).rounded() <= -20 })
    let values = try #require(Assessment(study).diagnosis.probabilities).values
    let below = erfc((700 - (Double(limit) + 0.5)) / (12 * 2.0.squareRoot()) / 2.0.squareRoot()) / 2
    #expect(values.map { $0.category } == [.withinExpectedRange, .belowExpectedRange])
    #expect((values[1].probability - below).magnitude < 1e-12)
  }

  // MARK: None

  @Test(
    "Where something is missing there are no probabilities, and what is missing is named",
    arguments: [
      (Study.woman(age: 66, [.neck(0.571)]), "precision-unknown", "precision.sites"),
      (
        woman([.neck(0.571), .hip(0.8)], [SitePrecision(site: .femoralNeck, rmsSd: 0.01)]), "precision-unknown",
        "precision.sites"
      ),
      (
        woman([.neck().printed(t: -2.4)], [SitePrecision(site: .femoralNeck, rmsSd: 0.01)]), "density-missing",
        "regions[].bmd"
      ),
      (
        woman([.neck(0.571).printed(t: -2.2)], [SitePrecision(site: .femoralNeck, rmsSd: 0.01)]),
        "printed-not-explained", nil
      ),
      (
        woman([.spine(0.9, [.l1, .l2, .l3]).printed(t: -2.2)], [SitePrecision(site: .lumbarSpine, rmsSd: 0.01)]),
        "precision-unknown", "precision.sites"
      ),
    ] as [(Study, String, String?)])
  func missing(study: Study, code: String, missing: String?) throws {
    let diagnosis = Assessment(study).diagnosis
    #expect(diagnosis.category != nil && diagnosis.probabilities == nil)
    let refusal = try #require(diagnosis.probabilitiesRefusal)
    #expect(refusal.code == code && refusal.missing == [missing].compactMap(\.self))
  }

  @Test("A printed score that the density gives has probabilities")
  func printedAndExplained() {
    let study = Self.woman([.neck(0.571).printed(t: -2.4)], [SitePrecision(site: .femoralNeck, rmsSd: 0.012)])
    #expect(Assessment(study).diagnosis.probabilities != nil)
  }

  @Test(
    "The precision of another facility does not count",
    arguments: [("A", "A", true), ("A", "B", false), (nil, "B", true), ("A", nil, true)] as [(String?, String?, Bool)])
  func facility(own: String?, scan: String?, isKnown: Bool) {
    let study = Self.woman([.neck(0.571)], [SitePrecision(site: .femoralNeck, rmsSd: 0.012)]).with { study in
      study.precision?.facility = own
      study.scans[0].facility = scan
    }
    #expect((Assessment(study).diagnosis.probabilities != nil) == isKnown)
  }

  @Test("Categories that rest on more than the scores have none")
  func otherProfiles() throws {
    let precision = [SitePrecision(site: .femoralNeck, rmsSd: 0.012)]
    let athlete = Study.woman(age: 24, menopause: .pre, [.neck(0.8)]).with {
      $0.precision = FacilityPrecision(sites: precision)
    }
    let diagnosis = Assessment(athlete, .acsmAthlete).diagnosis
    #expect(diagnosis.category != nil && diagnosis.probabilitiesRefusal?.code == "profile-without-probabilities")
    let severe = Self.woman([.neck(0.5)], precision).dated("2026-05-01").broken(.low(.rib))
    #expect(Assessment(severe, .who).diagnosis.probabilitiesRefusal?.code == "profile-without-probabilities")
    #expect(Assessment(severe.broken(), .who).diagnosis.probabilities != nil)
  }

  @Test("Regions that do not diagnose take no part")
  func diagnosticOnly() {
    let precision = [SitePrecision(site: .femoralNeck, rmsSd: 0.012)]
    let alone = Assessment(Self.woman([.neck(0.571)], precision)).diagnosis.probabilities
    let more = Self.woman([.neck(0.571), .region(.wards, 0.3, .left), .neck(0.5, .mean)], precision)
    #expect(Assessment(more).diagnosis.probabilities == alone)
  }

  static func woman(_ regions: [MeasuredRegion], _ sites: [SitePrecision]) -> Study {
    Study.woman(age: 66, regions).with { $0.precision = FacilityPrecision(sites: sites) }
  }
}
