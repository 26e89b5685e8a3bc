// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics
internal import Testing

/// A rule that no study can reach is a statement that nobody ever gets.
@Suite("Reach of the rules")
struct RuleReachTests {
  /// Rules that wait for a choice that a caller cannot make yet.
  static let waiting: Set = [
    // A caller cannot choose a local or a newer reference for T-scores; there is nothing to refuse yet.
    "REF-04", "REF-08", "REF-08.subset",
  ]

  /// Rules on a facility speak about no study; the suites of their commands reach them.
  ///
  /// Each expected rate is taken for the examples of its rule.
  static let ofFacilities: Set<RuleSubject> = [.precision, .phantom, .calibration, .rate]

  /// Rules on the next scan, on guidance and on laboratory results speak through these; suites of their own reach them.
  static let elsewhere = ofFacilities.union([.next, .guidance, .laboratory])

  @Test("Every rule speaks or is cited in some study")
  func everyRuleIsReached() {
    var reached: Set<String> = []
    for study in RandomStudies.list(150, seed: 7) + Self.special + Self.checked {
      for profile in Profile.allCases {
        reached.formUnion(Assessment(study, profile).provenance.rules)
      }
      for criteria in ClinicalCriteria.allCases {
        reached.formUnion(Assessment(study, criteria: criteria).provenance.rules)
      }
    }
    for example in AuditCase.all {
      reached.formUnion(Audit(of: example.fires, options: AssessmentOptions(profile: example.profile)).rules)
    }
    reached.formUnion(Audit(of: Study.followed.hip(759).stating(items: [])).rules)
    reached.formUnion(Audit(of: AuditChangeTests.earlier { $0.scanner = .prodigy }.stating(items: [])).rules)
    for study in Self.changing { reached.formUnion(Assessment(of: study).provenance.rules) }
    let silent = Set(Rule.all.filter { !Self.elsewhere.contains($0.subject) }.map { $0.id }).subtracting(reached)
    #expect(silent == Self.waiting)
  }

  /// Studies of what the random ones hardly ever hold.
  static var special: [Study] {
    let athlete = Study.woman(age: 24, menopause: .pre, [.neck().printed(z: -2.2)]).with { study in
      study.history.riskFactors.currentSmoker = true
    }
    let lowAthlete = athlete.with { $0.scans[0].regions = [.neck().printed(z: -1.5)] }
    let child = Study.child(.male, age: 11.7, height: 131, [.spine(0.478)]).dated("2026-06-02")
      .with(age: 11.5, date: "2026-04-02", [.spine(0.478)])
      .with {
        $0.history.fractures = [.low(.forearm, "2020-03-01"), .low(.tibia, "2023-01-01"), .low(.vertebra, "2025")]
      }
    let tall = Study.child(.male, age: 11.7, height: 165, [.spine(0.478)]).dated("2026-06-02")
      .with { $0.history.fractures = [.low(.forearm, "2020-03-01"), .low(.tibia, "2023-01-01")] }
    let treated = Study.woman(age: 72, [.neck(0.611)]).dated("2026-05-01").with(
      age: 67, date: "2021-05-01", [.neck(0.5)]
    )
    .with { study in
      study.patient.menopauseAge = 50
      study.history.medications = [Medication(name: "alendronate")]
    }
    let untreated = treated.with { $0.history.medications = [] }
    let vertebrae: [MeasuredRegion] = [.vertebra(.l1, 8, 10), .vertebra(.l2, 11, 10), .vertebra(.l3, 8, 10)]
    let prints = ExplainedPrintTests.cases.map { $0.study }
    return prints + [athlete, lowAthlete, child, tall, treated, untreated, .woman(age: 66, vertebrae)]
      + [Fracture.Site.hip, .vertebra, .humerus, .pelvis, .forearm].map { site in
        Study.woman(age: 66, [.neck(0.7), .spine(1.0), .hip(0.9)]).dated("2026-05-01").broken(.low(site))
          .with { $0.history.fractureProbability = FractureProbability(tool: "FRAX", majorPercent: ExactDecimal(25)) }
      }
  }

