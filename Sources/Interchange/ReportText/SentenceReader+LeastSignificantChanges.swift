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
