// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics

/// A value in standard deviations from the median of people of the same age and sex.
public struct ZScore: Hashable, Sendable {
  /// The score to one decimal.
  public let reported: ReportedScore

  /// The score before rounding.
  public let unrounded: Double

  /// Expresses a bone density in standard deviations from its peers.
  ///
  /// - Parameters:
  ///   - density: The measured density; all decimals given are used.
  ///   - scale: The scale that it was measured on.
  ///   - age: The age at the scan, which must be known exactly.
  ///   - curve: The curve of the same site.
  /// - Throws: ``ScoringRefusal/scaleMismatch(density:reference:)``, ``ScoringRefusal/ageNotExact(atLeast:)`` or
  ///   ``ScoringRefusal/ageOutsideReference(age:domain:reference:)``.
  /// - Accuracy: Within 1e-9 of the exact value.
  /// - Source: `cole-green-1992`; method note `docs/methods/scores.md`.
  public init(
    of density: ArealDensity, on scale: ScannerScale, atAge age: Age, against curve: AgeCurve
  ) throws(ScoringRefusal) {
    if let reference = curve.subject.scale, reference != scale {
      throw .scaleMismatch(density: scale, reference: reference)
    }
    try self.init(of: density.gramsPerSquareCentimeter, atAge: age, against: curve)
  }

  /// Expresses a value in the unit of the curve, such as a height in cm.
  ///
  /// - Precondition: `value` must be positive.
  public init(of value: Double, atAge age: Age, against curve: AgeCurve) throws(ScoringRefusal) {
    guard let years = age.exactYears else { throw .ageNotExact(atLeast: age.completedYears) }
    let score = try curve.distribution(atAge: years).zScore(of: value)
    guard let reported = ReportedScore(rounding: score) else { throw .scoreNotFinite }
    self.reported = reported
    unrounded = score
  }

  /// Creates a score that was computed by other means, such as a height adjustment; `nil` unless it is finite.
  public init?(unrounded: Double) {
    guard let reported = ReportedScore(rounding: unrounded) else { return nil }
    self.reported = reported
    self.unrounded = unrounded
  }

  /// The percentage of peers at or below the value, from 0 to 100.
  public var centile: Double { NormalDistribution.centile(unrounded) }
}
