// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Makes scores of the regions of one scan.
struct RegionAssessor {
  let rules: RuleBook
  let options: AssessmentOptions
  let patient: Patient
  let person: Facts
  let scan: Scan
  let spine: SpineRegions

  init(rules: RuleBook, options: AssessmentOptions, patient: Patient, person: Facts, scan: Scan) {
    self.rules = rules
    self.options = options
    self.patient = patient
    self.person = person
    self.scan = scan
    let contradiction = rules.refusing("density-contradicted")?.condition
    spine = SpineRegions(scan.regions.filter { $0.site == .lumbarSpine }) { region in
      contradiction?.holds(Self.contentFacts(of: region)) ?? false
    }
  }

  /// The regions of the scan with their facts, in the order of lists.
  func regions() -> [(assessed: AssessedRegion, facts: Facts)] {
    let others = scan.regions.filter { $0.site != .lumbarSpine }
    let sorted = (spine.regions + others).sorted { $0.orderKey.lexicographicallyPrecedes($1.orderKey) }
    let scored = sorted.map(score)
    return scored.map { region in
      var (assessed, facts) = (region.assessed, region.facts)
      if region.isUsable {
        let larger = largerSpines(than: assessed.region, among: scored)
        facts[.largerSpineScored] = larger.map { .flag(!$0.isEmpty) }
        facts[.largerSpinePooled] = larger.map { .flag(!$0.isEmpty && $0.allSatisfy { $0.isPooled }) }
        decideRole(&assessed, facts)
      }
      assessed.rules += rules.governing(.region, facts).map { $0.id }
      return (assessed, facts)
    }
  }

  // MARK: One region

  /// A region with its scores, before its role is known.
  private struct ScoredRegion {
    var assessed: AssessedRegion
    var facts: Facts
    var isUsable = true
  }

  private func score(_ region: MeasuredRegion) -> ScoredRegion {
    var assessed = AssessedRegion(
      region: region, date: scan.date, age: scan.age, scanner: scan.scanner, facility: scan.facility)
    assessed.isPooled = region == spine.pooled
    var facts = person.adding(measurementFacts(of: region))
    refuse(&assessed, by: ["density-contradicted", "excluded"], facts)
    if spine.containsExcluded(region) {
      assessed.refusals.append(refusal("includes-excluded-vertebra", region, nil))
    }
    guard assessed.refusals.isEmpty else { return ScoredRegion(assessed: assessed, facts: facts, isUsable: false) }
    facts = facts.adding(scoreT(&assessed, facts))
    facts = facts.adding(scoreZ(&assessed, facts))
    return ScoredRegion(assessed: assessed, facts: facts)
  }

  /// Returns for a spine region those with more vertebrae that have the score that diagnoses; `nil` for other sites.
  private func largerSpines(than region: MeasuredRegion, among regions: [ScoredRegion]) -> [AssessedRegion]? {
    guard let count = region.subset?.count else { return nil }
    let larger = regions.filter { $0.isUsable && ($0.assessed.region.subset?.count ?? 0) > count }
    guard !larger.isEmpty else { return [] }
    let basis = rules.decide(person) { if case .basis(let basis) = $0 { basis } else { nil } }
    return larger.map { $0.assessed }.filter { $0.score(basis.answer ?? .t) != nil }
  }

  private func measurementFacts(of region: MeasuredRegion) -> Facts {
    var facts = Self.contentFacts(of: region)
    facts[.site] = .text(region.site.rawValue)
    facts[.side] = region.side.map { .text($0.rawValue) }
    facts[.excluded] = .flag(region.exclusionReason != nil)
    facts[.densityGiven] = .flag(region.density != nil)
    if let subset = region.subset {
      facts[.vertebraCount] = .count(subset.count)
      facts[.vertebraeContiguous] = .flag(subset.isContiguous)
      facts[.exclusionReasonGiven] = .flag(spine.hasReasons(for: region))
      facts[.exclusionMentionsFracture] = .flag(mentionsFracture(region))
    }
    facts[.printedT] = region.printed?.t.map { .score($0) }
    facts[.printedReferenceSex] = region.printed?.referenceSex.map { .text($0.rawValue) }
    return facts
  }

