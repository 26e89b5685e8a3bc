// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

@testable internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics
internal import TestSupport
internal import Testing

/// A question is asked where its answer would change what is said, and nowhere else.
@Suite("Decisive questions")
struct DecisiveQuestionTests {
  /// A study with all facts that guidance rests on.
  struct Person {
    let maker: GuidanceMaker
    let person: Facts
    let own: Facts

    init(_ study: Study, _ guideline: Guideline = .acp2023) {
      let assessor = Assessor(study, AssessmentOptions(guideline: guideline))
      let latest = assessor.visits[0]
      maker = GuidanceMaker(study: study, latest: latest, rules: assessor.rules, followedChanges: [])
      person = assessor.personFacts.adding(NextScanFacts(of: study, at: latest).facts)
      let results = LaboratoryReader(study: study, rules: assessor.rules, age: latest.visit.age).results()
      own = GuidanceFacts(study: study, latest: latest, results: results, followedChanges: []).facts
    }

    var known: Facts { person.adding(own) }

    /// Whether a fact is known exactly; a number that is known only from below may still be asked for.
    func isKnown(_ fact: Fact) -> Bool {
      switch known[fact] {
      case nil, .atLeast: false
      default: true
      }
    }

    /// The guidance where some facts are known besides.
    func guidance(knowing facts: Facts = Facts()) -> Guidance { maker.guidance(maker.facts(person.adding(facts))) }

    /// The rules that advise and hold where some facts are known besides.
    func holding(knowing facts: Facts = Facts()) -> Set<String> {
      let guidance = guidance(knowing: facts)
      let treatment = guidance.comparisons.filter { $0.guideline == maker.rules.guideline }.flatMap { $0.points }
      return Set((guidance.points + treatment).map { $0.rule })
    }
  }

  static let people = RandomStudies.list(9, seed: 29).enumerated().map { index, study in
    Person(study, Guideline.allCases[index % Guideline.allCases.count])
  }

  /// The values of a fact that can matter to some rules: flags, words, and numbers at, below and above each limit.
  static func values(of fact: Fact, in rules: [Rule]) -> [FactValue] {
    Set(rules.flatMap { $0.condition.values(of: fact) }).sorted { "\($0)" < "\($1)" }
  }

  // MARK: Order

  @Test("The question on which most hangs comes first, and each names the rules that it may decide")
  func order() {
    for person in Self.people {
      let questions = person.guidance().questions
      #expect(zip(questions, questions.dropFirst()).allSatisfy { $0.weight >= $1.weight })
      #expect(Set(questions.map { $0.fact }).count == questions.count)
      #expect(questions.allSatisfy { $0.fact.path != nil && !$0.rules.isEmpty && !person.isKnown($0.fact) })
    }
  }

  @Test("An answer that may reveal a red flag is asked before one on a habit")
  func emergencyFirst() throws {
    let facts = Person(GuidanceTests.woman).guidance().questions.map { $0.fact }
    let emergency = try #require(facts.firstIndex(of: .saysChestPain))
    let habit = try #require(facts.firstIndex(of: .smokes))
    #expect(emergency < habit)
  }

  @Test("Of a rule that misses two facts each counts a half: a fact alone in a red flag weighs the 4 of it")
  func weight() throws {
    let questions = Person(GuidanceTests.woman).guidance().questions
    // COM-R10 asks for chest pain alone, and no other rule does.
    let chest = try #require(questions.first { $0.fact == .saysChestPain })
    #expect(chest.rules == ["COM-R10"] && chest.weight == 4)
    // COM-R09 asks for weak legs alone, and no other rule does.
    let legs = try #require(questions.first { $0.fact == .saysLegWeakness })
    #expect(legs.rules == ["COM-R09"] && legs.weight == 4)
  }

  // MARK: What an answer changes

  @Test("An answer that is asked for can change what is said, alone or with the others that its rules still miss")
  func listedDecides() {
    var generator = SeededGenerator(seed: 5)
    for (index, person) in Self.people.enumerated() {
      for question in person.guidance().questions {
        let rules = question.rules.compactMap { RuleBook.rule($0) }
        let decides = rules.contains { Self.isDecided($0, by: question.fact, person, &generator) }
        #expect(decides, "study \(index): \(question.fact)")
      }
    }
  }

