// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import CMath

/// The log-likelihood of curves with its slope and expected information.
///
/// A coefficient vector holds one `SIMD4` a spline: that of L, of log M and of log S; the fourth is unused.
///
/// - Source: `cole-green-1992`; method note `docs/methods/age-curves.md`.
struct CurveLikelihood {
  /// The sum of weighted log densities, without the terms that depend on the values alone.
  let value: Double

  /// The slope by each coefficient.
  let gradient: [SIMD4<Double>]

  /// The expected information, coefficients in the order spline by spline, L before log M before log S.
  let information: SymmetricBand

  /// The width of the band: splines overlap up to three apart, three coefficients each.
  static let bandWidth = 12

  /// Evaluates the likelihood at given coefficients.
  init(_ sample: GroupedSample, _ coefficients: [SIMD4<Double>], _ distribution: CurveDistribution) {
    var value = 0.0
    var gradient = [SIMD4<Double>](repeating: .zero, count: sample.splineCount)
    var information = SymmetricBand(size: 3 * sample.splineCount, width: Self.bandWidth)
    var band = information.elements.mutableSpan
    for group in sample.groups {
      let first = group.row.first
      let share = group.row.values
      let predictor =
        (coefficients[first] * share[0] + coefficients[first + 1] * share[1])
        + (coefficients[first + 2] * share[2] + coefficients[first + 3] * share[3])
      let density = CurveDensity(predictor: predictor, distribution: distribution)
      var slope = SIMD4<Double>.zero
      var weight = 0.0
      for person in group.people {
        let term = density.term(ofLogarithm: sample.logarithms[person])
        value += sample.weights[person] * term.value
        slope += sample.weights[person] * term.slope
        weight += sample.weights[person]
      }
      for index in 0..<4 { gradient[first + index] += share[index] * slope }
      Self.add(density.information, weight: weight, at: group.row, to: &band)
    }
    self.value = value
    self.gradient = gradient
    self.information = information
  }

  private static func add(
    _ terms: CurveDensity.Information, weight: Double, at row: CubicSplineBasis.Row,
    to band: inout MutableSpan<Double>
  ) {
    for low in 0..<4 {
      let column = 3 * (row.first + low) * bandWidth
      for high in low..<4 {
        let factor = weight * row.values[low] * row.values[high]
        let offset = column + 3 * (high - low)
        // Three columns below each other, each from its own diagonal on.
        band[offset] += factor * terms.powerPower
        band[offset + 1] += factor * terms.powerMedian
        band[offset + 2] += factor * terms.powerVariation
        band[offset + bandWidth] += factor * terms.medianMedian
        band[offset + bandWidth + 1] += factor * terms.medianVariation
        band[offset + 2 * bandWidth] += factor * terms.variationVariation
        guard high > low else { continue }
        band[offset + bandWidth - 1] += factor * terms.powerMedian
        band[offset + 2 * bandWidth - 2] += factor * terms.powerVariation
        band[offset + 2 * bandWidth - 1] += factor * terms.medianVariation
      }
    }
  }
}

/// The density at one age: its log, the slope and the expected information by L, log M and log S.
struct CurveDensity {
  /// What a person adds.
  struct Term {
    let value: Double
    let slope: SIMD4<Double>
  }

  /// The expected information of a person.
  struct Information {
    let powerPower: Double
    let powerMedian: Double
    let powerVariation: Double
    let medianMedian: Double
    let medianVariation: Double
    let variationVariation: Double
  }

  private let power: Double
  private let logMedian: Double
  private let logVariation: Double
  private let variation: Double
  private let tail: Double?
  private let tailConstant: Double
  private let fitsPower: Bool

  init(predictor: SIMD4<Double>, distribution: CurveDistribution) {
    power = distribution.fitsPower ? predictor[0] : 1
    logMedian = predictor[1]
    logVariation = predictor[2]
    variation = exp(predictor[2])
    fitsPower = distribution.fitsPower
    if case .boxCoxT(let degrees) = distribution {
      tail = degrees
      tailConstant = StudentT(degreesOfFreedom: degrees).logConstant - NormalDistribution.logConstant
    } else {
      tail = nil
      tailConstant = 0
    }
  }

  func term(ofLogarithm logarithm: Double) -> Term {
    let ratio = logarithm - logMedian
    let shift = power * ratio
    let growth = expm1(shift)
    let isSmall = abs(power) < 1e-5
    // Near L = 0 the first two terms of the series; they err by less than 1e-10 there.
    let score = isSmall ? ratio * (1 + shift / 2) / variation : growth / (power * variation)
    let scoreSlope =
      isSmall
      ? ratio * ratio * (0.5 + shift / 3) / variation
      : (ratio * (1 + growth) - score * variation) / (power * variation)
    let pull = tail.map { ($0 + 1) / ($0 + score * score) } ?? 1
    let tails = tail.map { tailConstant - ($0 + 1) / 2 * log(1 + score * score / $0) } ?? -score * score / 2
    let slope = SIMD4<Double>(
      fitsPower ? ratio - pull * score * scoreSlope : 0,
      pull * score * (1 + growth) / variation - power,
      pull * score * score - 1, 0)
    return Term(value: power * ratio - logVariation + tails, slope: slope)
  }

  /// For Student's t the terms of the normal distribution, each shrunk as its information is at L = 1.
  var information: Information {
    let location = tail.map { ($0 + 1) / ($0 + 3) } ?? 1
    let spread = tail.map { $0 / ($0 + 3) } ?? 1
    let squared = variation * variation
    return Information(
      powerPower: fitsPower ? spread * 1.75 * squared : 1, powerMedian: fitsPower ? -0.5 * spread : 0,
      powerVariation: fitsPower ? spread * power * squared : 0,
      medianMedian: (location + 2 * spread * power * power * squared) / squared,
      medianVariation: 2 * spread * power, variationVariation: 2 * spread)
  }
}
