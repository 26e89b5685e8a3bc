// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// The facts of a person that rules on guidance ask for, besides those of the scans.
struct GuidanceFacts {
  let study: Study
  let latest: VisitAssessment

  /// The laboratory results as they were read.
  let results: [ReadResult]

  /// The changes since earlier scans at the sites that are followed.
  let followedChanges: [AssessedChange]

  var facts: Facts {
    var facts = Facts()
    for (fact, origin) in Fact.origins { facts[fact] = value(of: fact, origin) }
    let factors = study.history.riskFactors
    facts[.smokes] = factors.currentSmoker.map { .flag($0) }
    facts[.alcoholUnits] = factors.alcoholUnitsPerDay.flatMap { .decimal($0) }
    facts[.parentalHipFracture] = factors.parentalHipFracture.map { .flag($0) }
    facts[.falls] = factors.fallsInLastYear.map { .count($0) }
    facts[.menopauseAge] = study.patient.menopauseAge.flatMap { .decimal($0) }

    let scores = latest.regions.compactMap { $0.assessed.region.trabecularBoneScore }
    facts[.lowestTBS] = scores.min().flatMap { .decimal($0) }
    facts[.denosumabStopped] = denosumabStopped.map { .flag($0) }
    facts[.boneDrugEver] = drugs?.contains { $0.isBegun(by: latest.visit.date) && matches($0, .osteoporosisDrug) }.flag
    facts[.creatinineClearance] = creatinineClearance.map { .number($0) }
    facts[.monthsWithoutSexHormones] = SexHormoneGap(study: study, visit: latest.visit).months.map { .count($0) }
    if study.patient.pregnancy == nil, study.patient.sexAtBirth == .male || study.patient.menopause == .post {
      facts[.pregnancy] = .text("no")
    }
    let mayHavePeriods = study.patient.sexAtBirth == .female && study.patient.menopause != .post
    if facts[.saysNoPeriods] == nil, !mayHavePeriods { facts[.saysNoPeriods] = .flag(false) }
    if facts[.saysPlansToStopDenosumab] == nil, facts[.tookDenosumab] == .flag(false) {
      facts[.saysPlansToStopDenosumab] = .flag(false)
    }
    let glucocorticoids = GlucocorticoidFacts(study: study, visit: latest.visit).facts
    return facts.adding(losses).adding(fractures).adding(glucocorticoids)
  }

  // MARK: Origins

  private func value(of fact: Fact, _ origin: FactOrigin) -> FactValue? {
    switch origin {
    case .condition(let concept): return has(concept).map { .flag($0) }
    case .drug(let concept): return drugs?.contains { latest.visit.isTaken($0) && matches($0, concept) }.flag
    case .drugEver(let concept):
      return drugs?.contains { $0.isBegun(by: latest.visit.date) && matches($0, concept) }.flag
    case .laboratory(let test, let aspect): return value(of: test, aspect)
    case .answer: return fact.answerName.flatMap { study.history.answers[$0] }.map { FactValue($0) }
    }
  }

  private var drugs: [Medication]? { study.history.medications }

  private func matches(_ drug: Medication, _ concept: Concept) -> Bool {
    guard concept.matches(name: drug.name, code: drug.code) else { return false }
    guard concept == .glucocorticoids else { return true }
    return concept.matches(name: "", code: drug.code) || !Concept.localForm.matches(name: drug.name, code: nil)
  }

  /// Whether a concept is among the conditions, however late it was found: what is known now counts.
  private func has(_ concept: Concept) -> Bool? {
    study.history.conditions.map { list in list.contains { !concept.statements(in: $0).isEmpty } }
  }

  private func value(of test: String, _ aspect: LaboratoryAspect) -> FactValue? {
    switch aspect {
    case .value: return LaboratoryReader.latest(test, results)?.value.map { .number($0) }
    case .status: return LaboratoryReader.latest(test, results)?.status.map { .text($0.rawValue) }
    case .lowTwice: return lowTwice(test).map { .flag($0) }
    }
  }

  /// Whether the latest result is low and another one at least four weeks earlier was; `nil` where one low result waits for
  /// its repeat.
  private func lowTwice(_ test: String) -> Bool? {
    guard let last = LaboratoryReader.latest(test, results), let status = last.status else { return nil }
    guard status == .low else { return false }
    guard let day = last.date?.earliest else { return nil }
    let earlier = results.filter { result in
      guard result.test?.key == test, let before = result.date?.latest else { return false }
      return before <= day && day.days(since: before) >= 28
    }
    return earlier.contains { $0.status == .low } ? true : nil
  }

  // MARK: Drugs

  /// Whether denosumab was ended, or its next dose is overdue; `nil` where its last dose is not known.
  private var denosumabStopped: Bool? {
    guard let drugs else { return nil }
    let denosumab = drugs.filter { $0.isBegun(by: latest.visit.date) && matches($0, .denosumab) }
    guard !denosumab.isEmpty else { return false }
    guard let day = latest.visit.date else { return denosumab.contains { $0.stop == nil } ? nil : true }
    if denosumab.allSatisfy({ $0.stop?.latest.map { $0 <= day } ?? false }) { return true }
    let doses = denosumab.compactMap { $0.lastDose?.latest }.filter { $0 <= day }
    guard let dose = doses.max() else { return nil }
    return dose.adding(months: 7).map { $0 < day }
  }

