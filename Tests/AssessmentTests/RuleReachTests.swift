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

  @Test("Every rule speaks or is cited in some study")
  func everyRuleIsReached() {
    var reached: Set<String> = []
    for study in RandomStudies.list(150, seed: 7) + Self.special {
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
    let silent = Set(Rule.all.map { $0.id }).subtracting(reached)
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
}
