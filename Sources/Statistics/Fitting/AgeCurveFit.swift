// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import CMath

/// How age curves are fitted.
public struct AgeCurveMethod: Hashable, Sendable {
  /// The ages in years that the splines reach over.
  public var ages: Range<Double>
  /// The distribution around the curves; of Student's t the degrees of freedom are found, not taken from here.
  public var distribution: CurveDistribution
  /// The price of an effective degree of freedom in the generalized Akaike criterion.
  public var criterion: Double
  /// The powers of age to choose from.
  public var powers: [Double]
  /// How much room for the spurt of puberty to choose from; only 0 where the ages begin at 15 or later.
  public var spurts: [Double]
  /// The ages in years at the middle of the spurt to choose from.
  public var middles: [Double]
  /// On how many equal intervals of the stretched age the splines stand.
  public var intervals: Int

  /// Creates a method.
  public init(
    ages: Range<Double>, distribution: CurveDistribution = .boxCoxNormal, criterion: Double = 3,
    powers: [Double] = [-1, -0.5, 0, 0.5, 1], spurts: [Double] = [0, 0.25, 0.5, 1], middles: [Double] = [12, 13, 14],
    intervals: Int = 30
  ) {
    self.ages = ages
    self.distribution = distribution
    self.criterion = criterion
    self.powers = powers
    self.spurts = spurts
    self.middles = middles
    self.intervals = intervals
  }

  /// The splines over a stretched age.
  func basis(_ stretch: AgeStretch) -> CubicSplineBasis {
    CubicSplineBasis(intervals: intervals, over: stretch(ages.lowerBound)...stretch(ages.upperBound))
  }
}

/// Curves of L, M and S over age, fitted to a sample.
///
/// - Source: `cole-green-1992`; Eilers and Marx 1996, Statistical Science 11:89; method note `docs/methods/age-curves.md`.
public struct AgeCurveFit: Sendable {
  /// The distribution around the curves.
  public let distribution: CurveDistribution
  /// The stretching of age.
  public let stretch: AgeStretch
  /// The penalties.
  public let penalty: CurvePenalty
  /// The effective degrees of freedom.
  public let freedom: CurveFreedom
  /// The weighted log-likelihood, with all its terms; the weights sum to the effective number of people.
  public let logLikelihood: Double
  /// The same less the penalty: what the fit maximizes.
  public let penalizedLogLikelihood: Double
  /// How many scoring steps the last fit took.
  public let steps: Int

  let basis: CubicSplineBasis
  let coefficients: [SIMD4<Double>]

  /// The generalized Akaike criterion at a price per degree of freedom.
  public func criterion(_ price: Double) -> Double {
    -2 * logLikelihood + price * (freedom.total + distribution.parameters)
  }

  /// Fits curves with given penalties and stretching.
  ///
  /// - Returns: `nil` where the sample does not determine the curves.
  public init?(
    _ sample: SurveySample, _ method: AgeCurveMethod, stretch: AgeStretch, penalty: CurvePenalty
  ) {
    let grouped = GroupedSample(sample, basis: method.basis(stretch), stretch: stretch)
    self.init(
      grouped, basis: method.basis(stretch), stretch: stretch, method.distribution, penalty,
      from: grouped.start(penalty))
  }

  /// Fits curves on a basis of the caller's, as comparisons with other programs need it.
  public init?(
    _ sample: SurveySample, basis: CubicSplineBasis, stretch: AgeStretch, distribution: CurveDistribution,
    penalty: CurvePenalty
  ) {
    let grouped = GroupedSample(sample, basis: basis, stretch: stretch)
    self.init(grouped, basis: basis, stretch: stretch, distribution, penalty, from: grouped.start(penalty))
  }

  init?(
    _ sample: GroupedSample, basis: CubicSplineBasis, stretch: AgeStretch, _ distribution: CurveDistribution,
    _ penalty: CurvePenalty, from start: [SIMD4<Double>]
  ) {
    let fit = PenalizedFit(sample, distribution, penalty, from: start)
    guard fit.hasConverged, let freedom = fit.freedom() else { return nil }
    self.distribution = distribution
    self.stretch = stretch
    self.penalty = penalty
    self.freedom = freedom
    self.basis = basis
    coefficients = fit.coefficients
    steps = fit.steps
    logLikelihood = fit.logLikelihood + sample.constantTerms
    penalizedLogLikelihood = fit.objective + sample.constantTerms
  }

  /// The distribution at an age in years.
  ///
  /// - Precondition: `age` must lie within the ages of the method.
  public func curves(atAge age: Double) -> BoxCoxNormal {
    Self.curves(atAge: age, stretch, basis, coefficients, distribution)
  }

  static func curves(
    atAge age: Double, _ stretch: AgeStretch, _ basis: CubicSplineBasis, _ coefficients: [SIMD4<Double>],
    _ distribution: CurveDistribution
  ) -> BoxCoxNormal {
    let row = basis.row(at: stretch(age))
    var predictor = SIMD4<Double>.zero
    for index in 0..<4 { predictor += row.values[index] * coefficients[row.first + index] }
    return BoxCoxNormal(
      power: distribution.fitsPower ? predictor[0] : 1, median: exp(predictor[1]), variation: exp(predictor[2]),
      degreesOfFreedom: distribution.degreesOfFreedom)
  }
}

extension GroupedSample {
  /// Coefficients to start from: L is 1/2, M the penalized least squares of the logarithms, S their spread around it.
  func start(_ penalty: CurvePenalty) -> [SIMD4<Double>] {
    let total = weights.reduce(0, +)
    let mean = zip(logarithms, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
    let variance = zip(logarithms, weights).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 } / total
    let median = smoothedLogarithms(penalty.median * max(1e-12, variance))
    var residual = 0.0
    for group in groups {
      var level = 0.0
      for index in 0..<4 { level += group.row.values[index] * median[group.row.first + index] }
      for person in group.people {
        residual += weights[person] * (logarithms[person] - level) * (logarithms[person] - level)
      }
    }
    let spread = max(1e-6, (residual / total).squareRoot())
    return median.map { SIMD4(0.5, $0, log(spread), 0) }
  }

  /// The coefficients of the logarithms by weighted least squares with a penalty on their bends.
  private func smoothedLogarithms(_ penalty: Double) -> [Double] {
    var matrix = SymmetricBand(size: splineCount, width: 4)
    var right = [Double](repeating: 0, count: splineCount)
    for group in groups {
      var weight = 0.0
      var sum = 0.0
      for person in group.people {
        weight += weights[person]
        sum += weights[person] * logarithms[person]
      }
      for low in 0..<4 {
        right[group.row.first + low] += group.row.values[low] * sum
        for high in low..<4 {
          matrix.elements[(group.row.first + low) * 4 + high - low] +=
            weight * group.row.values[low] * group.row.values[high]
        }
      }
    }
    matrix.addBends(penalty + 1e-9, every: 1, from: 0)
    let level = right.reduce(0, +) / weights.reduce(0, +)
    return matrix.factored()?.solution(of: right) ?? [Double](repeating: level, count: splineCount)
  }

  /// The terms of the log-likelihood that the curves do not change.
  var constantTerms: Double {
    zip(logarithms, weights).reduce(0) { $0 + $1.1 * (NormalDistribution.logConstant - $1.0) }
  }
}
