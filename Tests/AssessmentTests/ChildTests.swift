// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Testing

/// Rules PED-01 to PED-08 and AUD-02.
@Suite("Children")
struct ChildTests {
  static let body = MeasuredRegion.region(.totalBodyLessHead, 0.612)

  // MARK: No T-score

  @Test("A child has no T-score anywhere, whatever was printed", arguments: Profile.allCases, [5, 8, 12, 19, 19.99])
  func noTScore(profile: Profile, age: Double) {
    let regions: [MeasuredRegion] = [
      .spine(0.600).printed(t: -3.0, z: -1.0), .neck(0.600).printed(t: -2.0), .hip(nil).printed(t: -2.6),
      .neck(0.6, .right),
      Self.body, .vertebra(.l1, 8, 10), .vertebra(.l2, 8, 10),
    ]
    let assessment = Assessment(.child(.female, age: age, regions), profile, whatIf: true)
    #expect(assessment.diagnosis.basis == .z)
    for region in assessment.regions {
      #expect(region.t == nil && region.percentOfYoungAdult == nil && region.whatIf.isEmpty, "\(region.label)")
    }
    #expect(!assessment.provenance.references.contains { ReferenceLibrary.population($0) != nil })
  }

  @Test("A printed T-score below 20 is an error of the report, with or without a density", arguments: Profile.allCases)
  func printedT(profile: Profile) throws {
    for density in [0.600, nil] {
      let child = Assessment(.child(.male, age: 19.99, [.hip(density).printed(t: -1.4)]), profile)
      let finding = try #require(child.findings.first { $0.rule == "AUD-02" })
      #expect(finding.severity == .error && finding.subject == "total-hip left")
      #expect(try child.region("total-hip left").t == nil)
      #expect(try child.region("total-hip left").refused.contains("t-score-in-child"))
      let adult = Assessment(.man(age: 20, [.hip(density).printed(t: -1.4)]), profile)
      #expect(!adult.finds("AUD-02"))
      #expect(try adult.region("total-hip left").tenthsT == -14)
    }
  }

  @Test("The refusal names the age in completed years and the Z-score as the way out")
  func refusal() throws {
    let region = try Assessment(.child(.male, age: 12.6, [.spine(0.7)])).region("lumbar-spine L1-L4")
    let refusal = try #require(region.refusals.first)
    #expect(refusal.code == "t-score-in-child" && refusal.score == .t && refusal.rule == "PED-01.t")
    #expect(refusal.message.contains("12 years"))
  }

  // MARK: Sites

