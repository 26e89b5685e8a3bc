// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
internal import KnowledgeBase
internal import Statistics

/// The references as text: a list of all, and the page of one with its curve as a plot and a table.
public enum ReferenceText {
  /// What a list shows; `nil` shows all.
  public struct Filter: Sendable {
    /// The site.
    public var site: Site?
    /// The sex.
    public var sex: Sex?
    /// The scale.
    public var scale: ScannerScale?
    /// The kind of the data set, such as `young-adult` or `lms-curve`.
    public var kind: String?

    /// Creates a filter that shows all.
    public init(site: Site? = nil, sex: Sex? = nil, scale: ScannerScale? = nil, kind: String? = nil) {
      self.site = site
      self.sex = sex
      self.scale = scale
      self.kind = kind
    }
  }

  /// Returns the page of one reference as text; `nil` if there is none with the key.
  public static func page(_ key: String, _ style: TextStyle) -> String? {
    guard ReferenceLibrary.note(key) != nil else { return nil }
    let page = ExplanationText.render(Explanation.find(key), style)
    if let population = ReferenceLibrary.population(key) {
      return page + block(TScale.lines(of: population, width: style.columns))
    }
    guard let curve = ReferenceLibrary.curve(key) else { return page }
    let quality = CurveQuality(ofCurve: key).map { "\n" + $0.table(style) } ?? ""
    return page + block(CurvePlot.lines(of: curve, width: style.columns)) + "\n" + table(of: curve, style) + quality
  }

  /// Returns lines after an empty one; nothing where there are none.
  private static func block(_ lines: [String]) -> String {
    lines.isEmpty ? "" : "\n" + lines.joined(separator: "\n") + "\n"
  }

  /// The values at five Z-scores by age, at every fifth year and the ends.
  private static func table(of curve: AgeCurve, _ style: TextStyle) -> String {
    let scores = [-2.0, -1, 0, 1, 2]
    let places = curve.subject.quantity.places
    var lines = [
      style.mark(
        TextStyle.right("age", 8)
          + scores.map { TextStyle.right("Z " + Fixed($0, places: 0).withMinusSign(plus: true), 9) }.joined(), .faint)
    ]
    for age in ages(of: curve) {
      guard let distribution = try? curve.distribution(atAge: age) else { continue }
      let values = scores.map { score in
        TextStyle.right(distribution.value(atZ: score).map { Fixed($0, places: places).description } ?? "", 9)
      }
      lines.append(TextStyle.right(Fixed(age, places: 1).description, 8) + values.joined())
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func ages(of curve: AgeCurve) -> [Double] {
    let domain = curve.domain
    let fifths = stride(from: 5.0, through: 100, by: 5).filter { $0 > domain.lowerBound && $0 < domain.upperBound }
    return [domain.lowerBound] + fifths + [domain.upperBound]
  }
}

extension String {
  /// The text without the spaces at its end.
  var trimmingTrailingSpace: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
