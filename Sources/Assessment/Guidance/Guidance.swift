// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
public import KnowledgeBase

/// What to look for, what helps, what to ask and when to seek help: every point with its rule.
///
/// It orders nothing.
///
/// - Source: Sections 5 to 9 of the rule list; `docs/methods/guidance.md`.
public struct Guidance: Sendable {
  /// One thing that a rule says for this person.
  public struct Point: Hashable, Sendable {
    /// The rule.
    public let rule: String

    /// What it is.
    public let kind: Advice.Kind

    /// The sentence for clinicians, in English.
    public let message: String

    /// The drug classes that it takes from those that may be considered.
    public let blocks: [DrugClass]

    /// Whether it speaks of another bone disease, which is to be ruled out before a low density is called osteoporosis.
    public let precedesDiagnosis: Bool

    /// The facts of the rule and of its sentences.
    public let facts: [StatedFact]

    /// The evidence behind the rule.
    public let tag: EvidenceTag

    /// The keys of its sources.
    public let sources: [String]
  }

  /// A cause that the history names.
  public struct KnownCause: Hashable, Sendable {
    /// The cause.
    public let cause: Cause

    /// The condition or drug as the study names it.
    public let named: String
  }

  /// What one guideline says of considering treatment.
  public struct Comparison: Sendable {
    /// The guideline.
    public let guideline: Guideline

    /// What its rules say, those that go farthest first.
    public let points: [Point]

    /// The drug classes that it names and that nothing blocks.
    public let options: [Point]

    /// The facts that would decide more.
    public let missing: [Fact]

    /// How far the guideline goes; `nil` where no rule of it holds.
    public var level: Advice.Level? { points.compactMap { $0.level }.first }
  }

  /// What limits a class of drugs for this person.
  public struct DrugLimits: Sendable {
    /// The class.
    public let drugClass: DrugClass

    /// Why it is not suggested.
    public let blocks: [Point]

    /// What must be known first.
    public let asks: [Point]

    /// What is to be kept in mind.
    public let warnings: [Point]
  }

  /// Every point, in the order of the rules; those on treatment are in ``comparisons``.
  public let points: [Point]

  /// The known causes, in the order of the catalogue.
  public let causes: [KnownCause]

  /// The laboratory results as they were read.
  public let laboratory: [ReadResult]

  /// What each guideline says of considering treatment, the chosen one first; empty where a comparison is withheld.
  public let comparisons: [Comparison]

  /// Why no guideline is compared: what comes before any of these drugs.
  public let withheld: [Point]

  /// The limits of each class of drugs that has any.
  public let drugs: [DrugLimits]

  /// What habits did in studies, at this person's sites.
  public let effects: [ExpectedEffect]

  /// The questions whose answers would change what is said, the most decisive first.
  public let questions: [DecisiveQuestion]

  /// The guideline that was chosen.
  public let guideline: Guideline

  /// The sex recorded at birth, which decides what is said in general.
  public let sex: Sex

  /// Whether a vertebra or the hip broke by low trauma.
  public let hasBrokenSpineOrHip: Bool

  /// The classes of bone drugs that are taken at the latest visit.
  public let takenNow: Set<DrugClass>

  /// The menopausal status at the latest visit; `nil` for a man, or where it was not stated.
  public let menopause: MenopausalStatus?

  /// The classes of bone drugs that were ever taken; `nil` without a list of drugs.
  public let everTaken: Set<DrugClass>?

  /// What blocks a class that is taken now: whether it goes on is to be settled with who prescribed it.
  public var blockedNow: [DrugLimits] { drugs.filter { !$0.blocks.isEmpty && takenNow.contains($0.drugClass) } }

  /// What is to be ruled out before a low density is called osteoporosis.
  public var beforeDiagnosis: [Point] { points.filter { $0.precedesDiagnosis } }

  /// Returns the points of a kind.
  public func points(where isWanted: (Advice.Kind) -> Bool) -> [Point] { points.filter { isWanted($0.kind) } }

  /// The red flags that are present, the most urgent first.
  public var alarms: [Point] {
    let urgencies = Advice.Urgency.allCases
    return points.filter { $0.urgency != nil }.enumerated().sorted { left, right in
      let ranks = [left, right].map { entry in entry.element.urgency.flatMap { urgencies.firstIndex(of: $0) } ?? 0 }
      return (ranks[0], left.offset) < (ranks[1], right.offset)
    }.map { $0.element }
  }

  /// The next steps in their order.
  public var steps: [Point] { points { $0 == .step }.sorted { $0.rule < $1.rule } }

  /// The rules that spoke besides those of the background, in order.
  public var spokenRules: [String] {
    let background = Set(points.filter { $0.kind == .background }.map { $0.rule })
    return rules.filter { !background.contains($0) }
  }

  /// The rules that spoke, in order; those of other guidelines are named beside their comparison only.
  public var rules: [String] {
    let treatment = comparisons.filter { $0.guideline == guideline }.flatMap { $0.points + $0.options } + withheld
    let limits = drugs.flatMap { $0.blocks + $0.asks + $0.warnings }
    return Set((points + treatment + limits).map { $0.rule } + laboratory.compactMap { $0.doubt?.rule }).sorted()
  }
}

extension Guidance.Point {
  /// How soon a red flag asks for help; `nil` for another point.
  public var urgency: Advice.Urgency? { if case .alarm(let urgency) = kind { urgency } else { nil } }

  /// How far a guideline goes; `nil` for another point.
  public var level: Advice.Level? { if case .treatment(let level) = kind { level } else { nil } }

  /// Creates what a rule says where it holds; `nil` if it advises nothing.
  init?(_ rule: Rule, _ facts: Facts) {
    guard let advice = rule.advice else { return nil }
    self.init(
      rule: rule.id, kind: advice.kind, message: Rule.fill(advice.message, with: facts), blocks: advice.blockedClasses,
      precedesDiagnosis: advice.precedesDiagnosis, facts: StatedFact.list(of: rule, facts), tag: rule.tag,
      sources: rule.sources.map { $0.key })
  }
}

/// A question whose answer would change what is said.
public struct DecisiveQuestion: Hashable, Sendable {
  /// The fact.
  public let fact: Fact

  /// How much hangs on it: the weights of the rules that it may decide, each over the number of facts that these still miss.
  public let weight: Double

  /// The rules that it may decide.
  public let rules: [String]
}