  private static func contentFacts(of region: MeasuredRegion) -> Facts {
    guard let density = region.density, let content = region.content, let area = region.area else { return Facts() }
    var facts = Facts()
    facts[.densityGap] = ExactDecimal(density.gap(fromContent: content, overArea: area)).map { .number($0) }
    return facts
  }

  private func mentionsFracture(_ region: MeasuredRegion) -> Bool {
    guard let reason = region.exclusionReason?.lowercased() else { return false }
    let denied = ["no fractur", "without fractur", "not fractur"].contains { reason.contains($0) }
    return !denied && ["fractur", "compression", "collaps"].contains { reason.contains($0) }
  }

  // MARK: T-score

  private func scoreT(_ assessed: inout AssessedRegion, _ facts: Facts) -> Facts {
    var known = Facts()
    let population = youngAdults(for: assessed.region, facts, &assessed)
    if assessed.region.singleVertebra == nil {
      known[.subsetReferenceKnown] = .flag((try? population.get()) != nil)
    }
    let before = assessed.refusals.count
    refuseTInChild(&assessed, facts)
    refuse(&assessed, by: ["subset-reference-unknown"], facts.adding(known), .t)
    guard assessed.refusals.count == before else {
      addWhatIf(&assessed, population)
      return known
    }
    let computed = computedT(&assessed, population)
    known[.computedT] = computed.map { .score($0.reported) }
    known[.referenceFamily] = computed == nil ? nil : (try? population.get()).map { .text($0.family.rawValue) }
    if let printed = assessed.region.printed?.t, let computed {
      let difference = printed.exact - computed.reported.exact
      known[.scoreDifference] = .number(difference)
      known[.scoreGap] = .number(difference.magnitude)
    }
    known = known.adding(explanationFacts(of: assessed.region))
    refuse(&assessed, by: ["male-reference"], facts.adding(known), .t)
    guard !assessed.refusals.contains(where: { $0.code == "male-reference" }) else { return known }
    chooseT(&assessed, computed, facts.adding(known))
    known[.t] = assessed.t.map { .score($0.reported) }
    known[.tKnown] = .flag(assessed.t != nil)
    addWhatIf(&assessed, population)
    return known
  }

  /// What the known references say to a printed T-score with its density; nothing without either.
  private func explanationFacts(of region: MeasuredRegion) -> Facts {
    var facts = Facts()
    guard let explanation = ReferenceExplainer(.ofYoungAdults).t(of: region, on: scan.scanner),
      explanation.compared > 0
    else { return facts }
    facts[.knownReferences] = .count(explanation.compared)
    facts[.fittingReference] = explanation.fits.first.map { .text($0.reference) }
    if !explanation.fits.contains(where: { $0.sex == .female }) {
      facts[.maleReference] = explanation.fits.first { $0.sex == .male }.map { .text($0.reference) }
    }
    facts[.nearestReference] = explanation.nearest.map { .text($0.reference) }
    facts[.nearestT] = explanation.nearest.map { .score($0.score) }
    if let stated = explanation.stated.first {
      facts[.statedReference] = .text(stated.reference)
      facts[.statedT] = .score(stated.score)
      facts[.statedGap] = .score(ReportedScore(tenths: stated.missTenths))
    }
    return facts
  }

  private func youngAdults(
    for region: MeasuredRegion, _ facts: Facts, _ assessed: inout AssessedRegion
  ) -> Result<YoungAdultPopulation, ScoringRefusal> {
    let family = rules.decide(facts) { if case .youngAdultFamily(let family) = $0 { family } else { nil } }
    let sexes = rules.decide(facts) { if case .youngAdultSex(let sex) = $0 { sex } else { nil } }
    assessed.rules += (family.rules + sexes.rules).map { $0.id }
    let sex = sexes.answer == .sexAtBirth ? patient.sexAtBirth : .female
    guard let family = family.answer else { return .failure(.siteWithoutReference(site: region.site)) }
    do throws(ScoringRefusal) {
      return .success(
        try ReferenceLibrary.diagnosticPopulation(for: region, on: scan.scanner, family: family, sex: sex))
    } catch {
      return .failure(error)
    }
  }

