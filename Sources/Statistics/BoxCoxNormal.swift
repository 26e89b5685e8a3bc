// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import CMath

/// A distribution that is normal after a Box-Cox transformation, given by its three curves at one age.
///
/// With degrees of freedom, Student's t takes the place of the normal distribution (Box-Cox t): its tails are heavier.
///
/// - Source: `cole-green-1992`; for Student's t Rigby and Stasinopoulos 2006, Statistical Modelling 6:209; method note
///   `docs/methods/scores.md`.
public struct BoxCoxNormal: Hashable, Sendable {
  /// The Box-Cox power L, without unit.
  public let power: Double

  /// The median M, in the unit of the measured quantity.
  public let median: Double

  /// The coefficient of variation S, without unit.
  public let variation: Double

  /// The degrees of freedom of Student's t; `nil` for the normal distribution.
  public let degreesOfFreedom: Double?

  /// Creates a distribution.
  ///
  /// - Precondition: `median`, `variation` and, where there are any, `degreesOfFreedom` must be positive.
  public init(power: Double, median: Double, variation: Double, degreesOfFreedom: Double? = nil) {
    precondition(median > 0 && variation > 0, "The median and the variation must be positive.")
    precondition((degreesOfFreedom ?? 1) > 0, "The degrees of freedom must be positive.")
    self.degreesOfFreedom = degreesOfFreedom
    self.power = power
    self.median = median
    self.variation = variation
  }

  /// Expresses a value as a Z-score.
  ///
  /// ```
  /// Z = expm1(L * log(x / M)) / (L * S);  log(x / M) / S where L = 0
  /// ```
  ///
  /// - Parameter value: A positive number in the unit of the median.
  /// - Returns: The score in standard deviations.
  /// - Precondition: `value` must be positive.
  /// - Accuracy: Within 1e-9 of the exact value for |Z| up to 6; the form with `pow` errs by 2e-8 near L = 0.
  public func zScore(of value: Double) -> Double {
    precondition(value > 0, "The value must be positive.")
    let score = transformed(value)
    return degreesOfFreedom.map { StudentT(degreesOfFreedom: $0).normalScore(of: score) } ?? score
  }

  /// The score under the normal distribution; beyond the domain of the fast functions by the C library.
  private func transformed(_ value: Double) -> Double {
    let ratio = value / median
    guard ratio > 1e-100, ratio < 1e100, (power * ElementaryFunctions.logarithm(ratio)).magnitude < 700 else {
      let logarithm = log(ratio)
      return power == 0 ? logarithm / variation : expm1(power * logarithm) / (power * variation)
    }
    return ElementaryFunctions.boxCoxScore(of: value, power: power, median: median, variation: variation)
  }

  /// Returns the value that has a given Z-score, or `nil` where the distribution ends before it.
  ///
  /// ```
  /// x = M * (1 + L * S * z)^(1 / L);  M * exp(S * z) where L = 0
  /// ```
  ///
  /// - Accuracy: ``zScore(of:)`` gives the score back within 1e-9 for |z| up to 5. The form with `pow` errs by 1e-6 near
  ///   L = 0, where adding 1 rounds most of L * S * z away; the logarithm below takes that rounding back out.
  public func value(atZ z: Double) -> Double? {
    let score = degreesOfFreedom.map { StudentT(degreesOfFreedom: $0).score(ofNormal: z) } ?? z
    let shift = power * variation * score
    let base = 1 + shift
    guard base > 0 else { return nil }
    guard base != 1 else { return median * exp(variation * score) }
    let logarithm = log(base) * (shift / (base - 1))
    return median * exp(logarithm / power)
  }
}
