// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry

/// What the rules expect of the rate of change.
public enum RateRuling: Sendable {
  /// A rate, with the rule that gives it.
  case rate(Rule.ExpectedRate, Rule)
  /// None can be given, by this rule.
  case none(Rule)
  /// These facts would decide.
  case missing([Fact])
}

extension RuleBook {
  /// Returns the rules on expected rates that may hold at a site, in the order of the rule files.
  public func rateRules(of site: Site) -> [Rule] {
    rules(on: .rate).filter { !$0.condition.isOfOtherSite(than: .text(site.rawValue)) }
  }

  /// Returns the rate that the first rule gives that does not fail.
  ///
  /// A rule whose facts are unknown stops the search: what follows it is meant for people of whom they are known.
  ///
  /// - Parameters:
  ///   - rules: The rules, as ``rateRules(of:)`` returns them.
  ///   - facts: What is known of the person at one time, with the site.
  /// - Returns: The rate, or why there is none.
  public static func expectedRate(by rules: [Rule], _ facts: Facts) -> RateRuling {
    for rule in rules {
      guard case .expectedRate(let rate) = rule.decision else { continue }
      switch rule.condition.evaluate(facts) {
      case .fails: continue
      case .unknown(let missing): return .missing(missing)
      case .holds: return rate.map { .rate($0, rule) } ?? .none(rule)
      }
    }
    return .missing([])
  }
}

extension Condition {
  /// Whether it asks for another site, and so fails whatever else is known.
  fileprivate func isOfOtherSite(than site: FactValue) -> Bool {
    switch self {
    case .equals(.site, let value): value != site
    case .oneOf(.site, let values): !values.contains(site)
    case .all(let parts): parts.contains { $0.isOfOtherSite(than: site) }
    default: false
    }
  }
}
