// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// One panel of a worm plot: how far the Z-scores of an age band lie from a normal distribution.
///
/// - Source: van Buuren and Fredriks 2001, Statistics in Medicine 20:1259.
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

  /// How many people of equal weight tell as much: Kish's `(sum w)^2 / sum w^2`.
  public let effectiveCount: Double

  /// The points, in rising order of the expected score.
  public let points: [Point]

  /// The cubic through the points: constant (mean), slope (spread), quadratic (skewness), cubic (tails).
  public let coefficients: [Double]

  /// Creates a panel; without `effectiveCount` all people have the same weight.
  public init(
    ages: Range<Double>, count: Int, effectiveCount: Double? = nil, points: [Point], coefficients: [Double]
  ) {
    self.ages = ages
    self.count = count
    self.effectiveCount = effectiveCount ?? Double(count)
    self.points = points
    self.coefficients = coefficients
  }
}

extension Worm {
  /// The largest number of points that a panel made from scores keeps.
  public static let pointLimit = 60

  /// Makes the panel of one age band from its Z-scores.
  ///
  /// The scores are sorted; each has the plotting position of the weight below it and half its own over all weight, and
  /// is expected at the normal quantile of that position. The cubic is fitted to all of them by least squares with the
  /// same weights; of fewer than four scores the highest powers stay 0. Points are thinned to ``pointLimit`` that lie
  /// evenly over the expected scores, the first and the last among them, so that the tails stay to be seen.
  ///
  /// - Parameters:
  ///   - scores: The Z-scores of the people, finite, in any order.
  ///   - weights: Their survey weights, positive.
  ///   - ages: The age band in years, the upper end outside.
  /// - Precondition: `scores` must not be empty, and the two columns equally long.
  /// - Complexity: O(n log n).
  /// - Source: van Buuren and Fredriks 2001, Statistics in Medicine 20:1259.
  public init(scores: [Double], weights: [Double], ages: Range<Double>) {
    precondition(!scores.isEmpty, "A worm must have scores.")
    precondition(scores.count == weights.count, "The columns of a worm must be equally long.")
    let order = scores.indices.sorted { (scores[$0], $0) < (scores[$1], $1) }
    var total = 0.0
    var squares = 0.0
    for weight in weights {
      total += weight
      squares += weight * weight
    }
    var below = 0.0
    var points: [Point] = []
    for index in order {
      let position = (below + weights[index] / 2) / total
      let inside = min(max(position, .leastNormalMagnitude), 1 - .ulpOfOne)  // against rounding of a tiny weight
      let expected = NormalDistribution.quantile(inside)
      points.append(Point(expected: expected, deviation: scores[index] - expected))
      below += weights[index]
    }
    let degree = min(3, scores.count - 1)
    let coefficients = PolynomialFit.coefficients(
      degree: degree, x: points.map { $0.expected }, y: points.map { $0.deviation }, weights: order.map { weights[$0] })
    self.init(
      ages: ages, count: scores.count, effectiveCount: total * total / squares, points: Self.thinned(points),
      coefficients: coefficients + [Double](repeating: 0, count: 3 - degree))
  }

  /// Returns the points nearest to places that lie evenly between the first and the last.
  private static func thinned(_ points: [Point]) -> [Point] {
    guard points.count > pointLimit else { return points }
    let first = points[0].expected
    let step = (points[points.count - 1].expected - first) / Double(pointLimit - 1)
    var kept: [Point] = []
    var index = 0
    for place in 0..<pointLimit {
      let target = first + Double(place) * step
      while index + 1 < points.count,
        (points[index + 1].expected - target).magnitude <= (points[index].expected - target).magnitude
      {
        index += 1
      }
      if kept.last != points[index] { kept.append(points[index]) }
    }
    return kept
  }

  /// Returns the cubic at an expected score: the smoothed deviation.
  public func smoothed(at expected: Double) -> Double {
    var value = 0.0
    for coefficient in coefficients.reversed() { value = value * expected + coefficient }
    return value
  }

  /// Returns how far 95 of 100 points of a normal sample of this size lie from zero at most, at an expected score.
  ///
  /// ```
  /// 1.96 sqrt(p (1 - p) / n) / phi(z),   p = Phi(z), n the effective count
  /// ```
  public func band(at expected: Double) -> Double {
    let below = NormalDistribution.cumulative(expected)
    let above = NormalDistribution.cumulative(-expected)
    return 1.96 * (below * above / effectiveCount).squareRoot() / NormalDistribution.density(expected)
  }
}
