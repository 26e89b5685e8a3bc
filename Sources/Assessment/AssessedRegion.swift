// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
public import KnowledgeBase

/// A measured region with what was made of it.
public struct AssessedRegion: Sendable {
  /// The measurement.
  public var region: MeasuredRegion

  /// The day of the scan, if it was given.
  public var date: CalendarDate?

  /// The age at the scan.
  public var age: Age

  /// The scanner that measured.
  public var scanner: Scanner

  /// The facility, if it was given.
  public var facility: String?

  /// Whether the region was pooled from single vertebrae.
  public var isPooled = false

  /// The T-score that counts.
  public var t: AssessedScore?

  /// The Z-score that counts.
  public var z: AssessedScore?

  /// The Z-score less what height explains, for children.
  public var heightAdjustedZ: ZScore?

  /// The keys of the height curve and of the adjustment behind ``heightAdjustedZ``.
  public var heightReferences: [String] = []

  /// The density as a percentage of the young-adult mean.
  public var percentOfYoungAdult: Int?

  /// The T-scores that other references would give; they never diagnose.
  public var whatIf: [WhatIf] = []

  /// Which T-score classifies, where there are two.
  public var choice: Rule.ScoreChoice?

  /// Whether the site may carry a diagnosis.
  public var isDiagnostic = false

  /// Whether the diagnosis rests on the region among others.
  public var usedForDiagnosis = false

  /// What is not said of the region, and why.
  public var refusals: [Refusal] = []

  /// The rules behind its scores and its role.
  public var rules: [String] = []

  /// A T-score that another reference would give.
  public struct WhatIf: Hashable, Sendable {
    /// The key of the reference.
    public let reference: String

    /// The score.
    public let t: TScore
  }

  /// The region in words, such as `femoral-neck left` or `lumbar-spine L1-L4`.
  public var label: String { region.label }

  /// Returns the score that a basis reads.
  public func score(_ basis: ScoreBasis) -> AssessedScore? { basis == .t ? t : z }
}

/// A score with its origin.
public struct AssessedScore: Hashable, Sendable {
  /// Where a score comes from.
  public enum Origin: String, Sendable {
    /// The scanner printed it.
    case printed
    /// The engine computed it.
    case computed
  }

  /// The score that counts, to one decimal.
  public let reported: ReportedScore

  /// Where it comes from.
  public let origin: Origin

  /// The reference: a key for a computed score, the printed name (or `nil`) for a printed one.
  public let reference: String?

  /// The score that the engine computed, whether it counts or not.
  public let computed: Computed?

  /// The score that the scanner printed, whether it counts or not.
  public let printed: ReportedScore?

  /// A score that the engine computed.
  public struct Computed: Hashable, Sendable {
    /// The score to one decimal.
    public let reported: ReportedScore

    /// The score before rounding.
    public let unrounded: Double

    /// The key of the reference.
    public let reference: String

    /// The evidence behind the reference.
    public let tag: EvidenceTag

    /// The percentage of peers at or below, for Z-scores.
    public let centile: Double?
  }

  /// The score before rounding, if the one that counts was computed.
  public var unrounded: Double? { origin == .computed ? computed?.unrounded : nil }

  /// The percentage of peers at or below, if the Z-score that counts was computed.
  public var centile: Double? { origin == .computed ? computed?.centile : nil }
}