  // MARK: Kidneys

  /// The clearance of creatinine to a tenth of mL/min, by the weight of the study; `nil` below 18 years.
  private var creatinineClearance: ExactDecimal? {
    guard let creatinine = LaboratoryReader.latest("creatinine", results)?.value, let weight = study.patient.weightKg,
      let age = latest.visit.age.exactYears, age >= 18
    else { return nil }
    let rate = KidneyFunction.clearance(
      creatinine: creatinine.doubleValue, age: age.rounded(.down), weight: weight,
      sex: study.patient.sexAtBirth)
    return ExactDecimal(tenths: Int64((rate * 10).rounded(.toNearestOrAwayFromZero)))
  }

  // MARK: Losses

  private var losses: Facts {
    var facts = Facts()
    let known = followedChanges.filter { $0.isSignificant != nil }
    guard !known.isEmpty else {
      if study.scans.count == 1 { facts[.measuredLoss] = .flag(false) }
      return facts
    }
    let falls = known.filter { $0.isSignificant == true && ($0.milligrams ?? 0) < 0 }
    facts[.measuredLoss] = .flag(!falls.isEmpty)
    let fallen = falls.isEmpty ? known.filter { ($0.milligrams ?? 0) < 0 } : falls
    let largest = fallen.compactMap { $0.percent }.map { $0.magnitude }.max()
    facts[.lossPercent] = largest.flatMap { ExactDecimal(percentCutToTenth: $0) }.map { .number($0) }
    return facts
  }

  // MARK: Fractures

  private var fractures: Facts {
    var facts = Facts()
    guard let list = study.history.fractures else { return facts }
    guard !list.contains(where: { $0.trauma == .unknown && $0.site != .other }) else { return facts }
    let low = list.filter { $0.trauma == .low && $0.site != .other && isAdult($0.date) }
    facts[.fragilityFractureCount] = .count(low.count)
    facts[.vertebralFractureCount] = .count(low.count { $0.site == .vertebra })
    guard let day = latest.visit.date else { return facts }
    let days = low.compactMap { $0.date?.latest }.map { min($0, day) }
    if let last = days.max() { facts[.monthsSinceFracture] = .count(day.wholeMonths(since: last)) }
    facts[.fractureOnTreatment] = fractureOnTreatment(low).map { .flag($0) }
    return facts
  }

  private func isAdult(_ date: PartialDate?) -> Bool {
    guard let last = date?.latest, let day = latest.visit.date, let age = latest.visit.age.exactYears else {
      return true
    }
    return age - Double(day.days(since: min(last, day))) / 365.25 >= 20
  }

  /// Whether a bone broke a year or more after the present drug was begun; `nil` where days are missing that would tell.
  private func fractureOnTreatment(_ fractures: [Fracture]) -> Bool? {
    guard let drugs else { return nil }
    let present = drugs.filter { latest.visit.isTaken($0) && matches($0, .osteoporosisDrug) }
    guard !present.isEmpty else { return false }
    let starts = present.compactMap { $0.start?.latest }
    guard starts.count == present.count, let start = starts.min(), let year = start.adding(months: 12) else {
      return fractures.isEmpty ? false : nil
    }
    let answers = fractures.map { fracture -> Bool? in
      guard let early = fracture.date?.earliest, let late = fracture.date?.latest else { return nil }
      return early >= year ? true : late < year ? false : nil
    }
    return answers.contains(true) ? true : answers.contains(nil) ? nil : false
  }
}

extension Medication {
  /// Whether the drug was begun by a day; one without a start was.
  func isBegun(by day: CalendarDate?) -> Bool {
    guard let start = start?.earliest, let day else { return true }
    return start <= day
  }
}

extension ExactDecimal {
  /// Cuts a share to a tenth of a percent, so that what lies below a limit of tenths still does.
  fileprivate init?(percentCutToTenth value: Double) {
    guard let exact = ExactDecimal(value) else { return nil }
    self.init(tenths: exact.billionths / 100_000_000)
  }
}

extension Bool {
  fileprivate var flag: FactValue { .flag(self) }
}

extension FactValue {
  fileprivate init(_ answer: Answer) {
    switch answer {
    case .flag(let flag): self = .flag(flag)
    case .number(let number): self = .number(number)
    case .text(let text): self = .text(text)
    }
  }
}

extension StatedFact {
  /// The known facts of a rule's condition and of its sentences, in the order of the list of facts.
  static func list(of rule: Rule, _ facts: Facts) -> [StatedFact] {
    Fact.inOrder(rule.condition.facts + rule.shownFacts).compactMap { fact in
      facts[fact].map { StatedFact(fact: fact, value: $0) }
    }
  }
}
