// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Testing

/// Rules TGN-01 to TGN-04.
@Suite("Gender identity")
struct GenderTests {
  static func study(_ sex: Sex, _ identity: GenderIdentity?, age: Double = 40) -> Study {
    Study.man(age: age, [.neck(0.702)]).with { study in
      study.patient.sexAtBirth = sex
      study.patient.genderIdentity = identity
      if sex == .female { study.patient.menopause = .post }
    }
  }

  @Test(
    "The Z-score uses the gender identity of a transgender person and else the sex recorded at birth",
    arguments: [
      (Sex.male, nil, Sex.male, "TGN-01.default"), (.female, nil, .female, "TGN-01.default"),
      (.male, .male, .male, "TGN-01.default"), (.female, .female, .female, "TGN-01.default"),
      (.male, .female, .female, "TGN-01.transgender"), (.female, .male, .male, "TGN-01.transgender"),
      (.male, .nonBinary, .male, "TGN-01.non-binary"), (.female, .nonBinary, .female, "TGN-01.non-binary"),
    ] as [(Sex, GenderIdentity?, Sex, String)])
  func zReference(sex: Sex, identity: GenderIdentity?, peers: Sex, rule: String) throws {
    let region = try Assessment(Self.study(sex, identity)).region("femoral-neck left")
    #expect(region.z?.reference == "nhanes-2005-2010.femoral-neck.all-\(peers.rawValue)")
    #expect(region.rules.contains(rule))
  }

  @Test(
    "The T-score of everyone uses the female reference", arguments: Sex.allCases,
    [nil, .female, .male, .nonBinary] as [GenderIdentity?])
  func tReference(sex: Sex, identity: GenderIdentity?) throws {
    let region = try Assessment(Self.study(sex, identity, age: 60)).region("femoral-neck left")
    #expect(region.t?.reference == "nhanes-iii.femoral-neck.white-female")
    #expect(region.tenthsT == -13)  // (0.702 - 0.858) / 0.120 = -1.3
  }

  @Test("The basis follows the sex recorded at birth, the menopausal status and the age, never the identity")
  func basis() {
    #expect(Assessment(Self.study(.male, .female, age: 49.9)).diagnosis.basis == .z)
    #expect(Assessment(Self.study(.male, .female, age: 50)).diagnosis.basis == .t)
    #expect(Assessment(Self.study(.female, .male, age: 40)).diagnosis.basis == .t)
  }

  @Test(
    "What the position says is said only where an identity differs",
    arguments: [(nil, false), (.male, false), (.female, true), (.nonBinary, true)] as [(GenderIdentity?, Bool)])
  func notes(identity: GenderIdentity?, isSaid: Bool) {
    let assessment = Assessment(Self.study(.male, identity, age: 50))
    for rule in ["TGN-01.both", "TGN-02", "TGN-03", "TGN-04"] { #expect(assessment.finds(rule) == isSaid) }
    #expect(!Assessment(Self.study(.male, identity, age: 49.9)).finds("TGN-02"))
  }
}
