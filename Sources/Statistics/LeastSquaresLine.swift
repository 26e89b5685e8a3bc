// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The line through pairs of values that predicts the second from the first with the least squared error.
public struct LeastSquaresLine: Hashable, Sendable {
  /// The sums of the pairs.
  public let sums: PairedSums

  /// The slope: the sum of products over the sum of squares of x.
  public let slope: Double

  /// The value of the line at x = 0.
  public let intercept: Double

  /// The sum of the squared distances from the line over n - 2.
  public let residualVariance: Double

  /// Fits a line.
  ///
  /// The answer is `nil` for fewer than three pairs, or where all `x` are equal.
  ///
  /// - Parameters:
  ///   - x: What is predicted from.
  ///   - y: What is predicted, as many values as `x`.
  public init?(_ x: [Double], _ y: [Double]) {
    guard x.count == y.count, x.count > 2 else { return nil }
    let sums = PairedSums(x, y)
    guard sums.hasSpread else { return nil }
    let slope = sums.sxy / sums.sxx
    var squares = 0.0
    for index in x.indices {
      let residual = (y[index] - sums.meanY) - slope * (x[index] - sums.meanX)
      squares += residual * residual
    }
    self.sums = sums
    self.slope = slope
    intercept = sums.meanY - slope * sums.meanX
    residualVariance = squares / Double(x.count - 2)
  }

  /// The degrees of freedom of the residual variance.
  public var degreesOfFreedom: Int { sums.count - 2 }

  /// Returns the value of the line at a place.
  public func value(at x: Double) -> Double { sums.meanY + slope * (x - sums.meanX) }

  /// Returns the variance of one new value about the line, that of the line included.
  public func predictionVariance(at x: Double) -> Double {
    let distance = x - sums.meanX
    return residualVariance * (1 + 1 / Double(sums.count) + distance * distance / sums.sxx)
  }
}
