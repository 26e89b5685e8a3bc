// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase

/// The facts of a report as a whole, and where in it they rest.
struct ReportFacts {
  let context: AuditContext

  /// The facts that say which items the report must hold; the completeness rests on them.
  var itemFacts: Facts {
    var facts = Facts()
    let comparable = pairs.filter { $0.mayCompare }
    // The femoral neck is too noisy to follow (SER-09): a report need not speak of it.
    let followed = comparable.filter { [.lumbarSpine, .totalHip, .radius33].contains($0.later.region.site) }
    // Whether two scanners of one maker were cross-calibrated is not known: their difference is no change (SER-05).
    let changes = followed.filter { $0.comparability != .scanner }.compactMap { significantChange($0) }
    facts[.itemsTold] = .flag(context.report.tellsItems)
    facts[.earlierScanGiven] = .flag(!context.earlier.isEmpty)
    facts[.comparableScans] = .flag(!comparable.isEmpty)
    facts[.significantLoss] = .flag(changes.contains { $0 < 0 })
    facts[.significantChangeThere] = .flag(
      !changes.isEmpty || (context.summary.claimsSignificantChange && !comparable.isEmpty))
    facts[.outsideScan] = .flag(pairs.contains { [.maker, .facility].contains($0.comparability) })
    return facts
  }

  /// All facts of the report, with those of its items.
  func facts(_ completeness: Completeness?) -> Facts {
    var facts = itemFacts.adding(diagnosisFacts)
    let items = ReportItems(context: context)
    facts[.secondaryCausesStated] = .flag(items.holds(.secondaryCauses))
    facts[.nextScanStated] = .flag(items.holds(.nextScan))
    facts[.riskFactorsStated] = .flag(items.holds(.riskFactors))
    facts[.spineImageAdvised] = .flag(context.summary.advice.contains(.vertebralFractureAssessment))
    guard let completeness else { return facts }
    let missing = completeness.required.filter { !$0.isPresent }
    facts[.missingCount] = .count(missing.count)
    facts[.requiredCount] = .count(completeness.required.count)
    facts[.missingItems] = .text(missing.map { $0.item.words }.joined(separator: ", "))
    return facts
  }

  /// Where the statements stand that a fact of the report rests on.
  func places(of fact: Fact) -> [ReportPlace] {
    guard [.diagnosesAtRegions, .regionsWithOneDiagnosis, .diagnosesOfPerson].contains(fact) else { return [] }
    let ofRegions = fact != .diagnosesOfPerson
    return context.report.statements.filter { statement in
      guard case .diagnosis(let stated) = statement.content else { return false }
      return isCounted(stated) && (stated.region != nil) == ofRegions
    }.map { $0.place }
  }

  // MARK: Change

  private var pairs: [ScanPair] {
    ScanPair.pairs(of: nil, in: context.latest, since: context.earlier)
  }

  /// The difference in mg/cm² where it is as large as the least significant change.
  private func significantChange(_ pair: ScanPair) -> Int64? {
    guard let difference = pair.difference, let limit = ChangeFacts(context: context).limit(for: pair) else {
      return nil
    }
    return abs(difference) >= limit ? difference : nil
  }

  // MARK: Diagnoses

  private var diagnosisFacts: Facts {
    let stated = context.summary.diagnoses.filter(isCounted)
    var facts = Facts()
    let byRegion = stated.filter { $0.region != nil }
    facts[.diagnosesAtRegions] = .count(differing(byRegion))
    facts[.regionsWithOneDiagnosis] = .count(agreeing(byRegion.filter { $0.category.basis == .t }))
    let whole = stated.filter { $0.region == nil }
    facts[.regionsBesidePerson] = .count(byRegion.count { region in whole.contains { $0.contradicts(region) } })
    facts[.diagnosesOfPerson] = .count([ScoreBasis.t, .z].map { count(whole, $0) }.max() ?? 0)
    facts[.diagnosesStated] = .text(
      Densitometry.Category.allCases.filter { category in stated.contains { $0.category == category } }
        .map { $0.words }.joined(separator: ", "))
    return facts
  }

  /// A diagnosis that counts as one of densitometry: a clinical one, or osteoporosis that stands from before, may stand
  /// beside the category of the scan.
  private func isCounted(_ stated: StatedDiagnosis) -> Bool {
    guard !stated.isClinical, !stated.isDenied, !stated.isEarlier else { return false }
    let stands = [Fact.clinicalOsteoporosis, .earlierOsteoporosis].contains { context.person[$0] == .flag(true) }
    let isOfScan = context.assessment.diagnosis.category?.isOsteoporosis ?? false
    return !(stated.category.isOsteoporosis && stands && !isOfScan)
  }

  private func count(_ stated: [StatedDiagnosis], _ basis: ScoreBasis) -> Int {
    var distinct: [Densitometry.Category] = []
    for diagnosis in stated where diagnosis.category.basis == basis {
      if !distinct.contains(where: { $0.agrees(with: diagnosis.category) }) { distinct.append(diagnosis.category) }
    }
    return distinct.count
  }

  /// How many statements give a region a category that differs from that of another region by the same score.
  private func differing(_ stated: [StatedDiagnosis]) -> Int {
    [ScoreBasis.t, .z].map { basis in count(stated, basis) < 2 ? 0 : stated.count { $0.category.basis == basis } }
      .reduce(0, +)
  }

  /// How many regions that cannot be one and the same have one category.
  private func agreeing(_ stated: [StatedDiagnosis]) -> Int {
    guard count(stated, .t) == 1 else { return 0 }
    var regions: [StatedRegion] = []
    for region in Set(stated.compactMap { $0.region }).sorted(by: { $0.spokenName < $1.spokenName }) {
      if !regions.contains(where: { $0.isCompatible(with: region) }) { regions.append(region) }
    }
    return regions.count
  }
}

extension StatedDiagnosis {
  /// Whether two diagnoses by the same score are two categories.
  fileprivate func contradicts(_ other: StatedDiagnosis) -> Bool {
    category.basis == other.category.basis && !category.agrees(with: other.category)
  }
}
