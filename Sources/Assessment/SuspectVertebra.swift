// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// A vertebra whose T-score stands out from its neighbors.
///
/// - Source: Rules ROI-05 and ROI-06: a proposal, which a person confirms on the image.
struct SuspectVertebra {
  /// The vertebra in words.
  let label: String

  /// The facts of the vertebra.
  let facts: Facts

  /// What leaving it out would change.
  let effect: ExclusionEffect

  /// Finds the suspects among the single vertebrae of a scan that nobody left out.
  ///
  /// Of two neighbors more than 1.0 apart the one with the higher score is suspect. Children
  /// have no T-scores to compare.
  static func all(among regions: [AssessedRegion], on scan: Scan, namesCategory: Bool) -> [SuspectVertebra] {
    guard scan.age.completedYears >= 20 else { return [] }
    let scores = comparableScores(regions, scan)
    let singles = comparable(regions).map { $0.region }
    var beyond: [Vertebra: Int] = [:]
    var gaps: [Vertebra: Int] = [:]
    for (upper, lower) in zip(Vertebra.allCases, Vertebra.allCases.dropFirst()) {
      guard let upperScore = scores[upper], let lowerScore = scores[lower] else { continue }
      let gap = abs(upperScore.tenths - lowerScore.tenths)
      let suspect = upperScore > lowerScore ? upper : lower
      gaps[suspect] = max(gaps[suspect] ?? 0, gap)
      guard isBeyond(gap) else { continue }
      beyond[suspect, default: 0] += 1
    }
    return Vertebra.allCases.compactMap { vertebra in
      guard let count = beyond[vertebra], let gap = gaps[vertebra] else { return nil }
      let effect = ExclusionEffect(
        of: vertebra, among: singles, on: scan.scanner, namesCategory: namesCategory)
      let facts = Facts([
        .neighborGap: .score(ReportedScore(tenths: gap)), .neighborsBeyond: .count(count),
        .exclusionEffect: .text(effect.text),
      ])
      return SuspectVertebra(label: "\(Site.lumbarSpine.rawValue) \(vertebra.rawValue)", facts: facts, effect: effect)
    }
  }

  /// Returns the largest gap between neighbors of four vertebrae that nobody left out; `nil` unless all four have a score.
  static func largestGap(among regions: [AssessedRegion], on scan: Scan) -> ReportedScore? {
    guard scan.age.completedYears >= 20 else { return nil }
    let scores = comparableScores(regions, scan)
    let tenths = Vertebra.allCases.compactMap { scores[$0]?.tenths }
    guard tenths.count == 4 else { return nil }
    return zip(tenths, tenths.dropFirst()).map { abs($0 - $1) }.max().map { ReportedScore(tenths: $0) }
  }

  /// The single vertebrae that nobody left out and that do not contradict themselves.
  private static func comparable(_ regions: [AssessedRegion]) -> [AssessedRegion] {
    regions.filter { $0.region.singleVertebra != nil && $0.refusals.allSatisfy { $0.score != nil } }
  }

  /// Tells whether a gap in tenths is one that rule ROI-05 speaks of.
  private static func isBeyond(_ gap: Int) -> Bool {
    let facts = Facts([.neighborGap: .score(ReportedScore(tenths: gap))])
    return RuleBook.rule("ROI-05")?.condition.evaluate(facts) == .holds
  }

  /// The T-scores of the vertebrae, all printed, all against the maker's reference, or all against NHANES 2005-2010.
  private static func comparableScores(_ regions: [AssessedRegion], _ scan: Scan) -> [Vertebra: ReportedScore] {
    let singles = comparable(regions)
    let sources: [(AssessedRegion) -> ReportedScore?] = [
      { $0.region.printed?.t },
      { $0.t?.computed?.reported },
      { nhanesScore($0.region, scan) },
    ]
    for source in sources {
      var scores: [Vertebra: ReportedScore] = [:]
      for region in singles {
        if let vertebra = region.region.singleVertebra, let score = source(region) { scores[vertebra] = score }
      }
      if scores.count == singles.count { return scores }
    }
    return [:]
  }

  private static func nhanesScore(_ region: MeasuredRegion, _ scan: Scan) -> ReportedScore? {
    guard let density = region.density, let scale = scan.scanner.scale else { return nil }
    let others = ReferenceLibrary.otherPopulations(for: region, on: scale, sex: .female)
    guard let population = others.first(where: { $0.family == .nhanes2005to2010 }) else { return nil }
    return try? TScore(of: density, on: scale, against: population).reported
  }
}