  /// Whether two values of a fact make a rule hold and not hold, with its other missing facts known in some way.
  static func isDecided(_ rule: Rule, by fact: Fact, _ person: Person, _ generator: inout SeededGenerator) -> Bool {
    guard case .unknown(let missing) = rule.condition.evaluate(person.known) else { return false }
    let choices = missing.filter { $0 != fact }.map { ($0, values(of: $0, in: [rule])) }
    let own = values(of: fact, in: [rule])
    for draw in 0..<4000 {
      var facts = person.known
      for (other, values) in choices {
        let isYes = Double.random(in: 0..<1, using: &generator) < shares[draw % shares.count]
        facts[other] = values.contains(.flag(true)) ? .flag(isYes) : values.randomElement(using: &generator)
      }
      let verdicts = own.map { value in
        facts[fact] = value
        return rule.condition.holds(facts)
      }
      if verdicts.contains(true), verdicts.contains(false) { return true }
    }
    return false
  }

  /// How often a flag is yes: a rule that wants one of many is decided where the others are no, and the reverse.
  static let shares = [0, 1, 0.5, 0.1, 0.9]

  @Test("An answer that is not asked for brings no point; a rule that asks whether something is known is aside")
  func unlistedDecidesNothing() {
    for (index, person) in Self.people.prefix(3).enumerated() {
      let guidance = person.guidance()
      let before = person.holding()
      let listed = Set(guidance.questions.map { $0.fact })
      let advising = person.maker.rules.advising
      for fact in Fact.allCases where fact.path != nil && person.known[fact] == nil && !listed.contains(fact) {
        let asking = advising.filter { $0.condition.facts.contains(fact) }
        for value in Self.values(of: fact, in: asking) {
          let after = person.holding(knowing: Facts([fact: value]))
          let brought = after.subtracting(before).compactMap { RuleBook.rule($0) }
          let unexplained = brought.filter { !$0.condition.asksWhetherKnown(fact) }.map { $0.id }
          #expect(unexplained.isEmpty, "study \(index): \(fact) is \(value)")
        }
      }
    }
  }

  @Test("What is known is not asked: smoking once it is answered")
  func answered() {
    let asked = Person(GuidanceTests.woman)
    let told = Person(GuidanceTests.woman.with { $0.history.riskFactors.currentSmoker = true })
    #expect(asked.guidance().questions.contains { $0.fact == .smokes })
    #expect(!told.guidance().questions.contains { $0.fact == .smokes })
    #expect(told.holding().subtracting(asked.holding()).contains { $0.hasPrefix("INT-09") })
  }
}

extension Condition {
  /// The values of a fact at which the condition may turn.
  fileprivate func values(of asked: Fact) -> [FactValue] {
    switch self {
    case .always: []
    case .all(let parts), .any(let parts): parts.flatMap { $0.values(of: asked) }
    case .not(let part): part.values(of: asked)
    case .equals(asked, _) where isFlag, .oneOf(asked, _) where isFlag: [.flag(true), .flag(false)]
    case .equals(asked, let value): [value] + Self.others(than: [value])
    case .oneOf(asked, let values): values + Self.others(than: values)
    case .atMost(asked, let limit), .atLeast(asked, let limit), .below(asked, let limit), .above(asked, let limit):
      [-1, 0, 1].map { .number(ExactDecimal(billionths: limit.billionths + $0 * 100_000_000)) }
    default: []
    }
  }

  private var isFlag: Bool {
    switch self {
    case .equals(_, .flag): true
    case .oneOf(_, let values): values.contains(.flag(true)) || values.contains(.flag(false))
    default: false
    }
  }

  /// A value that is none of some, of the same kind.
  private static func others(than values: [FactValue]) -> [FactValue] {
    switch values.first {
    case .number(let number): [.number(ExactDecimal(billionths: number.billionths + 100_000_000))]
    case .text: [.text("another")]
    default: []
    }
  }

  /// Whether a part asks if the fact is known.
  fileprivate func asksWhetherKnown(_ asked: Fact) -> Bool {
    switch self {
    case .all(let parts), .any(let parts): parts.contains { $0.asksWhetherKnown(asked) }
    case .not(let part): part.asksWhetherKnown(asked)
    case .known(asked, _): true
    default: false
    }
  }
}