  @Test("Spine and total body less head diagnose, hip and forearm and total body do not", arguments: Profile.allCases)
  func sites(profile: Profile) throws {
    let regions: [MeasuredRegion] = [
      .spine().printed(z: -1.0), .region(.totalBodyLessHead).printed(z: -1.2), .neck().printed(z: -3.0),
      .hip().printed(z: -3.0), .radius().printed(z: -3.0), .region(.totalBody).printed(z: -3.0),
      .region(.wards, nil, .left).printed(z: -3.0),
    ]
    let assessment = Assessment(.child(.male, age: 15, regions), profile)
    #expect(assessment.diagnosis.score?.tenths == -12)
    #expect(
      assessment.regions.filter { $0.usedForDiagnosis }.map { $0.label } == [
        "lumbar-spine L1-L4", "total-body-less-head",
      ])
    #expect(assessment.found.filter { $0 == "PED-02.hips" }.count == 2)
  }

  @Test("A spine of two vertebrae diagnoses a child, and one vertebra does not")
  func vertebrae() {
    let two = Study.child(.male, age: 15, [.spine(nil, [.l1, .l2]).printed(z: -2.0)])
    #expect(Assessment(two).diagnosis.category == .belowExpectedRange)
    let one = Study.child(.male, age: 15, [.spine(nil, .l1).printed(z: -2.0)])
    #expect(Assessment(one).refused == ["no-valid-site"])
  }

  // MARK: Category

  @Test(
    "A low score is worded for a child, and one in range does not rule out fragility",
    arguments: [(-1.9, false), (-2.0, true)])
  func category(z: Double, isLow: Bool) {
    let assessment = Assessment(.child(.female, age: 12, [.spine().printed(z: z)]))
    #expect(assessment.diagnosis.category == (isLow ? .belowExpectedRange : .withinExpectedRange))
    #expect(assessment.finds("PED-05.below") == isLow)
    #expect(assessment.finds("PED-04.within") == !isLow)
    #expect(assessment.diagnosis.rules.contains(isLow ? "PED-05.below" : "PED-05.within"))
  }

  // MARK: Height

  static let heightCases: [(Sex, Double, Double, MeasuredRegion)] = [
    (.male, 8, 118, .spine(0.478)), (.male, 9.999, 131, .spine(0.52)), (.male, 10, 131, .spine(0.52)),
    (.male, 11.7315, 131, body), (.female, 13.5, 170, .spine(0.80)), (.female, 15.99, 150, .neck(0.70)),
    (.female, 16, 150, .hip(0.80)), (.male, 19.99, 160, body),
  ]

  @Test(
    "The height-adjusted score is Z - (intercept + slope x height Z), by sex, site and two years",
    arguments: heightCases)
  func heightAdjustment(sex: Sex, age: Double, height: Double, region: MeasuredRegion) throws {
    let assessment = Assessment(.child(sex, age: age, height: height, [region]))
    let own = try #require(assessment.regions.first)
    let isBody = region.site == .totalBodyLessHead
    let file = isBody ? "nhanes-2011-2018-whole-body-age-curves" : "nhanes-2005-2010-age-curves"
    let site = region.site == .lumbarSpine ? "lumbar-spine.l1-l4" : region.site.rawValue
    let survey = isBody ? "nhanes-2011-2018" : "nhanes-2005-2010"
    let density = try #require(region.density?.gramsPerSquareCentimeter)
    let z = try PublishedCurve("\(survey).\(site).all-\(sex.rawValue)", in: file).z(density, at: age)
    let heightZ = try PublishedCurve("cdc-2000.height.\(sex.rawValue)", in: "cdc-2000-height").z(height, at: age * 12)
    let line = try PublishedCurve.heightLine(site: region.site.rawValue, sex: sex.rawValue, age: age)
    #expect((try #require(own.z?.unrounded) - z).magnitude < 1e-9)
    let adjusted = try #require(own.heightAdjustedZ)
    #expect((adjusted.unrounded - (z - (line.intercept + line.slope * heightZ))).magnitude < 1e-9)
  }

  @Test("What height explains is taken from the score that counts: beside a printed Z-score, from the printed one")
  func heightAdjustmentOfPrintedZ() throws {
    // The scanner's own reference may lie elsewhere; the difference of the references is nothing that height explains.
    let region = MeasuredRegion.spine(0.478).printed(z: -3.0)
    let own = try Assessment(.child(.male, age: 11.7315, height: 131, [region])).region("lumbar-spine L1-L4")
    let heightZ = try PublishedCurve("cdc-2000.height.male", in: "cdc-2000-height").z(131, at: 11.7315 * 12)
    let line = try PublishedCurve.heightLine(site: "lumbar-spine", sex: "male", age: 11.7315)
    let expected = -3.0 - (line.intercept + line.slope * heightZ)
    #expect((try #require(own.heightAdjustedZ?.unrounded) - expected).magnitude < 1e-9)
  }

  @Test("Without a height there is no adjusted score, and the height is asked for")
  func withoutHeight() throws {
    let assessment = Assessment(.child(.male, age: 12, [.spine(0.478)]))
    #expect(try assessment.region("lumbar-spine L1-L4").heightAdjustedZ == nil)
    #expect(assessment.finds("PED-06.height"))
    #expect(!Assessment(.child(.male, age: 12, height: 131, [.spine(0.478)])).finds("PED-06.height"))
  }

  @Test("An adult has no adjusted score", arguments: [19.99, 20])
  func adult(age: Double) throws {
    let assessment = Assessment(.child(.male, age: age, height: 160, [.spine(0.8)]))
    #expect((try assessment.region("lumbar-spine L1-L4").heightAdjustedZ != nil) == (age < 20))
    #expect(!assessment.finds("PED-06.height"))
  }

  @Test("The height of today adjusts no scan of earlier years: the child was shorter then")
  func earlierHeight() throws {
    let study = Study.child(.male, age: 14, height: 165, [.spine(0.80)]).with(age: 9, [.spine(0.55)])
    let regions = Assessment(study).regions
    #expect(regions.map { $0.heightAdjustedZ != nil } == [true, false])
  }

  @Test("A low score that height explains is a warning: the example child of 131 cm at 11.7 years")
  func heightExplains() throws {
    let regions: [MeasuredRegion] = [.spine(0.478), Self.body]
    let short = Assessment(.child(.male, age: 11.7315, height: 131, regions))
    // The curve has L 0.1750, M 0.66720, S 0.13700: ((0.478 / 0.66720)^0.1750 - 1) / (0.1750 * 0.13700) = -2.36.
    #expect(short.diagnosis.score?.tenths == -24)
    let finding = try #require(short.findings.first { $0.rule == "PED-06.size" })
    #expect(finding.severity == .warning && finding.facts.map { $0.fact } == [.age, .lowestZ, .lowestAdjustedZ])
    #expect(short.diagnosis.category == .belowExpectedRange)
    // At 160 cm the same bone is not small for its height.
    #expect(!Assessment(.child(.male, age: 11.7315, height: 160, regions)).finds("PED-06.size"))
  }

  // MARK: Osteoporosis

  /// A child of 12 scanned on 2026-06-01, born about 2014-06-01.
  static func study(z: Double, _ fractures: [Fracture]?) -> Study {
    Study.child(.female, age: 12, [.spine().printed(z: z)]).dated("2026-06-01").with {
      $0.history.fractures = fractures
    }
  }

  static func clinical(_ study: Study) -> Bool? {
    let clinical = Assessment(study).clinicalDiagnosis
    #expect(clinical.criteria == .iscdPediatric)
    return clinical.osteoporosis
  }

  @Test("Two long bones by 10 with a Z-score of -2.0 are osteoporosis; with -1.9 they are not")
  func twoByTen() {
    let two: [Fracture] = [.low(.forearm, "2020-03-01"), .low(.tibia, "2023-01-01")]
    #expect(Self.clinical(Self.study(z: -2.0, two)) == true)
    #expect(Self.clinical(Self.study(z: -1.9, two)) == false)
    #expect(Self.clinical(Self.study(z: -2.0, [two[0]])) == false)
    #expect(Self.clinical(Self.study(z: -2.0, [two[0], .low(.rib, "2023-01-01")])) == false)
  }

  @Test("A second long bone after the tenth birthday needs a third one")
  func threeByNineteen() {
    let late: [Fracture] = [.low(.forearm, "2020-03-01"), .low(.tibia, "2025-01-01")]
    #expect(Self.clinical(Self.study(z: -2.0, late)) == false)
    #expect(Self.clinical(Self.study(z: -2.0, late + [.low(.femurShaft, "2026-01-01")])) == true)
  }

  @Test("Without a fracture history, or without its dates, the answer is open and the fractures are asked for")
  func open() {
    for fractures in [nil, [Fracture.low(.forearm, nil), .low(.tibia, nil)]] as [[Fracture]?] {
      let assessment = Assessment(Self.study(z: -2.0, fractures))
      #expect(assessment.clinicalDiagnosis.osteoporosis == nil)
      #expect(assessment.questions.contains { $0.fact.path == "history.fractures" })
    }
    #expect(Self.clinical(Self.study(z: -2.0, [])) == false)
  }

  @Test(
    "A crushed vertebra without high-energy trauma is osteoporosis at any Z-score",
    arguments: [(Fracture.Trauma.low, true), (.high, false), (.unknown, nil)] as [(Fracture.Trauma, Bool?)])
  func vertebralFracture(trauma: Fracture.Trauma, answer: Bool?) {
    let fracture = Fracture(site: .vertebra, date: PartialDate("2025"), trauma: trauma)
    #expect(Self.clinical(Self.study(z: 0.5, [fracture])) == answer)
  }

  @Test("A score that height explains does not carry the diagnosis")
  func heightAdjustedHistory() {
    let fractures: [Fracture] = [.low(.forearm, "2021-06"), .low(.tibia, "2023-08")]
    func answer(height: Double?) -> Bool? {
      let study = Study.child(.male, age: 11.7315, height: height, [.spine(0.478)]).dated("2026-06-02")
      return Self.clinical(study.with { $0.history.fractures = fractures })
    }
    #expect(answer(height: 131) == false)
    #expect(answer(height: 160) == true)
    #expect(answer(height: nil) == true)
  }

  @Test(
    "A child's scan within six months of the last is pointed out",
    arguments: [("2025-12-02", true), ("2025-12-01", false)])
  func interval(date: String, isFound: Bool) {
    let study = Study.child(.male, age: 12, [.spine(0.6)]).dated("2026-06-01").with(
      age: 11.5, date: date, [.spine(0.6)])
    #expect(Assessment(study).finds("PED-07") == isFound)
  }

  @Test(
    "The pediatric criteria belong to the age, unless others are asked for",
    arguments: [(19.99, ClinicalCriteria.iscdPediatric), (20, .nbha2014)])
  func criteria(age: Double, criteria: ClinicalCriteria) {
    let study = Study.child(.male, age: age, [.spine(0.8)])
    #expect(Assessment(study).clinicalDiagnosis.criteria == criteria)
    #expect(Assessment(study, criteria: .aace2020).clinicalDiagnosis.criteria == .aace2020)
  }
}
