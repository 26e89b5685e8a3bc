// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
internal import KnowledgeBase
internal import Statistics

extension Assessment {
  /// Assesses one person's scans.
  ///
  /// The latest visit diagnoses; earlier ones say whether osteoporosis was ever found and whether the category moved. The
  /// order of scans and regions in the study does not matter.
  ///
  /// - Parameters:
  ///   - study: The person with their scans.
  ///   - options: The profile and what else the caller chooses.
  public init(of study: Study, options: AssessmentOptions = AssessmentOptions()) {
    self = Assessor(study, options).assessment()
  }
}

/// Works out the assessment of one study.
private struct Assessor {
  private let study: Study
  private let options: AssessmentOptions
  private let rules: RuleBook
  private let visits: [VisitAssessment]

  init(_ study: Study, _ options: AssessmentOptions) {
    self.study = study
    self.options = options
    let visits = Visit.all(in: study)
    let isChild = visits[0].age.completedYears < 20
    let rules = RuleBook(
      profile: options.profile, criteria: options.criteria ?? (isChild ? .iscdPediatric : options.profile.criteria))
    self.rules = rules
    self.visits = visits.map { VisitAssessment(of: study, at: $0, rules: rules, options: options) }
  }

  func assessment() -> Assessment {
    let latest = visits[0]
    let person = latest.personFacts.adding(historyFacts(latest))
    let holding = rules.holding(.person, person)
    let clinical = clinicalDiagnosis(person)
    var findings = holding.compactMap { Finding($0, subject: "person", person) } + regionFindings(person)
    findings += vertebraFindings()
    let refusals = holding.compactMap { rule in
      rule.refusal.map { Refusal(rule, $0, subject: "person", person) }
    }
    let all = refusals + latest.refusals
    return Assessment(
      id: study.patient.id, profile: options.profile, diagnosis: latest.diagnosis, clinicalDiagnosis: clinical,
      regions: visits.flatMap { $0.regions.map { $0.assessed } },
      findings: findings.sorted(by: Finding.comesBefore).namedApart, refusals: all.unique,
      questions: questions(all, clinical, person), provenance: provenance(latest, holding, findings, clinical))
  }

  // MARK: History

  private func historyFacts(_ latest: VisitAssessment) -> Facts {
    var facts = Facts()
    let earlier = visits.dropFirst()
    let wasOsteoporosis = earlier.contains { $0.diagnosis.category?.isOsteoporosis ?? false }
    if wasOsteoporosis || !earlier.contains(where: { $0.mayBeOsteoporosis }) {
      facts[.earlierOsteoporosis] = .flag(wasOsteoporosis)
    }
    if let previous = earlier.first {
      facts[.monthsSincePreviousScan] = latest.visit.wholeMonths(since: previous.visit).map { .count($0) }
      if let now = latest.diagnosis.category, let then = previous.diagnosis.category, now.basis == then.basis {
        facts[.categoryMoved] = .flag(now != then)
      }
    }
    return facts
  }

  private func clinicalDiagnosis(_ person: Facts) -> ClinicalDiagnosis {
    let ruling = rules.decideClinically(person)
    let isPregnant = rules.holding(.person, person).contains { $0.refusal?.code == "pregnancy" }
    switch ruling {
    case .decided(_, let because) where !isPregnant:
      return ClinicalDiagnosis(
        osteoporosis: true, criteria: rules.criteria, because: because.map { $0.says }, rules: because.map { $0.id },
        missing: [])
    case .undecided(let missing) where !isPregnant:
      return ClinicalDiagnosis(
        osteoporosis: nil, criteria: rules.criteria, because: [], rules: [], missing: missing)
    case .silent where !isPregnant && person[.basis] == .text("none"):
      let missing = rules.holding(.person, person).flatMap { $0.refusal?.missing ?? [] }
      return ClinicalDiagnosis(
        osteoporosis: nil, criteria: rules.criteria, because: [], rules: [], missing: missing.unique)
    case .silent where !isPregnant:
      return ClinicalDiagnosis(osteoporosis: false, criteria: rules.criteria, because: [], rules: [], missing: [])
    default:
      return ClinicalDiagnosis(osteoporosis: nil, criteria: rules.criteria, because: [], rules: [], missing: [])
    }
  }

