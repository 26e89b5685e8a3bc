// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry

/// What a set of rules makes of the facts on one question.
public enum Ruling<Answer: Hashable & Sendable>: Sendable {
  /// The answer, with the rules that give it.
  case decided(Answer, [Rule])
  /// No rule holds, and these facts would decide.
  case undecided(missing: [Fact])
  /// No rule holds, and none could.
  case silent

  /// The answer, if there is one.
  public var answer: Answer? { if case .decided(let answer, _) = self { answer } else { nil } }

  /// The rules that give the answer.
  public var rules: [Rule] { if case .decided(_, let rules) = self { rules } else { [] } }
}

/// The rules in force under one profile, one set of clinical criteria and one guideline.
public struct RuleBook: Sendable {
  /// The profile.
  public let profile: Profile

  /// The criteria of a clinical diagnosis.
  public let criteria: ClinicalCriteria

  /// The guideline on repeat scans.
  public let guideline: Guideline

  private let profileRules: [Rule]
  private let clinicalRules: [Rule]
  private let guidelineRules: [Rule]

  /// The rules of each subject; they are asked too often to be sought among all.
  private let bySubject: [[Rule]]

  /// Opens the rules of a profile; without `criteria` or `guideline`, with those that belong to the profile.
  public init(profile: Profile, criteria: ClinicalCriteria? = nil, guideline: Guideline? = nil) {
    let (clinical, guide) = (criteria ?? profile.criteria, guideline ?? profile.guideline)
    self =
      Self.opened.first { $0.profile == profile && $0.criteria == clinical && $0.guideline == guide }
      ?? RuleBook(profile, clinical, guide)
  }

  /// The books that there are; to open one for every study would cost more than to read it.
  private static let opened = Profile.allCases.flatMap { profile in
    ClinicalCriteria.allCases.flatMap { criteria in
      Guideline.allCases.map { RuleBook(profile, criteria, $0) }
    }
  }

  private init(_ profile: Profile, _ clinical: ClinicalCriteria, _ guideline: Guideline) {
    self.profile = profile
    self.criteria = clinical
    self.guideline = guideline
    let profileRules = Rule.all.filter { $0.profiles.contains(profile) }
    let clinicalRules = Rule.all.filter { $0.criteria.contains(clinical) }
    let guidelineRules = Rule.all.filter { $0.guidelines.contains(guideline) }
    let rules = profileRules + clinicalRules + guidelineRules
    self.profileRules = profileRules
    self.clinicalRules = clinicalRules
    self.guidelineRules = guidelineRules
    bySubject = RuleSubject.allCases.map { subject in rules.filter { $0.subject == subject } }
  }

  /// Every rule in force.
  public var rules: [Rule] { profileRules + clinicalRules + guidelineRules }

  /// Returns the rule that has an identifier.
  public static func rule(_ id: String) -> Rule? { Rule.all.first { $0.id == id } }

  /// The rules that advise, in the order of the rule files.
  public var advising: [Rule] { bySubject[RuleSubject.guidance.index] }

  /// Returns the rules in force with another guideline in the place of this one.
  public func under(_ guideline: Guideline) -> RuleBook {
    RuleBook(profile: profile, criteria: criteria, guideline: guideline)
  }

  /// Returns the rules of a subject that hold, in the order of the rule files.
  public func holding(_ subject: RuleSubject, _ facts: Facts) -> [Rule] {
    bySubject[subject.index].filter { $0.condition.holds(facts) }
  }

  /// Returns the rules of a subject that hold and refuse with one of these codes, in the order of the rule files.
  public func refusing(_ codes: [String], _ subject: RuleSubject, _ facts: Facts) -> [Rule] {
    bySubject[subject.index].filter { rule in
      guard let refusal = rule.refusal, codes.contains(refusal.code) else { return false }
      return rule.condition.holds(facts)
    }
  }

  /// Returns the rules of a subject that hold and only govern: each shapes a value and is cited beside it.
  public func governing(_ subject: RuleSubject, _ facts: Facts) -> [Rule] {
    bySubject[subject.index].filter { $0.onlyGoverns && $0.condition.holds(facts) }
  }

  /// Returns the identifier of a rule as it is in force here: its own, or that of its branch for the profile.
  public func identifier(of id: String) -> String? {
    let own = rules.first { $0.id == id } ?? rules.first { $0.id.utf8.starts(with: id.utf8) }
    return own?.id
  }

  /// Answers one question from the rules of the profile.
  ///
  /// - Parameters:
  ///   - facts: What is known.
  ///   - question: Picks the answer out of a decision; `nil` for decisions on other questions.
  /// - Returns: The answer with every rule that agrees, or the facts that would decide.
  public func decide<Answer: Hashable & Sendable>(
    _ facts: Facts, _ question: (Rule.Decision) -> Answer?
  ) -> Ruling<Answer> {
    Self.decide(profileRules, facts, question)
  }

  /// Answers whether the clinical criteria diagnose osteoporosis.
  public func decideClinically(_ facts: Facts) -> Ruling<Bool> {
    Self.decide(clinicalRules, facts) { $0 == .clinicalOsteoporosis ? true : nil }
  }

  /// Tells whether the clinical criteria leave their answer to a person where no rule of theirs decides.
  ///
  /// They do so where a rule holds that informs and decides nothing, such as one on a fracture that counts in some cases, and
  /// wherever a rule of theirs was not verified: it may inform, and neither make nor deny a diagnosis.
  public func leavesClinicalDiagnosisOpen(_ facts: Facts) -> Bool {
    clinicalRules.contains { $0.decision == nil && ($0.tag == .unverified || $0.condition.holds(facts)) }
  }

  private static func decide<Answer: Hashable & Sendable>(
    _ rules: [Rule], _ facts: Facts, _ question: (Rule.Decision) -> Answer?
  ) -> Ruling<Answer> {
    var found: Answer?
    var because: [Rule] = []
    var missing: Set<Fact> = []
    for rule in rules {
      guard let decision = rule.decision, let answer = question(decision) else { continue }
      switch rule.condition.evaluate(facts) {
      case .fails: continue
      case .unknown(let facts): missing.formUnion(facts)
      case .holds:
        if found == nil || found == answer { because.append(rule) }
        found = found ?? answer
      }
    }
    if let found { return .decided(found, because) }
    return missing.isEmpty ? .silent : .undecided(missing: Fact.allCases.filter { missing.contains($0) })
  }
}
