// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

@testable internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Writes a study document that gives the facts of an example, so that a rule must be reached through the whole engine.
struct StudyOfFacts {
  let facts: Facts
  private(set) var study: Study
  private let age: Int
  private let today = "2026-05-01"

  init(_ facts: Facts) {
    self.facts = facts
    age = facts.whole(.age) ?? 66
    let sex = facts.text(.sexAtBirth).flatMap { Sex(rawValue: $0) } ?? .female
    study = Study(
      patient: Patient(sexAtBirth: sex),
      scans: [Scan(date: CalendarDate("2026-05-01"), age: .exact(Double(age) + 0.5), scanner: .hologic, regions: [])])
    addPerson()
    addRegions()
    addFractures()
    addConditions()
    addDrugs()
    addAnswers()
    addLaboratory()
    addEarlierVisit()
  }

  /// The day some months before the scan.
  private func monthsAgo(_ months: Int) -> String {
    let count = 2026 * 12 + 4 - months
    return "\(count / 12)-" + (count % 12 < 9 ? "0" : "") + "\(count % 12 + 1)-01"
  }

  // MARK: Person

  private mutating func addPerson() {
    let sex = study.patient.sexAtBirth
    let isOld = age >= 50 || facts.text(.basis) == "t" || facts[.yearsSinceMenopause] != nil
    let status = facts.text(.menopause) ?? (isOld ? "post" : "pre")
    study.patient.menopause = sex == .female ? MenopausalStatus(rawValue: status) : nil
    study.patient.menopauseAge =
      facts.whole(.yearsSinceMenopause).map { Double(age - $0) } ?? facts.number(.menopauseAge)
    study.patient.pregnancy = facts.text(.pregnancy).flatMap { PregnancyStatus(rawValue: $0) }
    if facts.flag(.genderDiffers) == true { study.patient.genderIdentity = sex == .female ? .male : .female }
    if let index = facts.number(.bodyMassIndex) {
      (study.patient.heightCm, study.patient.weightKg) = (160, index * 1.6 * 1.6)
    }
    if let loss = facts.number(.heightLossFromMaximum) {
      (study.patient.heightCm, study.patient.maximumHeightCm) = (160, 160 + loss)
    }
    var factors = RiskFactors()
    factors.currentSmoker = facts.flag(.smokes)
    factors.alcoholUnitsPerDay = facts.number(.alcoholUnits)
    factors.parentalHipFracture = facts.flag(.parentalHipFracture)
    factors.fallsInLastYear = facts.whole(.falls)
    study.history.riskFactors = factors
    let (major, hip) = (facts.exact(.majorFractureProbability), facts.exact(.hipFractureProbability))
    if major != nil || hip != nil {
      study.history.fractureProbability = FractureProbability(tool: "FRAX", majorPercent: major, hipPercent: hip)
    }
  }

  // MARK: Scan

  private mutating func addRegions() {
    let categories = ["osteoporosis": -2.6, "severe-osteoporosis": -2.6, "low-bone-mass": -1.5, "normal": 0.0]
    let near = facts.flag(.nearThreshold) == true ? -2.4 : nil
    let clinical = facts.flag(.clinicalOsteoporosis) == true ? -2.6 : nil
    let byCategory = facts.text(.category).flatMap { categories[$0] }
    let lowestT = facts.number(.lowestT) ?? byCategory ?? near ?? clinical
    let low = facts.text(.category) == "below-expected-range" ? -2.5 : nil
    let lowestZ = facts.number(.lowestZ) ?? low
    let basisIsZ = facts.text(.basis) == "z" || (lowestT == nil && lowestZ != nil)
    var hip = MeasuredRegion.neck()
    if let t = facts.number(.hipScore) ?? lowestT { hip = hip.printed(t: t, z: lowestZ) }
    if hip.printed == nil, let z = lowestZ { hip = hip.printed(z: z) }
    if hip.printed == nil { hip = hip.printed(t: basisIsZ ? nil : -0.5, z: 0) }
    var spine = MeasuredRegion.spine()
    if let less = facts.number(.spineLessHip) {
      spine = spine.printed(t: lowestT ?? -2)
      hip = hip.printed(t: (lowestT ?? -2) - less, z: lowestZ)
    } else {
      spine = spine.printed(t: facts.number(.spineScore) ?? (basisIsZ ? nil : max(lowestT ?? 0, 0)), z: lowestZ ?? 0)
    }
    spine.trabecularBoneScore = facts.number(.lowestTBS)
    var regions: [MeasuredRegion] = []
    if facts.flag(.hipMeasured) != false {
      regions.append(facts.flag(.hipUsable) == false ? hip.excluded("hardware") : hip)
    }
    if facts.flag(.spineMeasured) != false {
      regions.append(facts.flag(.spineUsable) == false ? spine.excluded("hardware") : spine)
    }
    study.scans[0].regions = regions
  }

