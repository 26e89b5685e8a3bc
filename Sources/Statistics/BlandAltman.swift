// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// How far two measurements of the same people agree.
///
/// - Source: Bland and Altman 1986, Lancet 327:307; `docs/methods/calibration.md`.
public struct BlandAltman: Hashable, Sendable {
  /// How the difference changes with the size of what is measured.
  public struct Trend: Hashable, Sendable {
    /// The slope of the difference on the mean of both, by least squares.
    public let slope: Double

    /// The probability of a slope at least as far from 0 where there is no trend.
    public let probability: Double
  }

  /// The mean of the second measurement less the first.
  public let bias: Double

  /// The standard deviation of the differences.
  public let standardDeviation: Double

  /// The standard error of the bias.
  public let standardError: Double

  /// The trend; `nil` where all means of both are equal.
  public let trend: Trend?

  /// Compares two measurements.
  ///
  /// The answer is `nil` for fewer than three pairs.
  ///
  /// - Parameters:
  ///   - x: The first measurement.
  ///   - y: The second one, as many values as `x`.
  public init?(_ x: [Double], _ y: [Double]) {
    guard x.count == y.count, x.count > 2 else { return nil }
    let middles = x.indices.map { (x[$0] + y[$0]) / 2 }
    let differences = x.indices.map { y[$0] - x[$0] }
    let sums = PairedSums(middles, differences)
    let n = Double(x.count)
    bias = sums.meanY
    standardDeviation = (sums.syy / (n - 1)).squareRoot()
    standardError = standardDeviation / n.squareRoot()
    trend = LeastSquaresLine(middles, differences).map { Trend($0) }
  }

  /// The lower limit of agreement: of 100 differences 95 lie between it and the upper one.
  public var lower: Double { bias - 1.96 * standardDeviation }

  /// The upper limit of agreement.
  public var upper: Double { bias + 1.96 * standardDeviation }
}

extension BlandAltman.Trend {
  fileprivate init(_ line: LeastSquaresLine) {
    let size = line.sums.meanX * line.sums.meanX
    slope = line.slope
    guard line.sums.syy > 1e-24 * Double(line.sums.count) * size else {
      // Differences that are equal but for rounding have no trend.
      probability = 1
      return
    }
    let error = (line.residualVariance / line.sums.sxx).squareRoot()
    let score = line.slope.magnitude / error
    probability =
      score.isFinite ? 2 * StudentT(degreesOfFreedom: Double(line.degreesOfFreedom)).cumulative(-score) : 0
  }
}
