// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics

/// The precision error of a measurement, from sets of repeated scans.
///
/// - Source: Rules PRE-01 to PRE-03, SER-02; `docs/methods/precision.md`.
public struct PrecisionEstimate: Hashable, Sendable {
  /// The root-mean-square standard deviation of a scan, in the unit of the scans: g/cm², or none for trabecular bone score.
  public let rmsSd: Double

  /// The root-mean-square coefficient of variation in percent.
  public let coefficientOfVariation: Double

  /// The degrees of freedom: all repeats beyond the first of each set.
  public let degreesOfFreedom: Int

  /// The number of sets with two scans or more.
  public let sets: Int

  /// A value with the limits between which the true one lies with 95 % confidence.
  public struct Limited: Hashable, Sendable {
    /// The estimate.
    public let value: Double
    /// The lower limit.
    public let lower: Double
    /// The upper limit.
    public let upper: Double
  }

  /// A confidence level of a least significant change.
  public enum Level: Int, CaseIterable, Sendable {
    /// 80 %.
    case eighty = 80
    /// 90 %.
    case ninety = 90
    /// 95 %, the one that rules speak of.
    case ninetyFive = 95

    /// The factor from a precision error to the least significant change.
    ///
    /// The square root of 2 times the two-sided quantile of the normal distribution; at 95 % the published 2.77.
    public var factor: Double {
      switch self {
      case .eighty: 1.281_551_565_544_600_4 * 1.414_213_562_373_095_1
      case .ninety: 1.644_853_626_951_472_2 * 1.414_213_562_373_095_1
      case .ninetyFive: SitePrecision.leastSignificantChangeFactor
      }
    }
  }

  /// Estimates from sets of scans.
  ///
  /// - Parameter sets: The scans of each set, positive numbers in one unit; sets of one scan are passed over.
  /// - Returns: `nil` where no set has two scans.
  public init?(_ sets: [[Double]]) {
    let repeated = sets.filter { $0.count > 1 }
    guard !repeated.isEmpty else { return nil }
    var (squares, relative, freedom) = (0.0, 0.0, 0)
    for scans in repeated {
      let own = Self.sumOfSquares(scans)
      squares += own.sum
      relative += own.sum / (own.mean * own.mean)
      freedom += scans.count - 1
    }
    rmsSd = (squares / Double(freedom)).squareRoot()
    coefficientOfVariation = 100 * (relative / Double(freedom)).squareRoot()
    degreesOfFreedom = freedom
    self.sets = repeated.count
  }

  /// Returns the mean of scans, and the sum of their squared deviations from it.
  ///
  /// - Parameter scans: One scan or more.
  /// - Returns: The mean in the unit of the scans, and the sum in its square.
  public static func sumOfSquares(_ scans: [Double]) -> (mean: Double, sum: Double) {
    let mean = scans.reduce(0, +) / Double(scans.count)
    return (mean, scans.reduce(0) { $0 + ($1 - mean) * ($1 - mean) })
  }

  // MARK: Limits

  /// The precision error with its limits.
  public var limitedRmsSd: Limited { limited(rmsSd) }

  /// The coefficient of variation with its limits.
  public var limitedCoefficient: Limited { limited(coefficientOfVariation) }

  /// The upper limit of the precision error that the true one exceeds with a probability of 5 %.
  public var upperOneSided: Double { rmsSd * multiplier(0.05) }

  /// Returns the least significant change at a level, with the limits of the precision error.
  public func leastSignificantChange(_ level: Level) -> Limited { limited(level.factor * rmsSd) }

  private func limited(_ value: Double) -> Limited {
    Limited(value: value, lower: value * multiplier(0.975), upper: value * multiplier(0.025))
  }

  /// The root of the degrees of freedom over the quantile of chi-square.
  private func multiplier(_ probability: Double) -> Double {
    let freedom = Double(degreesOfFreedom)
    return (freedom / ChiSquared(degreesOfFreedom: freedom).quantile(probability)).squareRoot()
  }

  // MARK: Enough

  /// The degrees of freedom that a precision study should reach.
  ///
  /// - Source: Rule PRE-02.
  public static let wantedDegreesOfFreedom = 27

  /// How many more people, scanned as often as these were on average, reach ``wantedDegreesOfFreedom``.
  public var missingPeople: Int {
    let missing = max(0, Self.wantedDegreesOfFreedom - degreesOfFreedom)
    return (missing * sets + degreesOfFreedom - 1) / degreesOfFreedom
  }
}
