// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
public import Statistics

/// What a habit or a drug did to density in a study.
public struct Effect: Hashable, Sendable {
  /// The rule on the habit; `nil` for a drug.
  public let rule: String?

  /// The drug; `nil` for a habit.
  public let agent: String?

  /// The class of the drug.
  public let drugClass: DrugClass?

  /// The site.
  public let site: Site

  /// The smallest change that is published, in percent.
  public let low: ExactDecimal

  /// The largest change that is published, in percent.
  public let high: ExactDecimal

  /// After how many months.
  public let months: Int?

  /// What it is compared with.
  public let against: String

  /// The study.
  public let study: String

  /// The evidence.
  public let tag: EvidenceTag

  /// Where it comes from.
  public let sources: [Citation]
}

/// By how much a drug lowered the number of people with a new fracture in a trial.
public struct FractureReduction: Hashable, Sendable {
  /// The drug.
  public let agent: String

  /// Its class.
  public let drugClass: DrugClass

  /// The fracture: `vertebra`, `hip` or `nonvertebral`.
  public let fracture: String

  /// The smallest relative reduction in percent that is published.
  public let low: ExactDecimal

  /// The largest one.
  public let high: ExactDecimal

  /// The trial.
  public let study: String

  /// The evidence.
  public let tag: EvidenceTag

  /// Where it comes from.
  public let sources: [Citation]
}