  private func refuseTInChild(_ assessed: inout AssessedRegion, _ facts: Facts) {
    guard assessed.region.density != nil || assessed.region.printed?.t != nil else { return }
    refuse(&assessed, by: ["t-score-in-child"], facts, .t)
    guard let rule = rules.refusing("t-score-in-child"), case .unknown = rule.condition.evaluate(facts) else { return }
    let refused = ScoringRefusal.ageNotExact(atLeast: scan.age.completedYears)
    assessed.refusals.append(refusal(refused, assessed.region, .t))
  }

  private func computedT(
    _ assessed: inout AssessedRegion, _ population: Result<YoungAdultPopulation, ScoringRefusal>
  ) -> AssessedScore.Computed? {
    guard let density = assessed.region.density else { return nil }
    do throws(ScoringRefusal) {
      let population = try population.get()
      guard let scale = scan.scanner.scale else { throw ScoringRefusal.scaleUnknown }
      let score = try TScore(of: density, on: scale, against: population)
      assessed.percentOfYoungAdult = population.percentOfMean(density)
      return AssessedScore.Computed(
        reported: score.reported, unrounded: score.unrounded, reference: population.key, tag: population.tag,
        centile: nil)
    } catch {
      if assessed.region.printed?.t == nil { assessed.refusals.append(refusal(error, assessed.region, .t)) }
      return nil
    }
  }

  private func chooseT(_ assessed: inout AssessedRegion, _ computed: AssessedScore.Computed?, _ facts: Facts) {
    let ruling = rules.decide(facts) { if case .score(let choice) = $0 { choice } else { nil } }
    assessed.rules += ruling.rules.map { $0.id }
    assessed.choice = ruling.answer
    let printed = assessed.region.printed
    switch ruling.answer {
    case .computed:
      assessed.t = computed.map { score(.computed, $0.reported, $0.reference, $0, printed?.t) }
    case .printed, .contested:
      assessed.t = printed?.t.map { score(.printed, $0, printed?.reference, computed, $0) }
    case nil: break
    }
  }

  private func score(
    _ origin: AssessedScore.Origin, _ reported: ReportedScore, _ reference: String?,
    _ computed: AssessedScore.Computed?, _ printed: ReportedScore?
  ) -> AssessedScore {
    AssessedScore(reported: reported, origin: origin, reference: reference, computed: computed, printed: printed)
  }

  private func addWhatIf(
    _ assessed: inout AssessedRegion, _ population: Result<YoungAdultPopulation, ScoringRefusal>
  ) {
    let needsSubstitute = assessed.refusals.contains { $0.code == "subset-reference-unknown" }
    guard options.showsWhatIf || needsSubstitute else { return }
    guard scan.age.completedYears >= 20, let density = assessed.region.density else { return }
    guard let scale = scan.scanner.scale else { return }
    let others = ReferenceLibrary.otherPopulations(for: assessed.region, on: scale, sex: .female)
    let substitute = others.first { $0.family == .nhanes2005to2010 }
    for other in options.showsWhatIf ? others : [substitute].compactMap(\.self) {
      guard let t = try? TScore(of: density, on: scale, against: other) else { continue }
      assessed.whatIf.append(AssessedRegion.WhatIf(reference: other.key, t: t))
    }
  }

  // MARK: Z-score

  private func scoreZ(_ assessed: inout AssessedRegion, _ facts: Facts) -> Facts {
    var known = Facts()
    let ruling = rules.decide(facts) { if case .peerSex(let sex) = $0 { sex } else { nil } }
    assessed.rules += ruling.rules.map { $0.id }
    let sex = ruling.answer == .genderIdentity ? patient.genderIdentity?.sex ?? patient.sexAtBirth : patient.sexAtBirth
    let computed = computedZ(&assessed, sex)
    let printed = assessed.region.printed
    if let z = printed?.z {
      assessed.z = score(.printed, z, printed?.reference, computed, z)
    } else {
      assessed.z = computed.map { score(.computed, $0.reported, $0.reference, $0, nil) }
    }
    known[.z] = assessed.z.map { .score($0.reported) }
    return known
  }

