// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase

/// What conditions, drugs, comments and laboratory results state that moves a density.
///
/// - Source: Rules DIS-01 to DIS-27.
struct StatedFacts {
  private let study: Study
  private let visit: VisitAssessment

  init(of study: Study, at visit: VisitAssessment) {
    self.study = study
    self.visit = visit
  }

  private static let conditions: [(fact: Fact, concept: Concept)] = [
    (.statedAorticCalcification, .aorticCalcification), (.statedAnkylosis, .ankylosis),
    (.statedNumbering, .vertebralNumbering), (.statedHipRotation, .hipRotation), (.statedHipAnalysis, .hipAnalysis),
    (.statedOverlyingObject, .overlyingObject), (.statedHipImplant, .hipImplant), (.statedHipDysplasia, .hipDysplasia),
    (.statedHipFracture, .hipFracture), (.statedHipOsteoarthritis, .hipOsteoarthritis),
    (.statedPositioning, .positioning), (.statedWristFracture, .wristFracture),
    (.statedDenseDisease, .denseBoneDisease),
    (.statedHypophosphatasia, .hypophosphatasia), (.statedOsteomalacia, .osteomalacia),
    (.statedOverload, .tissueOverload), (.statedShortStature, .shortStature), (.statedDiabetes, .diabetes),
  ]

  /// What lies at a level: where only neck or chest are named, the lumbar spine is free of it.
  private static let ofSpine: [(fact: Fact, concept: Concept)] = [
    (.statedOsteophytes, .osteophytes), (.statedFacetSclerosis, .facetSclerosis),
    (.statedVertebralFracture, .vertebralFracture), (.statedLaminectomy, .spinalDefect),
    (.statedSpinalHardware, .spinalHardware), (.statedScoliosis, .scoliosis),
  ]

  private static let degenerative: [Concept] = [.osteophytes, .facetSclerosis, .vertebralFracture, .ankylosis]

  var facts: Facts {
    var facts = history
    let remarks = visit.visit.scans.flatMap { $0.comments }
    let conditions = study.history.conditions ?? []
    for (fact, concept) in Self.conditions where concept.isStated(conditions, remarks) { facts[fact] = .flag(true) }
    for (fact, concept) in Self.ofSpine where concept.isStatedOfLumbarSpine(conditions, remarks) {
      facts[fact] = .flag(true)
    }
    if Concept.movement.isStated([], remarks) { facts[.statedMovement] = .flag(true) }
    if Concept.recentContrast.isStated(conditions.filter(isRecent), remarks) { facts[.statedContrast] = .flag(true) }
    let reasons = visit.visit.scans.flatMap { scan in
      scan.regions.filter { $0.site == .lumbarSpine }.compactMap { $0.exclusionReason }
    }
    let isDegenerative = Self.degenerative.contains { $0.isStatedOfLumbarSpine(conditions, remarks + reasons) }
    if isDegenerative || isBroken(.vertebra) { facts[.degenerativeSign] = .flag(true) }
    return facts
  }

  /// What the lists of fractures, drugs and laboratory results give.
  private var history: Facts {
    var facts = Facts()
    let drugs = study.history.medications ?? []
    if drugs.contains(where: isSystemicGlucocorticoid) { facts[.statedGlucocorticoids] = .flag(true) }
    if drugs.contains(where: isStrontium) { facts[.statedStrontium] = .flag(true) }
    if isBroken(.vertebra) { facts[.statedVertebralFracture] = .flag(true) }
    if isBroken(.hip) { facts[.statedHipFracture] = .flag(true) }
    facts[.lowAlkalinePhosphatase] = lowAlkalinePhosphatase.map { .flag($0) }
    return facts
  }

  /// A code names the form with the substance; a name may add a form that acts only where it is put.
  private func isSystemicGlucocorticoid(_ drug: Medication) -> Bool {
    guard visit.visit.isTaken(drug), Concept.glucocorticoids.matches(name: drug.name, code: drug.code) else {
      return false
    }
    return Concept.glucocorticoids.matches(name: "", code: drug.code)
      || !Concept.localForm.matches(name: drug.name, code: nil)
  }

  /// It stays in the bone after treatment, so that only its beginning counts.
  private func isStrontium(_ drug: Medication) -> Bool {
    let isBegun = visit.visit.date.map { drug.start?.earliest ?? $0 <= $0 } ?? true
    return isBegun && Concept.strontium.matches(name: drug.name, code: drug.code)
  }

  /// Tells whether a condition is dated within the month before the scan.
  private func isRecent(_ condition: MedicalCondition) -> Bool {
    guard let date = visit.visit.date, let first = condition.since?.earliest, let last = condition.since?.latest else {
      return false
    }
    return first <= date && date.days(since: last) <= 31
  }

  private func isBroken(_ site: Fracture.Site) -> Bool { study.isBroken(site, at: visit.visit) }

  private var lowAlkalinePhosphatase: Bool? {
    let results = study.history.laboratory?.filter { $0.test.lowercased().contains("alkaline-phosphatase") }
    let judged = (results ?? []).compactMap { result in result.low.map { result.value < $0 } }
    return judged.isEmpty ? nil : judged.contains(true)
  }
}

extension Study {
  /// Tells whether a bone was broken by the day of a visit; one that may have broken by then counts.
  func isBroken(_ site: Fracture.Site, at visit: Visit) -> Bool {
    history.fractures?.contains { fracture in
      guard fracture.site == site else { return false }
      guard let earliest = fracture.date?.earliest, let date = visit.date else { return true }
      return earliest <= date
    } ?? false
  }
}

extension Concept {
  /// Tells whether conditions or remarks state the concept, and not of the neck or the chest alone.
  func isStatedOfLumbarSpine(_ conditions: [MedicalCondition], _ remarks: [String]) -> Bool {
    let texts = conditions.flatMap { statements(in: $0) } + remarks.flatMap { statements(in: $0) }
    return texts.contains { SpinalLevels(in: $0).mayConcernLumbarSpine }
  }

  /// Tells whether conditions or remarks state the concept.
  func isStated(_ conditions: [MedicalCondition], _ remarks: [String]) -> Bool {
    conditions.contains { !statements(in: $0).isEmpty } || remarks.contains { !statements(in: $0).isEmpty }
  }

  /// Returns what a condition states of the concept, in lower case; a code of a known system decides before the name.
  func statements(in condition: MedicalCondition) -> [String] {
    if let code = condition.code, codes.contains(where: { $0.system == code.system }) {
      return matches(name: "", code: code) ? [condition.name.lowercased()] : []
    }
    return statements(in: condition.name)
  }
}
