// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase

/// What changed between the latest visit and the one before it besides bone.
///
/// - Source: Rules AUD-20 and DIS-25.
struct SerialFacts {
  private let study: Study
  private let visits: [VisitAssessment]

  init(of study: Study, _ visits: [VisitAssessment]) {
    self.study = study
    self.visits = visits
  }

  var facts: Facts {
    var facts = Facts()
    facts[.changeExplained] = study.history.medications.map { .flag($0.contains(where: explainsChange)) }
    let pairs = visits[0].regions.compactMap { region in
      visits.earlier(like: region.assessed).map { (now: region.assessed.scanner, before: $0.scanner) }
    }
    guard !pairs.isEmpty else { return facts }
    facts[.scannerChanged] = .flag(pairs.contains { !isSame($0.now, $0.before) })
    facts[.softwareChanged] = .flag(
      pairs.contains { isSame($0.now, $0.before) && differ($0.now.software, $0.before.software) })
    return facts
  }

  private func explainsChange(_ drug: Medication) -> Bool {
    let isStarted = visits[0].visit.date.map { drug.start?.earliest ?? $0 <= $0 } ?? true
    guard isStarted else { return false }
    if [Concept.boneFormingDrug, .strontium].contains(where: { $0.matches(name: drug.name, code: drug.code) }) {
      return true
    }
    return drug.stop != nil && Concept.denosumab.matches(name: drug.name, code: drug.code)
  }

  private func isSame(_ now: Scanner, _ before: Scanner) -> Bool {
    !differ(now.scale?.name ?? now.manufacturer, before.scale?.name ?? before.manufacturer)
      && !differ(now.model, before.model) && !differ(now.serial, before.serial)
  }

  private func differ(_ now: String?, _ before: String?) -> Bool {
    guard let now, let before else { return false }
    return now.lowercased() != before.lowercased()
  }
}

extension [VisitAssessment] {
  /// Returns the same region at the nearest earlier visit that has it.
  func earlier(like region: AssessedRegion) -> AssessedRegion? {
    for visit in dropFirst() {
      if let found = visit.regions.first(where: { $0.assessed.label == region.label }) { return found.assessed }
    }
    return nil
  }
}
