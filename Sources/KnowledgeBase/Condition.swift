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
    switch self {
    case .always: .holds
    case .all(let parts): Verdict.all(parts.map { $0.evaluate(facts) })
    case .any(let parts): Verdict.all(parts.map { $0.evaluate(facts).negated }).negated
    case .not(let part): part.evaluate(facts).negated
    case .equals(let fact, let value): test(fact, facts) { $0 == value }
    case .oneOf(let fact, let values): test(fact, facts) { values.contains($0) }
    case .atMost(let fact, let limit): exceeds(fact, facts) { $0 > limit }.negated
    case .atLeast(let fact, let limit): exceeds(fact, facts) { $0 >= limit }
    case .below(let fact, let limit): exceeds(fact, facts) { $0 >= limit }.negated
    case .above(let fact, let limit): exceeds(fact, facts) { $0 > limit }
    case .known(let fact, let expected): Verdict((facts[fact] != nil) == expected)
    }
  }

  private func test(_ fact: Fact, _ facts: Facts, _ body: (FactValue) -> Bool) -> Verdict {
    switch facts[fact] {
    case nil, .atLeast: .unknown([fact])
    case .some(let value): Verdict(body(value))
    }
  }

  /// Tests a limit that a number reaches from below; one known only from below may still reach it.
  private func exceeds(_ fact: Fact, _ facts: Facts, _ body: (ExactDecimal) -> Bool) -> Verdict {
    switch facts[fact] {
    case .number(let number): Verdict(body(number))
    case .atLeast(let least) where body(least): .holds
    default: .unknown([fact])
    }
  }
}

/// The outcome of a condition.
public enum Verdict: Hashable, Sendable {
  case holds
  case fails
  /// Not decided, and these facts would decide, in the order of the list of facts.
  case unknown([Fact])

  /// Creates a decided verdict.
  init(_ value: Bool) {
    self = value ? .holds : .fails
  }

  /// The opposite; what is unknown stays so.
  var negated: Verdict {
    switch self {
    case .holds: .fails
    case .fails: .holds
    case .unknown: self
    }
  }

  /// Combines the parts of a conjunction.
  static func all(_ parts: [Verdict]) -> Verdict {
    var missing: Set<Fact> = []
    for part in parts {
      switch part {
      case .fails: return .fails
      case .holds: continue
      case .unknown(let facts): missing.formUnion(facts)
      }
    }
    return missing.isEmpty ? .holds : .unknown(Fact.allCases.filter { missing.contains($0) })
  }
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
