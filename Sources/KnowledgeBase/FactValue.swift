// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
public import Statistics

/// The value of a fact.
public enum FactValue: Hashable, Sendable {
  case number(ExactDecimal)
  /// A number of which only the least it can be is known.
  case atLeast(ExactDecimal)
  case text(String)
  case flag(Bool)

  /// Creates a number from a score.
  public static func score(_ score: ReportedScore) -> FactValue { .number(score.exact) }

  /// Creates a whole number.
  public static func count(_ count: Int) -> FactValue { .number(ExactDecimal(count)) }
}

/// The facts that are known of a person, a region or a vertebra; what is absent is unknown, never assumed.
public struct Facts: Hashable, Sendable {
  /// The values in the order of the list of facts; evaluating rules reads them too often for a dictionary.
  private var values: [FactValue?]

  /// Creates a collection of facts.
  public init(_ values: [Fact: FactValue] = [:]) {
    self.values = Array(repeating: nil, count: Fact.allCases.count)
    for (fact, value) in values { self.values[fact.index] = value }
  }

  /// The value of a fact, or `nil` if it is unknown.
  public subscript(fact: Fact) -> FactValue? {
    get { values[fact.index] }
    set { values[fact.index] = newValue }
  }

  /// Returns these facts together with others, which win where both know one.
  public func adding(_ others: Facts) -> Facts {
    var sum = self
    for (index, value) in others.values.enumerated() where value != nil { sum.values[index] = value }
    return sum
  }

  /// The facts that are known, in the order of the list of facts.
  public var known: [Fact] { Fact.allCases.filter { self[$0] != nil } }
}

extension Fact {
  /// Returns facts once each, in the order of the list of facts.
  public static func inOrder(_ facts: [Fact]) -> [Fact] {
    var ordered: [Fact] = []
    for fact in facts.sorted(by: { $0.index < $1.index }) where ordered.last != fact { ordered.append(fact) }
    return ordered
  }
}

extension FactValue {
  /// Returns the value as people read it, in the unit of its fact.
  func text(as unit: String?) -> String {
    switch self {
    case .text(let text): text
    case .flag(let flag): flag ? "yes" : "no"
    case .atLeast(let number): "\(number.description) or more"
    case .number(let number):
      switch unit {
      case "score": Fixed(number, places: 1).withMinusSign(plus: true)
      case "g/cm²": Fixed(number, places: 3).withMinusSign()
      case "ratio": Fixed(number, places: 2).description
      default: number.description
      }
    }
  }
}