  private mutating func addEarlierVisit() {
    let isAsked: [Fact] = [.measuredLoss, .lossPercent, .scannerChanged, .monthsSincePreviousScan, .heightLoss]
    guard isAsked.contains(where: { facts[$0] != nil }) else { return }
    let loss = (facts.number(.lossPercent) ?? (facts.flag(.measuredLoss) == true ? 10 : 0)) / 100
    let months = facts.whole(.monthsSincePreviousScan) ?? 24
    let earlier = Scan(
      date: CalendarDate(monthsAgo(months)), age: .exact(Double(age) + 0.5 - Double(months) / 12),
      scanner: facts.flag(.scannerChanged) == true ? .prodigy : .hologic, regions: [.hip(0.8)])
    let limit = facts.flag(.measuredLoss) == false ? 0.2 : 0.02
    study.scans[0].regions.append(.hip(0.8 * (1 - loss)))
    study.scans.append(earlier)
    study.precision = FacilityPrecision(sites: [SitePrecision(site: .totalHip, leastSignificantChange: limit)])
    if let loss = facts.number(.heightLoss) {
      study.scans[0].entered.heightCm = 160
      study.scans[1].entered.heightCm = 160 + loss
    }
  }

  // MARK: History

  private mutating func addFractures() {
    let sites: [(Fact, Fracture.Site)] = [
      (.fragilityFractureHip, .hip), (.fragilityFractureVertebra, .vertebra), (.fragilityFractureHumerus, .humerus),
      (.fragilityFracturePelvis, .pelvis), (.fragilityFractureForearm, .forearm), (.childVertebralFracture, .vertebra),
      (.majorFractureAfter40, .humerus), (.statedVertebralFracture, .vertebra),
    ]
    var broken = sites.filter { facts.flag($0.0) == true }.map { $0.1 }
    let vertebrae = facts.whole(.vertebralFractureCount) ?? 0
    while broken.count(where: { $0 == .vertebra }) < vertebrae { broken.append(.vertebra) }
    let isBroken = facts.flag(.fragilityFracture) == true || facts.flag(.fractureOnTreatment) == true
    if broken.isEmpty, isBroken || facts[.monthsSinceFracture] != nil { broken.append(.rib) }
    while broken.count < facts.whole(.fragilityFractureCount) ?? 0 { broken.append(.rib) }
    let date = monthsAgo(
      facts.whole(.monthsSinceFracture) ?? (facts.flag(.fractureOnTreatment) == true || age < 24 ? 1 : 36))
    var fractures = broken.map { Fracture.low($0, date) }
    if let count = facts.whole(.longBoneFracturesByTen) {
      fractures += Array(repeating: .low(.forearm, "\(2026 - max(age - 9, 1))-01-01"), count: count)
    } else if let count = facts.whole(.longBoneFracturesByNineteen) {
      fractures += Array(repeating: .low(.forearm, "\(2026 - max(age - 9, 1))-01-01"), count: count)
    }
    let denials: [Fact] = [.fragilityFracture, .vertebralFractureCount] + sites.map { $0.0 }
    study.history.fractures = fractures.isEmpty && !denials.contains { facts[$0] != nil } ? nil : fractures
  }

  private mutating func addConditions() {
    let stated: [(Fact, Concept)] = [
      (.transplant, .transplant), (.bariatricSurgery, .bariatricSurgery), (.hiv, .hiv),
      (.spinalCordInjury, .spinalCordInjury), (.hyperparathyroidism, .hyperparathyroidism),
      (.statedHypophosphatasia, .hypophosphatasia), (.statedOsteomalacia, .osteomalacia),
      (.statedOsteophytes, .osteophytes),
    ]
    let conditions =
      stated
      + Fact.origins.compactMap { entry in
        if case .condition(let concept) = entry.origin { (entry.fact, concept) } else { nil }
      }
    for (fact, concept) in conditions {
      guard let isThere = facts.flag(fact) else { continue }
      study.history.conditions = (study.history.conditions ?? [])
      if isThere { study.history.conditions?.append(MedicalCondition(name: concept.names[0])) }
    }
  }

