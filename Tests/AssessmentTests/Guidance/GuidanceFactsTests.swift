// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

@testable internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics
internal import Testing

@Suite("Facts of guidance")
struct GuidanceFactsTests {
  static func facts(_ study: Study) -> Facts {
    let latest = Assessor(study, AssessmentOptions()).visits[0]
    let rules = RuleBook(profile: .iscd2023)
    let results = LaboratoryReader(study: study, rules: rules, age: latest.visit.age).results()
    let changes = Assessment.withoutExpectation(study).changes
    return GuidanceFacts(study: study, latest: latest, results: results, followedChanges: changes).facts
  }

  static func drug(
    _ name: String, from start: String? = nil, to stop: String? = nil, dose: String? = nil, code: Code? = nil
  ) -> Medication {
    var drug = Medication(name: name, code: code)
    (drug.start, drug.stop) = (start.flatMap { PartialDate($0) }, stop.flatMap { PartialDate($0) })
    drug.lastDose = dose.flatMap { PartialDate($0) }
    return drug
  }

  // MARK: Origins

  @Test("A condition is there where it is stated, absent from a list without it, and unknown without a list")
  func conditions() {
    #expect(Self.facts(.plain)[.hasCeliacDisease] == nil)
    #expect(Self.facts(Study.plain.having())[.hasCeliacDisease] == .flag(false))
    #expect(Self.facts(Study.plain.having("asthma"))[.hasCeliacDisease] == .flag(false))
    #expect(Self.facts(Study.plain.having("asthma", "Celiac disease"))[.hasCeliacDisease] == .flag(true))
    #expect(Self.facts(Study.plain.having("no celiac disease"))[.hasCeliacDisease] == .flag(false))
  }

  @Test("A condition that was found after the scan counts: guidance is about now")
  func laterCondition() {
    let study = Study.plain.having("celiac disease").with { $0.history.conditions?[0].since = PartialDate("2026-09") }
    #expect(Self.facts(study)[.hasCeliacDisease] == .flag(true))
  }

  @Test(
    "A drug is taken from its start to its stop, both included; it was ever taken once it was begun",
    arguments: [
      (nil, nil, true, true), ("2026-05-01", nil, true, true), ("2026-05-02", nil, false, false),
      ("2020", "2026-05-01", true, true), ("2020", "2026-04-30", false, true), (nil, "2019", false, true),
    ] as [(String?, String?, Bool, Bool)])
  func drugs(start: String?, stop: String?, isTaken: Bool, wasTaken: Bool) {
    let facts = Self.facts(Study.plain.taking(Self.drug("alendronate", from: start, to: stop)))
    #expect(facts[.takesAlendronate] == .flag(isTaken) && facts[.tookAlendronate] == .flag(wasTaken))
  }

  @Test("Without a list of drugs none is known, and of an empty list all are absent")
  func noDrugs() {
    let unknown = Self.facts(.plain)
    let none = Self.facts(Study.plain.taking())
    for fact in [Fact.takesAlendronate, .tookAlendronate, .takesProtonPumpInhibitor, .denosumabStopped] {
      #expect(unknown[fact] == nil && none[fact] == .flag(false), "\(fact)")
    }
  }

  @Test("A drug is known by its code where its name says nothing, and a code of another drug decides against its name")
  func coded() {
    func takes(_ name: String, _ code: String) -> FactValue? {
      let drug = Self.drug(name, code: Code(system: "atc", value: code))
      return Self.facts(Study.plain.taking(drug))[.takesAlendronate]
    }
    // M05BA04 is alendronic acid, M05BA07 risedronic acid.
    #expect(takes("brand", "M05BA04") == .flag(true))
    #expect(takes("alendronate", "M05BA07") == .flag(false))
  }

