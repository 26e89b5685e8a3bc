// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Least significant changes.
extension SentenceReader {
  mutating func readLeastSignificantChanges() {
    for index in body where units[index].has(.lsc) {
      var stated = StatedLeastSignificantChange()
      var places: [Int] = []
      for place in amountsAfter(index) + amountsBefore(index) where !isClaimed[place] {
        guard let number = units[place].number else { continue }
        if measure(after: place)?.term == .percentSign {
          guard stated.percent == nil else { continue }
          stated.percent = number.digits
        } else {
          guard stated.grams == nil else { continue }
          let isMilligrams = measure(after: place)?.term == .milligramsPerArea
          stated.grams = isMilligrams ? ExactDecimal(billionths: number.digits.billionths / 1000) : number.digits
        }
        isClaimed[place] = true
        places.append(place)
      }
      guard let first = places.min(), let last = places.max() else { continue }
      let low = min(index, first)
      let high = max(index + 1, measure(after: last)?.end ?? last + 1)
      addOtherLimits(after: last)
      stated.region = span(low, high).compactMap { units[$0].region.map(filled) }.first ?? regionAround(low, high)
      add(.leastSignificantChange(stated), span(low, high))
    }
  }

  // "... for the spine and 0.027 g/cm² for the hip": the limits of further regions.
  private mutating func addOtherLimits(after last: Int) {
    guard !sentence.hasAny(TermSet(.loss, .gain, .change)) else { return }
    for index in span(last + 1, units.count)
    where !isClaimed[index] && units[index].number != nil && isAmount(index) {
      guard let number = units[index].number, number.digits.billionths < 150_000_000,
        measure(after: index)?.term == .gramsPerArea,
        let place = region(of: index, cue: index)
      else { continue }
      isClaimed[index] = true
      add(
        .leastSignificantChange(StatedLeastSignificantChange(region: place.region, grams: number.digits)),
        span(index, max(measure(after: index)?.end ?? index + 1, (place.index ?? index) + 1)))
    }
  }

  private func regionAround(_ low: Int, _ high: Int) -> StatedRegion? {
    for index in span(high, high + 5) {
      if let region = units[index].region { return filled(region) }
      if units[index].isMark(",") || units[index].number != nil { break }
    }
    let before = units[span(sentence.body, low)].compactMap { $0.region }
    return (before.last ?? context.region).map(filled)
  }

  /// The amounts that follow the words: "LSC of 0.025 g/cm² (2.8 %)".
  private func amountsAfter(_ index: Int) -> [Int] {
    var found: [Int] = []
    var place = index + 1
    while place < min(units.count, index + 14) {
      let unit = units[place]
      if unit.hasAny(TermSet(.lsc, .contrast, .loss, .gain, .compared)) && !unit.has(.equals) { break }
      if unit.number != nil {
        guard isAmount(place) else { break }
        found.append(place)
        if found.count == 2 { break }
      } else if unit.isMark(","), !found.isEmpty || unit.end == 0 {
        break
      } else if unit.isMark(")"), found.isEmpty, self.unit(place + 1)?.isMark(",") == true {
        break
      } else if unit.isMark(","), found.isEmpty {
        guard let next = self.unit(place + 1), next.number != nil || next.has(.equals) || next.has(.the) else { break }
      }
      place += 1
    }
    // What stands behind a bracket that closes around the words belongs to something else.
    return found
  }

  /// An amount directly before the words: "the 0.025 g/cm² LSC".
  private func amountsBefore(_ index: Int) -> [Int] {
    guard amountsAfter(index).isEmpty else { return [] }
    var place = index - 1
    while place >= sentence.body, index - place <= 3,
      units[place].isMark("(") || units[place].has(.the) || units[place].has(.equals)
    {
      place -= 1
    }
    guard place > sentence.body, measure(after: place - 1)?.end == place + 1, units[place - 1].number != nil else {
      return []
    }
    return isAmount(place - 1) ? [place - 1] : []
  }

  /// Whether a number is an amount of density or of percent.
  func isAmount(_ index: Int) -> Bool {
    guard let number = units[index].number else { return false }
    switch measure(after: index)?.term {
    case .gramsPerArea, .milligramsPerArea, .percentSign: return true
    case nil: return number.decimals >= 3 && number.digits < ExactDecimal(1)
    default: return false
    }
  }
}

