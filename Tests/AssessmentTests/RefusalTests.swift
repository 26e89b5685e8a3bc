// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Testing

@Suite("Refusals")
struct RefusalTests {
  /// The refusals of the one region of a study, as code and score.
  static func refused(_ study: Study, matchesGroup: Bool = false) throws -> [String] {
    let assessment = Assessment(of: study, options: AssessmentOptions(matchesGroup: matchesGroup))
    let region = try #require(assessment.regions.first)
    return region.refusals.map { "\($0.code) \($0.score?.rawValue ?? "both")" }
  }

  @Test("The scale of an unknown maker gives neither score, and the printed ones are the way out")
  func unknownScale() throws {
    let assessment = Assessment(.woman(age: 66, on: .unknown, [.neck(0.570)]))
    let refusals = try assessment.region("femoral-neck left").refusals
    #expect(refusals.map { $0.code } == ["scale-unknown", "scale-unknown"])
    #expect(refusals.map { $0.score } == [.t, .z])
    #expect(refusals.allSatisfy { $0.missing == ["scans[].scanner.manufacturer"] })
    #expect(refusals[0].remedy == "Give the scores that the scanner printed, with the reference they name.")
    #expect(assessment.refused == ["no-valid-site"])
    let printed = Assessment(.woman(age: 66, on: .unknown, [.neck(0.570).printed(t: -1.0, z: 0.0)]))
    #expect(try printed.region("femoral-neck left").refusals.isEmpty)
  }

  @Test("The spine of a Lunar needs the model, and the hip does not")
  func unknownModel() throws {
    #expect(try Self.refused(.woman(age: 66, on: .lunar, [.spine(1.0)])) == ["model-unknown t", "no-age-curve z"])
    let dpx = Scanner(manufacturer: "Lunar", model: "DPX-L")
    #expect(try Self.refused(.woman(age: 66, on: dpx, [.spine(1.0)])) == ["model-unknown t", "no-age-curve z"])
    // Lunar neck 1.038 (0.139): (0.760 - 1.038) / 0.139 = -2.0.
    #expect(Assessment(.woman(age: 66, on: .lunar, [.neck(0.760)])).diagnosis.score?.tenths == -20)
  }

  @Test("A Lunar density is never read on the Hologic scale")
  func scales() throws {
    let lunar = try Assessment(.woman(age: 66, on: .prodigy, [.hip(0.882)])).region("total-hip left")
    let hologic = try Assessment(.woman(age: 66, [.hip(0.882)])).region("total-hip left")
    // (0.882 - 1.008) / 0.126 = -1.0; (0.882 - 0.942) / 0.122 = -0.4918.
    #expect(lunar.tenthsT == -10 && hologic.tenthsT == -5)
    #expect(lunar.z == nil && hologic.z != nil)
  }

  @Test(
    "Sites and makers without a confirmed reference have no T-score",
    arguments: [
      (Study.woman(age: 66, [.radius(0.6)]), "no-young-adult-reference t"),
      (.woman(age: 66, on: .norland, [.neck(0.8)]), "no-young-adult-reference t"),
      (.woman(age: 66, on: .norland, [.spine(0.8)]), "no-young-adult-reference t"),
      (.woman(age: 66, [.region(.wards, 0.5, .left)]), "site-without-reference t"),
      (.woman(age: 66, [.region(.trochanter, 0.5, .left)]), "site-without-reference t"),
    ])
  func withoutReference(study: Study, refusal: String) throws {
    #expect(try Self.refused(study).contains(refusal))
    #expect(try #require(Assessment(study).regions.first).t == nil)
  }

