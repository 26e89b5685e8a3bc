// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The densitometric category of a person or a region.
public enum Category: String, CaseIterable, Sendable {
  case normal
  case lowBoneMass = "low-bone-mass"
  case osteoporosis
  case severeOsteoporosis = "severe-osteoporosis"
  case withinExpectedRange = "within-expected-range"
  case belowExpectedRange = "below-expected-range"
  case lowWithRiskFactors = "low-with-risk-factors"

  /// Whether the category is osteoporosis, with or without a fracture.
  public var isOsteoporosis: Bool { self == .osteoporosis || self == .severeOsteoporosis }

  /// The score that the category rests on.
  public var basis: ScoreBasis {
    switch self {
    case .normal, .lowBoneMass, .osteoporosis, .severeOsteoporosis: .t
    case .withinExpectedRange, .belowExpectedRange, .lowWithRiskFactors: .z
    }
  }
}

/// The score that a diagnosis rests on.
public enum ScoreBasis: String, CaseIterable, Sendable {
  case t
  case z
}

/// The scores at which a category changes; their only values come from the rules.
///
/// - Source: Rules CLS-04 and CLS-06.
public struct CutPoints: Hashable, Sendable {
  /// The lowest T-score that is normal.
  public let normalAtLeast: ReportedScore

  /// The highest T-score that is osteoporosis.
  public let osteoporosisAtMost: ReportedScore

  /// The highest Z-score that is below the expected range.
  public let belowRangeAtMost: ReportedScore

  /// Creates cut points.
  public init(normalAtLeast: ReportedScore, osteoporosisAtMost: ReportedScore, belowRangeAtMost: ReportedScore) {
    self.normalAtLeast = normalAtLeast
    self.osteoporosisAtMost = osteoporosisAtMost
    self.belowRangeAtMost = belowRangeAtMost
  }

  /// Classifies a score as it is reported.
  public func classify(_ score: ReportedScore, by basis: ScoreBasis) -> Category {
    switch basis {
    case .t where score >= normalAtLeast: .normal
    case .t where score <= osteoporosisAtMost: .osteoporosis
    case .t: .lowBoneMass
    case .z: score <= belowRangeAtMost ? .belowExpectedRange : .withinExpectedRange
    }
  }

  /// Tells whether a reported score lies within 0.1 of a cut point.
  ///
  /// - Source: Rule NUM-05.
  public func isNear(_ score: ReportedScore, by basis: ScoreBasis) -> Bool {
    let points = basis == .t ? [normalAtLeast, osteoporosisAtMost] : [belowRangeAtMost]
    return points.contains { abs($0.tenths - score.tenths) <= 1 }
  }
}
