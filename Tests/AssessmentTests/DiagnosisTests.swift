// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Testing

/// Rules CLS-11, CLS-12, CLS-13 and REF-06.total-body.
@Suite("Diagnosis")
struct DiagnosisTests {
  @Test(
    "The lowest T-score of spine, neck, total hip and one-third radius decides, whichever it is",
    arguments: [Site.lumbarSpine, .femoralNeck, .totalHip, .radius33], Profile.allCases)
  func lowestDecides(site: Site, profile: Profile) throws {
    let regions = [MeasuredRegion.spine(), .neck(), .hip(), .radius()].map { region in
      region.printed(t: region.site == site ? -2.6 : -1.4)
    }
    let diagnosis = Assessment(.woman(age: 66, regions), profile).diagnosis
    #expect(diagnosis.region?.site == site)
    #expect(diagnosis.score?.tenths == -26)
    #expect(diagnosis.category == .osteoporosis)
  }

  @Test("The lowest of either hip decides", arguments: [Side.left, .right])
  func eitherHip(side: Side) {
    let study = Study.woman(
      age: 66,
      [
        .neck(side == .left ? 0.560 : 0.700, .left), .neck(side == .right ? 0.560 : 0.700, .right), .hip(0.800, .left),
        .hip(0.800, .right),
      ])
    let diagnosis = Assessment(study).diagnosis
    // (0.560 - 0.858) / 0.120 = -2.4833
    #expect(diagnosis.region?.side == side && diagnosis.region?.site == .femoralNeck)
    #expect(diagnosis.score?.tenths == -25)
  }

  @Test("The mean of both hips never decides and is never used", arguments: Profile.allCases)
  func meanOfBothHips(profile: Profile) throws {
    let study = Study.woman(age: 66, [.neck(0.9), .hip(0.560, .mean), .neck(0.500, .mean)])
    let assessment = Assessment(study, profile)
    #expect(assessment.diagnosis.category == .normal)
    for label in ["total-hip mean", "femoral-neck mean"] {
      let mean = try assessment.region(label)
      #expect(mean.t != nil && !mean.isDiagnostic && !mean.usedForDiagnosis)
      #expect(mean.rules.contains("CLS-12"))
    }
    #expect(Assessment(.woman(age: 66, [.hip(0.560, .mean)]), profile).refused.contains("no-valid-site"))
  }

  static let never: [(Site, String)] = [
    (.wards, "CLS-13"), (.trochanter, "CLS-13"), (.intertrochanter, "CLS-13.intertrochanter"),
    (.radiusUltradistal, "CLS-13.forearm"), (.radiusMid, "CLS-13.forearm"),
  ]

  @Test("A region outside the list never diagnoses, low as it may be", arguments: never, Profile.allCases)
  func neverDiagnostic(region: (Site, String), profile: Profile) throws {
    let low = MeasuredRegion.region(region.0, 0.3, .left).printed(t: -4.0, z: -3.0)
    let assessment = Assessment(.woman(age: 66, [.neck(0.9), low]), profile)
    #expect(assessment.diagnosis.category == .normal)
    let assessed = try assessment.region("\(region.0.rawValue) left")
    #expect(!assessed.isDiagnostic && !assessed.usedForDiagnosis)
    #expect(assessed.rules.contains(region.1))
    #expect(Assessment(.woman(age: 66, [low]), profile).refused == ["no-valid-site"])
    #expect(Assessment(.man(age: 33, [low]), profile).refused == ["no-valid-site"])
  }

  @Test("A single vertebra never diagnoses", arguments: Profile.allCases)
  func singleVertebra(profile: Profile) throws {
    let assessment = Assessment(.woman(age: 66, [.neck(0.9), .vertebra(.l2, t: -4.0)]), profile)
    #expect(assessment.diagnosis.category == .normal)
    let vertebra = try assessment.region("lumbar-spine L2")
    #expect(!vertebra.isDiagnostic && vertebra.rules.contains("CLS-13.vertebra"))
    #expect(vertebra.refused == ["too-few-vertebrae"])
  }

  @Test("The total body diagnoses only in Canada and only from 50 on", arguments: Profile.allCases, [49.9, 50])
  func totalBody(profile: Profile, age: Double) throws {
    let study = Study.woman(age: age, [.neck(0.9), .region(.totalBody).printed(t: -2.7)])
    let assessment = Assessment(study, profile)
    let isUsed = profile == .car2013 && age >= 50
    #expect(assessment.diagnosis.category == (isUsed ? .osteoporosis : .normal))
    #expect(try assessment.region("total-body").usedForDiagnosis == isUsed)
  }

  @Test("The total body without the head diagnoses no adult", arguments: Profile.allCases)
  func totalBodyLessHead(profile: Profile) {
    let study = Study.woman(age: 66, [.neck(0.9), .region(.totalBodyLessHead).printed(t: -2.7)])
    #expect(Assessment(study, profile).diagnosis.category == .normal)
  }

  @Test("Of equal reported scores the lower unrounded one is named")
  func tieByUnroundedScore() {
    // Neck (0.700 - 0.858) / 0.120 = -1.3167; hip (0.786 - 0.942) / 0.122 = -1.2787: both are reported as -1.3.
    let study = Study.woman(age: 66, [.hip(0.786), .neck(0.700)])
    #expect(Assessment(study).diagnosis.region?.site == .femoralNeck)
    // Hip (0.778 - 0.942) / 0.122 = -1.3443.
    let other = Study.woman(age: 66, [.neck(0.700), .hip(0.778)])
    #expect(Assessment(other).diagnosis.region?.site == .totalHip)
  }

