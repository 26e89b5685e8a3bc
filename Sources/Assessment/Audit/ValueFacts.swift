// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// The facts of one score or density that a report states, with the values of the scan beside it.
struct ValueFacts {
  let context: AuditContext

  // MARK: Scores

  func facts(of stated: StatedScore) -> Facts {
    var facts = stated.region?.facts(in: context) ?? Facts()
    facts[.statedScoreBasis] = .text(stated.basis.rawValue)
    facts[.statedScore] = .number(stated.value)
    facts[.statedNumber] = .text(Fixed(stated.value.magnitude, places: min(max(stated.decimals, 0), 9)).description)
    facts[.statedSign] = .text(stated.sign.rawValue)
    facts[.statedDecimals] = .count(stated.decimals)
    facts[.lowCategoryStated] = .flag(context.isLowCategoryStated)
    guard let region = stated.region else { return facts }
    let own = ReportedScore(rounding: stated.value)
    let known = scores(of: region, stated.basis)
    guard let nearest = Self.nearest(to: own, among: known) else { return facts }
    facts[.scanScore] = .score(nearest.score)
    facts[.scanScorePrinted] = .flag(nearest.isPrinted)
    facts[.statedScoreGap] = .score(ReportedScore(tenths: abs(nearest.score.tenths - own.tenths)))
    facts[.signContradicts] = .flag(own.tenths != 0 && nearest.score.tenths == -own.tenths)
    return facts
  }

  /// A score of the scan, and whether the scanner printed it.
  private struct KnownScore {
    let score: ReportedScore
    let isPrinted: Bool
  }

  /// The score that is meant: an equal one, else one of the same size with the other sign, else the nearest.
  private static func nearest(to own: ReportedScore, among known: [KnownScore]) -> KnownScore? {
    known.first { $0.score == own } ?? known.first { $0.score.tenths == -own.tenths }
      ?? known.min { abs($0.score.tenths - own.tenths) < abs($1.score.tenths - own.tenths) }
  }

  /// The scores of every scan for what a name can mean, those of the latest first: a report may repeat an earlier one.
  private func scores(of region: StatedRegion, _ basis: ScoreBasis) -> [KnownScore] {
    let known = ([context.latest] + context.earlier).flatMap { visit in
      visit.filter { region.canMean($0.region) }.flatMap { assessed -> [KnownScore] in
        let printed = basis == .t ? assessed.region.printed?.t : assessed.region.printed?.z
        let computed = assessed.score(basis)?.computed?.reported
        return [printed.map { KnownScore(score: $0, isPrinted: true) }].compactMap(\.self)
          + [computed.map { KnownScore(score: $0, isPrinted: false) }].compactMap(\.self)
      }
    }
    return known.filter { $0.isPrinted } + known.filter { !$0.isPrinted }
  }

  // MARK: Densities

  func facts(of stated: StatedDensity) -> Facts {
    var facts = stated.region?.facts(in: context) ?? Facts()
    facts[.statedEarlier] = .flag(stated.isEarlier)
    facts[.statedDensity] = .number(stated.value)
    facts[.statedDensityDecimals] = .count(stated.decimals)
    guard let region = stated.region else { return facts }
    let visits = stated.isEarlier ? context.earlier : [context.latest] + context.earlier
    let measured = visits.flatMap { $0 }.filter { region.canMean($0.region) && $0.region.density != nil }
    let gaps = measured.map { gap(of: stated, from: $0) }
    guard let least = gaps.min(), let index = gaps.firstIndex(of: least) else { return facts }
    facts[.densityAgrees] = .flag(least == 0)
    facts[.scanDensity] = measured[index].region.density.map { .number(ExactDecimal(milligrams: $0.milligrams)) }
    return facts
  }

  /// How far a stated density is from a measured one in mg/cm², at the decimals that the report gives.
  ///
  /// A region that was pooled here may differ from what the scanner prints for it by the rounding of content and area.
  private func gap(of stated: StatedDensity, from assessed: AssessedRegion) -> Int64 {
    let measured = assessed.region.density?.milligrams ?? 0
    let gap = abs(stated.value.rounded(toPlaces: 3) - measured)
    let hidden: Int64 =
      switch stated.decimals {
      case ...1: 50
      case 2: 5
      default: assessed.isPooled ? 1 : 0
      }
    return gap <= hidden ? 0 : gap
  }
}

extension ExactDecimal {
  /// Creates a density in g/cm² from whole mg/cm².
  init(milligrams: Int64) { self.init(billionths: milligrams * 1_000_000) }
}
