// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Folds what the core makes of random inputs into one number, in which all builds of the core must agree.
///
/// - Parameters:
///   - seed: Any number; the same seed draws the same inputs.
///   - count: The number of inputs.
/// - Returns: The digest of all answers.
@c(osteon_self_check)
public func osteonSelfCheck(seed: UInt64, count: Int32) -> UInt64 {
  var whole = Digest()
  for digest in SelfCheck(seed: seed, count: count).digests { whole.fold(Int64(bitPattern: digest.value)) }
  return whole.value
}

/// Folds one part of the answers, to tell in what two builds differ.
///
/// - Parameters:
///   - part: 0 T-scores, 1 categories, 2 Z-scores, 3 centiles, 4 verdicts of rules, 5 texts.
///   - seed: Any number; the same seed draws the same inputs.
///   - count: The number of inputs.
/// - Returns: The digest of the part; 0 for any other part.
@c(osteon_self_check_part)
public func osteonSelfCheckPart(part: Int32, seed: UInt64, count: Int32) -> UInt64 {
  guard let part = SelfCheck.Part(rawValue: Int(part)) else { return 0 }
  return SelfCheck(seed: seed, count: count).digests[part.rawValue].value
}

/// The answers to random inputs, one digest for each part.
struct SelfCheck {
  enum Part: Int, CaseIterable {
    case t
    case category
    case z
    case centile
    case verdict
    case text
  }

  private(set) var digests = Part.allCases.map { _ in Digest() }
  private var random: SplitMix64

  init(seed: UInt64, count: Int32) {
    random = SplitMix64(state: seed)
    for row in 0..<count {
      scoreAgainstYoungAdults()
      scoreAgainstDrawnPeers()
      scoreAgainstTable()
      evaluateRule()
      if row % 16 == 0 { lookUpReferences() }
      if row % 64 == 0 { consultRuleBook() }
    }
  }

  private mutating func fold(_ part: Part, _ number: Int64) { digests[part.rawValue].fold(number) }

  private mutating func fold(_ part: Part, _ text: String) { digests[part.rawValue].fold(text) }
}

// MARK: Scores

extension SelfCheck {
  /// Draws a population and a density, every second one at the edge of a tenth.
  private mutating func scoreAgainstYoungAdults() {
    let population = YoungAdultPopulation(
      key: "drawn", site: .femoralNeck, vertebrae: nil, sex: .female, scale: .hologic, devices: [],
      family: .nhanesIII, isDiagnostic: true, tag: .design,
      mean: ExactDecimal(billionths: random.whole(3000, 15_000) * 100_000),
      deviation: ExactDecimal(billionths: random.whole(300, 2500) * 100_000))
    var grams = random.number(0.05, 2)
    if random.whole(0, 1) == 0 {
      let edge = population.largestDensity(atOrBelow: ReportedScore(tenths: Int(random.whole(-40, 10))))
      grams = Double(edge + random.whole(0, 1)) / 1000
    }
    let scale = random.whole(0, 15) == 0 ? ScannerScale.lunar : .hologic
    guard let density = ArealDensity(gramsPerSquareCentimeter: grams) else { return fold(.t, "no density") }
    do {
      let score = try TScore(of: density, on: scale, against: population)
      fold(.t, Int64(score.reported.tenths))
      fold(.t, Int64(bitPattern: score.unrounded.bitPattern))
      fold(.t, Int64(population.percentOfMean(density)))
      fold(.category, CutPoints.published.classify(score.reported, by: .t).rawValue)
      fold(.category, CutPoints.published.isNear(score.reported, by: .t) ? 1 : 0)
    } catch {
      fold(.t, error.code)
      fold(.text, error.message)
    }
  }

  /// Draws L, M, S and a density within a few standard deviations of M.
  private mutating func scoreAgainstDrawnPeers() {
    let powers = [0, random.number(-1e-6, 1e-6), random.number(-3, 3), random.number(-3, 3)]
    let density = random.number(0.3, 1.6)
    let peers = BoxCoxNormal(
      power: random.element(of: powers), median: density * random.number(0.7, 1.5), variation: random.number(0.08, 0.2))
    fold(score: ZScore(unrounded: peers.zScore(of: density)))
  }

  /// Draws an age and looks it up in one of the generated curves, at times beyond its ends.
  private mutating func scoreAgainstTable() {
    let curve = random.element(of: ReferenceLibrary.curves)
    let years = random.number(curve.domain.lowerBound - 1, curve.domain.upperBound + 1)
    let age: Age = random.whole(0, 31) == 0 ? .atLeast(Int(years)) : .exact(years)
    let distance = random.number(0.75, 1.3)
    do {
      let median = try curve.distribution(atAge: age.exactYears ?? curve.domain.lowerBound).median
      if let scale = curve.subject.scale, let density = ArealDensity(gramsPerSquareCentimeter: median * distance) {
        fold(score: try ZScore(of: density, on: scale, atAge: age, against: curve))
      } else {
        fold(score: try ZScore(of: median * distance, atAge: age, against: curve))
      }
    } catch {
      fold(.z, error.code)
      fold(.text, error.message)
    }
  }

  /// Folds a Z-score and its centile in whole 1e-9: the mathematics libraries differ in the last bit.
  private mutating func fold(score: ZScore?) {
    guard let score, let z = ExactDecimal(score.unrounded), let centile = ExactDecimal(score.centile) else {
      return fold(.z, "no score")
    }
    fold(.z, z.billionths)
    fold(.z, Int64(score.reported.tenths))
    fold(.centile, centile.billionths)
    fold(.category, CutPoints.published.classify(score.reported, by: .z).rawValue)
  }
}

