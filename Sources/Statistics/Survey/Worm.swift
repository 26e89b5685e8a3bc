// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// One panel of a worm plot: how far the Z-scores of an age band lie from a normal distribution.
///
/// - Source: `van-buuren-fredriks-2001`.
public struct Worm: Hashable, Sendable {
  /// A point of the worm.
  public struct Point: Hashable, Sendable {
    /// The score that a normal distribution would have at the rank of the point.
    public let expected: Double

    /// The score found, less the expected one.
    public let deviation: Double

    /// Creates a point.
    public init(expected: Double, deviation: Double) {
      self.expected = expected
      self.deviation = deviation
    }
  }

  /// The ages in years, the upper end outside.
  public let ages: Range<Double>

  /// How many people stand behind it.
  public let count: Int

  /// The points, in rising order of the expected score.
  public let points: [Point]

  /// The cubic through the points: constant (mean), slope (spread), quadratic (skewness), cubic (tails).
  public let coefficients: [Double]

  /// Creates a panel.
  public init(ages: Range<Double>, count: Int, points: [Point], coefficients: [Double]) {
    self.ages = ages
    self.count = count
    self.points = points
    self.coefficients = coefficients
  }
}
