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
    /// The number of changes of treatment before it.
    let regime: Int
  }

  /// The stretches in order, at least one.
  public let steps: [Step]

  /// The time of the last scan in years since the first.
  let until: Double

  /// Whether drugs were not stated, so that these are the rates of people without any that act on bone.
  public let assumesNoDrugs: Bool

  /// Returns the stretches between two times, with times in years since the first of these.
  func within(_ start: Double, _ end: Double) -> ExpectedRates {
    let ends = steps.dropFirst().map { $0.start } + [.infinity]
    let kept = zip(steps, ends).filter { $0.0.start < end && $0.1 > start }.map { step, _ in
      Step(
        start: max(0, step.start - start), percentPerYear: step.percentPerYear, spread: step.spread, rule: step.rule,
        tag: step.tag, regime: step.regime)
    }
    return ExpectedRates(steps: kept, until: end - start, assumesNoDrugs: assumesNoDrugs)
  }

  /// Returns the prior of a series in g/cm² a year.
  ///
  /// One spread serves all stretches of a treatment: the widest of those up to the last scan.
  ///
  /// - Parameter mean: The density in g/cm² that percentages are of.
  /// - Returns: The prior, with a regime for each treatment.
  func prior(ofMean mean: Double) -> RatePrior {
    var regimes: [RatePrior.Regime] = []
    for regime in Set(steps.map { $0.regime }).sorted() {
      let own = steps.filter { $0.regime == regime }
      let spreads = own.enumerated().filter { $0.offset == 0 || $0.element.start < until }.map { $0.element.spread }
      regimes.append(RatePrior.Regime(start: own[0].start, spread: (spreads.max() ?? 0) / 100 * mean))
    }
    return RatePrior(
      steps: steps.map { RatePrior.Step(start: $0.start, rate: $0.percentPerYear / 100 * mean) }, regimes: regimes)
  }
}

/// Why no rate is expected.
public enum NoExpectation: Error, Hashable {
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
  let choice: AssessmentOptions.ExpectedRate

  /// How many years beyond the last scan are asked about.
  private static let horizon = 30.0

  /// Returns the expected rates of a site between the first scan and 30 years after the last one.
  ///
  /// - Parameters:
  ///   - site: The site.
  ///   - first: The first scan.
  ///   - last: The last scan.
  /// - Returns: The rates, or why none are expected between the two scans.
  func rates(of site: Site, from first: Moment, to last: Moment) -> Result<ExpectedRates, NoExpectation> {
    switch choice {
    case .none: return .failure(.switchedOff)
    case .own(let percent, let spread):
      let step = ExpectedRates.Step(start: 0, percentPerYear: percent, spread: spread, rule: nil, tag: nil, regime: 0)
      return .success(ExpectedRates(steps: [step], until: 0, assumesNoDrugs: false))
    case .tabled: break
    }
    let person = PersonOverTime(study, first: first, last: last)
    guard person.undatedFacts.isEmpty else { return .failure(.missing(person.undatedFacts)) }
    let end = last.years(since: first)
    let rules = RateRules.of(site)
    var steps: [ExpectedRates.Step] = []
    var (regime, treatment) = (0, Treatment(person.facts(at: 0)))
    for time in person.turningTimes(until: end + Self.horizon, under: rules) {
      var facts = person.facts(at: time)
      facts[.site] = .text(site.rawValue)
      if treatment != Treatment(facts) { (regime, treatment) = (regime + 1, Treatment(facts)) }
      let reason: NoExpectation
      switch rules.expected(facts) {
      case .rate(let rate, let rule):
        let step = ExpectedRates.Step(
          start: time, percentPerYear: rate.percentPerYear.doubleValue, spread: rate.spread.doubleValue, rule: rule.id,
          tag: rule.tag, regime: regime)
        if steps.last?.rule != rule.id || steps.last?.regime != regime { steps.append(step) }
        continue
      case .none(let rule): reason = .rule(rule.id)
      case .missing(let facts): reason = .missing(facts)
      }
      // What cannot be told of the time after the last scan leaves the time up to it as it is.
      guard time >= end, !steps.isEmpty else { return .failure(reason) }
      break
    }
    return .success(ExpectedRates(steps: steps, until: end, assumesNoDrugs: person.assumesNoDrugs))
  }
}

/// What is taken that moves density.
private struct Treatment: Hashable {
  private let boneDrug: FactValue?
  private let lossCause: FactValue?

  init(_ facts: Facts) {
    boneDrug = facts[.boneDrug]
    lossCause = facts[.lossCause]
  }
}