// MARK: References

extension SelfCheck {
  private mutating func lookUpReferences() {
    var region = MeasuredRegion(site: random.element(of: Site.allCases), side: random.element(of: Side.allCases))
    region.vertebrae = VertebralSubset(rawValue: UInt8(random.whole(0, 15)))
    let scanner = Scanner(
      manufacturer: random.element(of: ["Hologic, Inc.", "GE Healthcare", "LUNAR", "Norland", "Agfa-Gevaert"]),
      model: random.element(of: [nil, "Lunar Prodigy Advance", "iDXA", "Horizon W", "Γ-ray"]))
    let sex = random.element(of: Sex.allCases)
    let group = random.whole(0, 1) == 0 ? nil : random.element(of: PopulationGroup.allCases)
    fold(.text, region.label)
    do {
      let curve = try ReferenceLibrary.ageCurve(for: region, on: scanner, sex: sex, group: group)
      fold(.text, curve.key + (ReferenceLibrary.note(curve.key)?.source.place ?? ""))
    } catch {
      fold(.text, error.message)
    }
    do {
      let family = random.element(of: ReferenceFamily.allCases)
      let population = try ReferenceLibrary.diagnosticPopulation(for: region, on: scanner, family: family, sex: sex)
      fold(.text, population.key)
    } catch {
      fold(.text, error.message)
    }
    let drug = random.element(of: ["Alendronate 70 mg", "Œstradiol", "denosumab", "vitamin D"])
    fold(.verdict, Concept.osteoporosisDrug.matches(name: drug, code: nil) ? 1 : 0)
  }
}

// MARK: Rules

extension SelfCheck {
  /// The values that the conditions of all rules tell apart, and their neighbors.
  private static let decisiveValues: [Fact: [FactValue]] = Rule.all
    .flatMap { $0.condition.decisiveValues }
    .reduce(into: [:]) { $0[$1.0, default: [.flag(true), .flag(false)]].append($1.1) }

  /// Draws values for some facts and leaves the others unknown.
  private mutating func draw(_ facts: [Fact]) -> Facts {
    var drawn = Facts()
    for fact in facts where random.whole(0, 3) > 0 {
      if let values = Self.decisiveValues[fact] { drawn[fact] = random.element(of: values) }
    }
    return drawn
  }

  private mutating func evaluateRule() {
    let rule = random.element(of: Rule.all)
    let facts = draw(rule.condition.facts)
    switch rule.condition.evaluate(facts) {
    case .fails: fold(.verdict, 0)
    case .unknown(let missing): fold(.verdict, missing)
    case .holds:
      fold(.verdict, 1)
      if let sentence = rule.finding?.message ?? rule.refusal?.message {
        fold(.text, Rule.fill(sentence, with: facts))
      }
    }
  }

  private mutating func consultRuleBook() {
    let book = RuleBook(profile: random.element(of: Profile.allCases))
    let facts = draw(Fact.allCases)
    fold(book.decide(facts) { if case .category(let category) = $0 { category } else { nil } }) { $0.rawValue }
    fold(book.decide(facts) { if case .youngAdultFamily(let family) = $0 { family } else { nil } }) { $0.rawValue }
    fold(book.decideClinically(facts)) { $0 ? "yes" : "no" }
    for rule in book.holding(random.element(of: [.person, .region, .vertebra]), facts) { fold(.verdict, rule.id) }
  }

  private mutating func fold<Answer>(_ ruling: Ruling<Answer>, text: (Answer) -> String) {
    switch ruling {
    case .silent: fold(.verdict, 0)
    case .undecided(let missing): fold(.verdict, missing)
    case .decided(let answer, let rules):
      fold(.verdict, text(answer))
      for rule in rules { fold(.verdict, rule.id) }
    }
  }

  private mutating func fold(_ part: Part, _ facts: [Fact]) {
    for fact in facts { fold(part, fact.rawValue) }
  }
}

extension Condition {
  /// The values on which the outcome turns.
  fileprivate var decisiveValues: [(Fact, FactValue)] {
    switch self {
    case .always, .known: []
    case .all(let parts), .any(let parts): parts.flatMap { $0.decisiveValues }
    case .not(let part): part.decisiveValues
    case .equals(let fact, let value): [(fact, value)]
    case .oneOf(let fact, let values): values.map { (fact, $0) }
    case .atMost(let fact, let limit), .atLeast(let fact, let limit), .below(let fact, let limit),
      .above(let fact, let limit):
      [
        (fact, .number(limit)), (fact, .number(limit - ExactDecimal(tenths: 1))),
        (fact, .number(limit - ExactDecimal(tenths: -1))), (fact, .atLeast(limit)),
      ]
    }
  }
}

// MARK: Random inputs and digest

/// The generator SplitMix64, the same everywhere.
private struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// Draws a whole number between two, both inside.
  mutating func whole(_ low: Int64, _ high: Int64) -> Int64 { low + Int64(next() % UInt64(high - low + 1)) }

  mutating func number(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * Double(next() >> 11) * 0x1p-53
  }

  mutating func element<Element>(of elements: [Element]) -> Element {
    elements[Int(whole(0, Int64(elements.count) - 1))]
  }
}

/// The hash FNV-1a of 64 bits.
struct Digest {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  private mutating func fold(byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }

  mutating func fold(_ number: Int64) {
    for shift: Int64 in stride(from: 0, to: 64, by: 8) { fold(byte: UInt8(truncatingIfNeeded: number >> shift)) }
  }

  mutating func fold(_ text: String) {
    for byte in text.utf8 { fold(byte: byte) }
    fold(byte: 0xff)
  }
}
