// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Works out the guidance of one person.
///
/// Rules are asked in three rounds, since some ask what others say: first the thresholds of the chosen guideline, then the
/// triggers of a search for causes, then all.
struct GuidanceMaker {
  let study: Study
  let latest: VisitAssessment
  let rules: RuleBook
  let followedChanges: [AssessedChange]

  /// Returns what is known of a person with what guidance adds to it.
  ///
  /// - Parameter person: What is known of the person at the latest visit, with the diagnosis.
  /// - Returns: These facts, those of history and results, and what the first rounds of rules say.
  func facts(_ person: Facts) -> Facts {
    let own = GuidanceFacts(study: study, latest: latest, results: results, followedChanges: followedChanges).facts
    return withRounds(person.adding(own))
  }

  private var results: [ReadResult] { LaboratoryReader(study: study, rules: rules, age: latest.visit.age).results() }

  /// Returns the guidance.
  ///
  /// - Parameter facts: What is known of the person, as ``facts(_:)`` gives it.
  /// - Returns: Every point, with the questions that would decide more.
  func guidance(_ facts: Facts) -> Guidance {
    let results = results
    let verdicts = rules.advising.map { ($0, $0.condition.evaluate(facts)) }
    let points = verdicts.compactMap { rule, verdict in verdict == .holds ? Guidance.Point(rule, facts) : nil }
    let said = points.filter { $0.level == nil && !$0.isOption }.compactMap { $0.without(testsKnownFrom: results) }
    let limits = Self.limits(said)
    let blocked = Set(limits.filter { !$0.blocks.isEmpty }.map { $0.drugClass })
    let withheld = blocked.isSuperset(of: Self.firstLine) ? Self.reasons(said) : []
    let comparisons = withheld.isEmpty ? self.comparisons(facts, blocked) : []
    let habits = Set(points.filter { $0.kind == .habit }.map { $0.rule })
    // What limits only classes that nothing speaks for, or that are blocked already, decides little.
    let isConsidered = comparisons.contains { $0.level?.isMet ?? false }
    func isIdle(_ rule: Rule) -> Bool {
      guard case .drug(let classes, _) = rule.advice?.kind, takenNow.isDisjoint(with: classes) else { return false }
      return !isConsidered || blocked.isSuperset(of: classes)
    }
    let own = comparisons.first { $0.guideline == rules.guideline && $0.level?.isMet ?? false }
    let considered = Set(own?.options.flatMap { $0.optionClasses } ?? []).subtracting(blocked)
    return Guidance(
      points: said, causes: causes, laboratory: results, comparisons: comparisons, withheld: withheld, drugs: limits,
      effects: EffectMaker(study: study, latest: latest).effects(of: habits, considered),
      questions: Self.questions(verdicts, isIdle: isIdle), guideline: rules.guideline, sex: study.patient.sexAtBirth,
      hasBrokenSpineOrHip: [Fact.fragilityFractureVertebra, .fragilityFractureHip].contains {
        facts[$0] == .flag(true)
      },
      takenNow: takenNow,
      menopause: study.patient.menopause == .unknown ? nil : study.patient.menopause, everTaken: everTaken)
  }

  /// The classes of bone drugs that were begun by the latest visit.
  private var everTaken: Set<DrugClass>? {
    study.history.medications.map { drugs in
      Set(
        Self.agents.filter { agent in
          drugs.contains { $0.isBegun(by: latest.visit.date) && agent.concept.matches(name: $0.name, code: $0.code) }
        }.map { $0.drugClass })
    }
  }

  /// The classes that are taken; hormones that affirm a gender are not taken for bone.
  private var takenNow: Set<DrugClass> {
    let drugs = (study.history.medications ?? []).filter { latest.visit.isTaken($0) }
    let taken = Self.agents.filter { agent in
      drugs.contains { agent.concept.matches(name: $0.name, code: $0.code) }
    }.map { $0.drugClass }
    let affirmsGender = study.patient.genderIdentity.map { $0.sex != study.patient.sexAtBirth } ?? false
    return Set(taken.filter { $0 != .hormoneTherapy || !affirmsGender })
  }

