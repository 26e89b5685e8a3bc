// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Whether a number is said of an earlier scan.
extension SentenceReader {
  /// Whether a number is said of an earlier scan, judged by the words of its part of the sentence.
  func isPast(_ index: Int, among others: [Int]) -> Bool {
    guard others.count > 1 || sentence.hasAny(TermSet(.earlier, .compared)) else { return false }
    let range = nearRange(index)
    if has(.now, in: range) { return false }
    // "Previous T-scores: spine -1.9, hip -1.2"
    let label = units.prefix(6).firstIndex { $0.isMark(":") } ?? sentence.body
    if label < index, has(.earlier, in: span(0, label)), !hasAny(TermSet(.compared, .now), in: span(0, index)) {
      return true
    }
    if hasAny(TermSet(.earlier), in: range) { return true }
    guard others.count > 1, sentence.hasAny(TermSet(.loss, .gain, .stable, .now, .earlier, .change, .compared)) else {
      return false
    }
    if range.contains(where: { units[$0].isDate }) {
      return others.contains { $0 > index } || has(.compared, in: range)
    }
    let after = measure(after: index)?.end ?? index + 1
    if unit(index - 1)?.has(.from) == true, unit(after)?.has(.to) == true { return true }
    return has(.compared, in: range) && !has(.now, in: range) && index != others.first
  }

  /// The units around a number that speak of it: up to the next comma, bracket, contrast or "and".
  func nearRange(_ index: Int) -> Range<Int> {
    var low = index
    var high = index + 1
    func parts(_ unit: ReportUnit) -> Bool {
      unit.isMark(",") || unit.has(.contrast) || unit.has(.and) || unit.isMark("(") || unit.isMark(")")
        || unit.has(.compared)
    }
    while low > sentence.body, !parts(units[low - 1]) { low -= 1 }
    if low > sentence.body, units[low - 1].has(.compared) { low -= 1 }
    while high < units.count, !parts(units[high]), units[high].number == nil { high += 1 }
    // "-1.8 (2024)", "-1.8 (previously)"
    if high < units.count, units[high].isMark("("), high == index + 1 {
      let close = span(high, high + 5).first { units[$0].isMark(")") }
      if let close, !span(high, close).contains(where: { units[$0].number != nil }) { high = close }
    }
    return low..<high
  }
}
