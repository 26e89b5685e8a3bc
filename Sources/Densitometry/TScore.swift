// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics

/// A bone density in standard deviations from the mean of young adults.
public struct TScore: Hashable, Sendable {
  /// The score to one decimal.
  public let reported: ReportedScore

  /// The score before rounding.
  public let unrounded: Double

  /// Expresses a bone density in standard deviations from a young-adult mean.
  ///
  /// ```
  /// T = (density - mean) / standardDeviation, rounded half away from zero to one decimal
  /// ```
  ///
  /// All three quantities are whole numbers (mg/cm², and ten-thousandths of g/cm²), so the quotient is an exact rational
  /// and a density on a cut point always falls on the same side.
  ///
  /// - Parameters:
  ///   - density: The measured density.
  ///   - scale: The scale that it was measured on.
  ///   - population: The young adults of the same site.
  /// - Throws: ``ScoringRefusal/scaleMismatch(density:reference:)`` if the population was measured on another scale.
  /// - Accuracy: Exact in tenths; the unrounded value is the nearest `Double`.
  /// - Source: Rules NUM-01, NUM-02 and NUM-04; method note `docs/methods/scores.md`.
  public init(
    of density: ArealDensity, on scale: ScannerScale, against population: YoungAdultPopulation
  ) throws(ScoringRefusal) {
    guard scale == population.scale else {
      throw .scaleMismatch(density: scale, reference: population.scale)
    }
    self.init(milligrams: density.milligrams, against: population)
  }

  /// Expresses a density in whole mg/cm², on the scale of the population.
  init(milligrams: Int64, against population: YoungAdultPopulation) {
    let distance = milligrams * 10 - population.meanTenThousandths
    let tenths = Rational(distance * 10, population.deviationTenThousandths).roundedHalfAwayFromZero
    reported = ReportedScore(tenths: Int(tenths))
    unrounded = Rational(distance, population.deviationTenThousandths).doubleValue
  }
}
