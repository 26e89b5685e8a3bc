// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Densities.
extension SentenceReader {
  mutating func readDensities() {
    var places: [(index: Int, grams: ExactDecimal)] = []
    for index in body where !isClaimed[index] && !isLimit[index] {
      guard let grams = density(at: index) else { continue }
      isClaimed[index] = true
      places.append((index, grams))
    }
    guard !places.isEmpty else { return }
    let regions = regions(of: places.map { $0.index }, cues: places.map { $0.index })
    for (place, region) in zip(places, regions) {
      guard let number = units[place.index].number else { continue }
      let isEarlier = isPast(place.index, among: places.map { $0.index })
      let density = StatedDensity(
        region: region?.region, value: place.grams, decimals: number.decimals, isEarlier: isEarlier)
      var low = place.index
      if let cue = before(low, 6).last(where: { units[$0].has(.density) }) { low = cue }
      var high = measure(after: place.index)?.end ?? place.index + 1
      if let at = region?.index, abs(at - place.index) < 40 {
        low = min(low, at)
        high = max(high, at + 1)
      }
      add(.density(density), span(low, high))
    }
  }

  /// Whether words of change stand at a number: "down 0.120", "by 0.120", "0.120 lower than".
  private func isAmount(_ index: Int, _ end: Int) -> Bool {
    // "fell from 0.791 to 0.760" gives two densities.
    if unit(end)?.has(.to) == true { return false }
    let change = TermSet(.loss, .gain, .change)
    let isLedTo = unit(index - 1).map { $0.hasAny(TermSet(.loss, .gain, .by)) || $0.isMark(":") } ?? false
    return hasAny(change, in: span(end, end + 1)) || (isLedTo && hasAny(change, in: before(index, 12)))
  }

  /// The density in g/cm² that a number states, if it does.
  func density(at index: Int) -> ExactDecimal? {
    guard let number = units[index].number, number.sign == .none else { return nil }
    let measure = measure(after: index)
    if isAmount(index, measure?.end ?? index + 1) { return nil }
    if measure?.term == .gramsPerArea {
      return number.digits < ExactDecimal(10) && number.digits.billionths >= 100_000_000 ? number.digits : nil
    }
    if measure?.term == .milligramsPerArea { return ExactDecimal(billionths: number.digits.billionths / 1000) }
    guard measure == nil, number.decimals == 3 || number.decimals == 4 || number.decimals == 2 else { return nil }
    guard number.digits < ExactDecimal(3), number.digits.billionths > 100_000_000 else { return nil }
    let cue = before(index, 10).last {
      units[$0].hasAny(TermSet(.density, .tScore, .zScore, .content, .area, .lsc))
    }
    return cue.map { units[$0].has(.density) } == true ? number.digits : nil
  }
}
