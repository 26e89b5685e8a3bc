// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// How near the Z-scores of an age band come to a normal distribution with mean 0 and standard deviation 1.
public struct BandQuality: Hashable, Sendable {
  /// The ages in years, the upper end outside.
  public let ages: Range<Double>
  /// The moments of the Z-scores.
  public let moments: SurveyMoments
  /// The weighted fraction of Z-scores below each of ``BandQuality/limits``.
  public let fractions: [Double]

  /// The scores below which the fractions lie.
  public static let limits = [-2.0, -1, 1, 2]

  /// Measures the Z-scores of the people of a sample in an age band.
  ///
  /// - Returns: `nil` where the band holds nobody.
  public init?(_ scores: [Double], of sample: SurveySample, ages: Range<Double>) {
    let people = sample.ages.indices.filter { ages.contains(sample.ages[$0]) }
    let inside = people.map { scores[$0] }
    let band = sample.filtered { ages.contains(sample.ages[$0]) }
    guard let moments = SurveyMoments(of: inside, in: band) else { return nil }
    let total = band.weights.reduce(0, +)
    self.ages = ages
    self.moments = moments
    fractions = Self.limits.map { limit in
      zip(inside, band.weights).reduce(0) { $0 + ($1.0 < limit ? $1.1 : 0) } / total
    }
  }
}
