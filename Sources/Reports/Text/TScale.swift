// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// The T-scores of a young-adult population beside their densities, with the cut points, as a scale for a terminal.
struct TScale {
  private static let lead = 8
  private static let ends = -4...2

  private let population: YoungAdultPopulation
  private let unit: Int

  /// Returns the lines of the scale, none longer than `width`; no lines below ``TextStyle/leastWidth``.
  static func lines(of population: YoungAdultPopulation, width: Int) -> [String] {
    guard width >= TextStyle.leastWidth else { return [] }
    let unit = min(10, (width - lead - 4) / (ends.upperBound - ends.lowerBound))
    return TScale(population: population, unit: unit / 2 * 2).lines.map { $0.trimmingTrailingSpace }
  }

  private var lines: [String] {
    let wholes = Self.ends.filter { whole in !Self.cuts.contains { $0.tenths == whole * 10 } }
    let scores =
      Self.cuts.map { ($0.tenths, $0.description) }
      + wholes.map { ($0 * 10, Fixed(Double($0), places: 0).withMinusSign(plus: true)) }
    let densities = Self.ends.compactMap { whole in density(whole).map { (whole * 10, $0) } }
    return [text("T", scores), ruler, text("g/cm\u{B2}", densities)] + (population.isDiagnostic ? [categories] : [])
  }

  /// The highest score of osteoporosis and the lowest that is normal.
  private static let cuts = [CutPoints.published.osteoporosisAtMost, CutPoints.published.normalAtLeast]

  /// Returns the density at a whole T-score; `nil` where it would not be positive.
  private func density(_ whole: Int) -> String? {
    let tenThousandths = population.meanTenThousandths + Int64(whole) * population.deviationTenThousandths
    guard tenThousandths > 0 else { return nil }
    return Fixed(ExactDecimal(billionths: tenThousandths * 100_000), places: 3).description
  }

  private func column(_ tenths: Int) -> Int { (tenths - Self.ends.lowerBound * 10) * unit / 10 }

  /// The scale with a tick at each whole score and a bar at each cut point.
  private var ruler: String {
    var line = [Character](repeating: "\u{2500}", count: column(Self.ends.upperBound * 10) + 1)
    for whole in Self.ends { line[column(whole * 10)] = "\u{253C}" }
    for cut in Self.cuts { line[column(cut.tenths)] = "\u{2503}" }
    return String(repeating: " ", count: Self.lead) + String(line)
  }

  /// Returns a line of words, each with its middle at a score.
  private func text(_ name: String, _ words: [(tenths: Int, text: String)]) -> String {
    var line = Array(TextStyle.right(name, Self.lead - 3)) + [Character](repeating: " ", count: 9 * unit)
    for word in words {
      let start = Self.lead + column(word.tenths) - word.text.count / 2
      line.replaceSubrange(start..<(start + word.text.count), with: word.text)
    }
    return String(line)
  }

  /// The names of the categories, each in the middle of its scores.
  private var categories: String {
    let borders = [Self.ends.lowerBound * 10] + Self.cuts.map { $0.tenths } + [Self.ends.upperBound * 10]
    let names = zip(borders, borders.dropFirst()).map { low, high in
      let middle = (low + high) / 2
      let category = CutPoints.published.classify(ReportedScore(tenths: middle), by: .t)
      return (middle, Wording.in(.english).category(category))
    }
    return text("", names)
  }
}
