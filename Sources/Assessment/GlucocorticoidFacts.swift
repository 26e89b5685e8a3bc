// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// The dose of a glucocorticoid in use at a visit, and for how long it has been taken.
struct GlucocorticoidFacts {
  let study: Study
  let visit: Visit

  var facts: Facts {
    let taken = (study.history.medications ?? []).filter { drug in
      Concept.prednisone.matches(name: drug.name, code: drug.code) && visit.isTaken(drug)
    }
    let strongest = taken.max { ($0.doseMg ?? 0) < ($1.doseMg ?? 0) }
    var facts = Facts()
    facts[.glucocorticoidDose] = strongest?.doseMg.flatMap { ExactDecimal($0) }.map { .number($0) }
    if let start = strongest?.start?.latest, let date = visit.date {
      facts[.glucocorticoidMonths] = .count(max(0, date.wholeMonths(since: start)))
    }
    return facts
  }
}
