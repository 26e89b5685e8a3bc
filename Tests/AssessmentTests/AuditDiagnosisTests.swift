// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics
internal import Testing

@Suite("Audit of the diagnosis")
struct AuditDiagnosisTests {
  /// A woman whose only score is a printed T at the neck, in tenths.
  static func woman(t tenths: Int, z: Int? = nil) -> Study {
    .woman(age: 66, [.neck().printed(t: Double(tenths) / 10, z: z.map { Double($0) / 10 })]).dated("2026-05-01")
  }

  /// A woman of 35 before menopause whose only score is a printed Z at the neck, in tenths.
  static func young(z tenths: Int) -> Study {
    .woman(age: 35, menopause: .pre, [.neck().printed(z: Double(tenths) / 10)])
  }

  /// Low bone mass with a low-trauma hip fracture: osteoporosis by the NBHA criteria.
  static let broken = woman(t: -18).broken(.low(.hip))
  static let unbroken = woman(t: -18).broken()
  /// Osteoporosis five years ago, low bone mass now.
  static let better = Study.woman(age: 72, [.neck().printed(t: -2.3)]).dated("2026-05-01")
    .with(age: 67, date: "2021-05-01", [.neck().printed(t: -2.8)]).with { $0.patient.menopauseAge = 50 }
  static let notBetter = Study.woman(age: 72, [.neck().printed(t: -2.3)]).dated("2026-05-01")
    .with(age: 67, date: "2021-05-01", [.neck().printed(t: -2.4)]).with { $0.patient.menopauseAge = 50 }
  /// Osteoporosis of the hip and low bone mass of the spine; by the criteria of the NBHA a clinical osteoporosis, too.
  static let hipOnly = Study.woman(age: 66, [.spine().printed(t: -1.2), .hip().printed(t: -2.7)]).broken()
  static let wards = StatedRegion(.site(.wards), side: .left)
  static let l3 = StatedRegion(.site(.lumbarSpine), vertebrae: .l3)
  static let body = StatedRegion(.site(.totalBody))