  @Test("Of equal scores the first in the list of sites is named: spine, neck, hip, left before right")
  func tieByPlace() {
    let all = [MeasuredRegion.radius(), .hip(nil, .right), .hip(), .neck(nil, .right), .neck(), .spine()]
    var regions = all.map { $0.printed(t: -1.8) }
    let expected = [
      "lumbar-spine L1-L4", "femoral-neck left", "femoral-neck right", "total-hip left", "total-hip right",
    ]
    for label in expected {
      #expect(Assessment(.woman(age: 66, regions)).diagnosis.region?.label == label)
      regions.removeAll { $0.label == label }
    }
  }

  @Test("Only regions with a valid score at a diagnostic site are marked as used")
  func usedRegions() {
    let study = Study.woman(
      age: 66, [.spine(0.9), .neck(0.7), .hip(0.9), .hip(0.8, .mean), .region(.wards, 0.4, .left), .radius(0.6)])
    // There is no confirmed Hologic reference for the radius, so it has no T-score.
    #expect(
      Assessment(study).regions.filter { $0.usedForDiagnosis }.map { $0.label }
        == ["lumbar-spine L1-L4", "femoral-neck left", "total-hip left"])
  }

  @Test("One diagnosis is given on the Z-score too, from the lowest Z-score at a diagnostic site")
  func lowestZ() {
    let study = Study.man(
      age: 33,
      [.neck().printed(t: -2.9, z: -1.2), .hip().printed(z: -2.1), .region(.wards, nil, .left).printed(z: -3.3)])
    let diagnosis = Assessment(study).diagnosis
    #expect(diagnosis.basis == .z && diagnosis.score?.tenths == -21)
    #expect(diagnosis.region?.site == .totalHip)
  }

  @Test("The latest visit diagnoses, wherever it stands in the study")
  func latestVisit() {
    let now = Study.woman(age: 70, [.neck(0.700)])
    #expect(Assessment(now.with(age: 65, [.neck(0.500)])).diagnosis.score?.tenths == -13)
    // (0.500 - 0.858) / 0.120 = -2.9833
    #expect(Assessment(now.with(age: 71, [.neck(0.500)])).diagnosis.score?.tenths == -30)
  }

  @Test("Scans of one day are one visit")
  func oneDay() {
    let study = Study.woman(age: 70, [.neck(0.700)]).with(age: 70, [.spine(0.770)])
    // (0.770 - 1.047) / 0.110 = -2.5182
    let assessment = Assessment(study)
    #expect(assessment.diagnosis.region?.site == .lumbarSpine && assessment.diagnosis.score?.tenths == -25)
    #expect(assessment.regions.allSatisfy { $0.usedForDiagnosis })
  }

  @Test("Without spine or hip the missing one is pointed out")
  func spineAndHip() {
    #expect(Assessment(.woman(age: 66, [.neck(0.9)])).finds("ROI-01.spine"))
    #expect(Assessment(.woman(age: 66, [.spine(0.9)])).finds("ROI-01.hip"))
    let both = Assessment(.woman(age: 66, [.spine(0.9), .hip(0.9)]))
    #expect(!both.finds("ROI-01.spine") && !both.finds("ROI-01.hip"))
    #expect(!Assessment(.child(.male, age: 12, [.spine(0.6)])).finds("ROI-01.hip"))
  }

  @Test("The one-third radius is proposed where spine or hip was measured and cannot be read")
  func forearmIsProposed() {
    let unread = [MeasuredRegion.spine(0.9).excluded("fusion hardware"), .neck(0.8), .hip(0.9)]
    #expect(Assessment(.woman(age: 66, unread)).finds("ROI-11"))
    #expect(!Assessment(.woman(age: 66, unread + [.radius().printed(t: -1.0)])).finds("ROI-11"))
    #expect(!Assessment(.woman(age: 66, [.spine(0.9), .neck(0.8)])).finds("ROI-11"))
  }

  @Test("A site that is not in the study is not said to be unreadable")
  func unmeasuredIsNotUnreadable() {
    // ROI-11 speaks of a spine or hip that cannot be measured or read; ROI-01 asks for one that is missing.
    let assessment = Assessment(.woman(age: 66, [.neck(0.8)]))
    #expect(assessment.finds("ROI-01.spine") && !assessment.finds("ROI-11"))
  }

  @Test(
    "Hyperparathyroidism asks for the radius, by name or by code",
    arguments: [
      MedicalCondition(name: "Primary hyperparathyroidism"),
      MedicalCondition(name: "pHPT", code: Code(system: "icd-10-cm", value: "E21.0")),
    ])
  func hyperparathyroidism(condition: MedicalCondition) {
    let study = Study.woman(age: 66, [.spine(0.9), .neck(0.8), .hip(0.9)])
    #expect(Assessment(study.with { $0.history.conditions = [condition] }).finds("ROI-11"))
    let other = MedicalCondition(name: "celiac disease", code: Code(system: "icd-10-cm", value: "K90.0"))
    #expect(!Assessment(study.with { $0.history.conditions = [other] }).finds("ROI-11"))
  }
}
