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

  /// The standard deviation of the rates of people about the expected one, in g/cm² a year.
  public let spread: Double

  /// Creates a prior.
  ///
  /// - Precondition: There must be a step, steps must follow one another in time, and `spread` must not be negative.
  public init(steps: [Step], spread: Double) {
    precondition(!steps.isEmpty && spread >= 0, "A prior must have a rate and a spread that is not negative.")
    precondition(
      zip(steps, steps.dropFirst()).allSatisfy { $0.start < $1.start }, "Rates must follow one another in time.")
    self.steps = steps
    self.spread = spread
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
