// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Makes the one densitometric diagnosis of a visit.
struct DiagnosisMaker {
  let rules: RuleBook
  let person: Facts
  let regions: [AssessedRegion]
  let study: Study
  let visit: Visit

  /// A diagnosis with what it adds to the facts and what it refuses.
  struct Outcome {
    var diagnosis = Diagnosis()
    var facts: Facts
    var refusals: [Refusal] = []
    var usedLabels: Set<String> = []
    var missingForBasis: [Fact] = []
  }

  func diagnose() -> Outcome {
    let basis = rules.decide(person) { if case .basis(let basis) = $0 { Basis(score: basis) } else { nil } }
    var outcome = Outcome(facts: person.adding(siteFacts(basis.answer?.score)))
    outcome.diagnosis.rules = basis.rules.map { $0.id }
    if case .undecided(let missing) = basis {
      outcome.refusals.append(undecided("basis-undecided", missing))
      outcome.missingForBasis = missing
    }
    guard let score = basis.answer?.score else {
      outcome.missingForBasis += basis.rules.flatMap { $0.refusal?.missing ?? [] }
      return outcome
    }
    outcome.facts[.basis] = .text(score.rawValue)
    outcome.diagnosis.basis = score
    decide(&outcome, by: score)
    return outcome
  }

  /// The answer to the question of the basis; `nil` inside stands for none.
  private struct Basis: Hashable {
    let score: ScoreBasis?
  }

  // MARK: Facts

  /// What was measured, and what of it has the score that decides; where none decides, any score.
  private func siteFacts(_ basis: ScoreBasis?) -> Facts {
    func isUsable(_ region: AssessedRegion) -> Bool {
      basis.map { region.score($0) != nil } ?? (region.t != nil || region.z != nil)
    }
    var facts = Facts()
    let spine = regions.filter { $0.region.site == .lumbarSpine && $0.region.singleVertebra == nil }
    let hips = regions.filter { [.femoralNeck, .totalHip].contains($0.region.site) }
    let isSpineMeasured = regions.contains { $0.region.site == .lumbarSpine }
    facts[.spineMeasured] = .flag(isSpineMeasured)
    facts[.hipMeasured] = .flag(!hips.isEmpty)
    facts[.forearmMeasured] = .flag(regions.contains { $0.region.site == .radius33 })
    if isSpineMeasured { facts[.spineUsable] = .flag(spine.contains(where: isUsable)) }
    if !hips.isEmpty { facts[.hipUsable] = .flag(hips.contains(where: isUsable)) }
    return facts
  }

  // MARK: Category

  private func decide(_ outcome: inout Outcome, by basis: ScoreBasis) {
    let valid = regions.filter { $0.isDiagnostic && $0.score(basis) != nil }
    outcome.facts[.diagnosticRegions] = .count(valid.count)
    let lowestZ = lowest(valid, .z) { $0.z?.reported }
    outcome.facts[.lowestZ] = lowestZ.map { .score($0.score) }
    outcome.facts[.lowestAdjustedZ] = lowestZ?.region.heightAdjustedZ.map { .score($0.reported) }
    guard let deciding = lowest(valid, basis, { $0.score(basis)?.reported }) else { return }
    outcome.usedLabels = Set(valid.map { $0.label })
    outcome.facts[basis == .t ? .lowestT : .lowestZ] = .score(deciding.score)
    outcome.diagnosis.score = deciding.score
    outcome.diagnosis.region = deciding.region.region
    outcome.diagnosis.nearThreshold = CutPoints.published.isNear(deciding.score, by: basis)
    outcome.facts[.nearThreshold] = .flag(outcome.diagnosis.nearThreshold)
    let score = deciding.region.score(basis)
    outcome.diagnosis.isUnverified = score?.origin == .computed && score?.computed?.tag == .unverified
    guard !isBlocked(outcome.facts) else {
      clear(&outcome)
      return
    }
    classify(&outcome, basis, valid)
    addProbabilities(&outcome, basis, valid)
  }

  private func isBlocked(_ facts: Facts) -> Bool {
    !rules.refusing(["pregnancy"], .person, facts).isEmpty
  }

  private func clear(_ outcome: inout Outcome) {
    outcome.diagnosis = Diagnosis(basis: outcome.diagnosis.basis, rules: outcome.diagnosis.rules)
    outcome.facts[.nearThreshold] = nil
    outcome.usedLabels = []
  }

  private func classify(_ outcome: inout Outcome, _ basis: ScoreBasis, _ valid: [AssessedRegion]) {
    let ruling = category(outcome.facts)
    outcome.diagnosis.category = ruling.answer
    outcome.diagnosis.rules += ruling.rules.map { $0.id }
    if case .undecided(let missing) = ruling { outcome.refusals.append(undecided("category-undecided", missing)) }
    if basis == .t { contest(&outcome, valid) }
    outcome.facts[.category] = outcome.diagnosis.category.map { .text($0.rawValue) }
  }

  private func category(_ facts: Facts) -> Ruling<Category> {
    rules.decide(facts) { if case .category(let category) = $0 { category } else { nil } }
  }

