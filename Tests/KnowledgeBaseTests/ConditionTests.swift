// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import KnowledgeBase
internal import Statistics
internal import TestSupport
internal import Testing

@Suite("Condition")
struct ConditionTests {
  static let holds = Condition.always
  static let fails = Condition.not(.always)
  /// Unknown as long as no facts are given.
  static let unknown = Condition.equals(.menopause, .text("post"))
  static let notKnown = Verdict.unknown([.menopause])

  @Test("Nothing but failing makes `all` fail, and nothing but holding makes it hold")
  func truthTableOfAll() {
    let table: [(Condition, Condition, Verdict)] = [
      (Self.holds, Self.holds, .holds), (Self.holds, Self.fails, .fails), (Self.holds, Self.unknown, Self.notKnown),
      (Self.fails, Self.holds, .fails), (Self.fails, Self.fails, .fails), (Self.fails, Self.unknown, .fails),
      (Self.unknown, Self.holds, Self.notKnown), (Self.unknown, Self.fails, .fails),
      (Self.unknown, Self.unknown, Self.notKnown),
    ]
    for (left, right, expected) in table {
      #expect(Condition.all([left, right]).evaluate(Facts()) == expected)
    }
    #expect(Condition.all([]).evaluate(Facts()) == .holds)
  }

  @Test("One part that holds makes `any` hold, and only failing parts make it fail")
  func truthTableOfAny() {
    let table: [(Condition, Condition, Verdict)] = [
      (Self.holds, Self.holds, .holds), (Self.holds, Self.fails, .holds), (Self.holds, Self.unknown, .holds),
      (Self.fails, Self.holds, .holds), (Self.fails, Self.fails, .fails), (Self.fails, Self.unknown, Self.notKnown),
      (Self.unknown, Self.holds, .holds), (Self.unknown, Self.fails, Self.notKnown),
      (Self.unknown, Self.unknown, Self.notKnown),
    ]
    for (left, right, expected) in table {
      #expect(Condition.any([left, right]).evaluate(Facts()) == expected)
    }
    #expect(Condition.any([]).evaluate(Facts()) == .fails)
  }

  @Test("`not` turns holding and failing round and leaves the unknown unknown")
  func truthTableOfNot() {
    #expect(Condition.not(Self.holds).evaluate(Facts()) == .fails)
    #expect(Condition.not(Self.fails).evaluate(Facts()) == .holds)
    #expect(Condition.not(Self.unknown).evaluate(Facts()) == Self.notKnown)
  }

  @Test("The facts that would decide are listed once, in the order of the list of facts")
  func unknownFacts() {
    let condition = Condition.all([
      .equals(.menopause, .text("post")), .atLeast(.age, ExactDecimal(20)), .always, .atMost(.age, ExactDecimal(90)),
      .any([.equals(.sexAtBirth, .text("male")), .not(.equals(.onTreatment, .flag(true)))]),
    ])
    #expect(condition.evaluate(Facts()) == .unknown([.age, .sexAtBirth, .menopause, .onTreatment]))
    let known = Facts([.age: .count(60), .onTreatment: .flag(false)])
    #expect(condition.evaluate(known) == .unknown([.menopause]))
  }

  @Test("A fact whose part cannot matter any more is not asked for")
  func decidedParts() {
    let condition = Condition.any([
      .all([.equals(.sexAtBirth, .text("female")), .equals(.menopause, .text("post"))]),
      .all([.equals(.sexAtBirth, .text("male")), .atLeast(.age, ExactDecimal(50))]),
    ])
    #expect(condition.evaluate(Facts([.sexAtBirth: .text("female")])) == .unknown([.menopause]))
    #expect(condition.evaluate(Facts([.sexAtBirth: .text("male")])) == .unknown([.age]))
    #expect(condition.evaluate(Facts([.sexAtBirth: .text("male"), .age: .count(49)])) == .fails)
  }

