// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Statistics

/// A T-score or Z-score to one decimal, as reports print it and as all cut points read it.
///
/// - Source: Rules NUM-01 and NUM-02.
public struct ReportedScore: Hashable, Comparable, Sendable {
  /// The score in tenths.
  public let tenths: Int

  /// Creates a score from whole tenths.
  public init(tenths: Int) {
    self.tenths = tenths
  }

  /// Rounds a score half away from zero to one decimal.
  public init(rounding score: ExactDecimal) {
    tenths = Int(score.rounded(toPlaces: 1))
  }

  /// Rounds a score half away from zero to one decimal; `nil` unless it is finite and below 200 million in size.
  public init?(rounding score: Double) {
    guard score.magnitude < 2e8, let exact = ExactDecimal(score) else { return nil }  // tenths must fit 32 bits
    self.init(rounding: exact)
  }

  /// The score as a binary fraction.
  public var value: Double { Double(tenths) / 10 }

  /// The score as an exact decimal.
  public var exact: ExactDecimal { ExactDecimal(tenths: Int64(tenths)) }

  /// Compares two scores.
  public static func < (left: ReportedScore, right: ReportedScore) -> Bool { left.tenths < right.tenths }
}

extension ReportedScore: CustomStringConvertible {
  /// The score with a true minus or a plus sign and one decimal.
  public var description: String { Fixed(exact, places: 1).withMinusSign(plus: true) }
}
