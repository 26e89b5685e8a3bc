// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Assessment
internal import Densitometry
internal import Statistics

/// Which references explain the printed scores of a study, as text: the answer, then a table for each printed score.
public struct ReferenceExplanationText {
  private let style: TextStyle

  /// How many combinations and how many near misses are shown.
  private static let shown = 5

  /// Returns the explanations of a study, the latest scan first, as text that ends with a line break.
  public static func render(_ explanations: [ReferenceExplanation], _ style: TextStyle = TextStyle()) -> String {
    let text = ReferenceExplanationText(style: style)
    guard !explanations.isEmpty else { return "No score is printed, so there is nothing to explain.\n" }
    return explanations.map { text.lines(of: $0).joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private func lines(of explanation: ReferenceExplanation) -> [String] {
    let verdict = style.wrap(explanation.verdict)
    let tables = explanation.regions.flatMap { region in [[""], table(of: region)].flatMap { $0 } }
    return verdict + ["", style.mark(title(of: explanation), .strong)] + tables + systems(explanation)
  }

  private func title(of explanation: ReferenceExplanation) -> String {
    let age =
      switch explanation.age {
      case .exact(let years): "age " + Fixed(years, places: 1).description
      case .atLeast(let years): "age \(years) or more"
      }
    let scanner = explanation.scanner.scale?.name ?? "scale not known"
    return (explanation.date.map { "Scan of \($0.description), " } ?? "Scan at ") + age + ", " + scanner
  }

  // MARK: Regions

  private func table(of explained: RegionExplanation) -> [String] {
    let density = explained.region.density.map { ", \(Fixed($0.gramsPerSquareCentimeter, places: 3)) g/cm²" } ?? ""
    let scores = [explained.t, explained.z].compactMap(\.self)
    return [explained.region.spokenName.capitalizedFirst + density] + scores.flatMap(rows)
  }

  private func rows(_ score: ScoreExplanation) -> [String] {
    let letter = score.basis.rawValue.uppercased()
    let shown = score.fits.isEmpty ? Array(score.misses.prefix(3)) : score.fits
    let stated = score.isStatedExplaining == false ? score.stated.filter { !shown.contains($0) } : []
    let text = "\(score.printed.description) printed: " + summary(score)
    let head = style.wrap(text, indent: 4, lead: "  " + letter)
    return head + (shown + stated).flatMap(row)
  }

  private func summary(_ score: ScoreExplanation) -> String {
    switch score.obstacle {
    case .noDensity: return "no density is given, so it cannot be checked."
    case .noReference: return "no reference of this region is known, so it cannot be checked."
    case .ageOutside: return "no known age curve covers the age, so it cannot be checked."
    case .ageNotExact: return "the age is known only from below, so it cannot be checked."
    case nil: break
    }
    let known = "\(score.compared) known reference\(score.compared == 1 ? "" : "s")"
    let answer = score.fits.isEmpty ? "none of \(known) explains it" : "explained by \(score.fits.count) of \(known)"
    return answer + (statedClause(score) ?? "") + (score.fits.isEmpty ? "; the nearest:" : "")
  }

  /// What is to say of the reference that the print names; it names that of the T-score, and of a Z-score only by a key.
  private func statedClause(_ score: ScoreExplanation) -> String? {
    guard let name = score.statedName.map(Words.printable) else { return nil }
    if score.isStatedExplaining == false { return ", and '\(name)', which the print names, does not" }
    guard score.isStatedExplaining == nil, score.basis == .t else { return nil }
    return "; '\(name)', which the print names, matches none of them"
  }

  /// The row of a reference; a key that is wider than its column has a line of its own.
  private func row(_ fit: ReferenceFit) -> [String] {
    let result =
      switch fit.level {
      case .exact: "exact"
      case .rounding: "within rounding"
      case .tolerance: "within its tolerance"
      case .none: "off by \(Fixed(ExactDecimal(tenths: Int64(fit.missTenths)), places: 1))"
      }
    let marks = [fit.isStated ? "stated" : nil, fit.tag == .unverified ? "unverified" : nil].compactMap(\.self)
    let words = ([result] + marks).joined(separator: ", ")
    let numbers = TextStyle.right(Fixed(fit.unrounded, places: 2).withMinusSign(plus: true), 7) + "  " + words
    let key = "    " + fit.reference
    let width = style.width - 34
    guard key.count <= width, width + numbers.count <= style.width else { return [key, "      " + numbers] }
    return [TextStyle.left(key, width) + numbers]
  }

  // MARK: Combinations

  private func systems(_ explanation: ReferenceExplanation) -> [String] {
    guard explanation.parts.count > 1, !explanation.systems.isEmpty else { return [] }
    let count = explanation.systems.count
    let head = "Combinations that explain every T-score (\(count) of \(explanation.systemsTried) that are known)"
    let lines = explanation.systems.prefix(Self.shown).flatMap { system in
      style.wrap(
        system.choices.map { "\($0.part.name): \($0.set)" }.joined(separator: "; "), indent: 4, lead: "  - ")
    }
    let rest = count > Self.shown ? ["  and \(count - Self.shown) more; '--format json' lists them"] : []
    return [""] + style.wrap(head) + lines + rest
  }
}
