// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// The facts of one change that a report states, with what the scans show.
struct ChangeFacts {
  let context: AuditContext

  func facts(of stated: StatedChange) -> Facts {
    var facts = stated.region?.facts(in: context) ?? Facts()
    facts[.statedDirection] = .text(stated.direction.rawValue)
    facts[.statedSignificant] = stated.isSignificant.map { .flag($0) }
    facts[.changeInScores] = .flag(stated.scoreBasis != nil)
    facts[.changeInGrams] = .flag(context.summary.givesGrams(of: stated.region))
    facts[.changeInPercent] = .flag(stated.percent != nil)
    facts[.earlierScanGiven] = .flag(!context.earlier.isEmpty)
    facts[.earlierScanNamed] = .flag(stated.since != nil || context.summary.namesEarlierScan)
    let pair = judgedPair(for: stated)
    facts[.limitStated] = .flag(context.summary.limits.cover(stated.region, pair?.later.region))
    return pair.map { facts.adding(pairFacts($0, stated)) } ?? facts
  }

  private func pairFacts(_ pair: ScanPair, _ stated: StatedChange) -> Facts {
    var facts = Facts()
    facts[.comparedRegion] = .text(pair.later.region.spokenName)
    facts[.comparability] = .text(pair.comparability.rawValue)
    facts[.comparedFrom] = pair.detail.map { .text($0.earlier) }
    facts[.comparedTo] = pair.detail.map { .text($0.later) }
    guard pair.mayCompare, let difference = pair.difference else { return facts }
    facts[.measuredChange] = .number(ExactDecimal(milligrams: difference))
    facts[.measuredDirection] = .text(difference > 0 ? "gain" : difference < 0 ? "loss" : "none")
    facts[.statedAmountGap] = amountGap(stated, difference).map { .number(ExactDecimal(milligrams: $0)) }
    guard let limit = limit(for: pair) else { return facts }
    facts[.leastSignificantChange] = .number(ExactDecimal(milligrams: limit))
    facts[.changeSignificant] = .flag(abs(difference) >= limit)
    return facts
  }

  private func amountGap(_ stated: StatedChange, _ difference: Int64) -> Int64? {
    stated.grams.map { abs(abs($0.rounded(toPlaces: 3)) - abs(difference)) }
  }

  // MARK: Pairs

  /// The pair that a statement is judged by.
  ///
  /// Where a name leaves several open, the one that bears the statement out is taken; "stable" without a region must hold of
  /// every region, so there the one that contradicts it is taken.
  func judgedPair(for stated: StatedChange) -> ScanPair? {
    let pairs = ScanPair.pairs(of: stated.region, in: context.latest, since: context.visits(since: stated.since))
    let wantsContradiction = stated.region == nil && stated.direction == .stable
    func rank(_ pair: ScanPair) -> (Int64, Int, Int) {
      let gap = pair.difference.flatMap { amountGap(stated, $0) } ?? 0
      let isBorneOut = isBorneOut(stated, by: pair)
      return (gap, pair.mayCompare ? 0 : 1, isBorneOut == wantsContradiction ? 1 : 0)
    }
    return pairs.min { rank($0) < rank($1) }
  }

  private func isBorneOut(_ stated: StatedChange, by pair: ScanPair) -> Bool {
    guard pair.mayCompare, let difference = pair.difference, let limit = limit(for: pair) else { return true }
    let isSignificant = abs(difference) >= limit
    return switch stated.direction {
    case .stable: !isSignificant
    case .unnamed: isSignificant == (stated.isSignificant ?? true)
    case .gain: isSignificant == (stated.isSignificant ?? true) && difference > 0
    case .loss: isSignificant == (stated.isSignificant ?? true) && difference < 0
    }
  }

  // MARK: Least significant change

  /// The least significant change in mg/cm²: that of the precision study, or where there is none the one that the report
  /// states.
  func limit(for pair: ScanPair) -> Int64? {
    pair.leastSignificantChange(by: context.study.precision) ?? context.summary.limits.milligrams(for: pair)
  }

  func facts(of stated: StatedLeastSignificantChange) -> Facts {
    var facts = stated.region?.facts(in: context) ?? Facts()
    guard let grams = stated.grams else { return facts }
    facts[.statedLimit] = .number(grams)
    let measured = context.latest.filter { region in stated.region?.canMean(region.region) ?? false }
    let own = measured.compactMap { region in
      ScanPair(later: region, earlier: region).leastSignificantChange(by: context.study.precision)
    }
    let milligrams = grams.rounded(toPlaces: 3)
    guard let nearest = own.min(by: { abs($0 - milligrams) < abs($1 - milligrams) }) else { return facts }
    facts[.facilityLimit] = .number(ExactDecimal(milligrams: nearest))
    facts[.statedLimitGap] = .number(ExactDecimal(milligrams: abs(nearest - milligrams)))
    return facts
  }
}

extension AuditContext {
  /// The earlier visits that a report can mean by a date; all of them where it names none, or where visits have no days.
  func visits(since date: PartialDate?) -> [[AssessedRegion]] {
    guard let first = date?.earliest, let last = date?.latest else { return earlier }
    guard earlier.allSatisfy({ $0.first?.date != nil }) else { return earlier }
    return earlier.filter { visit in visit.first?.date.map { first <= $0 && $0 <= last } ?? false }
  }
}
