// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase

/// The longest time after removal of the gonads in which no sex hormone was taken.
///
/// - Source: Rule TGN-03.
struct SexHormoneGap {
  let study: Study
  let visit: Visit

  /// Whole months of the longest gap, counted so that none is counted that may not have been one; `nil` where the gonads were
  /// not removed, or days are missing.
  var months: Int? {
    guard let day = visit.date, let drugs = study.history.medications else { return nil }
    let removals = (study.history.conditions ?? []).filter { !Concept.gonadectomy.statements(in: $0).isEmpty }
    guard !removals.isEmpty else { return nil }
    let days = removals.compactMap { $0.since?.latest }
    guard days.count == removals.count, let removal = days.min(), removal <= day else { return nil }
    let hormones = drugs.filter { drug in
      [Concept.hormoneTherapy, .testosteroneDrug].contains { $0.matches(name: drug.name, code: drug.code) }
    }
    guard hormones.allSatisfy({ $0.start != nil }) else { return nil }
    let courses = hormones.compactMap { drug -> (start: CalendarDate, stop: CalendarDate)? in
      drug.start?.earliest.map { ($0, drug.stop?.latest ?? day) }
    }.sorted { ($0.start, $0.stop) < ($1.start, $1.stop) }
    var covered = removal
    var longest = 0
    for course in courses where course.start <= day {
      longest = max(longest, course.start.wholeMonths(since: min(covered, course.start)))
      covered = max(covered, course.stop)
    }
    return max(longest, day.wholeMonths(since: min(covered, day)))
  }
}