  @Test("Answers are facts as they were given")
  func answers() {
    let study = Study.plain.with { study in
      study.history.answers = ["thighPain": .flag(false), "dietaryCalcium": .number(ExactDecimal(700))]
    }
    let facts = Self.facts(study)
    #expect(facts[.saysThighPain] == .flag(false) && facts[.saysDietaryCalcium] == .number(ExactDecimal(700)))
    #expect(facts[.saysFever] == nil)
    #expect(Self.facts(Study.plain.answering("nothing asked")).known == Self.facts(.plain).known)
  }

  @Test("Risk factors are facts as they were given")
  func riskFactors() {
    let study = Study.plain.with { study in
      study.history.riskFactors.currentSmoker = false
      study.history.riskFactors.alcoholUnitsPerDay = 2.5
      study.history.riskFactors.parentalHipFracture = true
      study.history.riskFactors.fallsInLastYear = 3
      study.patient.menopauseAge = 49.5
    }
    let facts = Self.facts(study)
    #expect(facts[.smokes] == .flag(false) && facts[.parentalHipFracture] == .flag(true))
    #expect(facts[.alcoholUnits] == .number(ExactDecimal(tenths: 25)) && facts[.falls] == .count(3))
    #expect(facts[.menopauseAge] == .number(ExactDecimal(tenths: 495)))
  }

  @Test("A man, and a woman after menopause, are not pregnant; of others nothing is taken for granted")
  func pregnancy() {
    let young = Study.woman(age: 30, menopause: .pre, [.neck(0.8)])
    #expect(Self.facts(young)[.pregnancy] == nil)
    #expect(Self.facts(Study.man(age: 30, [.neck(0.8)]))[.pregnancy] == .text("no"))
    #expect(Self.facts(.plain)[.pregnancy] == .text("no"))
    let stated = Study.plain.with { $0.patient.pregnancy = .possible }
    #expect(Self.facts(stated)[.pregnancy] == nil)
    #expect(stated.guidance().rules.contains("COM-R13"))
  }

  // MARK: Laboratory

  @Test("A value and its place beside the limits are facts of the latest result")
  func laboratory() {
    let facts = Self.facts(
      Study.plain.tested(
        .of("phosphate", "2.0", "mg/dL", on: "2026-01-01", low: "2.5"),
        .of("phosphate", "3.0", "mg/dL", on: "2026-04-01", low: "2.5")))
    #expect(facts[.labPhosphate] == .number(ExactDecimal(3)) && facts[.labPhosphateStatus] == .text("normal"))
    #expect(facts[.labPhosphateLowTwice] == .flag(false) && facts[.labCalcium] == nil)
  }

  /// Days of two low results of phosphate.
  static let lowDays: [(String?, String?, FactValue?)] = [
    // From April 1 to April 29 there are 28 days.
    ("2026-04-01", "2026-04-29", .flag(true)), ("2026-04-01", "2026-04-28", nil),
    // A month counts with its last day, March 31: 28 days before April 28.
    ("2026-03", "2026-04-28", .flag(true)), ("2026-03", "2026-04-27", nil),
    (nil, "2026-04-29", nil), ("2026-04-01", nil, nil),
  ]

  @Test("A result is low twice where an earlier one, four weeks before or more, was low", arguments: lowDays)
  func lowTwice(first: String?, second: String?, expected: FactValue?) {
    let study = Study.plain.tested(
      .of("phosphate", "2.0", "mg/dL", on: first, low: "2.5"), .of("phosphate", "2.1", "mg/dL", on: second, low: "2.5"))
    #expect(Self.facts(study)[.labPhosphateLowTwice] == expected)
  }

  @Test("One low result waits for its repeat, also after a normal one; a result without limits says nothing")
  func lowOnce() {
    let low = LaboratoryResult.of("phosphate", "2.0", "mg/dL", on: "2026-04-29", low: "2.5")
    let normal = LaboratoryResult.of("phosphate", "3.0", "mg/dL", on: "2026-01-01", low: "2.5")
    #expect(Self.facts(Study.plain.tested(low))[.labPhosphateLowTwice] == nil)
    #expect(Self.facts(Study.plain.tested(normal, low))[.labPhosphateLowTwice] == nil)
    let child = Study.child(.male, age: 12, [.spine(0.7)]).dated("2026-05-01")
    #expect(Self.facts(child.tested(.of("phosphate", "2.0", "mg/dL")))[.labPhosphateLowTwice] == nil)
  }

