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
    facts[.lossExplained] = study.history.medications.map { .flag($0.contains(where: explainsLoss)) }
    let pairs = visits[0].regions.compactMap { region in
      visits.earlier(like: region.assessed).map { (now: region.assessed.scanner, before: $0.scanner) }
    }
    guard !pairs.isEmpty else { return facts }
    facts[.scannerChanged] = .flag(pairs.contains { !isSame($0.now, $0.before) })
    facts[.softwareChanged] = .flag(
      pairs.contains { isSame($0.now, $0.before) && differ($0.now.software, $0.before.software) })
    return facts
  }

  /// A drug that builds bone, or strontium, changes density while it is taken and for a time after its end.
  private func explainsChange(_ drug: Medication) -> Bool {
    guard isStarted(drug) else { return false }
    if Concept.boneFormingDrug.matches(name: drug.name, code: drug.code) { return isTaken(drug, years: 1) }
    return Concept.strontium.matches(name: drug.name, code: drug.code) && isTaken(drug, years: 5)
  }

  /// What denosumab held is lost soon after its end.
  private func explainsLoss(_ drug: Medication) -> Bool {
    isStarted(drug) && drug.stop != nil && isTaken(drug, years: 1)
      && Concept.denosumab.matches(name: drug.name, code: drug.code)
  }

  private func isStarted(_ drug: Medication) -> Bool {
    visits[0].visit.date.map { drug.start?.earliest ?? $0 <= $0 } ?? true
  }

  /// Tells whether a drug may have been taken since some years before the previous visit; without dates it may.
  private func isTaken(_ drug: Medication, years: Int) -> Bool {
    guard let stop = drug.stop?.latest, let before = visits.dropFirst().first?.visit.date else { return true }
    return before.days(since: stop) <= years * 366
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
