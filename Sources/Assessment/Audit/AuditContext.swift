// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// What a report is judged by: the study, what its scans mean, and what is known of the person.
struct AuditContext {
  let study: Study
  let report: FinishedReport
  let assessment: Assessment
  let rules: RuleBook

  /// The facts of the person at the latest visit.
  let person: Facts

  /// The regions of the latest visit.
  let latest: [AssessedRegion]

  /// The regions of the earlier visits, the most recent first.
  let earlier: [[AssessedRegion]]

  /// The latest visit.
  let visit: Visit

  init(_ assessor: Assessor, _ assessment: Assessment, _ report: FinishedReport) {
    study = assessor.study
    self.report = report
    self.assessment = assessment
    rules = assessor.rules
    visit = assessor.visits[0].visit
    let regions = assessor.visits.map { $0.regions.map { $0.assessed } }
    latest = regions[0]
    earlier = Array(regions.dropFirst())
    person = assessor.personFacts.adding(Self.addedFacts(assessor, assessment))
  }

  /// The contents of the report.
  var contents: [ReportStatement.Content] { report.statements.map { $0.content } }

  /// The diagnoses that the report makes of the scan now.
  var diagnoses: [StatedDiagnosis] {
    contents.compactMap { content in
      guard case .diagnosis(let stated) = content, !stated.isDenied, !stated.isEarlier else { return nil }
      return stated
    }
  }

  /// The changes that the report states.
  var changes: [StatedChange] {
    contents.compactMap { if case .change(let change) = $0 { change } else { nil } }
  }

  /// The least significant changes that the report states.
  var statedLimits: [StatedLeastSignificantChange] {
    contents.compactMap { if case .leastSignificantChange(let limit) = $0 { limit } else { nil } }
  }

  /// Tells whether the report holds a kind of advice.
  func advises(_ kind: StatedAdvice.Kind) -> Bool {
    contents.contains { if case .advice(let advice) = $0 { advice.kind == kind } else { false } }
  }

  // MARK: The person

  private static func addedFacts(_ assessor: Assessor, _ assessment: Assessment) -> Facts {
    var facts = Facts()
    facts[.clinicalOsteoporosis] = assessment.clinicalDiagnosis.osteoporosis.map { .flag($0) }
    facts[.categoryContested] = .flag(assessment.diagnosis.category == nil && assessment.diagnosis.contested != nil)
    facts[.lowestScore] = assessment.diagnosis.score.map { .score($0) }
    facts[.lowestRegion] = assessment.diagnosis.region.map { .text($0.words) }
    facts[.wholeDiagnosis] = assessment.diagnosis.category.map { .text($0.words) }
    return facts.adding(heightFacts(assessor)).adding(glucocorticoidFacts(assessor))
  }

  /// Heights to tenths of a centimeter, so that a loss of exactly 4 cm is one.
  private static func heightFacts(_ assessor: Assessor) -> Facts {
    func tenths(_ height: Double?) -> Int64? { height.flatMap { ExactDecimal($0) }?.rounded(toPlaces: 1) }
    var facts = Facts()
    let visits = assessor.visits.map { $0.visit }
    let patient = assessor.study.patient
    let now = visits[0].enteredHeight ?? patient.heightCm
    if let now = tenths(now), let greatest = tenths(patient.maximumHeightCm) {
      facts[.heightLossFromMaximum] = .number(ExactDecimal(tenths: greatest - now))
    }
    if let now = tenths(now), visits.count > 1, let before = tenths(visits[1].enteredHeight) {
      facts[.heightLossSincePrevious] = .number(ExactDecimal(tenths: before - now))
    }
    return facts
  }

  private static func glucocorticoidFacts(_ assessor: Assessor) -> Facts {
    let visit = assessor.visits[0].visit
    let taken = (assessor.study.history.medications ?? []).filter { drug in
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

extension Visit {
  /// The height that was entered on the scanner, in cm.
  var enteredHeight: Double? { scans.compactMap { $0.entered.heightCm }.first }

  /// Tells whether a drug was taken at the visit; one without dates was.
  func isTaken(_ drug: Medication) -> Bool {
    guard let date else { return drug.stop == nil }
    return drug.start?.earliest.map { $0 <= date } ?? true && drug.stop?.latest.map { $0 >= date } ?? true
  }
}
