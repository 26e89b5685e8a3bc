// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Statistics

/// Weighted means, standard deviations and centiles of the values of a recipe by age band, as a table in CSV.
public struct BandTable {
  private let data: SurveyData
  private static let percents = [3.0, 5, 10, 15, 25, 50, 75, 85, 90, 95, 97]

  /// Prepares the table of a recipe with `bands`.
  public init(_ data: SurveyData) {
    self.data = data
  }

  /// The names of the columns.
  public static let columns =
    ["site", "sex", "group", "from", "below", "n", "mean", "sd", "se_mean"]
    + percents.map { "p" + ($0 < 10 ? "0" : "") + Fixed($0, places: 0).description }

  /// Returns the rows of some curves, in their order and by rising age; a band without people has no row.
  ///
  /// - Throws: ``SurveyError`` for too few people, or a value or a weight that cannot be.
  public func rows(_ jobs: [FitJob]) throws(SurveyError) -> [[String]] {
    var rows: [[String]] = []
    for job in jobs {
      let sample = try data.sample(of: job.curve, sex: job.sex, group: job.group).sample
      for band in data.recipe.bands { rows += [row(of: job, sample, band)].compactMap(\.self) }
    }
    return rows
  }

  private func row(of job: FitJob, _ sample: SurveySample, _ ages: Range<Double>) -> [String]? {
    let band = sample.filtered { ages.contains(sample.ages[$0]) }
    guard let moments = SurveyMoments(of: band.values, in: band) else { return nil }
    let numbers = [moments.mean, moments.deviation, moments.meanError] + band.centiles(Self.percents)
    let head = [
      job.curve.stem, job.sex.rawValue, job.group, Fixed(ages.lowerBound, places: 1).description,
      Fixed(ages.upperBound, places: 1).description, "\(moments.count)",
    ]
    return head + numbers.map { Fixed($0, places: 6).description }
  }
}
