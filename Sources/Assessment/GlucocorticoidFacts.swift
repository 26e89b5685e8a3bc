// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// The dose of a glucocorticoid in use at a visit, and for how long it has been taken.
///
/// Of several at once the strongest counts, and the dose is known only from below.
struct GlucocorticoidFacts {
  let study: Study
  let visit: Visit

  var facts: Facts {
    let taken = (study.history.medications ?? []).filter { drug in
      Concept.prednisone.matches(name: drug.name, code: drug.code) && visit.isTaken(drug)
    }
    let strongest = taken.max { ($0.doseMg ?? 0) < ($1.doseMg ?? 0) }
    var facts = Facts()
    facts[.glucocorticoidDose] = strongest?.doseMg.flatMap { ExactDecimal($0) }.map {
      taken.count == 1 && !isStronger(strongest) ? .number($0) : .atLeast($0)
    }
    if let start = strongest?.start?.latest, let date = visit.date {
      facts[.glucocorticoidMonths] = .count(max(0, date.wholeMonths(since: start)))
    }
    return facts
  }

  /// Whether a milligram of it is more than one of prednisone, so that its dose is one from below.
  private func isStronger(_ drug: Medication?) -> Bool {
    drug.map { Concept.methylprednisolone.matches(name: $0.name, code: $0.code) } ?? false
  }
}
