// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A person drawn from the model of `docs/methods/change.md`, with the truth that no scan shows.
struct SimulatedPerson {
  /// A visit: the time in years since the first one, the true density, the density of the scan and its error, in g/cm².
  struct Visit {
    let time: Double
    let level: Double
    let density: Double
    let error: Double
  }

  /// How bone goes, in percent of the first true density a year.
  struct Course {
    /// The expected rate.
    var rate: Double
    /// The standard deviation of the rates of people about it.
    var spread: Double
    /// The wandering of the level, for the root of a year.
    var levelDrift = 0.5
    /// The wandering of the rate, for the root of a year.
    var rateDrift = 0.2
  }

  let visits: [Visit]
  let course: Course

  /// Draws a person: the path by the exact step of the model from visit to visit.
  ///
  /// - Parameters:
  ///   - times: The years since the first visit, which is at 0.
  ///   - errors: The precision errors in g/cm².
  ///   - course: The model.
  ///   - random: Where the numbers come from.
  init(times: [Double], errors: [Double], course: Course, random: inout RandomNumbers) {
    var level = max(0.5, 0.85 + 0.12 * random.normal())
    let unit = level / 100
    var rate = unit * (course.rate + course.spread * random.normal())
    var now = 0.0
    visits = zip(times, errors).map { time, error in
      let (step, root) = (time - now, (time - now).squareRoot())
      // The change of the rate, and the integral of it, have covariance omega² (h, h²/2; h²/2, h³/3).
      let (first, second) = (random.normal(), random.normal())
      let wandering = unit * course.rateDrift * root
      level += rate * step + wandering * step * (first / 2 + second / 12.0.squareRoot())
      level += unit * course.levelDrift * root * random.normal()
      rate += wandering * first
      now = time
      return Visit(time: time, level: level, density: level + error * random.normal(), error: error)
    }
    self.course = course
  }

  private init(visits: [Visit], course: Course) {
    self.visits = visits
    self.course = course
  }

  /// The person without one of the visits.
  func missing(_ index: Int) -> SimulatedPerson {
    SimulatedPerson(visits: visits.indices.filter { $0 != index }.map { visits[$0] }, course: course)
  }

  /// The person with densities as they are printed, in thousandths of g/cm².
  var printed: SimulatedPerson {
    SimulatedPerson(
      visits: visits.map {
        Visit(time: $0.time, level: $0.level, density: ($0.density * 1000).rounded() / 1000, error: $0.error)
      }, course: course)
  }

  private var last: Visit { visits[visits.count - 1] }

  /// The true change from first to last visit in g/cm².
  var trueChange: Double { last.level - visits[0].level }

  /// The change of the densities from first to last visit in g/cm².
  var observedChange: Double { last.density - visits[0].density }

  /// The mean of the densities in g/cm².
  var meanDensity: Double { visits.reduce(0) { $0 + $1.density } / Double(visits.count) }
}