  private static let agents: [(concept: Concept, drugClass: DrugClass)] = [
    (.alendronate, .oralBisphosphonate), (.risedronate, .oralBisphosphonate), (.ibandronate, .oralBisphosphonate),
    (.zoledronate, .zoledronate), (.denosumab, .denosumab), (.teriparatide, .pthAnalog), (.abaloparatide, .pthAnalog),
    (.romosozumab, .romosozumab), (.raloxifene, .raloxifene), (.hormoneTherapy, .hormoneTherapy),
    (.strontium, .strontium),
  ]

  /// The classes that come first under every guideline; what blocks all three comes before any treatment.
  fileprivate static let firstLine: [DrugClass] = [.oralBisphosphonate, .zoledronate, .denosumab]

  /// What blocks the classes that come first: rules that block them all, else every rule that blocks one.
  private static func reasons(_ points: [Guidance.Point]) -> [Guidance.Point] {
    let whole = points.filter { Set(firstLine).isSubset(of: $0.blocks) }
    return whole.isEmpty ? points.filter { $0.blocksFirstLine } : whole
  }

  // MARK: Rounds

  private func withRounds(_ facts: Facts) -> Facts {
    var facts = facts
    let thresholds = rules.advising.filter { rule in
      if case .treatment(let level) = rule.advice?.kind { level.isMet } else { false }
    }
    facts[.chosenTreatmentHigh] = Self.any(thresholds, facts)
    facts[.workUpIndicated] = Self.any(rules.advising.filter { $0.advice?.kind == .workUp }, facts)
    facts[.alarmRaised] = Self.any(rules.advising.filter { $0.advice?.kind.isPressing ?? false }, facts)
    return facts
  }

  /// Whether one of some rules holds; `nil` where one that is unknown could.
  private static func any(_ rules: [Rule], _ facts: Facts) -> FactValue? {
    var isOpen = false
    for rule in rules {
      switch rule.condition.evaluate(facts) {
      case .holds: return .flag(true)
      case .unknown: isOpen = true
      case .fails: continue
      }
    }
    return isOpen ? nil : .flag(false)
  }

  // MARK: Treatment

  /// What each guideline that names thresholds says, the chosen one first.
  private func comparisons(_ facts: Facts, _ blocked: Set<DrugClass>) -> [Guidance.Comparison] {
    let others = Guideline.allCases.filter { $0 != rules.guideline }
    return ([rules.guideline] + others).compactMap { guideline in
      let book = guideline == rules.guideline ? rules : rules.under(guideline)
      let own = book.advising.filter { $0.guidelines.contains(guideline) && $0.isOnTreatment }
      guard !own.isEmpty else { return nil }
      var points: [Guidance.Point] = []
      var missing: Set<Fact> = []
      for rule in own {
        switch rule.condition.evaluate(facts) {
        case .holds: points += [Guidance.Point(rule, facts)].compactMap(\.self)
        case .unknown(let facts): missing.formUnion(facts)
        case .fails: continue
        }
      }
      let options = points.filter { $0.isOption && blocked.isDisjoint(with: $0.optionClasses) }
      let levels = Advice.Level.allCases
      let ranked = points.filter { $0.level != nil }.enumerated().sorted { left, right in
        let ranks = [left, right].map { entry in entry.element.level.flatMap { levels.firstIndex(of: $0) } ?? 0 }
        return (ranks[0], left.offset) < (ranks[1], right.offset)
      }
      return Guidance.Comparison(
        guideline: guideline, points: ranked.map { $0.element }, options: options,
        missing: Fact.allCases.filter { missing.contains($0) })
    }
  }

  /// What limits each class.
  private static func limits(_ points: [Guidance.Point]) -> [Guidance.DrugLimits] {
    DrugClass.allCases.compactMap { drugClass in
      let blocks = points.filter { $0.blocks.contains(drugClass) }
      let asks = points.filter { $0.stance(on: drugClass) == .asks }
      let warnings = points.filter { $0.stance(on: drugClass) == .warns }
      guard !(blocks.isEmpty && asks.isEmpty && warnings.isEmpty) else { return nil }
      return Guidance.DrugLimits(drugClass: drugClass, blocks: blocks, asks: asks, warnings: warnings)
    }
  }

