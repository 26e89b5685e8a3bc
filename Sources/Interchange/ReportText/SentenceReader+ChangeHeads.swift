// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// A word that says which way the bone went.
struct ChangeHead {
  let index: Int
  let direction: StatedChange.Direction
  let isNegated: Bool
}

/// The words of a sentence that tell a change, each with its direction.
extension SentenceReader {
  /// The words that say which way the bone went, one for each change.
  func changeHeads() -> [ChangeHead] {
    var heads: [ChangeHead] = []
    for index in body {
      guard let direction = direction(at: index), !isAside(index) else { continue }
      let isNegated = direction != .stable && isNegatedHead(index)
      let head = ChangeHead(index: index, direction: isNegated ? .stable : direction, isNegated: isNegated)
      if let last = heads.last, merges(last, head) {
        if last.direction == .stable, head.direction != .stable { continue }
        continue
      }
      heads.append(head)
    }
    if heads.isEmpty, let head = unnamedHead() ?? signedHead() { heads.append(head) }
    return heads
  }

  func direction(at index: Int) -> StatedChange.Direction? {
    let unit = units[index]
    if isLeavingOut(index) { return nil }
    if unit.has(.stable) { return .stable }
    if unit.has(.loss) { return .loss }
    if unit.has(.reducedDensity), sentence.hasAny(TermSet(.compared)) { return .loss }
    return unit.has(.gain) ? .gain : nil
  }

  /// "We dropped L4 from the spine": a vertebra is left out, and nothing is lost.
  private func isLeavingOut(_ index: Int) -> Bool {
    guard units[index].has(.loss), units[index].end - units[index].start > 4 else { return false }
    return unit(index + 1)?.region?.vertebrae?.count == 1 && !sentence.hasAny(TermSet(.percentSign, .gramsPerArea))
  }

  /// Two words for one change: "a decrease, a loss of 3 %" about the same region.
  private func merges(_ first: ChangeHead, _ second: ChangeHead) -> Bool {
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
  private func signedHead() -> ChangeHead? {
    let isOfRegion = units.contains { $0.region != nil } || (context.region != nil && units.count <= 12)
    guard isOfRegion, !sentence.hasAny(TermSet(.frax, .risk, .leftOut)) else { return nil }
    for index in body {
      guard let number = units[index].number, number.sign != .none, !isClaimed[index], measure(after: index) != nil,
        isAmount(index), unit(index - 1)?.has(.lsc) != true, !isLimit[index]
      else { continue }
      return ChangeHead(index: index, direction: number.sign == .minus ? .loss : .gain, isNegated: false)
    }
    return nil
  }

  /// A change of a signed amount without a word on its way: "a change of -3.9 %".
  private func unnamedHead() -> ChangeHead? {
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
    if isNegatedHead(index) { return ChangeHead(index: index, direction: .stable, isNegated: true) }
    let amount = units.indices.first {
      $0 >= sentence.body && units[$0].number != nil && !isClaimed[$0] && isAmount($0)
    }
    if let amount, let number = units[amount].number, number.sign != .none {
      return ChangeHead(index: index, direction: number.sign == .minus ? .loss : .gain, isNegated: false)
    }
    if isChangeOfScore || isAmountOfScore(index),
      let number = units.indices.first(where: { $0 >= sentence.body && units[$0].number != nil && isScore($0) })
        .flatMap({ units[$0].number }),
      !sentence.hasAny(TermSet(.insignificant))
    {
      let direction: StatedChange.Direction =
        number.sign == .none ? .unnamed : number.sign == .minus ? .loss : .gain
      return ChangeHead(index: index, direction: direction, isNegated: false)
    }
    let whole = body
    if let isBeyond = beyondLimit(in: whole) ?? (hasAny(TermSet(.insignificant), in: whole) ? false : nil) {
      return ChangeHead(index: index, direction: isBeyond ? .unnamed : .stable, isNegated: false)
    }
    // "A significant change of 3.9 %" does not say which way.
    let isOfBone = amount != nil || sentence.has(.density) || units.contains { $0.region != nil }
    let isSaid = isOfBone && (has(.significant, in: whole) || amount != nil)
    return isSaid ? ChangeHead(index: index, direction: .unnamed, isNegated: false) : nil
  }

  /// "Interval change of 0.6 in the T-score", "T-score change since the last scan: 0.4".
  private func isAmountOfScore(_ index: Int) -> Bool {
    guard sentence.hasAny(TermSet(.tScore, .zScore)), !sentence.has(.density) else { return false }
    let numbers = body.filter { units[$0].number != nil && isScore($0) }
    guard numbers.count == 1, let number = numbers.first, number > index else { return false }
    return units[number].number?.sign == StatedSign.none
  }

  /// A change told by its limit alone: "the least significant change was not exceeded at the hip", "hip: NS vs prior".
  private func limitHead() -> ChangeHead? {
    guard units.contains(where: { $0.region != nil }), !sentence.hasAny(TermSet(.frax, .conditional, .general)) else {
      return nil
    }
    if let limit = body.first(where: { units[$0].has(.lsc) }), let isBeyond = beyondLimit(in: body),
      sentence.hasAny(TermSet(.isExceeded, .notReached, .compared))
    {
      return ChangeHead(index: limit, direction: isBeyond ? .unnamed : .stable, isNegated: false)
    }
    guard sentence.has(.compared), let index = body.first(where: { units[$0].has(.insignificant) }) else { return nil }
    return ChangeHead(index: index, direction: .stable, isNegated: false)
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
}
