// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Gathers what the next scan is worked out from.
///
/// - Source: Rules SER-09, SER-11 and MON-01 to MON-40; `docs/methods/next-scan.md`.
struct NextScanMaker {
  let study: Study
  let latest: VisitAssessment
  let rules: RuleBook
  let expecter: RateExpecter

  /// The courses of the regions of the latest visit.
  let courses: [RegionCourse]

  /// Returns when the person is scanned again.
  ///
  /// - Parameter person: What is known of the person at the latest visit.
  /// - Returns: The interval of the guideline, the earliest useful time and the next cut point, with the reason.
  func nextScan(_ person: Facts) -> NextScan {
    NextScan(
      sites: followed.compactMap(forecast), deciding: deciding, facts: facts(person), rules: rules,
      latestDay: latest.visit.date)
  }

  /// Returns the facts of the person with those of the drugs at the latest visit and of the next scan.
  func facts(_ person: Facts) -> Facts {
    let moment = Moment(date: latest.visit.date, age: latest.visit.age)
    let drugs = PersonOverTime(study, first: moment, last: moment).facts(at: 0)
    return drugs.adding(person).adding(NextScanFacts(of: study, at: latest).facts)
  }

  /// The regions at which change is followed; of several at one site the first counts.
  ///
  /// They are spine and total hip, the femoral neck where there is no total hip, and the one-third radius where there is
  /// neither spine nor hip.
  private var followed: [AssessedRegion] {
    let usable = latest.regions.map { $0.assessed }.filter { $0.isMeasuredAndUsable }
      .filter { $0.region.singleVertebra == nil }
    func first(_ site: Site) -> AssessedRegion? { usable.first { $0.region.site == site } }
    let found = [first(.lumbarSpine), first(.totalHip) ?? first(.femoralNeck)].compactMap(\.self)
    return found.isEmpty ? [first(.radius33)].compactMap(\.self) : found
  }

  /// The T-score that decides, with what is expected at its region.
  private var deciding: NextScan.Deciding? {
    let diagnosis = latest.diagnosis
    guard diagnosis.basis == .t, let score = diagnosis.score, let region = diagnosis.region else { return nil }
    let assessed = latest.regions.map { $0.assessed }.first { $0.label == region.label }
    guard let assessed, let forecast = forecast(of: assessed) else { return nil }
    let key = assessed.t?.origin == .computed ? assessed.t?.reference : nil
    return NextScan.Deciding(
      forecast: forecast, score: score, youngAdults: key.flatMap { ReferenceLibrary.population($0) })
  }

  private func forecast(of region: AssessedRegion) -> SiteForecast? {
    guard let density = region.region.density?.gramsPerSquareCentimeter else { return nil }
    let error = study.precision?.rmsSd(of: region.region, at: region.facility)
    let limit = ScanPair(later: region, earlier: region).leastSignificantChange(by: study.precision)
    let noise = error.flatMap { error in
      limit.flatMap { limit -> SiteForecast.Noise? in
        guard error > 0, limit > 0 else { return nil }
        return SiteForecast.Noise(error: error, leastSignificantChange: Double(limit) / 1000)
      }
    }
    let level =
      courses.first { $0.changes.first?.later.label == region.label }?.model?.level
      ?? ScanSeries.Estimate(mean: density, deviation: error ?? 0)
    return SiteForecast(
      site: region.region.site, level: level.mean, levelError: level.deviation, noise: noise,
      course: course(of: region, mean: level.mean))
  }

  /// How the density of a region is expected to go on from the latest scan.
  private func course(of region: AssessedRegion, mean: Double) -> SiteForecast.Course? {
    let rates = expecter.rates(of: region.region.site, from: region.moment, to: region.moment)
    guard let rates = try? rates.get() else { return nil }
    return SiteForecast.Course(rates: rates.prior(ofMean: mean), drift: SeriesModel.drift(ofMean: mean))
  }
}