  private mutating func addDrugs() {
    var drugs: [Medication] = []
    var isKnown = false
    func drug(_ name: String, from start: String? = nil, to stop: String? = nil) -> Medication {
      var drug = Medication(name: name)
      (drug.start, drug.stop) = (start.flatMap { PartialDate($0) }, stop.flatMap { PartialDate($0) })
      return drug
    }
    for (fact, origin) in Fact.origins {
      guard let isTaken = facts.flag(fact) else { continue }
      switch origin {
      case .drug(let concept):
        if isTaken { drugs.append(drug(concept.names[0])) }
        isKnown = true
      case .drugEver(let concept):
        if isTaken { drugs.append(drug(concept.names[0], from: "2019-01-01", to: "2021-01-01")) }
        isKnown = true
      default: continue
      }
    }
    if facts[.glucocorticoidDose] != nil || facts.flag(.statedGlucocorticoids) == true {
      var prednisone = drug("prednisone", from: monthsAgo(facts.whole(.glucocorticoidMonths) ?? 12))
      prednisone.doseMg = facts.number(.glucocorticoidDose)
      drugs.append(prednisone)
    }
    if let cause = facts.text(.lossCause) {
      let names = ["aromatase-inhibitor": "anastrozole", "androgen-deprivation": "leuprolide"]
      drugs += names[cause].map { [drug($0, from: "2024-05-01")] } ?? []
      isKnown = true
    }
    if let name = facts.text(.stoppedBoneDrug) {
      drugs.append(drug(name, from: "2015-01-01", to: monthsAgo((facts.whole(.yearsSinceBoneDrug) ?? 0) * 12 + 1)))
    }
    if let month = facts.whole(.monthsSinceDenosumab) {
      drugs.removeAll { $0.name == Concept.denosumab.names[0] }
      var denosumab = drug("denosumab", from: "2020-01-01")
      denosumab.lastDose = PartialDate(monthsAgo(month))
      drugs.append(denosumab)
    }
    if facts.flag(.denosumabStopped) == true, !drugs.contains(where: { $0.stop != nil }) {
      drugs.append(drug("denosumab", from: "2020-01-01", to: "2025-06-01"))
    }
    let years = facts.whole(.yearsOnBoneDrug)
    let isTreated = facts.flag(.onTreatment) == true || facts.flag(.fractureOnTreatment) == true
    let isThere = drugs.contains { Concept.osteoporosisDrug.matches(name: $0.name, code: nil) && $0.stop == nil }
    if isTreated || years != nil, !isThere { drugs.append(drug("alendronate", from: monthsAgo((years ?? 2) * 12 + 1))) }
    isKnown = isKnown || facts.flag(.onTreatment) == false
    study.history.medications = drugs.isEmpty && !isKnown ? nil : drugs
  }

  private mutating func addAnswers() {
    for (name, fact) in Fact.answers {
      switch facts[fact] {
      case .flag(let flag): study.history.answers[name] = .flag(flag)
      case .number(let number): study.history.answers[name] = .number(number)
      case .text(let text): study.history.answers[name] = .text(text)
      default: continue
      }
    }
  }

  // MARK: Laboratory

  private mutating func addLaboratory() {
    var results: [LaboratoryResult] = []
    for test in LaboratoryTest.all {
      let aspects = Fact.origins.compactMap { entry -> (Fact, LaboratoryAspect)? in
        guard case .laboratory(test.key, let aspect) = entry.origin, facts[entry.fact] != nil else { return nil }
        return (entry.fact, aspect)
      }
      guard !aspects.isEmpty else { continue }
      let status = aspects.first { $0.1 == .status }.flatMap { facts.text($0.0) }
      let isLowTwice = aspects.first { $0.1 == .lowTwice }.flatMap { facts.flag($0.0) } ?? false
      let value = aspects.first { $0.1 == .value }.flatMap { facts.exact($0.0) } ?? test.plausible.lowerBound
      var result = LaboratoryResult(test: test.key, value: value, unit: test.unit.name)
      result.date = PartialDate("2026-04-20")
      let one = ExactDecimal(1).billionths
      switch isLowTwice ? "low" : status {
      case "low": result.low = ExactDecimal(billionths: value.billionths + one)
      case "high": result.high = ExactDecimal(billionths: value.billionths - one)
      case "normal": (result.low, result.high) = (value, value)
      default: break
      }
      results.append(result)
      if isLowTwice {
        result.date = PartialDate("2026-03-01")
        results.append(result)
      }
    }
    if let clearance = facts.number(.creatinineClearance) {
      // (140 - age) weight / (72 creatinine), and of women 0.85 of it, at a creatinine of 1 mg/dL.
      let factor = study.patient.sexAtBirth == .female ? 0.85 : 1
      study.patient.weightKg = clearance * 72 / (Double(140 - age) * factor)
      var creatinine = LaboratoryResult(test: "creatinine", value: ExactDecimal(1), unit: "mg/dL")
      creatinine.date = PartialDate("2026-04-20")
      results.append(creatinine)
    }
    study.history.laboratory = results.isEmpty ? nil : results
  }
}

extension Facts {
  /// The flag, if it is one and is known.
  func flag(_ fact: Fact) -> Bool? { if case .flag(let flag) = self[fact] { flag } else { nil } }

  /// The word, if it is one and is known.
  func text(_ fact: Fact) -> String? { if case .text(let text) = self[fact] { text } else { nil } }

  /// The number, if it is one and is known.
  func exact(_ fact: Fact) -> ExactDecimal? { if case .number(let number) = self[fact] { number } else { nil } }

  /// The number as a binary fraction.
  func number(_ fact: Fact) -> Double? { exact(fact)?.doubleValue }

  /// The number without its decimals.
  func whole(_ fact: Fact) -> Int? { number(fact).map { Int($0) } }
}