  @Test(
    "Numbers are compared with their limits exactly",
    arguments: [
      // form, at one tenth below the limit, at the limit, at one tenth above it
      (Condition.atMost(.lowestT, ExactDecimal(tenths: -25)), Verdict.holds, Verdict.holds, Verdict.fails),
      (.atLeast(.lowestT, ExactDecimal(tenths: -25)), .fails, .holds, .holds),
      (.below(.lowestT, ExactDecimal(tenths: -25)), .holds, .fails, .fails),
      (.above(.lowestT, ExactDecimal(tenths: -25)), .fails, .fails, .holds),
      (.equals(.lowestT, .number(ExactDecimal(tenths: -25))), .fails, .holds, .fails),
      (.oneOf(.lowestT, [.count(1), .number(ExactDecimal(tenths: -25))]), .fails, .holds, .fails),
    ])
  func limits(condition: Condition, below: Verdict, at: Verdict, above: Verdict) {
    func verdict(_ tenths: Int64) -> Verdict {
      condition.evaluate(Facts([.lowestT: .number(ExactDecimal(tenths: tenths))]))
    }
    #expect([verdict(-26), verdict(-25), verdict(-24)] == [below, at, above])
    #expect(condition.evaluate(Facts()) == .unknown([.lowestT]))
  }

  @Test(
    "A number known only from below decides what it can",
    arguments: [
      (Condition.atLeast(.age, ExactDecimal(80)), Verdict.holds), (.atLeast(.age, ExactDecimal(81)), .unknown([.age])),
      (.above(.age, ExactDecimal(79)), .holds), (.above(.age, ExactDecimal(80)), .unknown([.age])),
      (.below(.age, ExactDecimal(80)), .fails), (.below(.age, ExactDecimal(81)), .unknown([.age])),
      (.atMost(.age, ExactDecimal(79)), .fails), (.atMost(.age, ExactDecimal(80)), .unknown([.age])),
      (.equals(.age, .count(80)), .unknown([.age])), (.oneOf(.age, [.count(80), .count(81)]), .unknown([.age])),
      (.known(.age, true), .holds), (.known(.age, false), .fails),
    ])
  func atLeast(condition: Condition, expected: Verdict) {
    #expect(condition.evaluate(Facts([.age: .atLeast(ExactDecimal(80))])) == expected)
  }

  @Test("Whether a fact is known is itself never unknown")
  func known() {
    for facts in [Facts(), Facts([.age: .count(60)])] {
      let isKnown = facts[.age] != nil
      #expect(Condition.known(.age, true).evaluate(facts) == (isKnown ? .holds : .fails))
      #expect(Condition.known(.age, false).evaluate(facts) == (isKnown ? .fails : .holds))
    }
  }

  @Test("Text and flags are compared as wholes")
  func words() {
    let facts = Facts([.sexAtBirth: .text("female"), .onTreatment: .flag(true)])
    #expect(Condition.equals(.sexAtBirth, .text("female")).evaluate(facts) == .holds)
    #expect(Condition.equals(.sexAtBirth, .text("Female")).evaluate(facts) == .fails)
    #expect(Condition.oneOf(.sexAtBirth, [.text("male"), .text("female")]).evaluate(facts) == .holds)
    #expect(Condition.oneOf(.sexAtBirth, []).evaluate(facts) == .fails)
    #expect(Condition.equals(.onTreatment, .flag(false)).evaluate(facts) == .fails)
  }

  @Test("A limit says nothing about a fact that is no number")
  func limitOfText() {
    let facts = Facts([.sexAtBirth: .text("female")])
    #expect(Condition.atLeast(.sexAtBirth, ExactDecimal(1)).evaluate(facts) == .unknown([.sexAtBirth]))
  }

  @Test("Lists the facts that it asks about, within its parts too")
  func facts() {
    let condition = Condition.all([
      .always, .not(.known(.age, true)), .any([.equals(.basis, .text("t")), .oneOf(.site, [.text("wards")])]),
      .atMost(.t, ExactDecimal(0)), .atLeast(.z, ExactDecimal(0)), .below(.lowestT, ExactDecimal(0)),
      .above(.lowestZ, ExactDecimal(0)),
    ])
    #expect(condition.facts == [.age, .basis, .site, .t, .z, .lowestT, .lowestZ])
  }
}

@Suite("Laws of conditions")
struct ConditionLawTests {
  static let seeds: [UInt64] = Array(1...40)
  static let asked: [Fact] = [.age, .lowestT, .sexAtBirth, .menopause, .onTreatment]

