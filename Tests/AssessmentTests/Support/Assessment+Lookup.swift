// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics
internal import Testing

extension Assessment {
  /// Assesses under a profile.
  init(_ study: Study, _ profile: Profile = .iscd2023, criteria: ClinicalCriteria? = nil, whatIf: Bool = false) {
    self.init(of: study, options: AssessmentOptions(profile: profile, criteria: criteria, showsWhatIf: whatIf))
  }

  /// Returns the one region with a label, such as `femoral-neck left`.
  func region(_ label: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> AssessedRegion {
    let found = regions.filter { $0.label == label }
    try #require(found.count == 1, "\(regions.map { $0.label })", sourceLocation: sourceLocation)
    return found[0]
  }

  /// The rules of the findings.
  var found: [String] { findings.map { $0.rule } }

  /// The codes of the person's refusals.
  var refused: [String] { refusals.map { $0.code } }

  /// Tells whether a rule has a finding.
  func finds(_ rule: String) -> Bool { found.contains(rule) }
}

extension AssessedRegion {
  /// The codes of the refusals.
  var refused: [String] { refusals.map { $0.code } }

  /// The T-score in tenths.
  var tenthsT: Int? { t?.reported.tenths }

  /// The Z-score in tenths.
  var tenthsZ: Int? { z?.reported.tenths }
}
