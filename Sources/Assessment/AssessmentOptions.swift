// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import KnowledgeBase

/// What the caller chooses.
public struct AssessmentOptions: Hashable, Sendable {
  /// The profile.
  public var profile: Profile

  /// The criteria of a clinical diagnosis; `nil` for those of the profile.
  public var criteria: ClinicalCriteria?

  /// The guideline on repeat scans; `nil` for that of the profile.
  public var guideline: Guideline?

  /// Whether Z-scores compare within the person's population group, where that is known.
  public var matchesGroup: Bool

  /// Whether T-scores under other references are shown.
  public var showsWhatIf: Bool

  /// What is expected of the rate of change.
  public var expectedRate: ExpectedRate

  /// The commit that the program was built from.
  public var commit: String?

  /// What is expected of the rate of change before the scans.
  public enum ExpectedRate: Hashable, Sendable {
    /// What the rules expect of such a person.
    case tabled
    /// Nothing: the scans alone speak.
    case none
    /// A rate in percent a year, with the standard deviation of the rates of people about it.
    case own(percentPerYear: Double, spread: Double)
  }

  /// Creates options; by default ISCD 2023, peers of all groups, no other references, the tabled rates.
  public init(
    profile: Profile = .iscd2023, criteria: ClinicalCriteria? = nil, guideline: Guideline? = nil,
    matchesGroup: Bool = false, showsWhatIf: Bool = false, expectedRate: ExpectedRate = .tabled, commit: String? = nil
  ) {
    self.profile = profile
    self.criteria = criteria
    self.guideline = guideline
    self.matchesGroup = matchesGroup
    self.showsWhatIf = showsWhatIf
    self.expectedRate = expectedRate
    self.commit = commit
  }
}
