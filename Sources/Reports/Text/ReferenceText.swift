// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
internal import KnowledgeBase
internal import Statistics

/// The references as text: a list of all, and the page of one with its curve as a table.
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

  /// One line of a list.
  public struct Row: Hashable, Sendable {
    /// The key.
    public let key: String
    /// `t` for a young-adult population, `z` for an age curve.
    public let basis: ScoreBasis
    /// Whether a diagnosis may rest on it.
    public let isDiagnostic: Bool
    /// The evidence behind it.
    public let tag: EvidenceTag
  }

  /// Returns the references that a filter lets through, in the order of their files.
  public static func rows(_ filter: Filter) -> [Row] {
    let populations = ReferenceLibrary.populations.filter {
      matches(filter, $0.key, $0.site, $0.sex, $0.scale)
    }
    let curves = ReferenceLibrary.curves.filter {
      matches(filter, $0.key, $0.subject.site, $0.subject.sex, $0.subject.scale)
    }
    return populations.map { Row(key: $0.key, basis: .t, isDiagnostic: $0.isDiagnostic, tag: $0.tag) }
      + curves.map { Row(key: $0.key, basis: .z, isDiagnostic: true, tag: $0.tag) }
  }

  private static func matches(
    _ filter: Filter, _ key: String, _ site: Site?, _ sex: Sex?, _ scale: ScannerScale?
  ) -> Bool {
    let kind = ReferenceLibrary.note(key).flatMap { ReferenceDataSet.withKey($0.dataSet)?.kind }
    return (filter.kind == nil || filter.kind == kind) && (filter.site == nil || filter.site == site)
      && (filter.sex == nil || filter.sex == sex)
      && (filter.scale == nil || filter.scale == scale)
  }

  /// Returns a list as text.
  public static func list(_ rows: [Row], _ style: TextStyle) -> String {
    let lines = rows.map { row in
      let use = row.isDiagnostic ? "" : "what-if"
      let tag = row.tag == .confirmed ? "" : row.tag.rawValue
      let end = [use, tag].filter { !$0.isEmpty }.joined(separator: ", ")
      return TextStyle.left("\(row.basis.rawValue.uppercased())  \(row.key)", style.width - 24) + "  " + end
    }
    return lines.map { $0.trimmingTrailingSpace }.joined(separator: "\n")
      + "\n\n\(rows.count) references: T of young adults, Z of the same age. 'osteon reference show KEY' shows one.\n"
  }

  /// Returns the page of one reference as text; `nil` if there is none with the key.
  public static func page(_ key: String, _ style: TextStyle) -> String? {
    guard ReferenceLibrary.note(key) != nil else { return nil }
    let page = ExplanationText.render(Explanation.find(key), style)
    guard let curve = ReferenceLibrary.curve(key) else { return page }
    return page + "\n" + table(of: curve, style)
  }

  /// The values at five Z-scores by age, at every fifth year and the ends.
  private static func table(of curve: AgeCurve, _ style: TextStyle) -> String {
    let scores = [-2.0, -1, 0, 1, 2]
    let places = curve.subject.site == nil ? 1 : 3
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
