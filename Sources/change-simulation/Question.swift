// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics

/// How the engine is asked about people: with which prior, and percent of what.
struct Question {
  let title: String
  /// Added to the expected rate, in percent a year.
  var shift = 0.0
  /// The factor of the spread; infinite for no prior.
  var widening = 1.0
  /// Whether percent are of the mean of the densities, as the engine has it, and not of the first true density.
  var isOfMeanDensity = true

  /// Returns what the engine says of people, of whom none has more than so many visits.
  func answers(to people: [SimulatedPerson], visits: Int) -> CohortChange {
    let units = people.map { (isOfMeanDensity ? $0.meanDensity : $0.visits[0].level) / 100 }
    let column = { (part: (SimulatedPerson) -> Double) in zip(people, units).map { part($0) * $1 } }
    let model = CohortModel(
      rates: column { $0.course.rate + shift }, spreads: column { $0.course.spread * widening },
      levelDrifts: column { $0.course.levelDrift }, rateDrifts: column { $0.course.rateDrift })
    return CohortChange(Self.scans(of: people, visits: visits), model: model)
  }

  /// The scans in columns, one that is not there with an infinite error.
  private static func scans(of people: [SimulatedPerson], visits: Int) -> CohortScans {
    let column = { (missing: Double, part: (SimulatedPerson.Visit) -> Double) in
      (0..<visits).flatMap { visit in people.map { visit < $0.visits.count ? part($0.visits[visit]) : missing } }
    }
    return CohortScans(
      people: people.count, times: column(0) { $0.time }, densities: column(0) { $0.density },
      errors: column(.infinity) { $0.error })
  }

  /// Returns the probability of loss that one series gives to a person asked alone.
  func probability(alone person: SimulatedPerson) -> Double {
    let unit = (isOfMeanDensity ? person.meanDensity : person.visits[0].level) / 100
    let course = person.course
    let steps = [RatePrior.Step(start: 0, rate: unit * (course.rate + shift))]
    let series = ScanSeries(
      person.visits.map { ScanSeries.Scan(time: $0.time, density: $0.density, error: $0.error) },
      prior: widening == .infinity ? nil : RatePrior(steps: steps, spread: unit * course.spread * widening),
      drift: ScanSeries.Drift(level: unit * course.levelDrift, rate: unit * course.rateDrift))
    return series?.change(from: 0, to: person.visits[person.visits.count - 1].time).probability(below: 0) ?? .nan
  }
}