  @Test("Negating twice changes nothing", arguments: seeds)
  func doubleNegation(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let (condition, facts) = (Self.condition(3, &generator), Self.facts(&generator))
      #expect(Condition.not(.not(condition)).evaluate(facts) == condition.evaluate(facts))
    }
  }

  @Test("A failing part decides `all`, and a holding part decides `any`, whatever is unknown", arguments: seeds)
  func decidingPart(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let facts = Self.facts(&generator)
      let parts = (0..<4).map { _ in Self.condition(2, &generator) }
      let place = Int.random(in: 0...4, using: &generator)
      let failing = Array(parts[..<place]) + [.not(.always)] + Array(parts[place...])
      let holding = Array(parts[..<place]) + [.always] + Array(parts[place...])
      #expect(Condition.all(failing).evaluate(facts) == .fails)
      #expect(Condition.any(holding).evaluate(facts) == .holds)
    }
  }

  @Test("`any` is what is left when not all parts are turned round", arguments: seeds)
  func deMorgan(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let facts = Self.facts(&generator)
      let parts = (0..<3).map { _ in Self.condition(2, &generator) }
      let turned = Condition.not(.all(parts.map { .not($0) }))
      #expect(Condition.any(parts).evaluate(facts) == turned.evaluate(facts))
    }
  }

  @Test("What is decided stays decided when another fact becomes known", arguments: seeds)
  func monotone(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let condition = Self.condition(3, &generator)
      let facts = Self.facts(&generator)
      let more = Self.facts(&generator).adding(facts)
      switch condition.evaluate(facts) {
      case .holds: #expect(condition.evaluate(more) == .holds)
      case .fails: #expect(condition.evaluate(more) == .fails)
      case .unknown: continue
      }
    }
  }

  @Test("The facts that would decide are unknown and asked about, and knowing them all decides", arguments: seeds)
  func missingFactsDecide(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let condition = Self.condition(3, &generator)
      let facts = Self.facts(&generator)
      guard case .unknown(let missing) = condition.evaluate(facts) else { continue }
      #expect(!missing.isEmpty && missing.allSatisfy { facts[$0] == nil && condition.facts.contains($0) })
      var more = facts
      for fact in missing { more[fact] = Self.value(of: fact, &generator) }
      #expect(condition.evaluate(more) == .holds || condition.evaluate(more) == .fails)
    }
  }

  /// Returns a random condition of at most the given depth, without `known`, which changes as facts become known.
  static func condition(_ depth: Int, _ generator: inout SeededGenerator) -> Condition {
    let form = Int.random(in: depth > 0 ? 0...9 : 3...9, using: &generator)
    let tenths = ExactDecimal(tenths: Int64.random(in: -30...0, using: &generator))
    switch form {
    case 0: return .all((0..<Int.random(in: 0...3, using: &generator)).map { _ in condition(depth - 1, &generator) })
    case 1: return .any((0..<Int.random(in: 0...3, using: &generator)).map { _ in condition(depth - 1, &generator) })
    case 2: return .not(condition(depth - 1, &generator))
    case 3: return .atMost(.lowestT, tenths)
    case 4: return .above(.lowestT, tenths)
    case 5: return .atLeast(.age, ExactDecimal(Int.random(in: 20...80, using: &generator)))
    case 6: return .below(.age, ExactDecimal(Int.random(in: 20...80, using: &generator)))
    case 7: return .equals(.sexAtBirth, .text(Bool.random(using: &generator) ? "female" : "male"))
    case 8: return .oneOf(.menopause, [.text("pre"), .text("transition")])
    default: return .equals(.onTreatment, .flag(Bool.random(using: &generator)))
    }
  }

  /// Returns random facts, of which about half are known.
  static func facts(_ generator: inout SeededGenerator) -> Facts {
    var facts = Facts()
    for fact in asked where Bool.random(using: &generator) { facts[fact] = value(of: fact, &generator) }
    return facts
  }

  static func value(of fact: Fact, _ generator: inout SeededGenerator) -> FactValue {
    switch fact {
    case .age: .count(Int.random(in: 15...90, using: &generator))
    case .lowestT: .number(ExactDecimal(tenths: Int64.random(in: -40...10, using: &generator)))
    case .sexAtBirth: .text(Bool.random(using: &generator) ? "female" : "male")
    case .menopause: .text(["pre", "transition", "post"].randomElement(using: &generator) ?? "post")
    default: .flag(Bool.random(using: &generator))
    }
  }
}
