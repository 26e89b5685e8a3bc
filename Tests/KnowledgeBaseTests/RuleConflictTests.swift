// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats
internal import KnowledgeBase
internal import Statistics
internal import Testing

/// Two rules that answer one question differently must never hold together.
@Suite("Rules that decide the same question")
struct RuleConflictTests {
  struct Pair: Sendable, CustomTestStringConvertible {
    let left: Rule
    let right: Rule
    var testDescription: String { "\(left.id) and \(right.id)" }
  }

  /// The pairs that are in force together under some profile and give different answers to one question.
  static let pairs: [Pair] = {
    var pairs: [Pair] = []
    for (index, left) in Rule.all.enumerated() {
      for right in Rule.all[(index + 1)...] where left.subject == right.subject {
        guard let first = left.decision, let second = right.decision, first != second else { continue }
        guard let asked = question(first), asked == question(second) else { continue }
        let meet = left.profiles.contains { right.profiles.contains($0) }
        if meet || left.criteria.contains(where: { right.criteria.contains($0) }) {
          pairs.append(Pair(left: left, right: right))
        }
      }
    }
    return pairs
  }()

  /// The question that a decision answers; `nil` for one of which the first rule that holds is taken.
  static func question(_ decision: Rule.Decision) -> String? {
    switch decision {
    case .basis: "basis"
    case .category: "category"
    case .isDiagnostic: "role"
    case .youngAdultSex: "young-adult sex"
    case .youngAdultFamily: "young-adult family"
    case .peerSex: "peer sex"
    case .clinicalOsteoporosis: "clinical"
    case .score: "score"
    case .exclusion: "exclusion"
    case .expectedRate, .repeatScan: nil
    }
  }

  @Test("Questions with more than one answer are compared")
  func coverage() {
    let questions = Set(Self.pairs.compactMap { $0.left.decision.flatMap(Self.question) })
    #expect(
      questions == [
        "basis", "category", "role", "young-adult sex", "young-adult family", "peer sex", "score", "exclusion",
      ])
  }

  @Test("Never give two answers at once, over a grid of everything that both ask about", arguments: pairs)
  func noConflict(pair: Pair) throws {
    let asked = Set(pair.left.condition.facts + pair.right.condition.facts).sorted { $0.rawValue < $1.rawValue }
    var grid: [(Fact, [FactValue?])] = []
    for fact in asked { grid.append((fact, try Self.values(of: fact, in: pair))) }
    var facts = Facts()
    let conflict = Self.firstConflict(pair, grid[...], &facts)
    #expect(conflict == nil)
  }

  /// Tries every combination of values and returns the first on which both rules hold.
  static func firstConflict(_ pair: Pair, _ grid: ArraySlice<(Fact, [FactValue?])>, _ facts: inout Facts) -> Facts? {
    guard let (fact, values) = grid.first else {
      let both = pair.left.condition.evaluate(facts) == .holds && pair.right.condition.evaluate(facts) == .holds
      return both ? facts : nil
    }
    for value in values {
      facts[fact] = value
      if let conflict = firstConflict(pair, grid.dropFirst(), &facts) { return conflict }
    }
    facts[fact] = nil
    return nil
  }

  /// Unknown, and every value that can matter: each word, both flags, each limit with its neighbors.
  static func values(of fact: Fact, in pair: Pair) throws -> [FactValue?] {
    let entry = try #require(try kinds.get()[fact])
    switch entry["kind"]?.string {
    case "flag": return [nil, .flag(true), .flag(false)]
    case "text": return [nil] + (entry["values"]?.array ?? []).compactMap { $0.string.map { .text($0) } }
    default:
      let limits = Set(pair.left.condition.limits(of: fact) + pair.right.condition.limits(of: fact)).sorted()
      let tenth = ExactDecimal(tenths: 1).billionths
      return [nil]
        + limits.flatMap { limit in
          [-tenth, 0, tenth].map { .number(ExactDecimal(billionths: limit.billionths + $0)) }
        }
    }
  }

  static let kinds = Result {
    var kinds: [Fact: JSONValue] = [:]
    for entry in try #require(try KnowledgeFile.read("facts.json")["facts"]?.array) {
      kinds[try #require(entry["name"]?.string.flatMap { Fact(rawValue: $0) })] = entry
    }
    return kinds
  }
}

extension Condition {
  /// The numbers that the condition compares a fact with.
  fileprivate func limits(of asked: Fact) -> [ExactDecimal] {
    switch self {
    case .all(let parts), .any(let parts): parts.flatMap { $0.limits(of: asked) }
    case .not(let part): part.limits(of: asked)
    case .atMost(asked, let limit), .atLeast(asked, let limit), .below(asked, let limit), .above(asked, let limit):
      [limit]
    case .equals(asked, .number(let limit)): [limit]
    default: []
    }
  }
}
