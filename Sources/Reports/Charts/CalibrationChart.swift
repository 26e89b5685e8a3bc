// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Assessment
internal import Densitometry
internal import Statistics

/// Two scanners at each site as a picture: the densities of both with their line, and the differences beside.
public struct CalibrationChart: Sendable {
  /// The old scanner.
  let from: String

  /// The new scanner.
  let to: String

  /// The sites that have a relation.
  let panels: [Panel]

  /// One site.
  struct Panel: Sendable {
    /// The site in words.
    let name: String
    /// The densities: the mean on the old and on the new scanner in g/cm².
    let means: [(old: Double, new: Double)]
    /// The relation.
    let relation: CrossCalibration
  }

  /// Creates a chart of the sites that have a relation.
  ///
  /// The answer is `nil` where no site has a relation.
  ///
  /// - Parameters:
  ///   - measured: The relation at each site.
  ///   - from: The old scanner.
  ///   - to: The new scanner.
  public init?(of measured: [MeasuredCalibration], from: String, to: String) {
    panels = measured.compactMap { one in
      one.relation.map { Panel(name: one.place.spokenName.capitalizedFirst, means: one.means, relation: $0) }
    }
    guard !panels.isEmpty else { return nil }
    self.from = String(Words.printable(from).prefix(28))
    self.to = String(Words.printable(to).prefix(28))
  }

  /// The chart as an SVG document: 700 pixels wide, text as text, with a title and a description.
  public var svg: String {
    let height = Layout.top + Double(panels.count) * Layout.rowHeight + 12 + Double(captions.count) * 15
    var canvas = SVGCanvas(
      id: "calibration", width: Layout.width, height: height, title: headline, description: description)
    draw(on: &canvas)
    return canvas.document
  }

  // MARK: Words

  /// What is compared.
  var headline: String { "\(to) against \(from)" }

  /// What there is to see, for people who do not see it.
  var description: String {
    let sentences = panels.map { panel in
      let line = panel.relation.relation
      let (slope, intercept) = (Self.shown(line.slope.value), Self.shown(line.intercept.value))
      let agreement = panel.relation.agreement
      let limits = "\(Self.shown(agreement.lower)) to \(Self.shown(agreement.upper))"
      return "\(panel.name), \(panel.means.count) pairs: slope \(slope), intercept \(intercept) g/cm²;"
        + " mean difference \(Self.shown(agreement.bias)) g/cm², limits of agreement \(limits)."
    }
    return "Densities on two scanners, and their differences by their means. " + sentences.joined(separator: " ")
  }

  /// The lines below the panels.
  var captions: [String] {
    let words = """
      Left: each person on both scanners in g/cm²; the Deming line with its 95 % limits; dashed, equal densities. Right: \
      new less old by the mean of both; the mean difference, and dashed the limits of agreement.
      """
    return CentileChart.captionLettering.wrap(words, width: Layout.width - 2 * Layout.margin)
  }

  private static func shown(_ value: Double) -> String { Fixed(value, places: 4).withMinusSign() }
}