  /// Where a printed score contradicts the computed one, both categories are worked out; if they differ, neither stands.
  private func contest(_ outcome: inout Outcome, _ valid: [AssessedRegion]) {
    guard valid.contains(where: { $0.choice == .contested }) else { return }
    let computed = lowest(valid, .t) { $0.choice == .contested ? $0.t?.computed?.reported : $0.t?.reported }
    guard let computed, computed.score != outcome.diagnosis.score else { return }
    var facts = outcome.facts
    facts[.lowestT] = .score(computed.score)
    let other = category(facts).answer
    outcome.diagnosis.contested = Diagnosis.Contest(printed: outcome.diagnosis.category, computed: other)
    let contesting = Set(valid.flatMap { $0.rules }).filter { RuleBook.rule($0)?.decision == .score(.contested) }
    outcome.diagnosis.rules += contesting.sorted()
    guard other != outcome.diagnosis.category else { return }
    outcome.diagnosis.category = nil
    outcome.diagnosis.rules.removeAll { RuleBook.rule($0)?.decidesCategory ?? false }
    outcome.refusals.append(refusal("contested-score"))
  }

  /// The region with the lowest score; equal ones are told apart by the unrounded score, then by their place in lists.
  private func lowest(
    _ valid: [AssessedRegion], _ basis: ScoreBasis, _ score: (AssessedRegion) -> ReportedScore?
  ) -> (region: AssessedRegion, score: ReportedScore)? {
    var best: (region: AssessedRegion, score: ReportedScore)?
    for region in valid.sorted(by: { $0.region.orderKey.lexicographicallyPrecedes($1.region.orderKey) }) {
      guard let own = score(region) else { continue }
      guard let current = best else {
        best = (region, own)
        continue
      }
      let fine = { (region: AssessedRegion) in region.score(basis)?.unrounded ?? Double(own.tenths) / 10 }
      if own < current.score || (own == current.score && fine(region) < fine(current.region)) { best = (region, own) }
    }
    return best
  }

  // MARK: Probabilities

  private func addProbabilities(_ outcome: inout Outcome, _ basis: ScoreBasis, _ valid: [AssessedRegion]) {
    let category = outcome.diagnosis.category
    guard category != nil, category != .severeOsteoporosis, rules.profile != .acsmAthlete else {
      outcome.diagnosis.probabilitiesRefusal = category == nil ? nil : refusal("profile-without-probabilities")
      return
    }
    var repeats: [RepeatScan] = []
    for region in valid {
      switch repeatScan(of: region, basis) {
      case .success(let scan): repeats.append(scan)
      case .failure(let refused):
        outcome.diagnosis.probabilitiesRefusal = refusal(refused.code, subject: region.label, refused.missing)
        return
      }
    }
    outcome.diagnosis.probabilities = CategoryProbabilities(of: repeats, by: basis)
  }

  private struct MissingPrecision: Error {
    let code: String
    let missing: [String]
  }

  private func repeatScan(
    of region: AssessedRegion, _ basis: ScoreBasis
  ) -> Result<RepeatScan, MissingPrecision> {
    guard let density = region.region.density else {
      return .failure(MissingPrecision(code: "density-missing", missing: ["regions[].bmd"]))
    }
    guard let error = study.precision?.rmsSd(of: region.region, at: region.facility) else {
      return .failure(MissingPrecision(code: "precision-unknown", missing: ["precision.sites"]))
    }
    guard let score = region.score(basis), let computed = score.computed, computed.reported == score.reported else {
      return .failure(MissingPrecision(code: "printed-not-explained", missing: []))
    }
    guard let limits = limits(basis, computed.reference) else {
      return .failure(MissingPrecision(code: "printed-not-explained", missing: []))
    }
    return .success(
      RepeatScan(
        density: density.gramsPerSquareCentimeter * 1000, precisionError: error * 1000, upper: limits.upper,
        lower: limits.lower))
  }

  /// The largest densities in mg/cm² that are still reported below the upper and at the lower cut point.
  private func limits(_ basis: ScoreBasis, _ reference: String) -> (upper: Int64, lower: Int64)? {
    let points = CutPoints.published
    switch basis {
    case .t:
      guard let population = ReferenceLibrary.population(reference) else { return nil }
      let belowNormal = ReportedScore(tenths: points.normalAtLeast.tenths - 1)
      return (
        population.largestDensity(atOrBelow: belowNormal),
        population.largestDensity(atOrBelow: points.osteoporosisAtMost)
      )
    case .z:
      guard let years = visit.age.exactYears, let curve = ReferenceLibrary.curve(reference) else { return nil }
      guard let peers = try? curve.distribution(atAge: years) else { return nil }
      let limit = peers.largestDensity(atOrBelow: points.belowRangeAtMost)
      return (limit, limit)
    }
  }

  // MARK: Refusals

  private func undecided(_ code: String, _ missing: [Fact]) -> Refusal {
    refusal(code, subject: "person", missing.map { $0.path ?? $0.rawValue }.unique)
  }

  private func refusal(_ code: String, subject: String = "person", _ missing: [String] = []) -> Refusal {
    let topic = RefusalTopic.withCode(code)
    return Refusal(
      code: code, subject: subject, message: topic?.means ?? code, remedy: topic?.remedy, missing: missing,
      rule: topic?.rule.flatMap { rules.identifier(of: $0) })
  }
}
