// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
public import KnowledgeBase
internal import Statistics

/// Published conversions as text for a terminal, always with the words that they are for groups.
public struct PublishedConversionText {
  private let style: TextStyle

  /// Lists conversions, one after the other, as text that ends with a line break.
  public static func list(_ published: [PublishedConversion], commit: String?, _ style: TextStyle = TextStyle())
    -> String
  {
    let text = PublishedConversionText(style: style)
    return text.joined([published.flatMap(text.entry)], published, commit)
  }

  /// Converts a density in g/cm², as text that ends with a line break.
  public static func convert(
    _ density: Double, _ published: PublishedConversion, commit: String?, _ style: TextStyle = TextStyle()
  ) -> String {
    let text = PublishedConversionText(style: style)
    return text.joined([text.entry(published), text.converted(density, published)], [published], commit)
  }

  private func joined(_ parts: [[String]], _ published: [PublishedConversion], _ commit: String?) -> String {
    let head =
      [style.mark("Published conversions: \(PublishedConversion.use)", .strong)]
      + PublishedConversionRules.findings.flatMap { style.wrap("\($0.message) [\($0.rule)]", indent: 2, lead: "- ") }
    let keys = Set(published.flatMap { $0.sources.map { $0.key } + [$0.error.source.key] })
    let sections = [head] + parts + [CitedText.sources(keys: keys, style), CitedText.provenance(commit: commit, style)]
    return sections.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private func entry(_ one: PublishedConversion) -> [String] {
    let place = MeasuredRegion(site: one.site, vertebrae: one.vertebrae).spokenName
    let words = "\(place), \(one.from) to \(one.to): \(equation(one.line)). Error: \(error(one.error))."
    return [style.mark(one.key, .strong)] + style.wrap(words, indent: 2)
  }

  private func equation(_ line: PublishedConversion.Line) -> String {
    func digits(_ value: Double) -> String { ExactDecimal(value)?.description ?? "" }
    guard line.at == 0 else { return "\(digits(line.slope)) (x \u{2212} \(digits(line.at))) + \(digits(line.gives))" }
    guard line.gives != 0 else { return "\(digits(line.slope)) x" }
    return "\(digits(line.slope)) x \(line.gives < 0 ? "\u{2212}" : "+") \(digits(line.gives.magnitude))"
  }

  private func error(_ error: PublishedConversion.Error) -> String {
    let size = error.percent.map {
      "\(Fixed($0.lowerBound, places: 0)) to \(Fixed($0.upperBound, places: 0)) %, "
    }
    return (size ?? "") + error.says + " [\(error.source.key)]"
  }

  private func converted(_ density: Double, _ one: PublishedConversion) -> [String] {
    let value = one.line.value(of: density)
    let limits = one.error.percent.map { percent in
      let (low, high) = (value * percent.lowerBound / 100, value * percent.upperBound / 100)
      return " with an error of \(Fixed(low, places: 3)) to \(Fixed(high, places: 3)) g/cm² for one person"
    }
    return style.wrap(
      "\(Fixed(density, places: 3)) g/cm² converts to \(Fixed(value, places: 3)) g/cm²"
        + (limits ?? "; its error for one person is not known")
        + ". \(PublishedConversion.use.capitalizedFirst) [XCL-03].")
  }
}
