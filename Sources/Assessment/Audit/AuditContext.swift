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

  /// What the report says in sum.
  let summary: ReportSummary

  /// Whether the report gives the category of the person somewhere, and whether it gives one that is low.
  let isWholeCategoryStated: Bool
  let isLowCategoryStated: Bool

  init(_ assessor: Assessor, _ assessment: Assessment, _ report: FinishedReport) {
    study = assessor.study
    self.report = report
    self.assessment = assessment
    rules = assessor.rules
    visit = assessor.visits[0].visit
    let summary = ReportSummary(report)
    self.summary = summary
    isWholeCategoryStated =
      assessment.diagnosis.category.map { category in
        summary.diagnoses.contains { $0.category.agrees(with: category) }
      } ?? false
    isLowCategoryStated = summary.diagnoses.contains { ![.normal, .withinExpectedRange].contains($0.category) }
    let regions = assessor.visits.map { $0.regions.map { $0.assessed } }
    latest = regions[0]
    earlier = Array(regions.dropFirst())
    person = assessor.personFacts.adding(Self.addedFacts(assessor, assessment))
  }

  // MARK: The person

  private static func addedFacts(_ assessor: Assessor, _ assessment: Assessment) -> Facts {
    var facts = Facts()
    facts[.clinicalOsteoporosis] = assessment.clinicalDiagnosis.osteoporosis.map { .flag($0) }
    facts[.categoryContested] = .flag(assessment.diagnosis.category == nil && assessment.diagnosis.contested != nil)
    facts[.lowestScore] = assessment.diagnosis.score.map { .score($0) }
    facts[.lowestRegion] = assessment.diagnosis.region.map { .text($0.spokenName) }
    facts[.wholeDiagnosis] = assessment.diagnosis.category.map { .text($0.words) }
    return facts.adding(GlucocorticoidFacts(study: assessor.study, visit: assessor.visits[0].visit).facts)
  }
}