  static let cases: [AuditCase] = [
    // Which categories apply
    AuditCase(
      "AUD-01", "a woman of 35 is told osteopenia", fires: young(z: -15).stating(.says(.lowBoneMass)),
      silent: young(z: -15).stating(.says(.withinExpectedRange))),
    AuditCase(
      "AUD-01", "a man of 49 is told osteoporosis, one of 50 may be",
      fires: Study.man(age: 49.9, [.neck().printed(t: -2.6, z: -2.1)]).stating(.says(.osteoporosis)),
      silent: Study.man(age: 50, [.neck().printed(t: -2.6, z: -2.1)]).stating(.says(.osteoporosis))),
    AuditCase(
      "AUD-01", "a girl is told osteoporosis",
      fires: Study.child(.female, age: 12, [.spine().printed(z: -2.4)]).stating(.says(.osteoporosis)),
      silent: Study.child(.female, age: 12, [.spine().printed(z: -2.4)]).stating(.says(.belowExpectedRange))),
    AuditCase(
      "AUD-01", "normal is said of a low Z-score", fires: young(z: -20).stating(.says(.normal)),
      silent: young(z: -19).stating(.says(.normal))),
    AuditCase(
      "AUD-01.normal", "normal is said of a Z-score within the range", fires: young(z: -19).stating(.says(.normal)),
      silent: woman(t: -5).stating(.says(.normal))),
    AuditCase(
      "AUD-01.open", "no region is valid",
      fires: young(z: -15).with { $0.scans[0].regions[0].exclusionReason = "nail" }
        .stating(.says(.lowBoneMass)),
      silent: young(z: -15).stating(.says(.lowBoneMass))),
    // The category of the lowest score
    AuditCase(
      "AUD-03", "osteoporosis at −2.4", fires: woman(t: -24).stating(.says(.osteoporosis)),
      silent: woman(t: -25).stating(.says(.osteoporosis))),
    AuditCase(
      "AUD-03", "normal at −1.1", fires: woman(t: -11).stating(.says(.normal)),
      silent: woman(t: -10).stating(.says(.normal))),
    AuditCase(
      "AUD-03", "low bone mass at −2.6", fires: woman(t: -26).stating(.says(.lowBoneMass)),
      silent: woman(t: -24).stating(.says(.lowBoneMass))),
    AuditCase(
      "AUD-03", "below the range at −1.9", fires: young(z: -19).stating(.says(.belowExpectedRange)),
      silent: young(z: -20).stating(.says(.belowExpectedRange))),
    AuditCase(
      "AUD-03.region", "a region has another category than its score gives",
      fires: Study.reported.stating(.says(.normal, .spine), .says(.lowBoneMass)),
      silent: Study.reported.stating(.says(.lowBoneMass, .neck))),
    AuditCase(
      "AUD-03.region", "osteoporosis of the spine at −1.2, while the hip has it",
      fires: hipOnly.stating(
        .says(.osteoporosis, .spine)),
      silent: hipOnly.stating(.says(.osteoporosis, .totalHip))),
    AuditCase(
      "AUD-03.lowest", "only a better region is told",
      fires: Study.woman(age: 66, [.spine().printed(t: -0.5), .neck().printed(t: -2.6)]).stating(
        .says(.normal, .spine)),
      silent: Study.woman(age: 66, [.spine().printed(t: -0.5), .neck().printed(t: -2.6)])
        .stating(.says(.normal, .spine), .says(.osteoporosis))),
    AuditCase(
      "AUD-03.z-instead", "the Z-score alone where T-scores apply",
      fires: woman(t: -26, z: -5).stating(.says(.withinExpectedRange)),
      silent: woman(t: -26, z: -5).stating(.says(.withinExpectedRange), .says(.osteoporosis))),
    AuditCase(
      "AUD-03.withheld", "the menopausal status is not known at 50",
      fires: Study.woman(age: 50, menopause: nil, [.neck().printed(t: -1.5)]).stating(.says(.lowBoneMass)),
      silent: Study.woman(age: 50, [.neck().printed(t: -1.5)]).stating(.says(.lowBoneMass))),
    AuditCase(
      "AUD-03.withheld", "the menopausal status is not known at 50, and the report names the region",
      fires: Study.woman(age: 50, menopause: nil, [.neck().printed(t: -1.5)]).stating(.says(.lowBoneMass, .neck)),
      silent: Study.woman(age: 50, [.neck().printed(t: -1.5)]).stating(.says(.lowBoneMass, .neck))),
    AuditCase(
      "AUD-03.contested", "print and density give two categories",
      // NHANES III women at the neck: (0.500 − 0.858) / 0.120 = −2.98, printed −1.9.
      fires: Study.woman(age: 66, [.neck(0.500).printed(t: -1.9)]).stating(.says(.lowBoneMass)),
      silent: Study.woman(age: 66, [.neck(0.631).printed(t: -1.9)]).stating(.says(.lowBoneMass))),
    AuditCase(
      "AUD-03.unmeasured", "a hip that was not measured",
      fires: woman(t: -18).stating(.says(.lowBoneMass, .totalHip)),
      silent: woman(t: -18).stating(.says(.lowBoneMass, .neck))),
    AuditCase(
      "AUD-03.denied", "no osteoporosis at −2.5", fires: woman(t: -25).stating(.says(.osteoporosis, denied: true)),
      silent: woman(t: -24).stating(.says(.osteoporosis, denied: true))),
    AuditCase(
      "AUD-03.denied-clinical", "no osteoporosis after a hip fracture",
      fires: broken.stating(.says(.osteoporosis, denied: true)),
      silent: unbroken.stating(.says(.osteoporosis, denied: true))),
    // Severe, clinical and earlier osteoporosis
    AuditCase(
      "AUD-03.severe", "severe without a fracture",
      fires: woman(t: -40).broken().stating(.says(.severeOsteoporosis)),
      silent: woman(t: -40).broken(.low(.vertebra)).stating(.says(.severeOsteoporosis)), under: .who),
    AuditCase(
      "AUD-03.severe-unknown", "severe with an unknown history",
      fires: woman(t: -30).stating(.says(.severeOsteoporosis)),
      silent: woman(t: -30).stating(.says(.osteoporosis))),
    AuditCase(
      "AUD-03.severe-term", "severe where the profile has no such word",
      fires: woman(t: -30).broken(.low(.hip)).stating(.says(.severeOsteoporosis)),
      silent: woman(t: -30).broken(.low(.hip)).stating(.says(.osteoporosis))),
    AuditCase(
      "AUD-03.fracture", "osteoporosis with a fracture under WHO",
      fires: woman(t: -30).broken(.low(.hip)).stating(.says(.osteoporosis)),
      silent: woman(t: -30).broken().stating(.says(.osteoporosis)), under: .who),
    AuditCase(
      "AUD-03.clinical", "osteoporosis after a hip fracture with low bone mass",
      fires: broken.stating(.says(.osteoporosis)), silent: unbroken.stating(.says(.osteoporosis))),
    AuditCase(
      "AUD-03.unsupported", "a clinical diagnosis without its ground",
      fires: unbroken.with { study in
        study.history.fractureProbability = FractureProbability(
          tool: "FRAX", majorPercent: ExactDecimal(5), hipPercent: ExactDecimal(1))
      }.stating(.says(.osteoporosis, clinical: true)),
      silent: broken.stating(.says(.osteoporosis, clinical: true))),
    AuditCase(
      "AUD-03.clinical-open", "a clinical diagnosis with an unknown history",
      fires: woman(t: -18).stating(.says(.osteoporosis, clinical: true)),
      silent: broken.stating(.says(.osteoporosis, clinical: true))),
    AuditCase(
      "AUD-03.earlier", "osteoporosis that an earlier scan gave", fires: better.stating(.says(.osteoporosis)),
      silent: notBetter.stating(.says(.osteoporosis))),
    AuditCase(
      "AUD-03.earlier-stated", "osteoporosis that only the report knows of",
      fires: woman(t: -18).stating(.says(.osteoporosis), .says(.osteoporosis, earlier: true)),
      silent: woman(t: -18).stating(.says(.lowBoneMass), .says(.osteoporosis, earlier: true))),
    // Exact cut points
    AuditCase(
      "AUD-04", "low bone mass at −1.0", fires: woman(t: -10).stating(.says(.lowBoneMass)),
      silent: woman(t: -11).stating(.says(.lowBoneMass))),
    AuditCase(
      "AUD-04", "low bone mass at −2.5", fires: woman(t: -25).stating(.says(.lowBoneMass, .neck)),
      silent: woman(t: -24).stating(.says(.lowBoneMass, .neck))),
    AuditCase(
      "AUD-04.z", "within the range at −2.0", fires: young(z: -20).stating(.says(.withinExpectedRange)),
      silent: young(z: -19).stating(.says(.withinExpectedRange))),
    // One diagnosis, at a site that diagnoses
    AuditCase(
      "AUD-05", "two regions with two categories",
      fires: Study.reported.stating(.says(.lowBoneMass, .neck), .says(.normal, .totalHip)),
      silent: Study.reported.stating(.says(.lowBoneMass, .neck), .says(.lowBoneMass))),
    AuditCase(
      "AUD-05.person", "two categories of the person",
      fires: Study.reported.stating(.says(.lowBoneMass), .says(.osteoporosis)),
      silent: Study.reported.stating(.says(.lowBoneMass), .says(.osteoporosis, denied: true))),
    AuditCase(
      "AUD-05.beside", "a region beside the person with another category",
      fires: hipOnly.stating(.says(.osteoporosis), .says(.lowBoneMass, .spine)),
      silent: hipOnly.stating(.says(.osteoporosis), .says(.osteoporosis, .totalHip))),
    AuditCase(
      "AUD-05.same", "one category for two regions",
      fires: Study.reported.stating(.says(.lowBoneMass, .neck), .says(.lowBoneMass, .totalHip)),
      silent: Study.reported.stating(
        .says(.lowBoneMass, .neck), .says(.lowBoneMass, StatedRegion(.hip)), .says(.lowBoneMass))),
    AuditCase(
      "AUD-06", "Ward's area diagnoses", fires: Study.reported.stating(.says(.osteoporosis, wards)),
      silent: Study.reported.stating(.says(.lowBoneMass, .neck))),
    AuditCase(
      "AUD-06.total-body", "the total body of an adult",
      fires: Study.woman(age: 60, [.region(.totalBody, 1.0)])
        .stating(.says(.normal, body)),
      silent: Study.child(.female, age: 19, [.region(.totalBody, 1.0)]).stating(.says(.withinExpectedRange, body))),
    AuditCase(
      "AUD-06.total-body-car", "the total body at 49 in Canada",
      fires: Study.woman(age: 49.9, [.region(.totalBody, 1.0)]).stating(.says(.normal, body)),
      silent: Study.woman(age: 50, [.region(.totalBody, 1.0)]).stating(.says(.normal, body)), under: .car2013),
    AuditCase(
      "REP-N7", "one vertebra diagnoses", fires: Study.reported.stating(.says(.osteoporosis, l3)),
      silent: Study.reported.stating(.says(.lowBoneMass, .spine))),
    AuditCase(
      "AUD-25.grade", "a grade", fires: Study.reported.stating(.says(.lowBoneMass), .grade("mild")),
      silent: Study.reported.stating(.says(.lowBoneMass))),
    AuditCase(
      "AUD-25.age", "bones of an 80-year-old", fires: Study.reported.stating(.bonesOfAge(years: 80)),
      silent: Study.reported.stating(.says(.lowBoneMass))),
  ]

