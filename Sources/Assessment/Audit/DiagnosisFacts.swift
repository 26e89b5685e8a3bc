// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase

/// The facts of one diagnosis that a report states, with what the scan gives for the same question.
struct DiagnosisFacts {
  let context: AuditContext

  func facts(of stated: StatedDiagnosis) -> Facts {
    var facts = Facts()
    facts[.statedCategory] = .text(stated.category.rawValue)
    facts[.statedBasis] = .text(stated.category.basis.rawValue)
    facts[.statedDiagnosis] = .text(stated.category.words)
    facts[.statedDenied] = .flag(stated.isDenied)
    facts[.statedEarlier] = .flag(stated.isEarlier)
    facts[.statedClinical] = .flag(stated.isClinical)
    facts[.wholeCategoryStated] = .flag(context.isWholeCategoryStated)
    facts[.earlierOsteoporosisStated] = .flag(context.summary.saysEarlierOsteoporosis)
    if let region = stated.region { facts = facts.adding(region.facts(in: context)) }
    facts = facts.adding(correctFacts(of: stated))
    guard let judgement = judgement(of: stated) else { return facts }
    facts[.judgedCategory] = .text(judgement.category.rawValue)
    facts[.judgedDiagnosis] = .text(judgement.category.words)
    facts[.judgedScore] = judgement.score.map { .score($0) }
    facts[.judgedRegion] = judgement.region.map { .text($0.spokenName) }
    facts[.categoryAgrees] = .flag(judgement.category.agrees(with: stated.category))
    return facts
  }

  /// What a correct report would say: the category of the person, or where it is withheld that of the region named.
  private func correctFacts(of stated: StatedDiagnosis) -> Facts {
    guard let correct = whole(stated.category.basis) ?? judgement(of: stated) else { return Facts() }
    var facts = Facts([.correctDiagnosis: .text(correct.category.words)])
    facts[.correctScore] = correct.score.map { .score($0) }
    facts[.correctRegion] = correct.region.map { .text($0.spokenName) }
    return facts
  }

  /// What the scan gives, and by which score of which region.
  struct Judgement {
    let category: Densitometry.Category
    let score: ReportedScore?
    let region: MeasuredRegion?
  }

  /// The category for the person as a whole, or for the region that the report ties the diagnosis to.
  func judgement(of stated: StatedDiagnosis) -> Judgement? {
    guard let region = stated.region else { return whole(stated.category.basis) }
    let candidates = context.latest.filter { region.canMean($0.region) }
    let decides = context.assessment.diagnosis.region
    if let decides, candidates.contains(where: { $0.region == decides }), let whole = whole(stated.category.basis),
      whole.region == decides, whole.category.agrees(with: stated.category)
    {
      return whole
    }
    let judged = candidates.flatMap { judgements(of: $0, stated.category.basis) }
    return judged.first { $0.category.agrees(with: stated.category) }
      ?? judged.min { ($0.score?.tenths ?? 0) < ($1.score?.tenths ?? 0) }
  }

  /// The category of the person; where T-scores apply, a category of Z-scores is judged by the lowest Z-score.
  private func whole(_ basis: ScoreBasis) -> Judgement? {
    let diagnosis = context.assessment.diagnosis
    guard diagnosis.basis == .t, basis == .z else {
      return diagnosis.category.map { Judgement(category: $0, score: diagnosis.score, region: diagnosis.region) }
    }
    let scored = context.latest.filter { $0.isDiagnostic && $0.z != nil }
    guard let lowest = scored.min(by: { ($0.z?.reported.tenths ?? 0) < ($1.z?.reported.tenths ?? 0) }) else {
      return nil
    }
    return judgements(of: lowest, .z).first
  }

  /// The categories of one region: by the score that counts, and by the computed one where the two contradict each other.
  private func judgements(of assessed: AssessedRegion, _ basis: ScoreBasis) -> [Judgement] {
    guard let score = assessed.score(basis) else { return [] }
    var scores = [score.reported]
    if assessed.choice == .contested, let computed = score.computed?.reported { scores.append(computed) }
    return scores.map { score in
      Judgement(
        category: CutPoints.published.classify(score, by: basis), score: score, region: assessed.region)
    }
  }
}

extension Densitometry.Category {
  /// Tells whether two categories are the same; osteoporosis with or without a fracture counts as one.
  func agrees(with other: Densitometry.Category) -> Bool {
    self == other || (isOsteoporosis && other.isOsteoporosis)
  }
}

extension StatedRegion {
  /// The facts of a region that a statement names.
  func facts(in context: AuditContext) -> Facts {
    var facts = Facts()
    let candidates = context.latest.filter { canMean($0.region) }
    facts[.statedSite] = .text(placeName)
    facts[.statedRegion] = .text(spokenName)
    facts[.singleVertebraStated] = .flag(vertebrae?.count == 1)
    facts[.regionMeasured] = .flag(!candidates.isEmpty)
    guard !candidates.isEmpty else { return facts }
    facts[.regionDiagnoses] = .flag(candidates.contains { $0.isDiagnostic })
    let usable = candidates.filter { $0.region.exclusionReason == nil }
    facts[.regionUsable] = .flag(!usable.isEmpty)
    facts[.unusableBecause] = usable.isEmpty ? candidates[0].region.exclusionReason.map { .text($0) } : nil
    facts[.excludedVertebraIncluded] = .flag(
      vertebrae != nil
        && usable.contains { region in region.refusals.contains { $0.code == "includes-excluded-vertebra" } })
    return facts
  }
}
