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

  /// Returns how level and rate wander, in g/cm², at a mean density in g/cm².
  static func drift(ofMean mean: Double) -> ScanSeries.Drift {
    ScanSeries.Drift(level: wandering.level / 100 * mean, rate: wandering.rate / 100 * mean)
  }

  /// The scans in order of time.
  let regions: [AssessedRegion]

  /// The mean of the densities in g/cm².
  let meanDensity: Double

  /// What is expected, or why nothing is.
  let expected: Result<ExpectedRates, NoExpectation>

  /// The scans as the model reads them: densities on the scale of the latest scanner.
  let scans: [ScanSeries.Scan]

  private let series: ScanSeries

  /// Reads scans of one region; `nil` where there is nothing to read: less than two scans of different times.
  ///
  /// - Parameters:
  ///   - earlier: The earlier scans with the latest, in order of time, each comparable.
  ///   - latest: The latest scan.
  ///   - error: The precision error of a scan in g/cm², positive.
  ///   - expecter: What is expected of the person.
  init?(_ earlier: [ScanPair], to latest: AssessedRegion, error: Double, expecter: RateExpecter) {
    guard let first = earlier.first?.earlier, latest.moment.years(since: first.moment) > 0 else { return nil }
    let densities = (earlier.map { $0.earlierDensity } + [latest.region.density?.gramsPerSquareCentimeter])
      .compactMap(\.self)
    guard densities.count == earlier.count + 1 else { return nil }
    let regions = earlier.map { $0.earlier } + [latest]
    let mean = densities.reduce(0, +) / Double(densities.count)
    let times = regions.map { $0.moment.years(since: first.moment) }
    let expected = expecter.rates(of: first.region.site, from: first.moment, to: latest.moment)
    var calibrations: [ScannerCalibration] = []
    let scans = regions.indices.map { index in
      let calibration = index < earlier.count ? earlier[index].calibration : nil
      if let calibration, !calibrations.contains(calibration) { calibrations.append(calibration) }
      return ScanSeries.Scan(
        time: times[index], density: densities[index], error: error * (calibration?.slope ?? 1),
        scanner: calibration.flatMap { calibrations.firstIndex(of: $0) }.map { $0 + 1 } ?? 0,
        offsetError: calibration?.offsetError(precision: error) ?? 0)
    }
    let prior = (try? expected.get())?.prior(ofMean: mean)
    guard let series = ScanSeries(scans, prior: prior, drift: Self.drift(ofMean: mean)) else { return nil }
    self.regions = regions
    self.scans = scans
    meanDensity = mean
    self.expected = expected
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
    let change = series.change(from: scans[earlier].time, to: scans[later].time)
    let measured = scans[later].density - scans[earlier].density
    let isZero = abs(measured) < 0.0005
    return TrueChange(
      change: change, amount: amount, scans: regions.count,
      expected: (try? expected.get()).map { self.expected($0, from: earlier, to: later, measured: measured) },
      noExpectation: expected.failure,
      shareSeenAgain: isZero ? nil : max(0, change.mean / measured), meanDensity: meanDensity)
  }

  /// The measured change that only the expected rates foretell.
  private func expected(
    _ rates: ExpectedRates, from earlier: Int, to later: Int, measured: Double
  ) -> ExpectedChange {
    let before = series.changeBeforeScans(from: scans[earlier].time, to: scans[later].time)
    let (one, other) = (scans[earlier], scans[later])
    let offsets = one.scanner == other.scanner ? 0 : one.offsetError * one.offsetError
    let errors = one.error * one.error + other.error * other.error + offsets
    let deviation = (before.deviation * before.deviation + errors).squareRoot()
    let distance = (measured - before.mean).magnitude / deviation
    return ExpectedChange(
      rates: rates.within(scans[earlier].time, scans[later].time),
      measured: ScanSeries.Estimate(mean: before.mean, deviation: deviation),
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
  var level: ScanSeries.Estimate { series.level(at: scans[scans.count - 1].time) }
}

extension Result {
  /// The error, if there is one.
  var failure: Failure? { if case .failure(let error) = self { error } else { nil } }
}