  // MARK: Findings

  private func regionFindings(_ person: Facts) -> [Finding] {
    visits[0].regions.flatMap { region in
      let facts = region.facts.adding(person)
      return rules.holding(.region, facts).compactMap { Finding($0, subject: region.assessed.label, facts) }
    }
  }

  private func vertebraFindings() -> [Finding] {
    visits[0].suspects.flatMap { suspect in
      rules.holding(.vertebra, suspect.facts).compactMap { rule in
        rule.decision == nil ? nil : Finding(rule, subject: suspect.label, suspect.facts)
      }
    }
  }

  /// The questions whose answers the study document has a place for; facts with the same question are asked once.
  private func questions(_ refusals: [Refusal], _ clinical: ClinicalDiagnosis, _ person: Facts) -> [Question] {
    var questions: [Question] = []
    func ask(_ fact: Fact, _ code: String) {
      guard fact.path != nil else { return }
      if let index = questions.firstIndex(where: { $0.fact.question == fact.question }) {
        if !questions[index].decides.contains(code) { questions[index].decides.append(code) }
      } else {
        questions.append(Question(fact: fact, decides: [code]))
      }
    }
    for refusal in refusals where refusal.rule != nil {
      for fact in Fact.allCases where refusal.missing.contains(fact.path ?? "") && !person.settles(fact) {
        ask(fact, refusal.code)
      }
    }
    for fact in clinical.missing { ask(fact, "clinical-undecided") }
    return questions
  }

  // MARK: Provenance

  private func provenance(
    _ latest: VisitAssessment, _ holding: [Rule], _ findings: [Finding], _ clinical: ClinicalDiagnosis
  ) -> Provenance {
    let regions = visits.flatMap { $0.regions.map { $0.assessed } }
    let computed = regions.flatMap { [$0.t?.computed?.reference, $0.z?.computed?.reference] }.compactMap(\.self)
    let references = computed + regions.flatMap { $0.whatIf.map { $0.reference } }
    let spoken =
      holding.map { $0.id } + regions.flatMap { $0.rules + $0.refusals.compactMap { $0.rule } } + latest.diagnosis.rules
      + findings.map { $0.rule } + clinical.rules
    return Provenance(
      commit: options.commit, references: Set(references).sorted(), rules: Set(spoken).sorted(),
      precision: study.precision.map { $0.facility.map { "facility \($0)" } ?? "stated in the study" })
  }
}

extension Finding {
  /// Creates the finding that a rule states; `nil` if it states none.
  init?(_ rule: Rule, subject: String, _ facts: Facts) {
    guard let finding = rule.finding else { return nil }
    let asked = Set(rule.condition.facts)
    self.init(
      id: "\(rule.id)/\(subject.replacing(" ", with: "/"))", severity: finding.severity, subject: subject,
      message: Rule.fill(finding.message, with: facts),
      facts: facts.known.filter { asked.contains($0) }.compactMap { fact in
        facts[fact].map { StatedFact(fact: fact, value: $0) }
      },
      rule: rule.id, sources: rule.sources.map { $0.key })
  }

  /// Orders the most severe first, then by subject and rule.
  static func comesBefore(_ left: Finding, _ right: Finding) -> Bool {
    (left.severity, left.subject, left.rule) < (right.severity, right.subject, right.rule)
  }
}

extension Facts {
  /// Tells whether a fact is known for good; a number known only from below is not.
  fileprivate func settles(_ fact: Fact) -> Bool {
    switch self[fact] {
    case nil, .atLeast: false
    case .number, .text, .flag: true
    }
  }
}

extension [Finding] {
  /// The findings with a number after each name that stands before; two scans of one day may say the same of a region.
  fileprivate var namedApart: [Finding] {
    var counts: [String: Int] = [:]
    return map { finding in
      let count = (counts[finding.id] ?? 0) + 1
      counts[finding.id] = count
      guard count > 1 else { return finding }
      var named = finding
      named.id += "/\(count)"
      return named
    }
  }
}

extension Array where Element: Hashable {
  /// The elements without repetition, in the order of their first places.
  var unique: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
