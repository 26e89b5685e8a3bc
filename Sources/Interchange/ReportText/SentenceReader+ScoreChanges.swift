// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// A score of one sentence with its time, for the sentence after it.
struct TimedScore {
  let basis: ScoreBasis
  let value: ExactDecimal
  let isPast: Bool
}

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
    if isArrow(between) { return first }
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

  /// Whether only an arrow stands there: "-1.8 -> -2.2".
  private func isArrow(_ range: Range<Int>) -> Bool {
    guard !range.isEmpty, range.count <= 3 else { return false }
    let heads: [Unicode.Scalar] = ["→", "⇒", "➔", "➜", "⟶", ">"]
    let isAllMarks = range.allSatisfy { index in
      units[index].isDash || units[index].isMark("=") || heads.contains { units[index].isMark($0) }
    }
    return isAllMarks && range.contains { index in heads.contains { units[index].isMark($0) } }
  }

  // MARK: Pairs that no chain of values joins

  /// Reads two scores of one region that words of time set apart: "went from -1.8 on the last scan to -2.2 today".
  mutating func readScorePair() {
    guard sentence.has(.tScore) != sentence.has(.zScore), !isDefinition else { return }
    guard
      !found.contains(where: { if case .change(let change) = $0.content { change.scoreBasis != nil } else { false } })
    else { return }
    let basis: ScoreBasis = sentence.has(.tScore) ? .t : .z
    let numbers = body.filter { units[$0].number?.decimals == 1 && isScore($0) && !isLimit[$0] }
    let regions = Set(units[body].compactMap { $0.region })
    guard numbers.count == 2, regions.count <= 1, let first = numbers.first, let second = numbers.last else {
      return readScoreOfTwoSentences(basis, numbers)
    }
    guard let earlier = earlierOf(first, second) ?? earlierOfWords(first, second) else { return }
    let now = earlier == first ? second : first
    // What is past is no result; the sentence may have been taken for one before.
    found.removeAll { item in
      if case .score(let score) = item.content {
        item.range.contains(earlier) && !item.range.contains(now) && score.value == units[earlier].number?.value
      } else {
        false
      }
    }
    isClaimed[earlier] = true
    if !isClaimed[now] { addScore(now, basis) }
    addScoreChange(from: earlier, to: now, basis, (regions.first ?? context.region).map(filled))
  }

  /// Which of two numbers is past by the words between the start, the numbers and the end of the sentence.
  private func earlierOfWords(_ first: Int, _ second: Int) -> Int? {
    let (before, middle, after) = (span(sentence.body, first), between(first, second), span(second + 1, units.count))
    if has(.earlier, in: before), !has(.now, in: before), has(.now, in: middle) || has(.now, in: after) {
      return first
    }
    if has(.earlier, in: after), !has(.earlier, in: before) { return second }
    if has(.now, in: before), has(.earlier, in: middle) { return second }
    if before.contains(where: { units[$0].has(.from) }), middle.contains(where: { units[$0].has(.to) }) { return first }
    if middle.contains(where: { units[$0].isDate }), has(.now, in: middle) || has(.now, in: after) { return first }
    return nil
  }

  private mutating func addScore(_ index: Int, _ basis: ScoreBasis) {
    guard let number = units[index].number else { return }
    let region = region(of: index, cue: index)?.region
    isClaimed[index] = true
    add(
      .score(
        StatedScore(region: region, basis: basis, value: number.value, sign: number.sign, decimals: number.decimals)),
      span(index, index + 1))
  }

  /// "Earlier T-score: -1.8" on one line, "Present T-score: -2.2" on the next.
  private mutating func readScoreOfTwoSentences(_ basis: ScoreBasis, _ numbers: [Int]) {
    guard numbers.count == 1, let index = numbers.first, let number = units[index].number, units.count <= 14,
      sentence.has(.earlier) != sentence.has(.now), !sentence.hasAny(TermSet(.change, .loss, .gain))
    else { return }
    let isPast = sentence.has(.earlier)
    timedScore = TimedScore(basis: basis, value: number.value, isPast: isPast)
    guard let other = context.timedScore, other.basis == basis, other.isPast != isPast else { return }
    let (before, after) = isPast ? (number.value, other.value) : (other.value, number.value)
    var change = StatedChange(
      region: context.region.map(filled), direction: after < before ? .loss : after == before ? .stable : .gain)
    change.scoreBasis = basis
    isClaimed[index] = true
    add(.change(change), span(sentence.body, index + 1))
  }

  /// "-2.8, previously -2.4": the word of time belongs to the number behind it.
  private func leadsToScore(_ index: Int) -> Bool {
    for place in span(index, index + 3) {
      if units[place].number != nil { return isScore(place) }
      guard units[place].hasAny(TermSet(.equals, .the, .link, .past)) || units[place].isMark(":") else { return false }
    }
    return false
  }

  /// Whether a word of time, or for the past a date, stands in the part of a number.
  private func isTimed(_ index: Int, _ term: ReportTerm, between limits: Range<Int>) -> Bool {
    let near = nearRange(index).clamped(to: limits)
    if has(term, in: near) { return true }
    let after = span(index + 1, min(index + 4, limits.upperBound))
    if after.count > 1, units[after.lowerBound].isMark(",") || units[after.lowerBound].isMark("("),
      units[after.lowerBound + 1].has(term), !leadsToScore(after.lowerBound + 2)
    {
      return true
    }
    return term == .earlier && near.contains { units[$0].isDate }
  }
}
