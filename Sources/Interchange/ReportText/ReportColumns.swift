// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// A table whose columns are regions and whose rows are quantities.
struct ReportColumns {
  /// What a row holds.
  enum Quantity {
    case score(ScoreBasis)
    case density
    /// A quantity that is not read: area, content, percent.
    case other
  }

  /// The regions of the columns, from left to right.
  let regions: [StatedRegion]

  /// Reads a header; `nil` where the sentence is no row of regions set apart by gaps or bars.
  init?(header sentence: ReportSentence) {
    guard sentence.beginsLine, sentence.endsLine else { return nil }
    var regions: [StatedRegion] = []
    var isApart = true
    for unit in sentence.units {
      if let region = unit.region {
        guard isApart || unit.opensCell else { return nil }
        regions.append(region)
        isApart = false
      } else if unit.isMark("|") {
        isApart = true
      } else {
        guard unit.hasAny(TermSet(.regionColumn, .scan, .categoryColumn)) || unit.isDash, regions.isEmpty else {
          return nil
        }
      }
    }
    guard regions.count > 1 else { return nil }
    self.regions = regions
  }

  /// Reads a row: the quantity that its label names, and the number of each region; `nil` where it is none.
  ///
  /// A row with another number of cells than there are regions is none, for nothing tells which cell is missing.
  func row(_ sentence: ReportSentence) -> (quantity: Quantity, cells: [Int])? {
    guard isPlain(sentence), let quantity = Self.quantity(sentence) else { return nil }
    let cells = sentence.units.indices.filter { sentence.units[$0].number != nil }
    return cells.count == regions.count ? (quantity, cells) : nil
  }

  /// Whether a line is a row that has another number of cells than there are regions.
  func isUnclearRow(_ sentence: ReportSentence) -> Bool {
    isPlain(sentence) && Self.quantity(sentence) != nil && sentence.units.contains { $0.number != nil }
  }

  /// Whether a line holds a label and numbers alone.
  private func isPlain(_ sentence: ReportSentence) -> Bool {
    sentence.beginsLine
      && sentence.units.allSatisfy { unit in
        if case .mark = unit.content { return true }
        return unit.region == nil
          && (unit.number != nil || unit.terms.isEmpty
            || unit.hasAny(
              TermSet(
                .tScore, .zScore, .density, .gramsPerArea, .milligramsPerArea, .standardDeviation, .percentSign,
                .percentColumn, .area, .content, .squareMeasure, .otherMeasure, .qualifier)))
      }
  }

  /// What the units before the first number name.
  private static func quantity(_ sentence: ReportSentence) -> Quantity? {
    let label = sentence.units.prefix { $0.number == nil }
    func has(_ terms: TermSet) -> Bool { label.contains { $0.hasAny(terms) } }
    let (isT, isZ) = (has(TermSet(.tScore)), has(TermSet(.zScore)))
    if isT != isZ { return .score(isT ? .t : .z) }
    if isT || has(TermSet(.tAndZ)) { return nil }
    if has(TermSet(.area, .content)) { return .other }
    if has(TermSet(.density)) { return .density }
    return has(TermSet(.percentSign, .percentColumn)) ? .other : nil
  }
}
