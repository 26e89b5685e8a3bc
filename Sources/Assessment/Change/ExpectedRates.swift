// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
public import KnowledgeBase
internal import Statistics

/// What is expected of the rate at one site of a person, from the first scan on.
///
/// - Source: Rules RATE; `docs/methods/expected-rates.md`.
public struct ExpectedRates: Hashable, Sendable {
  /// A stretch of time with one expected rate.
  public struct Step: Hashable, Sendable {
    /// The time in years since the first scan.
    public let start: Double
    /// The expected change in percent a year.
    public let percentPerYear: Double
    /// The standard deviation of the rates of people about it, in percent a year.
    public let spread: Double
    /// The rule; `nil` where the caller chose the rate.
    public let rule: String?
    /// The evidence behind it; `nil` where the caller chose the rate.
    public let tag: EvidenceTag?
  }

  /// The stretches in order, at least one.
  public let steps: [Step]

  /// Whether drugs were not stated, so that these are the rates of people without any that act on bone.
  public let assumesNoDrugs: Bool

  /// Returns the stretches between two times, with times in years since the first of these.
  func within(_ start: Double, _ end: Double) -> ExpectedRates {
    let ends = steps.dropFirst().map { $0.start } + [.infinity]
    let kept = zip(steps, ends).filter { $0.0.start < end && $0.1 > start }.map { step, _ in
      Step(
        start: max(0, step.start - start), percentPerYear: step.percentPerYear, spread: step.spread, rule: step.rule,
        tag: step.tag)
    }
    return ExpectedRates(steps: kept, assumesNoDrugs: assumesNoDrugs)
  }

  /// Returns the prior of a series in g/cm² a year.
  ///
  /// - Parameter mean: The density in g/cm² that percentages are of.
  func prior(ofMean mean: Double) -> RatePrior {
    RatePrior(
      steps: steps.map { RatePrior.Step(start: $0.start, rate: $0.percentPerYear / 100 * mean) },
      spread: (steps.map { $0.spread }.max() ?? 0) / 100 * mean)
  }
}

/// Why no rate is expected.
public enum NoExpectation: Hashable, Sendable {
  /// The caller switched expectations off.
  case switchedOff
  /// A rule says that none can be given.
  case rule(String)
  /// These facts would decide.
  case missing([Fact])
}

/// Asks the rules which rate is expected of a site of a person at each time.
struct RateExpecter {
  let study: Study
  let rules: RuleBook
  let choice: AssessmentOptions.ExpectedRate

  /// How many years beyond the last scan are asked about.
  private static let horizon = 30.0

  /// Returns the expected rates of a site between the first scan and 30 years after the last one.
  ///
  /// - Parameters:
  ///   - site: The site.
  ///   - first: The first scan.
  ///   - last: The last scan.
  func rates(of site: Site, from first: Moment, to last: Moment) -> Result<ExpectedRates, NoExpectationError> {
    switch choice {
    case .none: return .failure(NoExpectationError(.switchedOff))
    case .own(let percent, let spread):
      let step = ExpectedRates.Step(start: 0, percentPerYear: percent, spread: spread, rule: nil, tag: nil)
      return .success(ExpectedRates(steps: [step], assumesNoDrugs: false))
    case .tabled: break
    }
    let person = PersonOverTime(study, first: first, last: last)
    let end = last.years(since: first)
    var steps: [ExpectedRates.Step] = []
    for time in person.turningTimes(until: end + Self.horizon) {
      var facts = person.facts(at: time)
      facts[.site] = .text(site.rawValue)
      switch rules.expectedRate(facts) {
      case .failure(let error):
        // What cannot be told of the time after the last scan leaves the time up to it as it is.
        guard time >= end, !steps.isEmpty else { return .failure(error) }
        return .success(ExpectedRates(steps: steps, assumesNoDrugs: person.assumesNoDrugs))
      case .success(let (rule, rate)):
        let step = ExpectedRates.Step(
          start: time, percentPerYear: rate.percentPerYear.doubleValue, spread: rate.spread.doubleValue, rule: rule.id,
          tag: rule.tag)
        if steps.last?.rule != rule.id { steps.append(step) }
      }
    }
    return .success(ExpectedRates(steps: steps, assumesNoDrugs: person.assumesNoDrugs))
  }
}

/// Why no rate is expected, as an error.
struct NoExpectationError: Error {
  let reason: NoExpectation

  init(_ reason: NoExpectation) {
    self.reason = reason
  }
}

extension RuleBook {
  /// Returns the expected rate of the first rule that does not fail.
  ///
  /// A rule whose facts are unknown stops the search: what follows it is meant for people of whom they are known.
  func expectedRate(_ facts: Facts) -> Result<(rule: Rule, rate: Rule.ExpectedRate), NoExpectationError> {
    for rule in rules where rule.subject == .rate {
      guard case .expectedRate(let rate) = rule.decision else { continue }
      switch rule.condition.evaluate(facts) {
      case .fails: continue
      case .unknown(let missing): return .failure(NoExpectationError(.missing(missing)))
      case .holds: return rate.map { .success((rule, $0)) } ?? .failure(NoExpectationError(.rule(rule.id)))
      }
    }
    return .failure(NoExpectationError(.missing([])))
  }
}
