// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics
internal import Testing

/// Rules CLS-14 and CLS-16: another thing than the category, under named criteria.
@Suite("Clinical diagnosis")
struct ClinicalDiagnosisTests {
  /// A woman of 66 scanned on 2026-05-01 whose fracture probabilities are known to be low.
  static func woman(t: Double, _ fractures: [Fracture]?, major: Int? = 5, hip: Int? = 1) -> Study {
    Study.woman(age: 66, [.neck().printed(t: t)]).dated("2026-05-01").with { study in
      study.history.fractures = fractures
      study.history.fractureProbability = FractureProbability(
        tool: "FRAX", majorPercent: major.map { ExactDecimal($0) }, hipPercent: hip.map { ExactDecimal($0) })
    }
  }

  static func clinical(_ study: Study, _ criteria: ClinicalCriteria) -> ClinicalDiagnosis {
    Assessment(study, criteria: criteria).clinicalDiagnosis
  }

  // MARK: NBHA 2014

  struct Case: Sendable, CustomTestStringConvertible {
    let t: Double
    let fractures: [Fracture]
    let answer: Bool?
    let rule: String?
    var testDescription: String { "\(t), \(fractures.map { "\($0.site) \($0.trauma)" })" }
  }

  @Test(
    "NBHA: density, a hip at any density, or low bone mass with vertebra, humerus or pelvis",
    arguments: [
      Case(t: -2.5, fractures: [], answer: true, rule: "CLS-14.nbha-density"),
      Case(t: -2.4, fractures: [], answer: false, rule: nil),
      Case(t: 0.5, fractures: [.low(.hip)], answer: true, rule: "CLS-14.nbha-hip"),
      Case(t: -1.1, fractures: [.low(.vertebra)], answer: true, rule: "CLS-14.nbha-low"),
      Case(t: -1.1, fractures: [.low(.humerus)], answer: true, rule: "CLS-14.nbha-low"),
      Case(t: -1.1, fractures: [.low(.pelvis)], answer: true, rule: "CLS-14.nbha-low"),
      Case(t: -1.0, fractures: [.low(.vertebra), .low(.humerus), .low(.pelvis)], answer: false, rule: nil),
      Case(t: -1.1, fractures: [.low(.rib), .low(.tibia), .low(.metatarsal)], answer: false, rule: nil),
      Case(t: -1.0, fractures: [.low(.forearm)], answer: false, rule: nil),
      Case(
        t: 0.5, fractures: [Fracture(site: .hip, date: PartialDate("2020"), trauma: .high)], answer: false, rule: nil),
      Case(t: 0.5, fractures: [Fracture(site: .hip, date: PartialDate("2020"))], answer: nil, rule: nil),
      Case(t: 0.5, fractures: [.low(.hip, nil)], answer: nil, rule: nil),
      Case(t: 0.5, fractures: [.low(.hip, "1970")], answer: false, rule: nil),  // at about ten years of age
      Case(t: 0.5, fractures: [.low(.hip, "2026-05-01")], answer: true, rule: "CLS-14.nbha-hip"),  // on its day
      Case(t: 0.5, fractures: [.low(.hip, "2027")], answer: false, rule: nil),  // after the scan
    ])
  func nbha(example: Case) {
    let clinical = Self.clinical(Self.woman(t: example.t, example.fractures), .nbha2014)
    #expect(clinical.osteoporosis == example.answer)
    #expect(clinical.rules == [example.rule].compactMap(\.self))
    #expect(clinical.because.count == clinical.rules.count)
  }

  @Test("NBHA: low bone mass with a forearm fracture is left to the clinician, neither made nor denied")
  func nbhaForearm() {
    let assessment = Assessment(Self.woman(t: -1.1, [.low(.forearm)]))
    #expect(assessment.finds("CLS-14.nbha-forearm"))
    #expect(assessment.clinicalDiagnosis.osteoporosis == nil)
  }

