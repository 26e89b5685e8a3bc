// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Assessment
internal import Densitometry
internal import Statistics

/// The same scans under several references, as text.
public struct ReferenceComparisonText {
  private let style: TextStyle

  /// Creates a writer.
  public init(_ style: TextStyle = TextStyle()) {
    self.style = style
  }

  // MARK: One person

  /// Returns the regions of one person, each with its score under every name, as text that ends with a line break.
  public func person(_ regions: [ComparedRegion]) -> String {
    let blocks = regions.map { region in ([head(region)] + region.scores.flatMap(row)).joined(separator: "\n") }
    let note = style.wrap("A category under a reference is no diagnosis: 'osteon interpret' makes the one diagnosis.")
    return (blocks + [note.joined(separator: "\n")]).joined(separator: "\n\n") + "\n"
  }

  private func head(_ region: ComparedRegion) -> String {
    let density = region.region.density.map { ", \(Fixed($0.gramsPerSquareCentimeter, places: 3)) g/cm²" } ?? ""
    let age = region.age.exactYears.map { Fixed($0, places: 1).description } ?? "\(region.age.completedYears) or more"
    let name = region.region.spokenName.capitalizedFirst + (region.isPooled ? " (pooled)" : "")
    return style.mark("\(name)\(density), " + (region.date.map { "\($0), " } ?? "") + "age \(age)", .strong)
  }

  private func row(_ score: ComparedScore) -> [String] {
    guard let reported = score.reported else {
      let why = score.refusal.map { "not given [\($0.code)]" } ?? "not given"
      return fit(score.name.text, why)
    }
    let letter = score.name.basis == .t ? "T" : "Z"
    let value = "\(letter) " + TextStyle.right(Fixed(reported.exact, places: 1).withMinusSign(), 4)
    let exact = "(\(Fixed(score.unrounded ?? reported.value, places: 2).withMinusSign()))"
    let category = score.category.map { Wording.in(.english).category($0) } ?? ""
    return fit(score.name.text, "\(value) \(TextStyle.right(exact, 7))  \(category)")
  }

  /// Puts a name and what is said of it on one line, or on two where they do not fit.
  private func fit(_ name: String, _ text: String) -> [String] {
    let key = "  " + name
    let width = style.width - 38
    guard key.count < width, width + text.count <= style.width else { return [key, "      " + text] }
    return [TextStyle.left(key, width) + text]
  }

  // MARK: A cohort

  /// Returns how many cross a cut point, as text that ends with a line break.
  public func cohort(_ tally: ComparisonTally, _ names: [ReferenceName], unreadable: Int) -> String {
    let head =
      "\(tally.regions) regions of \(tally.visits) visits" + (unreadable == 0 ? "." : ", \(unreadable) not read.")
    let pairs = tally.pairs.map { lines(of: $0).joined(separator: "\n") }
    let refused = refusals(tally, names)
    let parts = [head] + pairs + (refused.isEmpty ? [] : [refused.joined(separator: "\n")])
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func lines(of pair: ComparisonTally.Pair) -> [String] {
    let letter = pair.base.basis == .t ? "T" : "Z"
    let points = ComparisonTally.CutPoint.all(of: pair.base.basis)
    let title = style.wrap("\(letter) under \(pair.other.text), against \(pair.base.text)", indent: 2)
    let columns = points.map { TextStyle.right("across " + $0.score.description, 19) }.joined()
    let head = TextStyle.left("", nameWidth(points.count)) + TextStyle.right("scored", 9) + TextStyle.right("mean", 8)
    let sub =
      TextStyle.left("", nameWidth(points.count)) + TextStyle.right("by both", 9) + TextStyle.right("change", 8)
      + points.map { _ in TextStyle.right("to lower", 10) + TextStyle.right("higher", 9) }.joined()
    let rows = pair.places.map { place, count in
      row(place.site.name + (place.vertebrae.map { " \($0.description)" } ?? ""), count, points.count)
    }
    let lowest = row("lowest of a visit", pair.lowest, points.count)
    return title.map { style.mark(String($0.dropFirst(2)), .strong) }
      + [head + columns, sub].map { style.mark($0, .faint) }
      + rows + [lowest]
  }

  private func nameWidth(_ points: Int) -> Int { max(24, min(30, style.width - 17 - 19 * points)) }

  private func row(_ name: String, _ count: ComparisonTally.Count, _ points: Int) -> String {
    let change = count.meanChange.map { Fixed($0, places: 2).withMinusSign(plus: true) } ?? ""
    let moves = zip(count.lower, count.higher).map { TextStyle.right("\($0)", 10) + TextStyle.right("\($1)", 9) }
    let line =
      TextStyle.left(name.capitalizedFirst, nameWidth(points)) + TextStyle.right("\(count.scored)", 9)
      + TextStyle.right(change, 8) + moves.joined()
    return line.trimmingTrailingSpace
  }

  private func refusals(_ tally: ComparisonTally, _ names: [ReferenceName]) -> [String] {
    let lines = zip(names, tally.refusals).filter { !$1.isEmpty }.flatMap { name, counts in
      let codes = counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
      return style.wrap("\(name.text): \(codes)", indent: 4, lead: "  - ")
    }
    return lines.isEmpty ? [] : ["Not scored"] + lines
  }
}