  /// Studies whose changes the rules speak about.
  static var changing: [Study] {
    let hip = Study.hips(then: 0.7)
    let turned = ChangeTests.rebound().with { $0.scans[2].regions = [.hip(0.66)] }
    let spine = Study.visits(["2026-05-02": [.spine(0.9)], "2024-05-01": [.spine(0.95)]])
    let three = Study.visits(["2026-05-02": [.hip(0.77)], "2024-05-01": [.hip(0.72)], "2021-05-01": [.hip(0.80)]])
    let drug = Medication(name: "strontium ranelate")
    return [
      hip, three, turned, CalibratedChangeTests.study(then: 0.7), hip.with { $0.precision = nil },
      hip.with { $0.scans[0].regions.append(.hip(0.7)) }, hip.taking(drug), Study.hips(then: 0.775).taking(drug),
      Study.hips(then: 0.775).taking(Medication(name: "romosozumab")).with {
        $0.history.medications?[0].start = PartialDate("2025-11-01")
      },
      spine.with { ($0.patient.heightCm, $0.patient.weightKg) = (150, 90) }, hip.atFirst { $0.scanner = .prodigy },
      .visits(["2026-05-02": [.spine(0.9, [.l1, .l2, .l3])], "2024-05-01": [.spine(0.94, [.l1, .l2, .l3])]]),
      .visits(["2026-05-02": [.neck(0.555), .hip(0.8)], "2024-05-01": [.neck(0.57), .hip(0.8)]]),
      .visits(["2026-05-02": [.neck(0.5)], "2024-05-01": [.neck(0.6)]]), .hips(then: 0.65),
      .visits([
        "2026-05-02": [.hip(0.79)], "2024-05-01": [.hip(0.90)], "2022-05-01": [.hip(0.80)], "2020-05-01": [.hip(0.80)],
      ]),
    ]
  }

  /// Studies that the checks of the scan speak about.
  static var checked: [Study] {
    let plain = Study.plain
    let remarks = [
      "osteophytes, scoliosis, facet sclerosis, aortic calcification, DISH", "compression fracture L1; lumbarized S1",
      "external rotation; neck box over the ischium; hip osteoarthritis",
      "barium study; gallstones; movement during the scan; arm in field",
      "left hip prosthesis", "hip prosthesis", "laminectomy; vertebroplasty L2", "Paget disease; hemochromatosis",
      "hypophosphatasia; osteomalacia; achondroplasia; diabetes",
    ]
    let entered = plain.followed.entered(0) {
      ($0.age, $0.sex, $0.group, $0.heightCm, $0.weightKg) = (50, .male, .white, 150, 90)
    }.entered(1) { ($0.sex, $0.group, $0.heightCm, $0.weightKg) = (.female, .black, 160, 60) }
      .with { ($0.patient.heightCm, $0.patient.weightKg, $0.patient.maximumHeightCm) = (160, 60, 170) }
    let changed = plain.followed.entered(0) { ($0.sex, $0.heightCm) = (.female, 170) }
      .entered(1) { ($0.sex, $0.heightCm) = (.male, 160) }
    let bodies = [(64.0, 60.0), (200, 230)].map { body in
      plain.with { ($0.patient.heightCm, $0.patient.weightKg) = body }
    }
    let phantoms = ["2026-04-01", "2026-06-01"].map { day in
      plain.with { study in
        var phantom = PhantomCheck()
        (phantom.date, phantom.deviationPercent) = (CalendarDate(day), 2)
        study.scans[0].phantom = phantom
      }
    }
    var exact = MeasuredRegion.neck(0.6314).printed(t: -1.9)
    exact.printed?.tDecimals = 2
    let hips: [MeasuredRegion] = [
      .neck(0.95).measured(4.75, 5), .hip(0.8), .neck(0.7, .right).measured(4.9, 7), .hip(1.7, .right),
    ]
    let l1 = MeasuredRegion.region(.lumbarSpine, vertebrae: [.l1]).printed(z: 3.4)
    return remarks.map { plain.remarked($0) } + bodies + phantoms + [
      entered, changed, .woman(age: 68, menopause: .pre, [.hip(0.8)]), .woman(age: 66, [exact]),
      .woman(age: 66, hips), .scored(spine: 4.5, neck: -2.5, hip: 0), .scored(age: 55, spine: 0, neck: -1.5),
      .scored(spine: -2.5, neck: 0), .woman(age: 66, [l1, .hip().printed(t: 2, z: 1.5)]),
      plain.with { $0.scans[0].regions.append(.radius().printed(t: -2)) }.remarked("Colles fracture"),
      plain.taking(Medication(name: "strontium ranelate")),
      plain.with {
        $0.history.conditions = [
          MedicalCondition(name: "primary hyperparathyroidism")
        ]
      },
      ChecksOfRegionTests.spine(0.95, fourthArea: 9), ChecksOfRegionTests.change(.hip(0.8), to: 1, years: 1),
      ChecksOfRegionTests.change(.spine(0.8), to: 1, years: 1).with { $0.scans[1].scanner.model = "other" },
      Study.woman(age: 66, [.neck().printed(t: -1, "USA")]).with(age: 60, [.neck().printed(t: -1, "NHANES")]),
      .woman(
        age: 66, [.spine().printed(t: -1)] + zip(Vertebra.allCases, [-2, -2, -2, 0]).map { .vertebra($0, t: $1) }),
    ]
  }
}