  @Test(
    "A fracture probability of 20 % or 3 % makes the diagnosis; just below it does not",
    arguments: [(20.0, 0.0, true), (19.9, 2.9, false), (0, 3, true)])
  func probability(major: Double, hip: Double, answer: Bool) {
    let study = Self.woman(t: -1.0, []).with { study in
      study.history.fractureProbability?.majorPercent = ExactDecimal(major)
      study.history.fractureProbability?.hipPercent = ExactDecimal(hip)
    }
    #expect(Self.clinical(study, .nbha2014).osteoporosis == answer)
  }

  @Test("What is not known leaves the answer open and is named")
  func open() {
    let noRisk = Self.clinical(Self.woman(t: -1.5, [], major: nil, hip: nil), .nbha2014)
    #expect(noRisk.osteoporosis == nil)
    #expect(noRisk.missing == [.majorFractureProbability, .hipFractureProbability])
    let noHistory = Self.clinical(Self.woman(t: -1.5, nil), .nbha2014)
    #expect(noHistory.osteoporosis == nil)
    #expect(noHistory.missing.allSatisfy { $0.path == "history.fractures" } && !noHistory.missing.isEmpty)
  }

  @Test("A part that decides needs no other: osteoporosis by density asks for nothing")
  func decided() {
    let clinical = Self.clinical(Self.woman(t: -2.5, nil, major: nil, hip: nil), .nbha2014)
    #expect(clinical.osteoporosis == true && clinical.missing.isEmpty)
  }

  @Test("A fracture of unknown trauma asks and decides nothing")
  func unknownTrauma() {
    let study = Self.woman(t: -1.5, [Fracture(site: .vertebra, date: PartialDate("2020"))])
    let assessment = Assessment(study)
    #expect(assessment.finds("CLS-14a") && assessment.clinicalDiagnosis.osteoporosis == nil)
    #expect(!Assessment(Self.woman(t: -1.5, [.low(.vertebra)])).finds("CLS-14a"))
  }

  // MARK: Other sets

  @Test("AACE: hip or vertebra at any density, and low bone mass with humerus, pelvis or forearm, in women")
  func aace() {
    for site in [Fracture.Site.hip, .vertebra] {
      #expect(Self.clinical(Self.woman(t: 0.5, [.low(site)]), .aace2020).osteoporosis == true)
    }
    for site in [Fracture.Site.humerus, .pelvis, .forearm] {
      #expect(Self.clinical(Self.woman(t: -1.1, [.low(site)]), .aace2020).osteoporosis == true)
      #expect(Self.clinical(Self.woman(t: -1.0, [.low(site)]), .aace2020).osteoporosis == false)
    }
    #expect(Self.clinical(Self.woman(t: -2.5, []), .aace2020).osteoporosis == true)
  }

  @Test("AACE: a high fracture probability with low bone mass is left to the threshold of the country")
  func aaceProbability() {
    let assessment = Assessment(Self.woman(t: -1.5, [], major: 20), criteria: .aace2020)
    #expect(assessment.finds("CLS-14.aace-risk") && assessment.clinicalDiagnosis.osteoporosis == nil)
  }

  @Test("AACE speaks of women: in a man the answer is neither yes nor no", arguments: [-1.5, -3.5])
  func aaceMan(t: Double) {
    let man = Study.man(age: 66, [.neck().printed(t: t)]).dated("2026-05-01").broken()
    let assessment = Assessment(man, criteria: .aace2020)
    #expect(assessment.finds("CLS-14.aace-men"))
    #expect(assessment.clinicalDiagnosis.osteoporosis == nil)
  }

  @Test("BHOF was not verified: it informs and gives no clinical diagnosis, for or against", arguments: [-1.5, -2.5])
  func bhof(t: Double) {
    let assessment = Assessment(Self.woman(t: t, [.low(.vertebra)]), criteria: .bhof2022)
    #expect(assessment.finds("CLS-14.bhof-fracture"))
    #expect(assessment.finds("CLS-14.bhof-density") == (t == -2.5))
    #expect(assessment.clinicalDiagnosis.osteoporosis == nil && assessment.clinicalDiagnosis.rules.isEmpty)
    #expect(Self.clinical(Self.woman(t: t, []), .bhof2022).osteoporosis == nil)
  }