  // MARK: Denosumab

  @Test(
    "Denosumab counts as stopped once it was ended, or more than seven months after its last dose",
    arguments: [
      // Seven months after October 1 it is May 1, the day of the scan.
      (nil, "2025-10-01", .flag(false)), (nil, "2025-09-30", .flag(true)), (nil, "2026-04-01", .flag(false)),
      (nil, nil, nil), ("2026-04-30", nil, .flag(true)), ("2026-06-01", "2026-03-01", .flag(false)),
      (nil, "2026-06-01", nil),
    ] as [(String?, String?, FactValue?)])
  func denosumab(stop: String?, dose: String?, expected: FactValue?) {
    let study = Study.plain.taking(Self.drug("denosumab", from: "2020", to: stop, dose: dose))
    #expect(Self.facts(study)[.denosumabStopped] == expected)
  }

  @Test("Denosumab that is begun after the scan was never stopped; without a day only a stop tells")
  func denosumabElse() {
    let later = Study.plain.taking(Self.drug("denosumab", from: "2026-06-01"))
    #expect(Self.facts(later)[.denosumabStopped] == .flag(false))
    let undated = Study.woman(age: 66, [.neck(0.7)])
    #expect(Self.facts(undated.taking(Self.drug("denosumab", to: "2020")))[.denosumabStopped] == .flag(true))
    #expect(Self.facts(undated.taking(Self.drug("denosumab")))[.denosumabStopped] == nil)
  }

  @Test("A bone drug was ever taken once it was begun, whether or not it was ended")
  func boneDrugEver() {
    #expect(Self.facts(.plain)[.boneDrugEver] == nil && Self.facts(Study.plain.taking())[.boneDrugEver] == .flag(false))
    for (start, stop, ever) in [("2020", nil, true), ("2012", "2015", true), ("2026-05-02", nil, false)] {
      let study = Study.plain.taking(Self.drug("alendronate", from: start, to: stop))
      #expect(Self.facts(study)[.boneDrugEver] == .flag(ever))
    }
  }

  @Test("Who never had denosumab does not plan to stop it, and who has no periods to miss misses none")
  func impossible() {
    #expect(Self.facts(.plain)[.saysPlansToStopDenosumab] == nil)
    #expect(Self.facts(Study.plain.taking())[.saysPlansToStopDenosumab] == .flag(false))
    let stated = Study.plain.taking().with { $0.history.answers["plansToStopDenosumab"] = .flag(true) }
    #expect(Self.facts(stated)[.saysPlansToStopDenosumab] == .flag(true))
    #expect(Self.facts(.plain)[.saysNoPeriods] == .flag(false))
    #expect(Self.facts(Study.man(age: 30, [.neck(0.8)]))[.saysNoPeriods] == .flag(false))
    #expect(Self.facts(Study.woman(age: 30, menopause: .pre, [.neck(0.8)]))[.saysNoPeriods] == nil)
  }

  // MARK: Sex hormones

  /// A removal of the gonads, courses of estradiol, and the months without: the scan is of May 1, 2026.
  static let gaps: [(String?, [(String?, String?)], FactValue?)] = [
    // From June 1, 2021 to May 1, 2026 there are 59 months.
    ("2021-06-01", [], .count(59)), ("2021-06-01", [("2018-05", nil)], .count(0)),
    // Of the gap from August 31, 2023 to January 1, 2025 there are 16 completed months.
    ("2021-06-01", [("2018-05", "2023-08"), ("2025-01", nil)], .count(16)),
    ("2021-06-01", [("2025-01", nil), ("2018-05", "2023-08")], .count(16)),
    // A course within another ends nothing.
    ("2021-06-01", [("2018-05", "2026-05"), ("2022-01", "2022-03")], .count(0)),
    // What begins after the scan fills no gap.
    ("2025-05-01", [("2026-06-01", nil)], .count(12)),
    ("2026-06-01", [], nil), (nil, [], nil), ("2021-06-01", [(nil, "2023")], nil),
  ]