  // MARK: Causes

  private var causes: [Guidance.KnownCause] {
    let conditions = study.history.conditions ?? []
    let drugs = (study.history.medications ?? []).filter { latest.visit.isTaken($0) }
    return Cause.all.flatMap { cause in
      let named =
        cause.group == .drug
        ? drugs.filter { cause.concept.matches(name: $0.name, code: $0.code) }.map { $0.name }
        : conditions.filter { !cause.concept.statements(in: $0).isEmpty }.map { $0.name }
      return named.sorted().map { Guidance.KnownCause(cause: cause, named: $0) }
    }
  }

  // MARK: Questions

  /// The questions that have a place in the study document, with what hangs on each.
  ///
  /// - Parameters:
  ///   - verdicts: What each rule says.
  ///   - isIdle: Whether a rule decides little here.
  /// - Returns: The questions, the most decisive first.
  private static func questions(_ verdicts: [(Rule, Verdict)], isIdle: (Rule) -> Bool) -> [DecisiveQuestion] {
    var weights: [Fact: Double] = [:]
    var decided: [Fact: [String]] = [:]
    for (rule, verdict) in verdicts {
      guard case .unknown(let missing) = verdict, let advice = rule.advice else { continue }
      let asked = missing.filter { $0.path != nil }
      for fact in asked {
        weights[fact, default: 0] += advice.kind.weight / (isIdle(rule) ? 16 : 1) / Double(missing.count)
        decided[fact, default: []].append(rule.id)
      }
    }
    let asked = Fact.allCases.filter { weights[$0] != nil }
    return asked.map { DecisiveQuestion(fact: $0, weight: weights[$0] ?? 0, rules: decided[$0] ?? []) }
      .enumerated().sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }.map { $0.element }
  }
}

extension Advice.Kind {
  /// Whether it is a red flag that asks for help within days or sooner.
  fileprivate var isPressing: Bool {
    switch self {
    case .alarm(.emergency), .alarm(.today), .alarm(.urgent), .alarm(.prompt): true
    default: false
    }
  }

  /// How much it would matter to know whether a rule of the kind holds.
  fileprivate var weight: Double {
    switch self {
    case .result: 16
    case .treatment, .workUp: 12
    case .drug(_, .blocks): 8
    case .alarm, .cause, .drug: 4
    case .test, .step, .companion, .option: 3
    case .habit, .need: 2
    case .background, .question: 1
    }
  }
}

extension Guidance.Point {
  /// Returns the point without the tests whose results are known; `nil` where no test is left.
  fileprivate func without(testsKnownFrom results: [ReadResult]) -> Guidance.Point? {
    guard case .test(let keys, let tier) = kind else { return self }
    let known = Set(results.filter { $0.value != nil }.compactMap { $0.test?.key })
    let wanted = keys.filter { !known.contains($0) }
    guard !wanted.isEmpty else { return nil }
    return Guidance.Point(
      rule: rule, kind: .test(wanted, tier), message: message, blocks: blocks,
      precedesDiagnosis: precedesDiagnosis, facts: facts, tag: tag, sources: sources)
  }

  /// Whether it takes a class that comes first under every guideline.
  fileprivate var blocksFirstLine: Bool { blocks.contains { GuidanceMaker.firstLine.contains($0) } }

  /// Whether it names classes of drugs.
  var isOption: Bool { if case .option = kind { true } else { false } }

  /// The classes that it names.
  var optionClasses: [DrugClass] { if case .option(let classes) = kind { classes } else { [] } }

  /// What it says of a class besides blocking it.
  fileprivate func stance(on drugClass: DrugClass) -> Advice.Stance? {
    guard case .drug(let classes, let stance) = kind, classes.contains(drugClass) else { return nil }
    return stance
  }
}

extension Rule {
  /// Whether it says when a guideline considers treatment, or with what.
  fileprivate var isOnTreatment: Bool {
    switch advice?.kind {
    case .treatment, .option: true
    default: false
    }
  }
}
