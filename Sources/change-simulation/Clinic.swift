// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics

/// A clinic that scans people three times, and says of the change from first to last what star and probability say.
struct Clinic {
  /// What is said of a change, or is true of it.
  enum Verdict: Int, CaseIterable {
    case loss, none, gain
  }

  /// One person: what was said, and what was true.
  struct Case {
    /// By the least significant change.
    let star: Verdict
    /// By a probability of loss or gain above 95 %.
    let probability: Verdict
    /// The direction of the true change.
    let direction: Verdict
    /// The true change where it is beyond half a least significant change.
    let truth: Verdict
  }

  /// The precision error, and the least significant change as it is printed, in thousandths of g/cm².
  static let error = 0.010
  static let limit = (2.77 * error * 1000).rounded()

  let people: [SimulatedPerson]

  /// Draws people.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - interval: The years from scan to scan.
  ///   - rate: Their expected rate in percent a year.
  ///   - random: Where the numbers come from.
  init(count: Int, interval: Double, rate: Double, random: inout RandomNumbers) {
    let course = SimulatedPerson.Course(rate: rate, spread: 0.55)
    people = (0..<count).map { _ in
      SimulatedPerson(
        times: [0, interval, 2 * interval], errors: [Self.error, Self.error, Self.error], course: course,
        random: &random
      ).printed
    }
  }

  /// Returns what is said of the people where the engine is asked in one way.
  func cases(_ question: Question) -> [Case] {
    zip(people, question.answers(to: people, visits: 3).lossProbabilities).map { person, loss in
      let (observed, change) = ((1000 * person.observedChange).rounded(), 1000 * person.trueChange)
      return Case(
        star: Self.verdict(observed, beyond: Self.limit),
        probability: loss > 0.95 ? .loss : loss < 0.05 ? .gain : .none,
        direction: change < 0 ? .loss : .gain, truth: Self.verdict(change, beyond: Self.limit / 2))
    }
  }

  private static func verdict(_ change: Double, beyond limit: Double) -> Verdict {
    change <= -limit ? .loss : change >= limit ? .gain : .none
  }
}

extension [Clinic.Case] {
  /// The number of cases of a kind.
  func number(_ isMeant: (Clinic.Case) -> Bool) -> Int { reduce(0) { $0 + (isMeant($1) ? 1 : 0) } }

  /// The share of cases of a kind, in percent.
  func share(_ isMeant: (Clinic.Case) -> Bool) -> String { .percent(number(isMeant), of: count) }

  /// How often a change is called real, and the share of these whose true direction is the other one.
  func calls(_ said: (Clinic.Case) -> Clinic.Verdict) -> [String] {
    let real = filter { said($0) != .none }
    return [.percent(real.count, of: count), real.share { said($0) != $0.direction }]
  }
}
