// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Statistics

/// How a centile is shown.
public enum Centile {
  /// Rounds a centile to a whole number; below 1 and above 99 to one decimal, from 0.1 to 99.9.
  ///
  /// A whole number would call a Z-score of -3 the centile 0, which no one has.
  public static func shown(_ centile: Double) -> ExactDecimal {
    let whole = centile.rounded(.toNearestOrAwayFromZero)
    if whole >= 1, whole <= 99 { return ExactDecimal(Int(whole)) }
    let tenths = (centile * 10).rounded(.toNearestOrAwayFromZero)
    return ExactDecimal(tenths: Int64(min(max(tenths, 1), 999)))
  }
}