  @Test("Canada: density, a fracture after 40 from 50 on, or 20 %")
  func canada() {
    #expect(Self.clinical(Self.woman(t: -2.5, []), .oc2023).osteoporosis == true)
    #expect(Self.clinical(Self.woman(t: 0.5, []), .oc2023).osteoporosis == false)
    for site in [Fracture.Site.hip, .vertebra, .humerus, .pelvis] {
      #expect(Self.clinical(Self.woman(t: 0.5, [.low(site)]), .oc2023).rules == ["CLS-16.fracture"])
    }
    #expect(Self.clinical(Self.woman(t: 0.5, [.low(.forearm)]), .oc2023).osteoporosis == false)
    // Aged 66.0 on 2026-05-01, so 40 about 2000-05-01.
    #expect(Self.clinical(Self.woman(t: 0.5, [.low(.hip, "1999-01")]), .oc2023).osteoporosis == false)
    #expect(Self.clinical(Self.woman(t: 0.5, [.low(.hip, "2001-01")]), .oc2023).osteoporosis == true)
    #expect(Self.clinical(Self.woman(t: 0.5, [.low(.hip, "2000")]), .oc2023).osteoporosis == nil)
    #expect(Self.clinical(Self.woman(t: 0.5, [], major: 20), .oc2023).rules == ["CLS-16.risk"])
    #expect(Self.clinical(Self.woman(t: 0.5, [], hip: 3), .oc2023).osteoporosis == false)
    let young = Self.woman(t: 0.5, [.low(.hip)], major: 20).with { $0.scans[0].age = .exact(49.9) }
    #expect(Self.clinical(young, .oc2023).osteoporosis != true)
  }

  @Test("The criteria belong to the profile unless others are chosen", arguments: Profile.allCases)
  func defaults(profile: Profile) {
    #expect(Assessment(Self.woman(t: -1.5, []), profile).clinicalDiagnosis.criteria == profile.criteria)
  }

  // MARK: Where the criteria do not reach

  @Test("Where the menopausal status decides and is not known, the clinical diagnosis is open and asks for it")
  func menopauseUnknown() {
    for regions in [[MeasuredRegion.neck().printed(t: -3.2)], [.neck().printed(t: 0.0)]] {
      let study = Study.woman(age: 50, menopause: nil, regions).dated("2026-05-01").broken(.low(.hip))
      let assessment = Assessment(study)
      #expect(assessment.clinicalDiagnosis.osteoporosis == nil)
      #expect(assessment.clinicalDiagnosis.missing.contains(.menopause))
      #expect(!assessment.clinicalDiagnosis.missing.contains(.basis))
    }
  }

  @Test(
    "A fragility fracture before the criteria begin is neither osteoporosis nor denied",
    arguments: [
      Study.woman(age: 35, menopause: .pre, [.neck().printed(z: -1.0)]), .man(age: 45, [.neck().printed(z: -2.5)]),
    ], [ClinicalCriteria.nbha2014, .aace2020, .oc2023])
  func beforeScope(study: Study, criteria: ClinicalCriteria) {
    let rule = criteria == .oc2023 ? "CLS-16.scope" : "CLS-14.scope"
    let broken = Assessment(study.dated("2026-05-01").broken(.low(.vertebra)), criteria: criteria)
    #expect(broken.clinicalDiagnosis.osteoporosis == nil)
    #expect(broken.finds(rule))
    let whole = Assessment(study.dated("2026-05-01").broken(), criteria: criteria)
    #expect(whole.clinicalDiagnosis.osteoporosis == false)
    #expect(!whole.finds(rule))
  }

  @Test("Where two categories contradict each other the clinical diagnosis is open")
  func contested() {
    let study = Self.woman(t: 0, []).with { $0.scans[0].regions = [.neck(0.630).printed(t: -2.5)] }
    #expect(Self.clinical(study, .nbha2014).osteoporosis == nil)
    let hip = Self.woman(t: 0, [.low(.hip)]).with { $0.scans[0].regions = [.neck(0.630).printed(t: -2.5)] }
    #expect(Self.clinical(hip, .nbha2014).osteoporosis == true)
  }
}
