// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
internal import KnowledgeBase
internal import Statistics

/// The relation of two scanners at one site, or why there is none.
public struct MeasuredCalibration: Sendable {
  /// What is asked of a study.
  public struct Question: Hashable, Sendable {
    /// The old scanner.
    public let from: String
    /// The new scanner.
    public let to: String
    /// The precision error of the old scanner in g/cm², for people without repeats on it.
    public let oldError: Double?
    /// The precision error of the new scanner in g/cm².
    public let newError: Double?
    /// A density on the old scanner to convert, in g/cm².
    public let density: Double?

    /// Creates a question.
    public init(
      from: String, to: String, oldError: Double? = nil, newError: Double? = nil, density: Double? = nil
    ) {
      self.from = from
      self.to = to
      self.oldError = oldError
      self.newError = newError
      self.density = density
    }
  }

  /// The site, with vertebrae at the lumbar spine and without side.
  public let place: MeasuredRegion

  /// The number of people on both scanners.
  public let people: Int

  /// The number of pairs: the two sides of a person count as two.
  public let pairs: Int

  /// The number of sides of people who were scanned on one of the scanners only.
  public let leftOut: Int

  /// The relation; `nil` where it is refused.
  public let relation: CrossCalibration?

  /// Why there is no relation.
  public let refusal: Refusal?

  /// What the density of the question converts to; `nil` where none was asked, or it is refused.
  public let converted: CrossCalibration.Limit?

  /// Why the density of the question is not converted.
  public let conversionRefusal: Refusal?

  /// What the rules say.
  public let findings: [Finding]

  /// Every density with its pair of means, for a picture: the mean on the old and on the new scanner in g/cm².
  public let means: [(old: Double, new: Double)]
}

extension MeasuredCalibration {
  /// Compares two scanners at every site of a study.
  ///
  /// - Returns: One answer for each site that was scanned on either; empty where nobody was scanned on both.
  public static func all(in study: CalibrationStudy, _ question: Question) -> [MeasuredCalibration] {
    let all = study.places(on: [question.from, question.to]).map { MeasuredCalibration(study, $0, question) }
    return all.contains { $0.pairs > 0 } ? all : []
  }

  private init(_ study: CalibrationStudy, _ place: MeasuredRegion, _ question: Question) {
    let (pairs, leftOut) = study.pairs(at: place, from: question.from, to: question.to)
    self.place = place
    self.leftOut = leftOut
    self.pairs = pairs.count
    people = Set(pairs.map { $0.person }).count
    let rules = CalibrationRules(subject: place.spokenName)
    var facts = Facts([.calibrationPeople: .count(people)])
    var relation: CrossCalibration?
    var refusal = rules.refusal(facts)
    if refusal == nil {
      relation = CrossCalibration(pairs.map { $0.scans }, oldError: question.oldError, newError: question.newError)
      facts[.calibrationVaries] = .flag(relation != nil)
      refusal = rules.refusal(facts)
    }
    self.relation = relation
    self.refusal = refusal
    facts = facts.adding(Self.facts(of: pairs)).adding(relation.map(Self.facts) ?? Facts())
    findings = refusal == nil ? rules.findings(facts) : []
    let asked = relation.flatMap { relation in question.density.map { ($0, relation) } }
    converted = asked.flatMap { $1.limit(at: $0) }
    conversionRefusal = asked.flatMap { rules.refusal(Self.facts(of: $0, in: $1)) }
    means = pairs.map { (Self.mean($0.scans.old), Self.mean($0.scans.new)) }
  }

  private static func mean(_ scans: [Double]) -> Double { scans.reduce(0, +) / Double(scans.count) }

  // MARK: Facts

  private static func facts(of pairs: [CalibrationStudy.Pair]) -> Facts {
    var facts = Facts()
    let widest = pairs.max { ($0.daysApart ?? -1) < ($1.daysApart ?? -1) }
    if let widest, let days = widest.daysApart {
      facts[.calibrationDaysApart] = .count(days)
      facts[.calibrationLine] = .count(widest.line)
    }
    return facts
  }

  private static func facts(of relation: CrossCalibration) -> Facts {
    var facts = Facts()
    facts[.calibrationTrend] = relation.agreement.trend.flatMap { CalibrationRules.number($0.probability, places: 4) }
    return facts
  }

  private static func facts(of density: Double, in relation: CrossCalibration) -> Facts {
    var facts = Facts()
    facts[.calibrationDensity] = CalibrationRules.number(density, places: 9)
    facts[.calibrationLowest] = CalibrationRules.number(relation.range.lowerBound, places: 9)
    facts[.calibrationHighest] = CalibrationRules.number(relation.range.upperBound, places: 9)
    facts[.calibrationDensityCovered] = .flag(relation.range.contains(density))
    return facts
  }
}

/// What the rules say of a comparison of two scanners.
struct CalibrationRules {
  /// What is compared, in words.
  let subject: String

  private var holding: (Facts) -> [Rule] { { RuleBook(profile: .iscd2023).holding(.calibration, $0) } }

  /// The findings of all rules that hold.
  func findings(_ facts: Facts) -> [Finding] {
    Finding.list(holding(facts).compactMap { Finding($0, subject: subject, facts) })
  }

  /// The refusal of the first rule that holds and refuses.
  func refusal(_ facts: Facts) -> Refusal? {
    let refusals = holding(facts).compactMap { rule in
      rule.refusal.map { Refusal(rule, $0, subject: subject, facts) }
    }
    return refusals.first
  }

  /// A number as it is printed, so that rules compare what a reader sees.
  static func number(_ value: Double, places: Int) -> FactValue? {
    let unit = (places..<9).reduce(Int64(1)) { power, _ in power * 10 }
    return ExactDecimal(value).map { .number(ExactDecimal(billionths: $0.rounded(toPlaces: places) * unit)) }
  }
}
