// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// How strongly each curve is held to a straight line.
public struct CurvePenalty: Hashable, Sendable {
  /// For L.
  public var power: Double
  /// For log M.
  public var median: Double
  /// For log S.
  public var variation: Double

  /// Creates penalties.
  public init(power: Double, median: Double, variation: Double) {
    self.power = power
    self.median = median
    self.variation = variation
  }

  subscript(curve: Int) -> Double { [power, median, variation][curve] }
}

/// The effective degrees of freedom of each curve.
public struct CurveFreedom: Hashable, Sendable {
  /// Of L.
  public let power: Double
  /// Of log M.
  public let median: Double
  /// Of log S.
  public let variation: Double

  /// Of the three together.
  public var total: Double { power + median + variation }
}

/// Curves of L, M and S that maximize the penalized likelihood of a sample for given penalties.
///
/// Fisher scoring with halved steps: the objective never falls.
struct PenalizedFit {
  /// The coefficients, one `SIMD4` a spline.
  private(set) var coefficients: [SIMD4<Double>]

  /// The log-likelihood less the penalty.
  private(set) var objective: Double

  /// The log-likelihood, without the terms that depend on the values alone.
  var logLikelihood: Double { likelihood.value }

  /// How many steps it took.
  private(set) var steps = 0

  /// Whether the last step promised less than the tolerance.
  private(set) var hasConverged = false

  private let distribution: CurveDistribution
  private let penalty: CurvePenalty
  private var likelihood: CurveLikelihood

  /// What a further step may still promise, in units of log-likelihood.
  static let tolerance = 1e-9

  /// The same where no step along the direction raises the objective any more.
  static let roundedTolerance = 1e-5

  init(
    _ sample: GroupedSample, _ distribution: CurveDistribution, _ penalty: CurvePenalty,
    from start: [SIMD4<Double>]
  ) {
    self.distribution = distribution
    self.penalty = penalty
    let start = distribution.fitsPower ? start : start.map { SIMD4(1, $0[1], $0[2], 0) }
    coefficients = start
    likelihood = CurveLikelihood(sample, start, distribution)
    objective = likelihood.value - Self.roughness(of: start, penalty)
    while steps < 200, !hasConverged, let (direction, promise) = direction() {
      if promise < Self.tolerance { hasConverged = true }
      guard advance(along: direction, sample) else {
        // So near the top a step drowns in the rounding of the sum.
        hasConverged = promise < Self.roundedTolerance
        break
      }
      steps += 1
    }
  }

  // MARK: Steps

  /// The direction of the next step, and how far its slope rises along it.
  private func direction() -> (direction: [SIMD4<Double>], promise: Double)? {
    guard let factor = factor() else { return nil }
    var slope = [Double](repeating: 0, count: 3 * coefficients.count)
    let pull = Self.roughnessSlope(of: coefficients, penalty)
    for index in coefficients.indices {
      for curve in 0..<3 { slope[3 * index + curve] = likelihood.gradient[index][curve] - pull[index][curve] }
    }
    let flat = factor.solution(of: slope)
    let promise = zip(flat, slope).reduce(0) { $0 + $1.0 * $1.1 }
    let direction = coefficients.indices.map { SIMD4(flat[3 * $0], flat[3 * $0 + 1], flat[3 * $0 + 2], 0) }
    return (direction, promise)
  }

  /// The factor of information and penalty; far from the maximum the table of expected information may not be
  /// positive definite, and its diagonal is raised until it is.
  private func factor() -> BandFactor? {
    var matrix = penalized()
    for _ in 0..<12 {
      if let factor = matrix.factored() { return factor }
      for row in 0..<matrix.size { matrix.elements[row * matrix.width] *= 2 }
    }
    return nil
  }

  private mutating func advance(along direction: [SIMD4<Double>], _ sample: GroupedSample) -> Bool {
    var length = 1.0
    while length > 1e-6 {
      let trial = zip(coefficients, direction).map { $0 + length * $1 }
      let next = CurveLikelihood(sample, trial, distribution)
      let value = next.value - Self.roughness(of: trial, penalty)
      if value.isFinite, value >= objective - 1e-12 * abs(objective) {
        (coefficients, likelihood, objective) = (trial, next, value)
        return true
      }
      length /= 2
    }
    return false
  }

  // MARK: Roughness

  private static func roughness(of coefficients: [SIMD4<Double>], _ penalty: CurvePenalty) -> Double {
    var sum = SIMD4<Double>.zero
    for index in 1..<(coefficients.count - 1) {
      let bend = coefficients[index - 1] - 2 * coefficients[index] + coefficients[index + 1]
      sum += bend * bend
    }
    return (sum * penalty.vector).sum() / 2
  }

  private static func roughnessSlope(of coefficients: [SIMD4<Double>], _ penalty: CurvePenalty) -> [SIMD4<Double>] {
    var slope = [SIMD4<Double>](repeating: .zero, count: coefficients.count)
    for index in 1..<(coefficients.count - 1) {
      let bend = (coefficients[index - 1] - 2 * coefficients[index] + coefficients[index + 1]) * penalty.vector
      slope[index - 1] += bend
      slope[index] -= 2 * bend
      slope[index + 1] += bend
    }
    return slope
  }

  private func penalized() -> SymmetricBand {
    var matrix = likelihood.information
    for curve in 0..<3 { matrix.addBends(penalty[curve], every: 3, from: curve) }
    return matrix
  }

  // MARK: Freedom

  /// The trace of each curve's block of (information + penalty)⁻¹ information.
  func freedom() -> CurveFreedom? {
    guard let factor = penalized().factored() else { return nil }
    let size = 3 * coefficients.count
    var sums = [0.0, 0.0, 0.0]
    for column in 0..<size {
      var unit = [Double](repeating: 0, count: size)
      unit[column] = 1
      sums[column % 3] += factor.solution(of: likelihood.information.times(unit))[column]
    }
    return CurveFreedom(
      power: distribution.fitsPower ? sums[0] : 0, median: sums[1], variation: sums[2])
  }
}

extension CurvePenalty {
  fileprivate var vector: SIMD4<Double> { SIMD4(power, median, variation, 0) }
}
