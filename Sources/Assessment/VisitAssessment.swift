// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// What the scans of one day mean.
struct VisitAssessment {
  let visit: Visit
  let regions: [(assessed: AssessedRegion, facts: Facts)]
  let suspects: [SuspectVertebra]
  let diagnosis: Diagnosis

  /// The facts of the person that the scans add.
  let personFacts: Facts

  /// The refusals of the person that no rule of the person's subject states.
  let refusals: [Refusal]

  /// The facts that would decide which score applies, where that is not known.
  let missingForBasis: [Fact]

  init(of study: Study, at visit: Visit, rules: RuleBook, options: AssessmentOptions) {
    self.visit = visit
    let person = PersonFacts(of: study, at: visit).facts
    let patient = study.patient.known(at: visit)
    var regions: [(assessed: AssessedRegion, facts: Facts)] = []
    var ofScans: [(scan: Scan, regions: [AssessedRegion])] = []
    var spineRefusals: [Refusal] = []
    for scan in visit.scans {
      let assessor = RegionAssessor(
        rules: rules, options: options, patient: patient, person: person, scan: scan)
      let own = assessor.regions()
      regions += own
      spineRefusals += [assessor.spineRefusal].compactMap(\.self)
      ofScans.append((scan, own.map { $0.assessed }))
    }
    let maker = DiagnosisMaker(
      rules: rules, person: person, regions: regions.map { $0.assessed }, study: study, visit: visit)
    let made = maker.diagnose()
    diagnosis = made.diagnosis
    personFacts = made.facts
    refusals = made.refusals + spineRefusals
    missingForBasis = made.missingForBasis
    suspects = ofScans.flatMap {
      SuspectVertebra.all(among: $0.regions, on: $0.scan, namesCategory: made.diagnosis.basis == .t)
    }
    self.regions = regions.map { region in
      var assessed = region.assessed
      let score = made.diagnosis.basis.flatMap { assessed.score($0) }
      let isUsed = made.usedLabels.contains(assessed.label) && assessed.isDiagnostic && score != nil
      assessed.usedForDiagnosis = visit.isLatest && isUsed
      return (assessed, region.facts)
    }.sorted { $0.assessed.region.orderKey.lexicographicallyPrecedes($1.assessed.region.orderKey) }
  }

  /// Whether the visit has no category and a T-score that would be osteoporosis where T-scores apply.
  var mayBeOsteoporosis: Bool {
    guard diagnosis.category == nil else { return false }
    return regions.contains { region in
      let scores = [region.assessed.t?.reported, region.assessed.t?.computed?.reported].compactMap(\.self)
      return region.assessed.isDiagnostic && scores.contains { CutPoints.published.classify($0, by: .t).isOsteoporosis }
    }
  }
}
