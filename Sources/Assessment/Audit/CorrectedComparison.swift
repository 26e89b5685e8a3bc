// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
public import Statistics

/// A region beside the same region of the visit before, as far as the two compare.
///
/// - Source: Rules SER-01 to SER-06.
public struct CorrectedComparison: Hashable, Sendable {
  /// The region at the later visit.
  public let region: MeasuredRegion

  /// What was measured at the visit before.
  public let earlier: MeasuredRegion

  /// The change of density; `nil` where the two do not compare.
  public let change: Change?

  /// What differs between the two, then and now, where they do not compare.
  public let obstacle: Obstacle?

  /// The least significant change in g/cm² at this region, where it is known and the two may compare.
  public let leastSignificantChange: ExactDecimal?

  /// A change of density.
  public struct Change: Hashable, Sendable {
    /// The change in g/cm², to three decimals.
    public let grams: ExactDecimal

    /// The change in percent of the earlier density, to one decimal.
    public let percent: ExactDecimal

    /// Whether it reaches the least significant change; `nil` where that is not known.
    public let isSignificant: Bool?
  }

  /// What keeps two measurements from being compared.
  public struct Obstacle: Hashable, Sendable {
    /// How the earlier one was made.
    public let earlier: String

    /// How the later one was made.
    public let later: String

    /// Whether the two do not compare; another scanner or software of one facility leaves it to a person.
    public let isCertain: Bool
  }
}

extension CorrectedComparison {
  /// Lays two measurements beside each other.
  ///
  /// - Parameters:
  ///   - pair: The measurements.
  ///   - precision: The precision of the facility.
  ///   - stated: The least significant changes that the finished report states, for a facility whose precision is not given.
  init(_ pair: ScanPair, _ precision: FacilityPrecision?, stated: StatedLimits) {
    let limit = pair.leastSignificantChange(by: precision) ?? stated.milligrams(for: pair)
    region = pair.later.region
    earlier = pair.earlier.region
    leastSignificantChange = pair.mayCompare ? limit.map { Self.grams($0) } : nil
    change = pair.comparability == .comparable ? Change(pair, limit: limit) : nil
    obstacle = pair.detail.map { Obstacle(earlier: $0.earlier, later: $0.later, isCertain: !pair.mayCompare) }
  }

  /// Thousandths as a number.
  fileprivate static func grams(_ milligrams: Int64) -> ExactDecimal {
    ExactDecimal(billionths: milligrams * 1_000_000)
  }
}

extension CorrectedComparison.Change {
  fileprivate init?(_ pair: ScanPair, limit: Int64?) {
    guard let difference = pair.difference, let before = pair.earlier.region.density?.milligrams else { return nil }
    grams = CorrectedComparison.grams(difference)
    percent = ExactDecimal(tenths: Rational(difference * 1000, before).roundedHalfAwayFromZero)
    isSignificant = limit.map { difference.magnitude >= $0.magnitude }
  }
}
