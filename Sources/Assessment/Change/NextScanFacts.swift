// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// What rules on the next scan ask of a person, besides the facts of the person and of the rate.
///
/// - Source: Rules MON-10, MON-15, MON-28, MON-34, MON-35 and MON-37.
struct NextScanFacts {
  private let study: Study
  private let visit: VisitAssessment

  init(of study: Study, at visit: VisitAssessment) {
    self.study = study
    self.visit = visit
  }

  var facts: Facts {
    var facts = Facts()
    let hips = visit.regions.map { $0.assessed }.filter { [.femoralNeck, .totalHip].contains($0.region.site) }
    facts[.lowestHipT] = hips.filter { $0.isDiagnostic }.compactMap { $0.t?.reported }.min().map { .score($0) }
    facts[.monthsSinceDenosumab] = monthsSinceDenosumab
    facts[.transplant] = isKnown(.transplant)
    facts[.bariatricSurgery] = isKnown(.bariatricSurgery)
    facts[.hiv] = isKnown(.hiv)
    facts[.spinalCordInjury] = isKnown(.spinalCordInjury)
    return facts
  }

  /// Whether a concept is among the conditions of the day of the visit; `nil` without a list of conditions.
  private func isKnown(_ concept: Concept) -> FactValue? {
    study.history.conditions.map { list in
      .flag(list.contains { !concept.statements(in: $0).isEmpty && !isLater($0.since) })
    }
  }

  private func isLater(_ date: PartialDate?) -> Bool {
    guard let earliest = date?.earliest, let day = visit.visit.date else { return false }
    return earliest > day
  }

  /// The number of the month that runs since the last dose; a dose known only to the month or year gives the least.
  private var monthsSinceDenosumab: FactValue? {
    guard let day = visit.visit.date else { return nil }
    let doses = (study.history.medications ?? []).filter {
      Concept.denosumab.matches(name: $0.name, code: $0.code)
    }.compactMap { $0.lastDose }
    let given = doses.filter { dose in dose.latest.map { $0 <= day } ?? false }
    guard let dose = given.max(by: { ($0.latest ?? day) < ($1.latest ?? day) }), let latest = dose.latest else {
      return nil
    }
    let whole = day.wholeMonths(since: latest)
    let begun = day.day == latest.day ? whole : whole + 1
    return dose.earliest == dose.latest ? .count(begun) : .atLeast(ExactDecimal(begun))
  }
}
