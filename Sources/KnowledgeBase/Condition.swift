// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Statistics

/// What must be so for a rule to hold: a closed set of forms.
public indirect enum Condition: Hashable, Sendable {
  /// Holds always.
  case always
  /// Holds if all parts hold.
  case all([Condition])
  /// Holds if one part holds.
  case any([Condition])
  /// Holds if the part fails.
  case not(Condition)
  /// The fact has this value.
  case equals(Fact, FactValue)
  /// The fact has one of these values.
  case oneOf(Fact, [FactValue])
  /// The number is this or less.
  case atMost(Fact, ExactDecimal)
  /// The number is this or more.
  case atLeast(Fact, ExactDecimal)
  /// The number is less than this.
  case below(Fact, ExactDecimal)
  /// The number is more than this.
  case above(Fact, ExactDecimal)
  /// The fact is known, or is not; this is never unknown itself.
  case known(Fact, Bool)

  /// Evaluates the condition in three values.
  ///
  /// A part that fails decides `all`, and a part that holds decides `any`, even where other parts are unknown.
  public func evaluate(_ facts: Facts) -> Verdict {
    switch truth(facts) {
    case true?: .holds
    case false?: .fails
    case nil: .unknown(Fact.inOrder(deciding(facts)))
    }
  }

  /// Tells whether the condition holds; what is unknown does not.
  public func holds(_ facts: Facts) -> Bool { truth(facts) == true }

  /// Whether the condition is true; `nil` where unknown facts would decide.
  private func truth(_ facts: Facts) -> Bool? {
    switch self {
    case .always: true
    case .all(let parts): Self.conjunction(parts, facts, negated: false)
    case .any(let parts): Self.conjunction(parts, facts, negated: true).map { !$0 }
    case .not(let part): part.truth(facts).map { !$0 }
    case .equals(let fact, let value): known(fact, facts).map { $0 == value }
    case .oneOf(let fact, let values): known(fact, facts).map { values.contains($0) }
    case .atMost(let fact, let limit): reaches(fact, facts) { $0 > limit }.map { !$0 }
    case .atLeast(let fact, let limit): reaches(fact, facts) { $0 >= limit }
    case .below(let fact, let limit): reaches(fact, facts) { $0 >= limit }.map { !$0 }
    case .above(let fact, let limit): reaches(fact, facts) { $0 > limit }
    case .known(let fact, let expected): (facts[fact] != nil) == expected
    }
  }

  /// Whether all parts are true, or with `negated` all are false.
  private static func conjunction(_ parts: [Condition], _ facts: Facts, negated: Bool) -> Bool? {
    var isOpen = false
    for part in parts {
      switch part.truth(facts) {
      case nil: isOpen = true
      case .some(let truth) where truth == negated: return false
      default: continue
      }
    }
    return isOpen ? nil : true
  }

  /// The value of a fact that is known exactly.
  private func known(_ fact: Fact, _ facts: Facts) -> FactValue? {
    if case .atLeast = facts[fact] { nil } else { facts[fact] }
  }

  /// Whether a number reaches a limit from below; one known only from below may still reach it.
  private func reaches(_ fact: Fact, _ facts: Facts, _ limit: (ExactDecimal) -> Bool) -> Bool? {
    switch facts[fact] {
    case .number(let number): limit(number)
    case .atLeast(let least) where limit(least): true
    default: nil
    }
  }

  /// The unknown facts of the parts that are not decided.
  private func deciding(_ facts: Facts) -> [Fact] {
    guard truth(facts) == nil else { return [] }
    return switch self {
    case .all(let parts), .any(let parts): parts.flatMap { $0.deciding(facts) }
    case .not(let part): part.deciding(facts)
    default: self.facts
    }
  }
}

/// The outcome of a condition.
public enum Verdict: Hashable, Sendable {
  case holds
  case fails
  /// Not decided, and these facts would decide, in the order of the list of facts.
  case unknown([Fact])
}

extension Condition {
  /// The facts that the condition asks about.
  public var facts: [Fact] {
    switch self {
    case .always: []
    case .all(let parts), .any(let parts): parts.flatMap { $0.facts }
    case .not(let part): part.facts
    case .equals(let fact, _), .oneOf(let fact, _), .atMost(let fact, _), .atLeast(let fact, _), .below(let fact, _),
      .above(let fact, _), .known(let fact, _):
      [fact]
    }
  }
}