/// Changes.
extension SentenceReader {
  private struct Head {
    let index: Int
    let direction: StatedChange.Direction
    let isNegated: Bool
  }

  mutating func readChanges() {
    // "Repeat in 2 years because of the loss" tells no change of its own.
    let isNextScan = found.contains { if case .nextScan = $0.content { true } else { false } }
    guard !isNextScan || units.indices.contains(where: { units[$0].number != nil && !isClaimed[$0] && isAmount($0) })
    else { return }
    // "This loss is significant" speaks of the change of the sentence before.
    let isOfBefore =
      !context.changes.isEmpty && sentence.has(.thisOne) && !units.contains { $0.region != nil }
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

  /// The words that say which way the bone went, one for each change.
  private func changeHeads() -> [Head] {
    var heads: [Head] = []
    for index in body {
      guard let direction = direction(at: index), !isAside(index) else { continue }
      let isNegated = direction != .stable && isNegatedHead(index)
      let head = Head(index: index, direction: isNegated ? .stable : direction, isNegated: isNegated)
      if let last = heads.last, merges(last, head) {
        if last.direction == .stable, head.direction != .stable { continue }
        continue
      }
      heads.append(head)
    }
    if heads.isEmpty, let head = unnamedHead() ?? signedHead() { heads.append(head) }
    return heads
  }

  private func direction(at index: Int) -> StatedChange.Direction? {
    let unit = units[index]
    if unit.has(.stable) { return .stable }
    if unit.has(.loss) { return .loss }
    if unit.has(.reducedDensity), sentence.hasAny(TermSet(.compared)) { return .loss }
    return unit.has(.gain) ? .gain : nil
  }

  /// Two words for one change: "a decrease, a loss of 3 %" about the same region.
  private func merges(_ first: Head, _ second: Head) -> Bool {
    let between = span(first.index + 1, second.index)
    let hasOther = between.contains { units[$0].region != nil } && second.index - first.index > 2
    if first.direction == second.direction {
      if units.filter({ $0.region != nil }).count <= 1 { return true }
      return !hasOther || !between.contains { units[$0].isMark(",") || units[$0].has(.and) || units[$0].has(.contrast) }
    }
    // "stable, without loss"; "no change (decrease of 0.5 %)"
    return first.isNegated == false && second.isNegated && !hasOther
  }

  /// A signed amount beside a region, as in "total hip -3.9 %"; no density and no percent of a reference has a sign.
  private func signedHead() -> Head? {
    let isOfRegion = units.contains { $0.region != nil } || (context.region != nil && units.count <= 12)
    guard isOfRegion, !sentence.hasAny(TermSet(.frax, .risk, .leftOut)) else { return nil }
    for index in body {
      guard let number = units[index].number, number.sign != .none, !isClaimed[index], measure(after: index) != nil,
        isAmount(index), unit(index - 1)?.has(.lsc) != true, !isLimit[index]
      else { continue }
      return Head(index: index, direction: number.sign == .minus ? .loss : .gain, isNegated: false)
    }
    return nil
  }

  /// A change of a signed amount without a word on its way: "a change of -3.9 %".
  private func unnamedHead() -> Head? {
    guard
      let index = units.indices.first(where: {
        $0 >= sentence.body && units[$0].hasAny(TermSet(.change, .changeColumn))
      }), !isAside(index)
    else { return limitHead() }
    // "The change is significant" speaks of the change of the sentence before.
    if !context.changes.isEmpty, !units.contains(where: { $0.region != nil }),
      !units.indices.contains(where: { units[$0].number != nil && !isClaimed[$0] && isAmount($0) })
    {
      return nil
    }
    if isNegatedHead(index) { return Head(index: index, direction: .stable, isNegated: true) }
    let amount = units.indices.first {
      $0 >= sentence.body && units[$0].number != nil && !isClaimed[$0] && isAmount($0)
    }
    if let amount, let number = units[amount].number, number.sign != .none {
      return Head(index: index, direction: number.sign == .minus ? .loss : .gain, isNegated: false)
    }
    if isChangeOfScore || isAmountOfScore(index),
      let number = units.indices.first(where: { $0 >= sentence.body && units[$0].number != nil && isScore($0) })
        .flatMap({ units[$0].number }),
      !sentence.hasAny(TermSet(.insignificant))
    {
      let direction: StatedChange.Direction =
        number.sign == .none ? .unnamed : number.sign == .minus ? .loss : .gain
      return Head(index: index, direction: direction, isNegated: false)
    }
    let whole = body
    if let isBeyond = beyondLimit(in: whole) ?? (hasAny(TermSet(.insignificant), in: whole) ? false : nil) {
      return Head(index: index, direction: isBeyond ? .unnamed : .stable, isNegated: false)
    }
    // "A significant change of 3.9 %" does not say which way.
    let isOfBone = amount != nil || sentence.has(.density) || units.contains { $0.region != nil }
    let isSaid = isOfBone && (has(.significant, in: whole) || amount != nil)
    return isSaid ? Head(index: index, direction: .unnamed, isNegated: false) : nil
  }

  /// "Interval change of 0.6 in the T-score", "T-score change since the last scan: 0.4".
  private func isAmountOfScore(_ index: Int) -> Bool {
    guard sentence.hasAny(TermSet(.tScore, .zScore)), !sentence.has(.density) else { return false }
    let numbers = body.filter { units[$0].number != nil && isScore($0) }
    guard numbers.count == 1, let number = numbers.first, number > index else { return false }
    return units[number].number?.sign == StatedSign.none
  }

  /// A change told by its limit alone: "the least significant change was not exceeded at the hip", "hip: NS vs prior".
  private func limitHead() -> Head? {
    guard units.contains(where: { $0.region != nil }), !sentence.hasAny(TermSet(.frax, .conditional, .general)) else {
      return nil
    }
    if let limit = body.first(where: { units[$0].has(.lsc) }), let isBeyond = beyondLimit(in: body),
      sentence.hasAny(TermSet(.isExceeded, .notReached, .compared))
    {
      return Head(index: limit, direction: isBeyond ? .unnamed : .stable, isNegated: false)
    }
    guard sentence.has(.compared), let index = body.first(where: { units[$0].has(.insignificant) }) else { return nil }
    return Head(index: index, direction: .stable, isNegated: false)
  }

  /// Whether a head is negated: "no loss", "has not significantly decreased".
  private func isNegatedHead(_ index: Int) -> Bool {
    var place = index - 1
    while place >= sentence.body, index - place <= 6 {
      let unit = units[place]
      if unit.has(.negation) || unit.has(.insignificant) { return unit.has(.negation) || isNot(unit) }
      let isBetween =
        unit.hasAny(
          TermSet(.significant, .and, .loss, .gain, .change, .the, .density, .grade, .compared, .stable, .link))
        || (unit.terms.isEmpty && unit.number == nil && !unit.isMark(","))
      guard isBetween, !unit.isMark(",") else { return false }
      place -= 1
    }
    return false
  }

  /// "has not significantly": the denial is inside the phrase.
  private func isNot(_ unit: ReportUnit) -> Bool { unit.has(.deniedChange) }

  /// Whether a word of change is not said of this person's bone now: looked for, prevented, caused, compared.
  private func isAside(_ index: Int) -> Bool {
    let unit = units[index]
    if unit.hasAny(TermSet(.notBone, .idle, .lsc, .secondaryCauses)) { return true }
    if isGeneral(index) || isOfAnotherThing(index) || isFallOfPerson(index) { return true }
    var place = index - 1
    while place >= sentence.body, index - place <= 5 {
      let before = units[place]
      if before.isMark(",") || before.isMark(":") || before.has(.contrast) || before.number != nil { break }
      if before.hasAny(TermSet(.purpose, .secondaryCauses, .conditional, .riskFactorsLabel)) { return true }
      place -= 1
    }
    if has(.risk, in: span(index - 6, index + 4)), !has(.density, in: span(index - 4, index + 4)) { return true }
    if hasAny(TermSet(.height, .weight), in: span(index - 3, index + 6)), !has(.density, in: span(index - 5, index + 5))
    {
      return true
    }
    if isOfOthersChange || sentence.has(.leftOut) { return true }
    return sentence.section == .indication || sentence.section == .riskFactors
  }

  /// Reads "each standard deviation decrease", "smoking can worsen", "bone loss is common after menopause".
  private func isGeneral(_ index: Int) -> Bool {
    let before = self.before(index, 4)
    if hasAny(TermSet(.general, .standardDeviation), in: before), !has(.contrast, in: before) { return true }
    if let first = unit(sentence.body), first.has(.conditional), first.end - first.start <= 6 { return true }
    return hasAny(TermSet(.generalAfter), in: self.after(index, 6))
  }

  /// "a wrist fracture after a fall": somebody fell.
  private func isFallOfPerson(_ index: Int) -> Bool {
    guard sentence.has(.fracture), units[index].end - units[index].start <= 6, units[index].has(.loss) else {
      return false
    }
    return !sentence.hasAny(TermSet(.density, .tScore, .zScore, .lsc, .bones))
      && !body.contains { units[$0].number != nil && isAmount($0) }
  }

  /// "no change in medication": a change of something that is no bone.
  private func isOfAnotherThing(_ index: Int) -> Bool {
    guard !sentence.has(.density), !units.contains(where: { $0.region != nil }) else { return false }
    guard let link = unit(index + 1), link.has(.link), link.end - link.start <= 3 else { return false }
    var place = index + 2
    while place < units.count, units[place].has(.the) { place += 1 }
    guard let thing = unit(place), case .words = thing.content else { return false }
    return thing.terms.isEmpty
      || thing.hasAny(TermSet(.treatment, .onTreatment, .height, .weight, .riskFactor, .calcium, .exercise))
  }

  private var isOfOthersChange: Bool { sentence.has(.others) }

  private mutating func readChange(_ head: Head, within range: Range<Int>, isOnly: Bool) {
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

  private func significance(_ head: Head, in range: Range<Int>) -> Bool? {
    if head.direction == .stable, beyondLimit(in: range) != nil { return false }
    if let beyond = beyondLimit(in: range) { return beyond }
    if hasAny(TermSet(.insignificant), in: range) { return false }
    if head.isNegated || units[head.index].has(.stable) {
      return has(.significant, in: span(max(range.lowerBound, head.index - 4), min(range.upperBound, head.index + 3)))
        || units[head.index].has(.stableSignificant) ? false : nil
    }
    guard
      let place = range.first(where: { units[$0].has(.significant) && ($0 + 1 == head.index || !isBesideCategory($0)) })
    else { return nil }
    return !has(.negation, in: span(max(range.lowerBound, place - 3), place))
  }

  private func isBesideCategory(_ index: Int) -> Bool {
    guard let next = unit(index + 1) else { return false }
    return next.hasAny(TermSet(.osteoporosis, .lowBoneMass))
  }

  /// Whether a change is said to lie beyond the least significant change, or within it.
  func beyondLimit(in range: Range<Int>) -> Bool? {
    for index in range where units[index].has(.lsc) {
      var place = index - 1
      while place >= max(sentence.body, index - 8) {
        let unit = units[place]
        // "lower than before (LSC 0.025)": the comparison is not with the limit.
        let isApart =
          unit.hasAny(TermSet(.loss, .gain)) && self.between(place, index).contains { units[$0].isMark("(") }
        if isApart { break }
        if unit.hasAny(TermSet(.fewerThan, .within, .insignificant)) { return false }
        if unit.has(.moreThan) { return !has(.negation, in: self.before(place, 3)) }
        if unit.has(.lsc) { break }
        place -= 1
      }
      for place in self.after(index, 7) {
        if units[place].hasAny(TermSet(.notReached)) { return false }
        if units[place].has(.isExceeded) { return !has(.negation, in: span(index, place)) }
      }
    }
    return nil
  }

  /// The score in which a change is stated, where it is not stated in densities.
  private func scoreBasis(_ head: Head, in range: Range<Int>) -> ScoreBasis? {
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
    if cue < head.index, between.contains(where: { units[$0].number != nil && isScore($0) && $0 + 1 < head.index }),
      !hasScoreAmount(head, range)
    {
      return nil
    }
    return units[cue].has(.tScore) ? .t : .z
  }

  private func hasScoreAmount(_ head: Head, _ range: Range<Int>) -> Bool {
    range.filter { units[$0].number != nil && isScore($0) }.count > 1
  }

  /// The regions that a change is said of.
  private func changeRegions(_ head: Head, in range: Range<Int>) -> [(region: StatedRegion, index: Int?)?] {
    let places = range.filter { units[$0].region != nil }
    if places.isEmpty {
      return [context.region.map { ($0, nil) }]
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