  @Test(
    "A diagnosis that is right has no finding",
    arguments: [
      (-9, Densitometry.Category.normal), (-10, .normal), (-11, .lowBoneMass), (-24, .lowBoneMass),
      (-25, .osteoporosis),
    ])
  func right(tenths: Int, category: Densitometry.Category) {
    #expect(Self.woman(t: tenths).stating(.says(category)).reportFindings == [])
    #expect(Self.woman(t: tenths).stating(.says(category, .neck)).reportFindings == [])
  }

  @Test(
    "Exactly one rule tells a wrong category at and beside each cut point",
    arguments: [
      (-9, Densitometry.Category.lowBoneMass, "AUD-03"), (-10, .lowBoneMass, "AUD-04"), (-11, .normal, "AUD-03"),
      (-24, .osteoporosis, "AUD-03"), (-25, .lowBoneMass, "AUD-04"), (-26, .lowBoneMass, "AUD-03"),
      (-25, .normal, "AUD-03"), (-10, .osteoporosis, "AUD-03"),
    ])
  func wrong(tenths: Int, category: Densitometry.Category, rule: String) {
    #expect(Self.woman(t: tenths).stating(.says(category)).reportFindings == [rule])
  }

  @Test("Earlier and conditional diagnoses, and false ones that are denied, are not errors")
  func notAudited() {
    let study = Self.woman(t: -18)
    #expect(study.stating(.says(.normal, earlier: true), .says(.lowBoneMass)).reportFindings == [])
    #expect(study.stating(.says(.osteoporosis, denied: true), .says(.normal, denied: true)).reportFindings == [])
    #expect(Self.woman(t: -26).broken().stating(.says(.severeOsteoporosis, denied: true)).reportFindings == [])
  }

