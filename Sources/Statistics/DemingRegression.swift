// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The line between two measurements that both have errors.
///
/// Standard errors come from leaving each pair out in turn (jackknife).
///
/// - Source: Deming 1943, Statistical Adjustment of Data; `docs/methods/calibration.md`.
public struct DemingRegression: Hashable, Sendable {
  /// A value with its standard error, and the limits between which the true one lies with 95 % confidence.
  public struct Estimate: Hashable, Sendable {
    /// The estimate.
    public let value: Double
    /// Its standard error.
    public let standardError: Double
    /// The lower limit.
    public let lower: Double
    /// The upper limit.
    public let upper: Double
  }

  /// The variance of the errors of y over that of the errors of x.
  public let errorRatio: Double

  /// The slope.
  public let slope: Estimate

  /// The value of the line at x = 0.
  public let intercept: Estimate

  private let sums: PairedSums
  private let lines: [Line]

  /// A line through a point.
  private struct Line: Hashable, Sendable {
    let slope: Double
    let x: Double
    let y: Double

    /// The line through all pairs of sums; `nil` where x and y do not vary together.
    init?(_ sums: PairedSums, _ ratio: Double, leastProduct: Double) {
      guard sums.sxy.magnitude > leastProduct else { return nil }
      let gap = sums.syy - ratio * sums.sxx
      let root = (gap * gap + 4 * ratio * sums.sxy * sums.sxy).squareRoot()
      // Of the two forms of one root, the one that does not subtract nearly equal numbers.
      slope = gap < 0 ? 2 * ratio * sums.sxy / (root - gap) : (gap + root) / (2 * sums.sxy)
      x = sums.meanX
      y = sums.meanY
    }

    func value(at place: Double) -> Double { y + slope * (place - x) }
  }

  /// Fits a line.
  ///
  /// The answer is `nil` for fewer than four pairs, or where x and y do not vary together, all pairs or all but one.
  ///
  /// - Parameters:
  ///   - x: The first measurement.
  ///   - y: The second one, as many values as `x`.
  ///   - errorRatio: The variance of the errors of `y` over that of the errors of `x`, positive.
  public init?(_ x: [Double], _ y: [Double], errorRatio: Double = 1) {
    guard x.count == y.count, x.count > 3, errorRatio > 0 else { return nil }
    let sums = PairedSums(x, y)
    let least = 1e-12 * (sums.sxx * sums.syy).squareRoot()
    guard sums.hasSpread, let whole = Line(sums, errorRatio, leastProduct: least) else { return nil }
    var lines: [Line] = []
    for index in x.indices {
      guard let line = Line(sums.leavingOut(x[index], y[index]), errorRatio, leastProduct: least) else { return nil }
      lines.append(line)
    }
    self.errorRatio = errorRatio
    self.sums = sums
    self.lines = lines
    slope = Self.estimate(whole.slope, lines.map { $0.slope })
    intercept = Self.estimate(whole.value(at: 0), lines.map { $0.value(at: 0) })
  }

  /// Returns the value of the line at a place with its limits.
  public func value(at x: Double) -> Estimate {
    Self.estimate(sums.meanY + slope.value * (x - sums.meanX), lines.map { $0.value(at: x) })
  }

  /// The limits of a value from its replicates, each without one pair.
  private static func estimate(_ value: Double, _ replicates: [Double]) -> Estimate {
    let n = Double(replicates.count)
    let mean = replicates.reduce(0, +) / n
    let squares = replicates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = ((n - 1) / n * squares).squareRoot()
    let reach = StudentT(degreesOfFreedom: n - 2).quantile(0.975) * error
    return Estimate(value: value, standardError: error, lower: value - reach, upper: value + reach)
  }
}
