// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// The facts of one thing that a report states, by its kind.
struct StatementFacts {
  let context: AuditContext

  func facts(of content: ReportStatement.Content) -> Facts {
    switch content {
    case .score(let score): ValueFacts(context: context).facts(of: score)
    case .density(let density): ValueFacts(context: context).facts(of: density)
    case .diagnosis(let diagnosis): DiagnosisFacts(context: context).facts(of: diagnosis)
    case .change(let change): ChangeFacts(context: context).facts(of: change)
    case .leastSignificantChange(let limit): ChangeFacts(context: context).facts(of: limit)
    case .risk(let risk): RiskFacts(context: context).facts(of: risk)
    case .advice(let advice): facts(of: advice)
    case .nextScan(let next): facts(of: next)
    case .person(let person): StatedPersonFacts(context: context).facts(of: person)
    case .bonesOfAge: Facts([.bonesOfAgeStated: .flag(true)])
    case .grade(let word): Facts([.statedGrade: .text(word)])
    case .item: Facts()
    }
  }

  private func facts(of advice: StatedAdvice) -> Facts {
    guard advice.kind == .treatment else { return Facts() }
    return Facts([.treatmentFromScore: .flag(Set(advice.reasons) == [.score])])
  }

  private func facts(of next: StatedNextScan) -> Facts {
    var facts = Facts([.nextScanReasoned: .flag(next.givesReason)])
    facts[.nextScanMonths] = next.isDeclined ? nil : next.months.map { .number($0) }
    return facts
  }
}

/// The facts of what a report says of the person, beside what the study says.
struct StatedPersonFacts {
  let context: AuditContext

  func facts(of stated: StatedPerson) -> Facts {
    let patient = context.study.patient
    var facts = Facts()
    if let age = stated.age {
      facts[.statedAge] = .count(age)
      facts[.ageAgrees] = agrees(age).map { .flag($0) }
    }
    if let sex = stated.sex {
      facts[.statedSex] = .text(sex.rawValue)
      facts[.sexAgrees] = .flag(sex == patient.sexAtBirth || sex == patient.genderIdentity?.sex)
    }
    if let menopause = stated.menopause, menopause != .unknown {
      facts[.statedMenopause] = .text(menopause.rawValue)
      let known = context.person[.menopause]
      facts[.menopauseAgrees] = known.map { .flag($0 == .text(menopause.rawValue)) }
    }
    let entered = context.visit.scans.map { $0.entered }
    facts[.statedHeight] = stated.heightCm.map { .number($0) }
    facts[.heightGap] = gap(stated.heightCm, [patient.heightCm] + entered.map { $0.heightCm })
    facts[.statedWeight] = stated.weightKg.map { .number($0) }
    facts[.weightGap] = gap(stated.weightKg, [patient.weightKg] + entered.map { $0.weightKg })
    return facts
  }

  /// The age at the scan counts; a report that is written later may count to its own day.
  private func agrees(_ age: Int) -> Bool? {
    let visit = context.visit
    guard let years = visit.age.exactYears else { return age >= visit.age.completedYears ? nil : false }
    if age == Int(years.rounded(.down)) { return true }
    guard let date = context.report.date, let scanned = visit.date, date > scanned else { return false }
    let later = years + Double(date.days(since: scanned)) / 365.2425
    return age > Int(years.rounded(.down)) && Double(age) <= later
  }

  /// How far a number is from the nearest one that is known.
  private func gap(_ stated: ExactDecimal?, _ known: [Double?]) -> FactValue? {
    guard let stated else { return nil }
    let gaps = known.compactMap(\.self).compactMap { ExactDecimal($0) }.map { (stated - $0).magnitude }
    return gaps.min().map { .number($0) }
  }
}
