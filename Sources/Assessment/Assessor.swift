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
struct Assessor {
  let study: Study
  let options: AssessmentOptions
  let rules: RuleBook

  /// The visits, the latest first.
  let visits: [VisitAssessment]

  /// What is wrong or worth knowing of the scans.
  private let checks: ScanChecks

  init(_ study: Study, _ options: AssessmentOptions) {
    self.study = study
    self.options = options
    let visits = Visit.all(in: study)
    let isChild = visits[0].age.exactYears.map { $0 < 20 } ?? false
    let rules = RuleBook(
      profile: options.profile, criteria: options.criteria ?? (isChild ? .iscdPediatric : options.profile.criteria),
      guideline: options.guideline)
    self.rules = rules
    let assessed = visits.map { VisitAssessment(of: study, at: $0, rules: rules, options: options) }
    self.visits = assessed
    checks = ScanChecks(of: study, assessed)
  }

  func assessment() -> Assessment {
    let latest = visits[0]
    let courses = self.courses
    let person = personFacts.adding(ofChanges(courses))
    let clinical = clinicalDiagnosis(person)
    let nextScan = NextScanMaker(study: study, latest: latest, rules: rules, expecter: expecter, courses: courses)
    let adviser = GuidanceMaker(
      study: study, latest: latest, rules: rules,
      followedChanges: courses.filter { $0.isFollowed }.compactMap { $0.changes.first })
    let known = adviser.facts(nextScan.facts(person).adding(Self.facts(of: clinical)))
    let (next, guidance) = (nextScan.nextScan(known), adviser.guidance(known))
    let holding = rules.holding(.person, person)
    var findings = holding.compactMap { Finding($0, subject: "person", person) } + regionFindings(person, checks)
    findings += vertebraFindings() + courses.flatMap { $0.findings }
    let changes = courses.flatMap { $0.changes }
    let refusals = holding.compactMap { rule in
      rule.refusal.map { Refusal(rule, $0, subject: "person", person) }
    }
    let all = refusals + latest.refusals
    let asked = all + changes.flatMap { $0.refusals }
    return Assessment(
      id: study.patient.id, profile: options.profile, diagnosis: latest.diagnosis, clinicalDiagnosis: clinical,
      regions: visits.flatMap { $0.regions.map { $0.assessed } },
      changes: changes, personChange: PersonChange(courses), nextScan: next, guidance: guidance,
      exclusionEffects: Dictionary(
        latest.suspects.map { ($0.label, $0.effect) }, uniquingKeysWith: { first, _ in first }),
      findings: Finding.list(findings + next.findings), refusals: all.unique,
      questions: questions(asked, clinical, person),
      provenance: provenance(
        holding.map { $0.id } + asked.compactMap { $0.rule } + changes.flatMap { $0.spokenRules } + next.rules
          + guidance.rules,
        findings, clinical, changes))
  }

  // MARK: History

  /// What is known of the person at the latest visit, with what the scans add.
  var personFacts: Facts { visits[0].personFacts.adding(historyFacts(visits[0])).adding(checks.person) }

  /// The courses of the regions of the latest visit.
  private var courses: [RegionCourse] {
    guard visits.count > 1 else { return [] }
    let maker = ChangeMaker(study: study, visits: visits, rules: rules, expecter: expecter, person: personFacts)
    return maker.courses()
  }

  private var expecter: RateExpecter { RateExpecter(study: study, choice: options.expectedRate) }

  /// What the changes add to the facts of the person.
  private func ofChanges(_ courses: [RegionCourse]) -> Facts {
    let known = courses.filter { $0.isFollowed }.compactMap { $0.changes.first?.isSignificant }
    return known.isEmpty ? Facts() : Facts([.densityChanged: .flag(known.contains(true))])
  }

  private static func facts(of clinical: ClinicalDiagnosis) -> Facts {
    clinical.osteoporosis.map { Facts([.clinicalOsteoporosis: .flag($0)]) } ?? Facts()
  }

