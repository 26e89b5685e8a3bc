// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Changes: their amounts, their significance and their regions.
extension SentenceReader {
  mutating func readChanges() {
    // "Repeat in 2 years because of the loss" tells no change of its own.
    let isNextScan = found.contains { if case .nextScan = $0.content { true } else { false } }
    guard !isNextScan || units.indices.contains(where: { units[$0].number != nil && !isClaimed[$0] && isAmount($0) })
    else { return }
    // "This loss is significant" speaks of the change of the sentence before.
    let isOfBefore =
      !context.changes.isEmpty && (sentence.has(.thisOne) || speaksOfTheChange) && !units.contains { $0.region != nil }
      && !body.contains { units[$0].number != nil && !isClaimed[$0] && isAmount($0) }
    if isOfBefore {
      isUnderstood = true
      return
    }
    let heads = changeHeads()
    guard !heads.isEmpty else { return }
    for (number, head) in heads.enumerated() {
      let low = number == 0 ? sentence.body : (heads[number - 1].index + head.index) / 2
      let high = number + 1 < heads.count ? heads[number + 1].index : units.count
      readChange(head, within: number == 0 ? span(sentence.body, high) : span(low, high), isOnly: heads.count == 1)
    }
  }

  /// "The decrease is significant": the change that the sentence before told.
  private var speaksOfTheChange: Bool {
    guard unit(sentence.body)?.has(.the) == true, let head = unit(sentence.body + 1),
      head.hasAny(TermSet(.loss, .gain, .change))
    else { return false }
    return sentence.hasAny(TermSet(.significant, .insignificant, .lsc))
  }

  private mutating func readChange(_ head: ChangeHead, within range: Range<Int>, isOnly: Bool) {
    var change = StatedChange(direction: head.direction)
    change.isSignificant = significance(head, in: range)
    var low = head.index
    var high = head.index + 1
    for index in range where !isClaimed[index] && units[index].number != nil && isAmount(index) && !isLimit[index] {
      guard let number = units[index].number, !isConfidence(index) else { continue }
      let term = measure(after: index)?.term
      if term == .percentSign {
        guard change.percent == nil else { continue }
        change.percent = number.value
      } else {
        guard change.grams == nil, isChangeAmount(index, number) else { continue }
        change.grams =
          term == .milligramsPerArea ? ExactDecimal(billionths: number.value.billionths / 1000) : number.value
      }
      isClaimed[index] = true
      low = min(low, index)
      high = max(high, measure(after: index)?.end ?? index + 1)
    }
    change.since =
      range.compactMap { units[$0].date ?? nil }.first ?? units.compactMap { $0.date ?? nil }.first
      ?? context.comparedDate
    if change.grams == nil, let basis = scoreBasis(head, in: range) { change.scoreBasis = basis }
    let regions = changeRegions(head, in: range)
    for region in regions.isEmpty ? [nil] : regions {
      change.region = region?.region
      var (first, last) = (low, high)
      if let place = region?.index {
        first = min(first, place)
        last = max(last, place + 1)
      }
      add(.change(change), span(first, last))
    }
  }

  /// Whether a number in g/cm² is an amount of change and not a density.
  private func isChangeAmount(_ index: Int, _ number: ReportNumber) -> Bool {
    if number.sign != .none { return true }
    if let before = unit(index - 1), before.has(.from) || before.has(.to) { return false }
    if number.digits.billionths < 100_000_000 { return true }
    return self.before(index, 3).contains { units[$0].hasAny(TermSet(.by, .loss, .gain, .change)) }
      && number.digits.billionths < 300_000_000
  }

  /// "95 % confidence" is no amount.
  private func isConfidence(_ index: Int) -> Bool {
    hasAny(TermSet(.confidence), in: span(index, index + 4))
  }

  /// The score in which a change is stated, where it is not stated in densities.
  func scoreBasis(_ head: ChangeHead, in range: Range<Int>) -> ScoreBasis? {
    guard head.direction != .stable || !sentence.has(.density) else { return nil }
    let near = span(max(range.lowerBound, head.index - 12), min(range.upperBound, head.index + 8))
    guard
      let cue = near.last(where: { units[$0].hasAny(TermSet(.tScore, .zScore)) && $0 < head.index })
        ?? near.first(where: { units[$0].hasAny(TermSet(.tScore, .zScore)) })
    else { return nil }
    // A density that changed, with its T-score beside, is no change of the score.
    let between = span(min(cue, head.index), max(cue, head.index))
    if has(.density, in: between) || between.contains(where: { units[$0].isMark(",") && cue > head.index }) {
      return nil
    }
    if cue < head.index,
      between.contains(where: { units[$0].number != nil && isScore($0) && endOfAmount($0) < head.index }),
      !hasScoreAmount(head, range)
    {
      return nil
    }
    return units[cue].has(.tScore) ? .t : .z
  }

  /// The index after an amount of a score: "0.5", "0.5 SD".
  private func endOfAmount(_ index: Int) -> Int {
    unit(index + 1)?.has(.standardDeviation) == true ? index + 2 : index + 1
  }

  private func hasScoreAmount(_ head: ChangeHead, _ range: Range<Int>) -> Bool {
    range.filter { units[$0].number != nil && isScore($0) }.count > 1
  }

  /// The regions that a change is said of.
  private func changeRegions(_ head: ChangeHead, in range: Range<Int>) -> [(region: StatedRegion, index: Int?)?] {
    let places = range.filter { units[$0].region != nil }
    if places.isEmpty {
      return [(context.region ?? context.limitRegion).map { ($0, nil) }]
    }
    let before = places.filter { $0 < head.index }
    let after = places.filter { $0 > head.index }
    // A preposition after the word ties what follows; else the subject before it.
    let chosen: [Int]
    if let first = after.first, isTiedAfter(head.index, first) || before.isEmpty {
      chosen = Array(after.prefix(while: { $0 - first <= 12 }))
    } else {
      chosen = before
    }
    return chosen.map { place in units[place].region.map { (filled($0), place) } }
  }

  private func isTiedAfter(_ head: Int, _ place: Int) -> Bool {
    var index = place - 1
    while index > head, units[index].has(.the) { index -= 1 }
    return index > head ? units[index].hasAny(TermSet(.link)) : true
  }
}
