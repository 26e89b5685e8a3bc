// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Testing

/// A rule on reports with a whole study on which it speaks, and the nearest one on which it does not.
struct AuditCase: Sendable, CustomTestStringConvertible {
  let rule: String
  let what: String
  let fires: Study
  let silent: Study
  let profile: Profile

  init(_ rule: String, _ what: String, fires: Study, silent: Study, under profile: Profile = .iscd2023) {
    self.rule = rule
    self.what = what
    self.fires = fires
    self.silent = silent
    self.profile = profile
  }

  var testDescription: String { "\(rule): \(what)" }

  /// The findings of the rule on the report of a study.
  func findings(_ study: Study) -> [Finding] {
    let audit = Audit(of: study, options: AssessmentOptions(profile: profile))
    return audit.findings.filter { $0.rule == rule && $0.subject == "report" }
  }

  /// Every case.
  static let all =
    AuditDiagnosisTests.cases + AuditValueTests.cases + AuditChangeTests.cases + AuditRiskTests.cases
    + AuditReportTests.cases
}