  private func historyFacts(_ latest: VisitAssessment) -> Facts {
    var facts = Facts()
    let earlier = visits.dropFirst()
    if earlier.contains(where: { $0.diagnosis.category?.isOsteoporosis ?? false }) {
      facts[.earlierOsteoporosis] = .flag(true)
    } else if !earlier.contains(where: { $0.mayBeOsteoporosis }) {
      facts[.earlierOsteoporosis] = .flag(false)
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
    let isPregnant = rules.holding(.person, person).contains { $0.refusal?.code == "pregnancy" }
    guard !isPregnant else { return clinicalDiagnosis(nil) }
    switch rules.decideClinically(person) {
    case .decided(_, let because): return clinicalDiagnosis(true, because: because)
    case .undecided(let missing): return clinicalDiagnosis(nil, missing: withBasis(missing, person))
    case .silent: return clinicalDiagnosis(rules.leavesClinicalDiagnosisOpen(person) ? nil : false)
    }
  }

  private func clinicalDiagnosis(
    _ osteoporosis: Bool?, because: [Rule] = [], missing: [Fact] = []
  ) -> ClinicalDiagnosis {
    ClinicalDiagnosis(
      osteoporosis: osteoporosis, criteria: rules.criteria, because: because.map { $0.says },
      rules: because.map { $0.id },
      missing: missing)
  }

  /// Names what would decide the basis in place of the basis and the category that follows from it.
  private func withBasis(_ missing: [Fact], _ person: Facts) -> [Fact] {
    guard missing.contains(.basis) else { return missing }
    let facts = Set(missing).subtracting([.basis, .category]).union(visits[0].missingForBasis)
    return Fact.allCases.filter { facts.contains($0) }
  }

  // MARK: Findings

  private func regionFindings(_ person: Facts, _ checks: ScanChecks) -> [Finding] {
    visits[0].regions.flatMap { region in
      let facts = region.facts.adding(person).adding(checks.facts(of: region.assessed))
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
      guard fact.path != nil, !person.settles(fact) else { return }
      if let index = questions.firstIndex(where: { $0.fact.question == fact.question }) {
        if !questions[index].decides.contains(code) { questions[index].decides.append(code) }
      } else {
        questions.append(Question(fact: fact, decides: [code]))
      }
    }
    for refusal in refusals where refusal.rule != nil {
      for fact in Fact.allCases where refusal.missing.contains(fact.path ?? "") { ask(fact, refusal.code) }
    }
    for fact in clinical.missing { ask(fact, "clinical-undecided") }
    return questions
  }

  // MARK: Provenance

  /// Where the precision comes from, if a probability or a change rests on it.
  private func usedPrecision(_ changes: [AssessedChange]) -> String? {
    let isUsed = visits[0].diagnosis.probabilities != nil || changes.contains { $0.isSignificant != nil }
    guard isUsed else { return nil }
    return study.precision.map { $0.facility.map { "facility \($0)" } ?? "stated in the study" }
  }

  private func provenance(
    _ ofPerson: [String], _ findings: [Finding], _ clinical: ClinicalDiagnosis, _ changes: [AssessedChange]
  ) -> Provenance {
    let regions = visits.flatMap { $0.regions.map { $0.assessed } }
    let diagnosis = visits[0].diagnosis
    let ofRegions = regions.flatMap { $0.rules + $0.refusals.compactMap { $0.rule } }
    let ofVertebrae = visits[0].suspects.flatMap { rules.holding(.vertebra, $0.facts).map { $0.id } }
    let ofDiagnoses = diagnosis.rules + [diagnosis.probabilitiesRefusal?.rule].compactMap(\.self) + clinical.rules
    let spoken = ofPerson + ofRegions + ofVertebrae + ofDiagnoses + findings.map { $0.rule }
    return Provenance(
      commit: options.commit, references: references(of: regions), rules: Set(spoken).sorted(),
      precision: usedPrecision(changes))
  }

  private func references(of regions: [AssessedRegion]) -> [String] {
    let scores = regions.flatMap { [$0.t?.computed?.reference, $0.z?.computed?.reference] }
    let others = regions.flatMap { $0.whatIf.map { $0.reference } + $0.heightReferences }
    return Set(scores.compactMap(\.self) + others).sorted()
  }
}

extension Finding {
  /// Creates the finding that a rule states; `nil` if it states none.
  init?(_ rule: Rule, subject: String, _ facts: Facts) {
    guard let finding = rule.finding else { return nil }
    self.init(
      id: "\(rule.id)/\(subject.replacing(" ", with: "/"))", severity: finding.severity, subject: subject,
      message: Rule.fill(finding.message, with: facts),
      facts: StatedFact.list(of: rule, facts), rule: rule.id, sources: rule.sources.map { $0.key })
    correction = finding.correction.map { Rule.fill($0, with: facts) }
  }

  /// Puts findings in order and numbers the names of those that repeat, as of two measurements of one region on one day.
  static func list(_ findings: [Finding]) -> [Finding] {
    var counts: [String: Int] = [:]
    return findings.sorted(by: comesBefore).map { finding in
      let count = (counts[finding.id] ?? 0) + 1
      counts[finding.id] = count
      return count == 1 ? finding : finding.named("\(finding.id)/\(count)")
    }
  }

  private func named(_ id: String) -> Finding {
    var named = self
    named.id = id
    return named
  }

  /// Orders the most severe first, then by subject and rule, and findings of one rule on a report by their places.
  static func comesBefore(_ left: Finding, _ right: Finding) -> Bool {
    let (one, other) = ((left.severity, left.subject, left.rule), (right.severity, right.subject, right.rule))
    guard one == other, let place = left.places.first, let next = right.places.first else { return one < other }
    return place == next ? left.message < right.message : ReportPlace.comesBefore(place, next)
  }
}

extension Facts {
  /// Tells whether a fact is known for good; a number known only from below is not.
  fileprivate func settles(_ fact: Fact) -> Bool {
    if case .atLeast = self[fact] { false } else { self[fact] != nil }
  }
}

extension Array where Element: Hashable {
  /// The elements without repetition, in the order of their first places.
  var unique: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
