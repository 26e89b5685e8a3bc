// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// The scans of one region that compare with the latest, with the model that reads them.
struct SeriesModel {
  /// How level and rate wander by themselves, in percent of the mean density for the root of a year, and in percent a year
  /// for the root of a year.
  ///
  /// - Source: `docs/methods/change.md`; assumptions of this project, not fitted.
  static let wandering = (level: 0.5, rate: 0.2)

  /// The scans in order of time.
  let regions: [AssessedRegion]

  /// The mean of the densities in g/cm².
  let meanDensity: Double

  /// What is expected, or why nothing is.
  let expected: Result<ExpectedRates, NoExpectationError>

  /// The times of the scans in years since the first.
  let times: [Double]

  /// The precision error in g/cm².
  let error: Double

  private let series: ScanSeries

  /// Reads scans of one region; `nil` where there is nothing to read: less than two scans of different times.
  ///
  /// - Parameters:
  ///   - regions: The scans that compare, in order of time, each with a density.
  ///   - error: The precision error of a scan in g/cm², positive.
  ///   - expecter: What is expected of the person.
  init?(_ regions: [AssessedRegion], error: Double, expecter: RateExpecter) {
    guard regions.count > 1, let first = regions.first, let last = regions.last else { return nil }
    let densities = regions.compactMap { $0.region.density?.gramsPerSquareCentimeter }
    guard densities.count == regions.count, last.moment.years(since: first.moment) > 0 else { return nil }
    let mean = densities.reduce(0, +) / Double(densities.count)
    let times = regions.map { $0.moment.years(since: first.moment) }
    let expected = expecter.rates(of: first.region.site, from: first.moment, to: last.moment)
    let scans = zip(times, densities).map { ScanSeries.Scan(time: $0, density: $1, error: error) }
    let drift = ScanSeries.Drift(level: Self.wandering.level / 100 * mean, rate: Self.wandering.rate / 100 * mean)
    guard let series = ScanSeries(scans, prior: (try? expected.get())?.prior(ofMean: mean), drift: drift) else {
      return nil
    }
    self.regions = regions
    meanDensity = mean
    self.expected = expected
    self.times = times
    self.error = error
    self.series = series
  }

  /// Returns what the series says of the change between two of its scans.
  ///
  /// - Parameters:
  ///   - earlier: The place of the earlier scan.
  ///   - later: The place of the later scan.
  ///   - amount: The least significant change in g/cm².
  /// - Returns: The true change.
  func truth(from earlier: Int, to later: Int, amount: Double) -> TrueChange {
    let change = series.change(from: times[earlier], to: times[later])
    let measured = density(later) - density(earlier)
    let isZero = regions[later].region.density?.milligrams == regions[earlier].region.density?.milligrams
    return TrueChange(
      change: change, amount: amount, scans: regions.count,
      expected: (try? expected.get()).map { self.expected($0, from: earlier, to: later, measured: measured) },
      noExpectation: expected.failure?.reason,
      shareSeenAgain: isZero ? nil : max(0, change.mean / measured), meanDensity: meanDensity)
  }

  private func density(_ index: Int) -> Double { regions[index].region.density?.gramsPerSquareCentimeter ?? 0 }

  /// The measured change that only the expected rates foretell.
  private func expected(
    _ rates: ExpectedRates, from earlier: Int, to later: Int, measured: Double
  ) -> ExpectedChange {
    let before = series.changeBeforeScans(from: times[earlier], to: times[later])
    let deviation = (before.deviation * before.deviation + 2 * error * error).squareRoot()
    let distance = (measured - before.mean).magnitude / deviation
    return ExpectedChange(
      rates: rates.within(times[earlier], times[later]), measured: ScanSeries.Estimate(mean: before.mean, deviation: deviation),
      probability: 2 * NormalDistribution.cumulative(-distance))
  }

  /// The places of the scans that lie more than 3 standard deviations from what all others say, the farthest first.
  ///
  /// - Source: Rule SER-10.outlying; asked of at least three scans.
  var outlying: [Int] {
    guard regions.count > 2 else { return [] }
    let distances = series.distances.map { $0.map { ($0.mean / $0.deviation).magnitude } ?? 0 }
    return distances.indices.filter { distances[$0] > 3 }.sorted { distances[$0] > distances[$1] }
  }

  /// The density at the latest scan in g/cm².
  var level: ScanSeries.Estimate { series.level(at: times[times.count - 1]) }
}

extension Result {
  /// The error, if there is one.
  var failure: Failure? { if case .failure(let error) = self { error } else { nil } }
}
