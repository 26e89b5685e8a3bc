// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Whether a change is said to be significant.
extension SentenceReader {
  func significance(_ head: ChangeHead, in range: Range<Int>) -> Bool? {
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
}