  @Test(
    "The longest time without sex hormones after removal of the gonads is counted in completed months", arguments: gaps)
  func sexHormoneGap(removal: String?, courses: [(String?, String?)], months: FactValue?) {
    var study = Study.plain.having("bilateral orchiectomy")
    study.history.conditions?[0].since = removal.flatMap { PartialDate($0) }
    study.history.medications = courses.map { Self.drug("estradiol", from: $0.0, to: $0.1) }
    #expect(Self.facts(study)[.monthsWithoutSexHormones] == months)
  }

  @Test("Without removal of the gonads, or without a list of drugs, no months without hormones are counted")
  func noSexHormoneGap() {
    #expect(Self.facts(Study.plain.having("asthma").taking())[.monthsWithoutSexHormones] == nil)
    #expect(Self.facts(Study.plain.having("bilateral oophorectomy"))[.monthsWithoutSexHormones] == nil)
  }

  // MARK: Glucocorticoids

  @Test("Of two glucocorticoids the stronger gives months and a dose from below; one that was stopped gives none")
  func glucocorticoids() {
    var low = Self.drug("prednisone", from: "2025-11-01")
    low.doseMg = 2.5
    var high = Self.drug("prednisone", from: "2026-02-02")
    high.doseMg = 7.5
    let facts = Self.facts(Study.plain.taking(low, high))
    // From February 2 to May 1 there are two completed months.
    #expect(
      facts[.glucocorticoidDose] == .atLeast(ExactDecimal(tenths: 75)) && facts[.glucocorticoidMonths] == .count(2))
    high.stop = PartialDate("2026-04-01")
    let lower = Self.facts(Study.plain.taking(low, high))
    #expect(
      lower[.glucocorticoidDose] == .number(ExactDecimal(tenths: 25)) && lower[.glucocorticoidMonths] == .count(6))
  }

  @Test("A milligram of methylprednisolone is more than one of prednisone, so that its dose is known from below")
  func methylprednisolone() {
    var drug = Self.drug("methylprednisolone", from: "2026-02-02")
    drug.doseMg = 24
    #expect(Self.facts(Study.plain.taking(drug))[.glucocorticoidDose] == .atLeast(ExactDecimal(24)))
    drug.name = "prednisolone"
    #expect(Self.facts(Study.plain.taking(drug))[.glucocorticoidDose] == .number(ExactDecimal(24)))
  }

  // MARK: Fractures

  @Test("Fragility fractures of an adult are counted, those of vertebrae apart")
  func fractureCount() {
    let study = Study.plain.broken(
      .low(.vertebra, "2024-04-30"), .low(.vertebra, "2010"), .low(.forearm, "2020"), .low(.other, "2020"),
      Fracture(site: .hip, date: PartialDate("2021"), trauma: .high), .low(.tibia, "1968"))
    let facts = Self.facts(study)
    // The woman of 66 was 8 in 1968; fractures by accident, and of skull or fingers, do not count.
    #expect(facts[.fragilityFractureCount] == .count(3) && facts[.vertebralFractureCount] == .count(2))
    // From April 30, 2024 to May 1, 2026 there are 24 completed months.
    #expect(facts[.monthsSinceFracture] == .count(24))
  }

  @Test("Without a list, or with a fracture of unknown force, nothing is counted; an empty list counts none")
  func unknownFractures() {
    let facts: [Fact] = [.fragilityFractureCount, .vertebralFractureCount, .monthsSinceFracture, .fractureOnTreatment]
    let unknown = Study.plain.broken(Fracture(site: .rib, date: PartialDate("2020")))
    for study in [Study.plain, unknown] {
      for fact in facts { #expect(Self.facts(study)[fact] == nil) }
    }
    let none = Self.facts(Study.plain.broken())
    #expect(none[.fragilityFractureCount] == .count(0) && none[.monthsSinceFracture] == nil)
  }

  @Test(
    "Months since a fracture are completed, and a year alone counts with its last day",
    arguments: [("2026-04-02", 0), ("2026-04-01", 1), ("2025-05-01", 12), ("2025-05-02", 11), ("2025", 4), ("2026", 0)])
  func monthsSinceFracture(date: String, months: Int) {
    // 2025 ends on December 31, four months and a day before May 1.
    let facts = Self.facts(Study.plain.broken(.low(.hip, date), .low(.rib, "2001")))
    #expect(facts[.monthsSinceFracture] == .count(months))
  }

  @Test(
    "A fracture happens on treatment from a year after the start of the present drug on",
    arguments: [
      ("2024-01-01", "2025-01-01", .flag(true)), ("2024-01-01", "2024-12-31", .flag(false)),
      ("2024-01-01", "2025", .flag(true)), ("2024-01-01", "2024", .flag(false)), ("2024-06-15", "2025", nil),
      ("2024-01-01", nil, nil), (nil, "2025-01-01", nil), (nil, "none", .flag(false)),
    ] as [(String?, String?, FactValue?)])
  func onTreatment(start: String?, fracture: String?, expected: FactValue?) {
    let drugs = Study.plain.taking(Self.drug("alendronate", from: start))
    let study = fracture == "none" ? drugs.broken() : drugs.broken(.low(.rib, fracture))
    #expect(Self.facts(study)[.fractureOnTreatment] == expected)
  }

  @Test("Without a present bone drug no fracture is on treatment, and without a list of drugs it is not known")
  func offTreatment() {
    let broken = Study.plain.broken(.low(.rib, "2025-06-01"))
    #expect(Self.facts(broken)[.fractureOnTreatment] == nil)
    #expect(Self.facts(broken.taking())[.fractureOnTreatment] == .flag(false))
    let stopped = broken.taking(Self.drug("alendronate", from: "2020", to: "2022"))
    #expect(Self.facts(stopped)[.fractureOnTreatment] == .flag(false))
  }

  // MARK: Losses

  @Test(
    "A loss is a fall by the least significant change of 0.025 g/cm² from 0.800 g/cm²; its percentage is cut to a tenth",
    arguments: [
      // 25 / 800 = 3.125 %, 41 / 800 = 5.125 %, 39 / 800 = 4.875 %, 24 / 800 = 3 %
      (0.775, true, "3.1"), (0.759, true, "5.1"), (0.761, true, "4.8"), (0.776, false, "3"),
    ])
  func loss(density: Double, isLoss: Bool, percent: String) {
    let facts = Self.facts(.hips(then: density))
    #expect(facts[.measuredLoss] == .flag(isLoss))
    #expect(facts[.lossPercent] == ExactDecimal(text: percent).map { .number($0) })
  }

  @Test("A gain is no loss, one scan measures none, and without a least significant change nothing is known")
  func noLoss() {
    let gain = Self.facts(.hips(then: 0.85))
    #expect(gain[.measuredLoss] == .flag(false) && gain[.lossPercent] == nil)
    let unknown = Self.facts(Study.hips(then: 0.7).with { $0.precision = nil })
    #expect(unknown[.measuredLoss] == nil && unknown[.lossPercent] == nil)
    #expect(Self.facts(.plain)[.measuredLoss] == .flag(false))
  }

  @Test("The lowest trabecular bone score of the visit counts")
  func trabecularBoneScore() {
    let study = Study.plain.with { study in
      study.scans[0].regions[0].trabecularBoneScore = 1.31
      study.scans[0].regions[1].trabecularBoneScore = 1.23
    }
    #expect(Self.facts(study)[.lowestTBS] == ExactDecimal(text: "1.23").map { .number($0) })
    #expect(Self.facts(.plain)[.lowestTBS] == nil)
  }
}
