// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// What is known of a person at any time from the first scan on, as the rules on expected rates ask for it.
///
/// Times are years of 365.25 days since the first scan. A day that is known only to the month or year counts as the middle
/// of it.
struct PersonOverTime {
  private let patient: Patient
  private let firstAge: Double?
  private let lastTime: Double
  private let drugs: [Course]
  private let drugsAreKnown: Bool

  /// A drug over time.
  private struct Course {
    let kind: String
    let isLossCause: Bool
    let start: Double?
    let stop: Double?
    /// Whether it can be told when the drug is taken: there are days, and it does not stop before it starts.
    let isDated: Bool
  }

  init(_ study: Study, first: Moment, last: Moment) {
    patient = study.patient
    firstAge = first.age.exactYears
    let latest = last.years(since: first)
    lastTime = latest
    drugsAreKnown = study.history.medications != nil
    func time(_ day: PartialDate?) -> Double? {
      guard let early = day?.earliest, let late = day?.latest, let start = first.date else { return nil }
      return Double(early.days(since: start) + late.days(since: start)) / 2 / 365.25
    }
    drugs = (study.history.medications ?? []).compactMap { drug in
      guard let kind = RateDrug.kind(of: drug) else { return nil }
      let hasDays = first.date != nil || (drug.start == nil && drug.stop == nil)
      let (start, stop) = (time(drug.start), time(drug.stop) ?? Self.overdue(kind, time(drug.lastDose), latest))
      let isInOrder = start.flatMap { start in stop.map { start <= $0 } } ?? true
      return Course(
        kind: kind.value, isLossCause: kind.isLossCause, start: start, stop: stop, isDated: hasDays && isInOrder)
    }
  }

  /// Returns when denosumab came to an end of which nobody told: seven months after a last dose that no other followed.
  ///
  /// - Source: Rule MON-28.overdue.
  private static func overdue(_ kind: RateDrug, _ lastDose: Double?, _ latest: Double) -> Double? {
    guard kind.concept == .denosumab, let lastDose else { return nil }
    let end = lastDose + 7.0 / 12
    return end <= latest ? end : nil
  }

  /// Whether no list of drugs was given.
  var assumesNoDrugs: Bool { !drugsAreKnown }

  /// The facts that are missing because it cannot be told when some drug is taken; the person is then not without drugs.
  var undatedFacts: [Fact] {
    let undated = drugs.filter { !$0.isDated }
    let found: [Fact?] = [
      undated.contains { !$0.isLossCause } ? .yearsOnBoneDrug : nil,
      undated.contains { $0.isLossCause } ? .yearsOnLossCause : nil,
    ]
    return found.compactMap(\.self)
  }

  // MARK: Facts

  /// Returns the times from 0 to an end at which the answer of rules may change, in order.
  func turningTimes(until end: Double, under rules: RateRules) -> [Double] {
    var times: Set<Double> = [0, lastTime]
    func add(_ start: Double?, _ turns: [Double]) {
      guard let start else { return }
      times.formUnion(turns.map { start + $0 }.filter { $0 > 0 && $0 < end })
    }
    let firstBirth = firstAge.map { -$0 }
    add(firstBirth, rules.turns(of: .age))
    if let firstBirth, let age = patient.menopauseAge {
      add(firstBirth + age, [-2, 0] + rules.turns(of: .yearsSinceMenopause))
    }
    for drug in drugs {
      add(drug.start, [0] + rules.turns(of: drug.isLossCause ? .yearsOnLossCause : .yearsOnBoneDrug))
      add(drug.stop, [0] + rules.turns(of: .yearsSinceBoneDrug))
    }
    return times.sorted()
  }

  /// The facts at a time, without the site.
  func facts(at time: Double) -> Facts {
    var facts = Facts()
    // A hair more, so that an age that is reached at a turning time counts as reached.
    let age = firstAge.map { $0 + time + 1e-9 }
    facts[.age] = age.map { .count(Int($0.rounded(.down))) }
    facts[.sexAtBirth] = .text(patient.sexAtBirth.rawValue)
    if patient.sexAtBirth == .female {
      facts[.menopause] = menopause(time, age).map { .text($0.rawValue) }
      if let age, let last = patient.menopauseAge, age >= last {
        facts[.yearsSinceMenopause] = .count(Int((age - last).rounded(.down)))
      }
    }
    guard drugsAreKnown else { return facts }
    add(courses: drugs.filter { !$0.isLossCause }, at: time, to: &facts)
    addLossCauses(at: time, to: &facts)
    return facts
  }

  private func menopause(_ time: Double, _ age: Double?) -> MenopausalStatus? {
    if patient.menopause == .post, let age, let last = patient.menopauseAge {
      return age >= last ? .post : age >= last - 2 ? .transition : .pre
    }
    guard let status = patient.menopause, status != .unknown else { return nil }
    switch status {
    case .pre where time <= lastTime + 1e-9: return .pre
    case .post where time >= lastTime - 1e-9: return .post
    case .transition where (time - lastTime).magnitude < 1e-9: return .transition
    default: return nil
    }
  }

  private func isTaken(_ drug: Course, at time: Double) -> Bool {
    (drug.start ?? -.infinity) <= time && time < (drug.stop ?? .infinity)
  }

  private func whole(_ years: Double) -> FactValue { .count(Int((years + 1e-9).rounded(.down))) }

  private func add(courses: [Course], at time: Double, to facts: inout Facts) {
    guard courses.allSatisfy({ $0.isDated }) else { return }
    let taken = courses.filter { isTaken($0, at: time) }
    facts[.boneDrug] = .text(taken.isEmpty ? "none" : taken.count > 1 ? "other" : taken[0].kind)
    if taken.count == 1, let start = taken[0].start { facts[.yearsOnBoneDrug] = whole(time - start) }
    let stopped = courses.filter { ($0.stop ?? .infinity) <= time }
    let last = stopped.max { ($0.stop ?? 0) < ($1.stop ?? 0) }
    facts[.stoppedBoneDrug] = .text(last?.kind ?? "none")
    if let stop = last?.stop { facts[.yearsSinceBoneDrug] = whole(time - stop) }
  }

  private func addLossCauses(at time: Double, to facts: inout Facts) {
    let causes = drugs.filter { $0.isLossCause }
    guard causes.allSatisfy({ $0.isDated }) else { return }
    let taken = causes.filter { isTaken($0, at: time) }
    facts[.lossCause] = .text(taken.isEmpty ? "none" : taken.count > 1 ? "several" : taken[0].kind)
    if taken.count == 1, let start = taken[0].start { facts[.yearsOnLossCause] = whole(time - start) }
  }
}
