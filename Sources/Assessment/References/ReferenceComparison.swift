// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
public import KnowledgeBase
internal import Statistics

/// Why a reference gives no score for a region.
public struct ComparisonRefusal: Diagnosable, Hashable, Sendable {
  /// The stable name, which `osteon explain` knows.
  public let code: String

  /// The rule, then the fact with its unit.
  public let message: String

  /// What the caller can do.
  public let remedy: String?

  init(code: String, message: String, remedy: String?) {
    self.code = code
    self.message = message
    self.remedy = remedy
  }

  init(_ refusal: some Diagnosable) {
    self.init(code: refusal.code, message: refusal.message, remedy: refusal.remedy)
  }

  /// A set has no reference for a region.
  static func notInSet(_ region: MeasuredRegion, name: String, _ basis: ScoreBasis) -> ComparisonRefusal {
    ComparisonRefusal(
      code: basis == .t ? "no-young-adult-reference" : "no-age-curve",
      message: "A region is scored against a reference of its own, but '\(name)' has none for the \(region.site.name)"
        + (region.subset.map { " \($0.description)" } ?? "") + ".",
      remedy: "Choose a set that has one; 'osteon reference list' shows them.")
  }
}

/// The score of a region under one name.
public struct ComparedScore: Sendable {
  /// The name.
  public let name: ReferenceName

  /// The key of the reference that the name stands for at this region.
  public let reference: String?

  /// The score to one decimal.
  public let reported: ReportedScore?

  /// The score before rounding.
  public let unrounded: Double?

  /// The category under this reference; it is no diagnosis.
  public let category: Densitometry.Category?

  /// Why there is no score.
  public let refusal: ComparisonRefusal?
}

/// A region with its score under each name.
public struct ComparedRegion: Sendable {
  /// The measurement.
  public let region: MeasuredRegion

  /// The day of the scan, if it was given.
  public let date: CalendarDate?

  /// The age at the scan.
  public let age: Age

  /// Whether the region was pooled from single vertebrae.
  public let isPooled: Bool

  /// Whether the site may carry a diagnosis, so that it counts for the lowest score of a person.
  public let isDiagnostic: Bool

  /// The scores, in the order of the names.
  public let scores: [ComparedScore]
}

/// Scores the same scans under several references.
///
/// No density is converted: where a reference is on another scale, of other ages, or has none for the region, it refuses.
/// Whether T or Z applies to the person is not decided here, and a category under a reference is no diagnosis.
///
/// - Source: Method note `docs/methods/reference-explanation.md`.
public struct ReferenceComparer: Sendable {
  /// The names, the first of which is the base that the others are compared with.
  public let names: [ReferenceName]

  private let known: KnownReferences
  private let options: AssessmentOptions
  private let childRule: Rule?

  /// Creates a comparison.
  ///
  /// - Parameters:
  ///   - names: The names; the first is the base.
  ///   - profile: What the name `profile` stands for, and which sites may carry a diagnosis.
  ///   - known: The references that are known.
  public init(_ names: [ReferenceName], profile: Profile = .iscd2023, among known: KnownReferences = .all) {
    self.names = names
    self.known = known
    options = AssessmentOptions(profile: profile)
    childRule = RuleBook(profile: profile).refusing("t-score-in-child")
  }

  /// Scores every region of a study, the latest scan first.
  public func compare(_ study: Study) -> [ComparedRegion] {
    Assessment(of: study, options: options).regions.map { compare($0, study.patient) }
  }

  private func compare(_ assessed: AssessedRegion, _ patient: Patient) -> ComparedRegion {
    ComparedRegion(
      region: assessed.region, date: assessed.date, age: assessed.age, isPooled: assessed.isPooled,
      isDiagnostic: assessed.isDiagnostic, scores: names.map { score(assessed, patient, $0) })
  }

  private func score(_ assessed: AssessedRegion, _ patient: Patient, _ name: ReferenceName) -> ComparedScore {
    do throws(ComparisonRefusal) {
      guard let density = assessed.region.density else { throw .missingDensity }
      return name.basis == .t
        ? try t(of: density, assessed, name) : try z(of: density, assessed, patient.sexAtBirth, name)
    } catch {
      return ComparedScore(
        name: name, reference: nil, reported: nil, unrounded: nil, category: nil, refusal: error)
    }
  }

  private func t(
    of density: ArealDensity, _ assessed: AssessedRegion, _ name: ReferenceName
  ) throws(ComparisonRefusal) -> ComparedScore {
    if let refused = childRefusal(assessed.age) { throw refused }
    let population = try population(assessed, name)
    let t = TScore(onScaleOf: population, density)
    return score(name, population.key, t.reported, t.unrounded)
  }

  private func population(
    _ assessed: AssessedRegion, _ name: ReferenceName
  ) throws(ComparisonRefusal) -> YoungAdultPopulation {
    guard name.isProfile else { return try name.population(for: assessed.region, on: assessed.scanner, among: known) }
    if let key = assessed.t?.computed?.reference, let own = ReferenceLibrary.population(key) { return own }
    let refusal = assessed.refusals.first { $0.score != .z }
    guard let refusal else { throw .notInSet(assessed.region, name: name.text, .t) }
    throw ComparisonRefusal(code: refusal.code, message: refusal.message, remedy: refusal.remedy)
  }

  private func z(
    of density: ArealDensity, _ assessed: AssessedRegion, _ sex: Sex, _ name: ReferenceName
  ) throws(ComparisonRefusal) -> ComparedScore {
    let curve = try name.curve(for: assessed.region, on: assessed.scanner, sex: sex, among: known)
    let scale = curve.subject.scale ?? .hologic
    do throws(ScoringRefusal) {
      let z = try ZScore(of: density, on: scale, atAge: assessed.age, against: curve)
      return score(name, curve.key, z.reported, z.unrounded)
    } catch {
      throw ComparisonRefusal(error)
    }
  }

  private func score(
    _ name: ReferenceName, _ key: String, _ reported: ReportedScore, _ unrounded: Double
  ) -> ComparedScore {
    ComparedScore(
      name: name, reference: key, reported: reported, unrounded: unrounded,
      category: CutPoints.published.classify(reported, by: name.basis), refusal: nil)
  }

  /// The refusal of T-scores below the age that the rules state.
  private func childRefusal(_ age: Age) -> ComparisonRefusal? {
    guard let rule = childRule, let refused = rule.refusal else { return nil }
    var facts = Facts()
    facts[.age] = age.exactYears == nil ? .atLeast(ExactDecimal(age.completedYears)) : .count(age.completedYears)
    facts[.densityGiven] = .flag(true)
    switch rule.condition.evaluate(facts) {
    case .holds:
      return ComparisonRefusal(
        code: refused.code, message: Rule.fill(refused.message, with: facts),
        remedy: RefusalTopic.withCode(refused.code)?.remedy)
    case .unknown: return ComparisonRefusal(ScoringRefusal.ageNotExact(atLeast: age.completedYears))
    case .fails: return nil
    }
  }
}

extension ComparisonRefusal {
  /// Without a density nothing can be scored again.
  static var missingDensity: ComparisonRefusal {
    let topic = RefusalTopic.withCode("density-missing")
    return ComparisonRefusal(
      code: "density-missing", message: "A score under another reference needs the density, but none is given.",
      remedy: topic?.remedy)
  }
}
