// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// What is expected of the rate at which a density changes, before it is measured twice.
///
/// - Source: `docs/methods/change.md`.
public struct RatePrior: Hashable, Sendable {
  /// An expected rate from a time on.
  public struct Step: Hashable, Sendable {
    /// The time in years since the first scan; the first step holds from any earlier time too.
    public let start: Double
    /// The expected rate in g/cm² a year.
    public let rate: Double

    /// Creates a step.
    public init(start: Double, rate: Double) {
      self.start = start
      self.rate = rate
    }
  }

  /// The expected rates by time, at least one.
  public let steps: [Step]

  /// A stretch of time in which a person deviates from what is expected in one way, as between two changes of treatment.
  public struct Regime: Hashable, Sendable {
    /// The time in years since the first scan; the first regime holds from any earlier time too.
    public let start: Double
    /// The standard deviation of the rates of people about the expected one, in g/cm² a year.
    public let spread: Double

    /// Creates a regime.
    public init(start: Double, spread: Double) {
      self.start = start
      self.spread = spread
    }
  }

  /// The regimes by time, at least one; deviations in two of them have nothing in common.
  public let regimes: [Regime]

  /// Creates a prior with one regime, of one spread in g/cm² a year.
  ///
  /// - Precondition: As for ``init(steps:regimes:)``.
  public init(steps: [Step], spread: Double) {
    self.init(steps: steps, regimes: [Regime(start: 0, spread: spread)])
  }

  /// Creates a prior.
  ///
  /// - Precondition: There must be a step and a regime, each kind must follow one another in time, and no spread must be
  ///   negative.
  public init(steps: [Step], regimes: [Regime]) {
    precondition(!steps.isEmpty && !regimes.isEmpty, "A prior must have a rate and a regime.")
    precondition(regimes.allSatisfy { $0.spread >= 0 }, "A spread must not be negative.")
    precondition(
      zip(steps, steps.dropFirst()).allSatisfy { $0.start < $1.start }, "Rates must follow one another in time.")
    precondition(
      zip(regimes, regimes.dropFirst()).allSatisfy { $0.start < $1.start }, "Regimes must follow one another in time.")
    self.steps = steps
    self.regimes = regimes
  }

  /// Returns the place of the regime at a time.
  func regime(at time: Double) -> Int {
    var place = 0
    for index in regimes.indices.dropFirst() where regimes[index].start <= time { place = index }
    return place
  }

  /// Returns how much of the time between the first scan and a later time lies in a regime, in years.
  func years(in regime: Int, until time: Double) -> Double {
    let start = regime == 0 ? 0 : max(0, regimes[regime].start)
    let end = regime + 1 < regimes.count ? min(time, regimes[regime + 1].start) : time
    return max(0, end - start)
  }

  /// Returns the expected change between two times in g/cm²; negative where the second comes first.
  public func change(from start: Double, to end: Double) -> Double { change(to: end) - change(to: start) }

  /// Returns the expected rate at a time in g/cm² a year.
  public func rate(at time: Double) -> Double { (steps.last { $0.start <= time } ?? steps[0]).rate }

  /// The expected change since the first scan.
  private func change(to time: Double) -> Double {
    var sum = 0.0
    for (index, step) in steps.enumerated() {
      // A stretch of one rate, cut to what lies between the first scan and the time.
      let begin = index == 0 ? -Double.greatestFiniteMagnitude : step.start
      let end = index + 1 < steps.count ? steps[index + 1].start : Double.greatestFiniteMagnitude
      let low = max(begin, min(0, time))
      let high = min(end, max(0, time))
      if high > low { sum += step.rate * (high - low) }
    }
    return time < 0 ? -sum : sum
  }
}
