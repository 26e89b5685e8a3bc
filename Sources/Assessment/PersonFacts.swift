// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// The facts of a person at one visit, as far as the study gives them.
struct PersonFacts {
  private let study: Study
  private let visit: Visit

  init(of study: Study, at visit: Visit) {
    self.study = study
    self.visit = visit
  }

  /// The facts that do not depend on any score.
  var facts: Facts {
    var facts = Facts()
    let patient = study.patient.known(at: visit)
    facts[.age] = age
    facts[.sexAtBirth] = .text(patient.sexAtBirth.rawValue)
    facts[.genderIdentity] = patient.genderIdentity.map { .text($0.rawValue) }
    facts[.genderDiffers] = patient.genderIdentity.map { .flag($0.sex != patient.sexAtBirth) }
    facts[.menopause] = menopause.map { .text($0.rawValue) }
    facts[.pregnancy] = patient.pregnancy.map { .text($0.rawValue) }
    facts[.heightKnown] = .flag(patient.heightCm != nil)
    facts[.hyperparathyroidism] = study.history.conditions.map { list in
      .flag(list.contains { Concept.hyperparathyroidism.matches(name: $0.name, code: $0.code) })
    }
    facts[.onTreatment] = study.history.medications.map { .flag($0.contains(where: isCurrentTreatment)) }
    facts[.athleteRiskFactor] = athleteRiskFactor.map { .flag($0) }
    facts[.majorFractureProbability] = study.history.fractureProbability?.majorPercent.map { .number($0) }
    facts[.hipFractureProbability] = study.history.fractureProbability?.hipPercent.map { .number($0) }
    return facts.adding(FractureFacts(of: study, at: visit).facts)
  }

  private var age: FactValue {
    switch visit.age {
    case .exact: .count(visit.age.completedYears)
    case .atLeast(let years): .atLeast(ExactDecimal(years))
    }
  }

  /// The status is that at the latest visit; at an earlier one only what must have been so is known.
  private var menopause: MenopausalStatus? {
    guard study.patient.sexAtBirth == .female else { return nil }
    guard let status = study.patient.menopause, status != .unknown else { return nil }
    if visit.isLatest || status == .pre { return status }
    guard status == .post, let age = study.patient.menopauseAge, let years = visit.age.exactYears else { return nil }
    return years >= age ? .post : nil
  }

  private func isCurrentTreatment(_ drug: Medication) -> Bool {
    visit.isTaken(drug) && Concept.osteoporosisDrug.matches(name: drug.name, code: drug.code)
  }

  private var athleteRiskFactor: Bool? {
    let history = study.history
    let fractures = history.fractures?.filter { $0.trauma != .high }
    let lists = [fractures?.isEmpty, history.conditions?.isEmpty, history.medications?.isEmpty]
    if lists.contains(false) || history.riskFactors.currentSmoker == true { return true }
    return lists.contains(nil) ? nil : false
  }
}

/// What a history says of fractures up to one visit.
struct FractureFacts {
  private let study: Study
  private let visit: Visit

  init(of study: Study, at visit: Visit) {
    self.study = study
    self.visit = visit
  }

  /// Whether something is so, is not so, or cannot be told.
  private enum Answer {
    case yes
    case no
    case unknown
  }

  var facts: Facts {
    var facts = Facts()
    guard let fractures = study.history.fractures?.filter({ !isLater($0) }) else { return facts }
    facts[.fragilityFractureHip] = flag(fractures, .hip, from: 20)
    facts[.fragilityFractureVertebra] = flag(fractures, .vertebra, from: 20)
    facts[.fragilityFractureHumerus] = flag(fractures, .humerus, from: 20)
    facts[.fragilityFracturePelvis] = flag(fractures, .pelvis, from: 20)
    facts[.fragilityFractureForearm] = flag(fractures, .forearm, from: 20)
    facts[.fragilityFracture] = combine(fractures.map { isFragility($0, from: 20) })
    let major = fractures.filter { [.hip, .vertebra, .humerus, .pelvis].contains($0.site) }
    facts[.majorFractureAfter40] = combine(major.map { isFragility($0, from: 40) })
    facts[.childVertebralFracture] = combine(fractures.filter { $0.site == .vertebra }.map(isWithoutHighEnergy))
    facts[.fractureOfUnknownTrauma] = .flag(fractures.contains { $0.trauma == .unknown })
    facts[.longBoneFracturesByTen] = count(fractures, upTo: 10)
    facts[.longBoneFracturesByNineteen] = count(fractures, upTo: 19)
    return facts
  }

  private func isLater(_ fracture: Fracture) -> Bool {
    guard let earliest = fracture.date?.earliest, let date = visit.date else { return false }
    return earliest > date
  }

  private func flag(_ fractures: [Fracture], _ site: Fracture.Site, from age: Double) -> FactValue? {
    combine(fractures.filter { $0.site == site }.map { isFragility($0, from: age) })
  }

  /// One that is so decides; else one that cannot be told leaves it open.
  private func combine(_ answers: [Answer]) -> FactValue? {
    if answers.contains(.yes) { return .flag(true) }
    return answers.contains(.unknown) ? nil : .flag(false)
  }

  private func isFragility(_ fracture: Fracture, from age: Double) -> Answer {
    guard fracture.trauma != .high, let ages = ages(at: fracture) else {
      return fracture.trauma == .high ? .no : .unknown
    }
    guard ages.upperBound >= age else { return .no }
    return fracture.trauma == .low && ages.lowerBound >= age && fracture.site != .other ? .yes : .unknown
  }

  private func isWithoutHighEnergy(_ fracture: Fracture) -> Answer {
    switch fracture.trauma {
    case .low: .yes
    case .high: .no
    case .unknown: .unknown
    }
  }

  private func count(_ fractures: [Fracture], upTo age: Double) -> FactValue {
    let long = fractures.filter { $0.site.isLongBone }.map { ages(at: $0) }
    let certain = long.filter { $0.map { $0.upperBound <= age } ?? false }.count
    let possible = long.filter { $0.map { $0.lowerBound <= age } ?? true }.count
    return certain == possible ? .count(certain) : .atLeast(ExactDecimal(certain))
  }

  /// The ages in years at which the bone can have broken, to within a day or two; `nil` if nothing is known of it.
  private func ages(at fracture: Fracture) -> ClosedRange<Double>? {
    guard let earliest = fracture.date?.earliest, let latest = fracture.date?.latest else { return nil }
    guard let now = visit.age.exactYears, let date = visit.date else { return nil }
    let years = [earliest, min(latest, date)].map { now - Double(date.days(since: $0)) / 365.2425 }
    return min(years[0], years[1])...max(years[0], years[1])
  }
}
