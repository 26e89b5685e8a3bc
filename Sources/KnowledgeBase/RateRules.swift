// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
internal import Statistics

/// The rules on the expected rate of change at one site.
///
/// They are in force under every profile.
public struct RateRules: Sendable {
  /// What the rules expect.
  public enum Ruling: Sendable {
    /// A rate, with the rule that gives it.
    case rate(Rule.ExpectedRate, Rule)
    /// None can be given, by this rule.
    case none(Rule)
    /// These facts would decide.
    case missing([Fact])
  }

  private let rules: [Rule]
  private let turns: [Fact: [Double]]

  /// Returns the rules of a site.
  public static func of(_ site: Site) -> RateRules { bySite[site] ?? RateRules(site) }

  private static let bySite = Dictionary(uniqueKeysWithValues: Site.allCases.map { ($0, RateRules($0)) })

  private init(_ site: Site) {
    let value = FactValue.text(site.rawValue)
    let rules = Rule.all.filter { $0.subject == .rate && !$0.condition.isOfOtherSite(than: value) }
    var turns: [Fact: Set<Double>] = [:]
    for rule in rules {
      for (fact, turn) in rule.condition.turns { turns[fact, default: []].insert(turn) }
    }
    self.rules = rules
    self.turns = turns.mapValues { $0.sorted() }
  }

  /// Returns the whole numbers from which on some rule may answer otherwise, in order, such as 60 for the age.
  public func turns(of fact: Fact) -> [Double] { turns[fact] ?? [] }

  /// Returns the rate that the first rule gives that does not fail.
  ///
  /// A rule whose facts are unknown stops the search: what follows it is meant for people of whom they are known.
  ///
  /// - Parameter facts: What is known of the person at one time, with the site.
  /// - Returns: The rate, or why there is none.
  public func expected(_ facts: Facts) -> Ruling {
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

  /// The whole numbers of facts from which on it may answer otherwise.
  fileprivate var turns: [(Fact, Double)] {
    switch self {
    case .all(let parts), .any(let parts): parts.flatMap { $0.turns }
    case .not(let part): part.turns
    case .atLeast(let fact, let limit), .below(let fact, let limit): [(fact, limit.doubleValue.rounded(.up))]
    case .atMost(let fact, let limit), .above(let fact, let limit): [(fact, limit.doubleValue.rounded(.down) + 1)]
    case .equals(let fact, .number(let number)): [(fact, number.doubleValue), (fact, number.doubleValue + 1)]
    default: []
    }
  }
}