  private func computedZ(_ assessed: inout AssessedRegion, _ sex: Sex) -> AssessedScore.Computed? {
    guard let density = assessed.region.density else { return nil }
    do throws(ScoringRefusal) {
      guard let scale = scan.scanner.scale else { throw ScoringRefusal.scaleUnknown }
      let group = options.matchesGroup ? patient.group : nil
      let curve = try ReferenceLibrary.ageCurve(for: assessed.region, on: scan.scanner, sex: sex, group: group)
      let z = try ZScore(of: density, on: scale, atAge: scan.age, against: curve)
      let counted = assessed.region.printed?.z.flatMap { ZScore(unrounded: $0.value) }
      adjustForHeight(&assessed, counted ?? z, sex)
      return AssessedScore.Computed(
        reported: z.reported, unrounded: z.unrounded, reference: curve.key, tag: curve.tag, centile: z.centile)
    } catch {
      if assessed.region.printed?.z == nil { assessed.refusals.append(refusal(error, assessed.region, .z)) }
      return nil
    }
  }

  /// Takes what height explains from the Z-score that counts, so that both stand against one reference.
  private func adjustForHeight(_ assessed: inout AssessedRegion, _ z: ZScore, _ sex: Sex) {
    guard let age = scan.age.exactYears, age < 20, let height = patient.heightCm else { return }
    guard let curve = ReferenceLibrary.heightCurve(sex) else { return }
    guard let heightZ = try? ZScore(of: height, atAge: scan.age, against: curve) else { return }
    let adjustment = ReferenceLibrary.heightAdjustment(for: assessed.region, sex: sex, age: age)
    guard let adjustment, let adjusted = adjustment.adjusted(z, forHeight: heightZ) else { return }
    assessed.heightAdjustedZ = adjusted
    assessed.heightReferences = [curve.key, adjustment.key]
  }

  // MARK: Role

  private func decideRole(_ assessed: inout AssessedRegion, _ facts: Facts) {
    let ruling = rules.decide(facts) { if case .isDiagnostic(let role) = $0 { role } else { nil } }
    assessed.isDiagnostic = ruling.answer ?? false
    assessed.rules += ruling.rules.map { $0.id }
    if !spine.hasSeveralVertebrae { refuse(&assessed, by: ["too-few-vertebrae"], facts) }
  }

  // MARK: Refusals

  private func refuse(
    _ assessed: inout AssessedRegion, by codes: [String], _ facts: Facts, _ score: ScoreBasis? = nil
  ) {
    for rule in rules.refusing(codes, .region, facts) {
      guard let refused = rule.refusal else { continue }
      var refusal = Refusal(rule, refused, subject: assessed.label, facts)
      refusal.score = score
      assessed.refusals.append(refusal)
    }
  }

  private func refusal(_ error: ScoringRefusal, _ region: MeasuredRegion, _ score: ScoreBasis?) -> Refusal {
    Refusal(
      code: error.code, subject: region.label, score: score, message: error.message, remedy: error.remedy,
      missing: error.missing, rule: nil)
  }

  /// What the spine of the scan as a whole is refused.
  var spineRefusal: Refusal? {
    spine.lacksContent ? refusal("pooling-impossible", MeasuredRegion(site: .lumbarSpine), nil) : nil
  }

  private func refusal(_ code: String, _ region: MeasuredRegion, _ score: ScoreBasis?) -> Refusal {
    let topic = RefusalTopic.withCode(code)
    return Refusal(
      code: code, subject: region.label, score: score, message: topic?.means ?? code, remedy: topic?.remedy,
      missing: [], rule: topic?.rule)
  }
}

extension RuleBook {
  /// Returns the rule that refuses with a code.
  func refusing(_ code: String) -> Rule? {
    rules.first { $0.refusal?.code == code }
  }
}

extension Refusal {
  /// Creates the refusal that a rule states.
  init(_ rule: Rule, _ refused: Rule.Refusal, subject: String, _ facts: Facts) {
    self.init(
      code: refused.code, subject: subject, message: Rule.fill(refused.message, with: facts),
      remedy: RefusalTopic.withCode(refused.code)?.remedy,
      missing: refused.missing.map { $0.path ?? $0.rawValue }.unique,
      rule: rule.id, facts: StatedFact.list(of: rule, facts))
  }
}