  @Test(
    "Outside the ages of the curve there is no Z-score, and the T-score stays",
    arguments: [(8.0, true), (7.99, false), (84.0, true), (84.01, false), (97, false)])
  func agesOfCurve(age: Double, isInside: Bool) throws {
    let assessment = Assessment(.woman(age: age, [.spine(0.9), .neck(0.7)]))
    let region = try assessment.region("femoral-neck left")
    #expect((region.z != nil) == isInside)
    #expect(region.refused.contains("age-outside-reference") == !isInside)
    if age > 20 { #expect(region.tenthsT == -13 && assessment.diagnosis.category == .lowBoneMass) }
  }

  @Test("An age known from below gives a T-score from 20 on and never a Z-score")
  func ageAtLeast() throws {
    func refused(_ years: Int) throws -> [String] {
      try Self.refused(Study.woman(age: 0, [.neck(0.7)]).with { $0.scans[0].age = .atLeast(years) })
    }
    #expect(try refused(80) == ["age-not-exact z"])
    #expect(try refused(20) == ["age-not-exact z"])
    #expect(try refused(19) == ["age-not-exact t", "age-not-exact z"])
    #expect(
      Assessment(Study.woman(age: 0, [.neck(0.7)]).with { $0.scans[0].age = .atLeast(80) }).diagnosis.score?.tenths
        == -13)
  }

  @Test("A group is matched only when asked for, and only where it has a curve")
  func groups() throws {
    let study = Study.woman(age: 60, [.neck(0.7)]).with { $0.patient.group = .black }
    func reference(_ matches: Bool) throws -> String? {
      let assessment = Assessment(of: study, options: AssessmentOptions(matchesGroup: matches))
      return try assessment.region("femoral-neck left").z?.reference
    }
    #expect(try reference(false) == "nhanes-2005-2010.femoral-neck.all-female")
    #expect(try reference(true) == "nhanes-2005-2010.femoral-neck.black-female")
    let asian = study.with { $0.patient.group = .asian }
    #expect(try Self.refused(asian, matchesGroup: true) == ["no-age-curve z"])
    #expect(try Self.refused(study.with { $0.patient.group = nil }, matchesGroup: true).isEmpty)
    // The curves of single groups end at 79.
    let old = study.with { $0.scans[0].age = .exact(79.5) }
    #expect(try Self.refused(old, matchesGroup: true) == ["age-outside-reference z"])
  }

  @Test("In pregnancy nothing is diagnosed, and the scores are shown", arguments: [PregnancyStatus.yes, .possible])
  func pregnancy(status: PregnancyStatus) throws {
    let study = Study.woman(age: 36, menopause: .pre, [.neck(0.5), .spine(0.7)]).with { $0.patient.pregnancy = status }
    let assessment = Assessment(study)
    #expect(assessment.diagnosis.category == nil && assessment.diagnosis.score == nil)
    #expect(!assessment.diagnosis.nearThreshold && assessment.diagnosis.probabilities == nil)
    #expect(assessment.clinicalDiagnosis.osteoporosis == nil)
    #expect(assessment.refused == ["pregnancy"])
    #expect(assessment.regions.allSatisfy { $0.z != nil && !$0.usedForDiagnosis })
    #expect(Assessment(study.with { $0.patient.pregnancy = .no }).diagnosis.category != nil)
  }

  @Test("Without a valid site there is no category, and the way out is named")
  func noValidSite() throws {
    for study in [
      Study.woman(age: 66, [.region(.wards, 0.5, .left)]), .woman(age: 66, [.neck(0.5).excluded("prosthesis")]),
      .woman(age: 66, on: .unknown, [.spine(0.8)]), .man(age: 30, on: .prodigy, [.spine(0.8)]),
    ] {
      let assessment = Assessment(study)
      #expect(assessment.diagnosis.category == nil && assessment.diagnosis.region == nil)
      let refusal = try #require(assessment.refusals.first)
      #expect(refusal.code == "no-valid-site" && refusal.rule == "ROI-13" && refusal.remedy != nil)
    }
  }

  @Test("A contradicted, excluded or foreign region leaves the rest of the study alone")
  func oneRegionOnly() {
    let regions: [MeasuredRegion] = [
      .neck(0.570), .hip(0.760).measured(2, 35), .spine(0.7).excluded("hardware"), .region(.wards, 0.3, .left),
    ]
    let diagnosis = Assessment(.woman(age: 66, regions)).diagnosis
    #expect(diagnosis.category == .lowBoneMass && diagnosis.score?.tenths == -24)
  }
}
