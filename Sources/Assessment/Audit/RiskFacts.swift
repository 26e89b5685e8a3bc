// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// The facts of one fracture risk that a report states.
struct RiskFacts {
  let context: AuditContext

  func facts(of stated: StatedRisk) -> Facts {
    var facts = Facts()
    let hasTool = stated.tool?.lowercased().contains("frax") ?? false
    facts[.absoluteRiskStated] = .flag(stated.majorPercent != nil || stated.hipPercent != nil || hasTool)
    facts[.fraxStated] = .flag(hasTool || stated.tool == nil)
    facts[.relativeRiskStated] = .flag(stated.relative != nil)
    facts[.comparatorNamed] = .flag(stated.namesComparator)
    facts[.riskAge] = stated.inputAge.map { .count($0) } ?? context.person[.age]
    facts[.riskScoreOfSpine] = .flag(isScoreOfSpine(stated))
    facts[.riskScoreOfMen] = .flag(isScoreOfMen(stated))
    facts[.secondaryOsteoporosisEntered] = stated.entersSecondaryOsteoporosis.map { .flag($0) }
    facts[.glucocorticoidAdjusted] = stated.adjustsForGlucocorticoids.map { .flag($0) }
    return facts
  }

  /// The site says so, or the score is that of the spine and not that of any femoral neck.
  private func isScoreOfSpine(_ stated: StatedRisk) -> Bool {
    if stated.inputSite?.name == .site(.lumbarSpine) { return true }
    guard let entered = stated.inputT.map({ ReportedScore(rounding: $0) }) else { return false }
    func scores(_ site: Site) -> [ReportedScore] {
      context.latest.filter { $0.region.site == site && $0.region.singleVertebra == nil }.flatMap { region in
        [region.t?.reported, region.t?.computed?.reported, region.region.printed?.t].compactMap(\.self)
      }
    }
    let necks = scores(.femoralNeck)
    return !necks.isEmpty && !necks.contains(entered) && scores(.lumbarSpine).contains(entered)
  }

  /// The score that was entered for the femoral neck is one that a male reference gives for its density, and no female one
  /// that diagnoses; or it was printed against a reference whose name says men.
  ///
  /// Of two necks the one counts that has the score, so that the score of one is not judged by the density of the other.
  private func isScoreOfMen(_ stated: StatedRisk) -> Bool {
    guard context.study.patient.sexAtBirth == .male, let entered = stated.inputT else { return false }
    guard stated.inputSite.map({ $0.name == .site(.femoralNeck) }) ?? true else { return false }
    let score = ReportedScore(rounding: entered)
    let necks = context.latest.filter { $0.region.site == .femoralNeck }
    let own = necks.filter { [$0.t?.reported, $0.t?.computed?.reported, $0.region.printed?.t].contains(score) }
    return (own.isEmpty ? necks : own).contains { isOfMen(score, at: $0) }
  }

  private func isOfMen(_ score: ReportedScore, at assessed: AssessedRegion) -> Bool {
    var region = assessed.region
    if region.printed?.t == score {
      if region.printed?.referenceSex == .male { return true }
    } else {
      region.printed = PrintedScores(t: score)
    }
    let fits = ReferenceExplainer(.ofYoungAdults).t(of: region, on: assessed.scanner)?.fits ?? []
    return fits.contains { $0.sex == .male } && !fits.contains { $0.sex == .female && $0.isDiagnostic }
  }
}
