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
    (.statedOsteophytes, .osteophytes), (.statedFacetSclerosis, .facetSclerosis),
    (.statedVertebralFracture, .vertebralFracture), (.statedAorticCalcification, .aorticCalcification),
    (.statedLaminectomy, .spinalDefect), (.statedSpinalHardware, .spinalHardware), (.statedScoliosis, .scoliosis),
    (.statedAnkylosis, .ankylosis), (.statedNumbering, .vertebralNumbering), (.statedHipRotation, .hipRotation),
    (.statedHipAnalysis, .hipAnalysis), (.statedContrast, .recentContrast),
    (.statedOverlyingObject, .overlyingObject), (.statedHipImplant, .hipImplant),
    (.statedHipOsteoarthritis, .hipOsteoarthritis), (.statedMovement, .movement), (.statedPositioning, .positioning),
    (.statedWristFracture, .wristFracture), (.statedDenseDisease, .denseBoneDisease),
    (.statedHypophosphatasia, .hypophosphatasia), (.statedOsteomalacia, .osteomalacia),
    (.statedOverload, .tissueOverload), (.statedShortStature, .shortStature), (.statedDiabetes, .diabetes),
  ]

  private static let drugs: [(fact: Fact, concept: Concept)] = [
    (.statedGlucocorticoids, .glucocorticoids), (.statedStrontium, .strontium),
  ]

  private static let degenerative: [Concept] = [
    .osteophytes, .facetSclerosis, .vertebralFracture, .aorticCalcification, .scoliosis, .ankylosis,
  ]

  var facts: Facts {
    var facts = Facts()
    let remarks = visit.visit.scans.flatMap { $0.comments }
    let conditions = study.history.conditions ?? []
    if !remarks.isEmpty || !conditions.isEmpty {
      for (fact, concept) in Self.conditions where concept.isStated(conditions, remarks) { facts[fact] = .flag(true) }
    }
    for drug in study.history.medications ?? [] {
      for (fact, concept) in Self.drugs where concept.matches(name: drug.name, code: drug.code) {
        facts[fact] = .flag(true)
      }
    }
    if brokenVertebra { facts[.statedVertebralFracture] = .flag(true) }
    facts[.lowAlkalinePhosphatase] = lowAlkalinePhosphatase.map { .flag($0) }
    let reasons = visit.visit.scans.flatMap { scan in
      scan.regions.filter { $0.site == .lumbarSpine }.compactMap { $0.exclusionReason }
    }
    let isDegenerative = Self.degenerative.contains { $0.isStated(conditions, remarks + reasons) }
    if isDegenerative || brokenVertebra { facts[.degenerativeSign] = .flag(true) }
    return facts
  }

  private var brokenVertebra: Bool {
    study.history.fractures?.contains { fracture in
      guard fracture.site == .vertebra else { return false }
      guard let earliest = fracture.date?.earliest, let date = visit.visit.date else { return true }
      return earliest <= date
    } ?? false
  }

  private var lowAlkalinePhosphatase: Bool? {
    let results = study.history.laboratory?.filter { $0.test.lowercased().contains("alkaline-phosphatase") }
    let judged = (results ?? []).compactMap { result in result.low.map { result.value < $0 } }
    return judged.isEmpty ? nil : judged.contains(true)
  }
}

extension Concept {
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