  @Test("A clinical diagnosis is of the person: it excuses no category of a region where the scan gives osteoporosis")
  func regionOfClinical() throws {
    let audit = Audit(of: Self.hipOnly.stating(.says(.osteoporosis, .spine)))
    let finding = try #require(audit.findings.first { $0.subject == "report" })
    #expect(finding.rule == "AUD-03.region" && finding.correction == "osteoporosis, by −2.7 at the left total hip.")
    #expect(finding.message.contains("low bone mass (osteopenia) there, by −1.2 at the lumbar spine"))
    let broken = Study.woman(age: 66, [.spine().printed(t: -0.5), .hip().printed(t: -1.8)]).broken(.low(.hip))
      .dated("2026-05-01")
    let beside = try #require(
      Audit(of: broken.stating(.says(.osteoporosis, .spine))).findings.first { $0.subject == "report" })
    #expect(beside.rule == "AUD-03.clinical")
    #expect(
      beside.correction == "Densitometric category: low bone mass (osteopenia). Clinical diagnosis: osteoporosis.")
  }

  @Test("Where Z-scores apply a T-score of a region neither contradicts a denial nor asks for a fracture")
  func deniedWhereZ() {
    let young = Study.woman(age: 35, menopause: .pre, [.spine().printed(t: -2.6, z: -1.9)]).broken()
    #expect(young.stating(.says(.osteoporosis, .spine, denied: true)).reportFindings == [])
    #expect(young.stating(.says(.severeOsteoporosis, .spine)).reportFindings == ["AUD-01"])
    #expect(
      young.with { $0.history.fractures = nil }.stating(.says(.severeOsteoporosis, .spine)).reportFindings == ["AUD-01"]
    )
  }

  @Test("Where the menopausal status decides and is not known, no category of a region is called wrong")
  func unknownMenopause() {
    let open = Study.woman(age: 50, menopause: nil, [.spine().printed(t: -2.6)])
    #expect(open.stating(.says(.lowBoneMass, .spine)).reportFindings == ["AUD-03.withheld"])
    #expect(open.stating(.says(.osteoporosis, .spine, denied: true)).reportFindings == [])
  }

  @Test("The score of a site that never diagnoses is held against no category")
  func sitesThatNeverDiagnose() {
    let single = MeasuredRegion.vertebra(.l3, t: -2.5)
    let study = Study.woman(
      age: 66,
      [
        .neck().printed(t: -1.9), .region(.wards, 0.4).printed(t: -2.5), .region(.totalBody, 0.9).printed(t: -2.5),
        single,
      ]
    ).broken()
    for region in [StatedRegion(.site(.wards)), Self.body, Self.l3] {
      #expect(study.stating(.says(.osteoporosis, region, denied: true)).reportFindings == [])
      for category in [Densitometry.Category.lowBoneMass, .severeOsteoporosis, .normal] {
        let found = study.stating(.says(category, region)).reportFindings
        #expect(found.count == 1 && ["AUD-06", "AUD-06.total-body", "REP-N7"].contains(found[0]), "\(found)")
      }
    }
  }

  @Test("A clinical diagnosis stands beside the category of the scan")
  func clinicalBeside() {
    let found = Self.broken.stating(.says(.lowBoneMass), .says(.osteoporosis)).reportFindings
    #expect(found == ["AUD-03.clinical"])
  }

  @Test("The correction names the category, the score and the region of the scan")
  func correction() throws {
    let audit = Audit(of: Study.reported.stating(.says(.osteoporosis)))
    let finding = try #require(audit.findings.first { $0.rule == "AUD-03" })
    #expect(
      finding.correction
        == "low bone mass (osteopenia); the score that decides is −1.9, at the left femoral neck.")
    #expect(finding.places == [.field("report.statements[0]")] && finding.id == "AUD-03/report.statements[0]")
  }
}
