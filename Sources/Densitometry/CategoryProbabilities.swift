// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics

/// The chance that a repeat of the same scans would be reported at or below the two cut points of one site.
public struct RepeatScan: Hashable, Sendable {
  /// The chance that the repeat is reported below the upper cut point.
  public let belowUpper: Double

  /// The chance that the repeat is reported at or below the lower cut point.
  public let atLower: Double

  /// Creates the chances from densities.
  ///
  /// The repeat carries its own error and the first scan carries another, so the repeat is normal around the measured
  /// density with a standard deviation of the precision error times the square root of 2. Scanners print whole mg/cm², so
  /// each boundary lies half a mg/cm² above the largest density that is still reported below the cut point.
  ///
  /// - Parameters:
  ///   - density: The measured density in mg/cm².
  ///   - precisionError: The root-mean-square standard deviation in mg/cm², positive.
  ///   - upper: The largest density in mg/cm² that is reported below the upper cut point.
  ///   - lower: The largest density in mg/cm² that is reported at or below the lower cut point.
  /// - Source: Method note `docs/methods/scores.md`.
  public init(density: Double, precisionError: Double, upper: Int64, lower: Int64) {
    let deviation = precisionError * 1.414_213_562_373_095_048_8
    belowUpper = NormalDistribution.cumulative((Double(upper) + 0.5 - density) / deviation)
    atLower = NormalDistribution.cumulative((Double(lower) + 0.5 - density) / deviation)
  }
}

/// The probability that a repeat of the same scans would be reported in each category.
///
/// All diagnostic sites take part, with independent errors; the lowest score decides.
public struct CategoryProbabilities: Hashable, Sendable {
  /// The probabilities, highest category first; they add up to 1.
  public let values: [Value]

  /// One category with its probability.
  public struct Value: Hashable, Sendable {
    /// The category.
    public let category: Category

    /// The probability, from 0 to 1.
    public let probability: Double
  }

  /// Combines the sites.
  ///
  /// - Parameters:
  ///   - sites: The repeats of the diagnostic sites.
  ///   - basis: For `.z` the upper and the lower cut point are the same one.
  public init(of sites: [RepeatScan], by basis: ScoreBasis) {
    let noneBelow = sites.reduce(1) { $0 * (1 - $1.belowUpper) }
    let noneAtLower = sites.reduce(1) { $0 * (1 - $1.atLower) }
    switch basis {
    case .t:
      values = [
        Value(category: .normal, probability: noneBelow),
        Value(category: .lowBoneMass, probability: max(0, noneAtLower - noneBelow)),
        Value(category: .osteoporosis, probability: 1 - noneAtLower),
      ]
    case .z:
      values = [
        Value(category: .withinExpectedRange, probability: noneAtLower),
        Value(category: .belowExpectedRange, probability: 1 - noneAtLower),
      ]
    }
  }
}
