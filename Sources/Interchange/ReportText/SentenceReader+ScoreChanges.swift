// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Changes that are stated in scores: "T-score -1.8 earlier and -2.2 now".
extension SentenceReader {
  /// Reads two scores of one region at two times as a change, and returns the numbers that are past.
  mutating func readScoreChange(
    _ readings: [(index: Int, basis: ScoreBasis)], _ regions: [(region: StatedRegion, index: Int?)?]
  ) -> Set<Int> {
    var past: Set<Int> = []
    for place in readings.indices.dropFirst() {
      let (first, second) = (readings[place - 1], readings[place])
      guard first.basis == second.basis, regions[place - 1]?.region == regions[place]?.region else { continue }
      guard let earlier = earlierOf(first.index, second.index) else { continue }
      past.insert(earlier)
      let now = earlier == first.index ? second.index : first.index
      addScoreChange(from: earlier, to: now, first.basis, regions[place]?.region)
    }
    return past
  }

  private mutating func addScoreChange(from earlier: Int, to now: Int, _ basis: ScoreBasis, _ region: StatedRegion?) {
    guard let before = units[earlier].number?.value, let after = units[now].number?.value else { return }
    let direction: StatedChange.Direction = after < before ? .loss : after == before ? .stable : .gain
    found.removeAll { item in
      if case .change(let change) = item.content { change.grams == nil && change.percent == nil } else { false }
    }
    // A change of the density in the same sentence says it in densities too.
    guard !found.contains(where: { if case .change = $0.content { true } else { false } }) else { return }
    var change = StatedChange(region: region, direction: direction)
    change.scoreBasis = basis
    change.since = units.compactMap { $0.date ?? nil }.first
    change.isSignificant = sentence.has(.insignificant) ? false : sentence.has(.significant) ? true : nil
    add(.change(change), span(min(earlier, now), max(earlier, now) + 1))
  }

  /// Which of two numbers is said of an earlier time; `nil` where neither is.
  private func earlierOf(_ first: Int, _ second: Int) -> Int? {
    let between = self.between(first, second)
    if between.contains(where: { units[$0].has(.compared) }) { return second }
    if unit(first - 1)?.has(.from) == true, has(.to, in: between) { return first }
    let firstIsPast = isTimed(first, .earlier, between: span(0, second))
    let secondIsPast = isTimed(second, .earlier, between: span(first + 1, units.count))
    if secondIsPast, !firstIsPast { return second }
    if firstIsPast, !secondIsPast { return first }
    if isTimed(second, .now, between: span(first + 1, units.count)) { return first }
    if isTimed(first, .now, between: span(0, second)) { return second }
    let isChange = sentence.hasAny(TermSet(.change, .loss, .gain))
    if isChange, between.count <= 2, between.contains(where: { units[$0].has(.to) || units[$0].isMark("→") }) {
      return first
    }
    return nil
  }

  /// Whether a word of time, or for the past a date, stands in the part of a number.
  private func isTimed(_ index: Int, _ term: ReportTerm, between limits: Range<Int>) -> Bool {
    let near = nearRange(index).clamped(to: limits)
    if has(term, in: near) { return true }
    let after = span(index + 1, min(index + 4, limits.upperBound))
    if after.count > 1, units[after.lowerBound].isMark(",") || units[after.lowerBound].isMark("("),
      units[after.lowerBound + 1].has(term)
    {
      return true
    }
    return term == .earlier && near.contains { units[$0].isDate }
  }
}
