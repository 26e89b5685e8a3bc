// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Assessment
internal import Densitometry
internal import Statistics

/// The scans of phantoms over time, with their limits and their cumulative sums, as a picture.
///
/// Each scanner and phantom has two panels: the values with the baseline mean, the limits of 1.5 % and of 3 standard
/// deviations, and flagged scans marked; below it the plain cumulative sum.
public struct PhantomPlot: Sendable {
  /// The scans of each scanner and phantom, judged.
  public let phantoms: [AssessedPhantom]

  /// Creates a plot.
  ///
  /// - Precondition: `phantoms` must not be empty.
  public init(_ phantoms: [AssessedPhantom]) {
    precondition(!phantoms.isEmpty, "A plot of phantoms must have one.")
    self.phantoms = phantoms
  }

  /// The plot as an SVG document: 700 pixels wide, text as text, with a title and a description.
  public var svg: String {
    let height = Self.top + Double(phantoms.count) * Self.blockHeight + Double(captions.count) * 15 + 12
    var canvas = SVGCanvas(
      id: "phantom", width: Self.width, height: height, title: "Phantom quality control", description: description)
    draw(on: &canvas)
    return canvas.document
  }

  /// What there is to see, for people who do not see it.
  var description: String {
    let series = phantoms.map { one in
      let limits = one.control.baseline.limits
      let flagged = one.control.scans.count { !$0.rules.isEmpty }
      return "\(one.series.name.capitalizedFirst): \(Self.counted(one.control.scans.count, "scan")),"
        + " mean \(Self.density(limits.mean)), limits \(Self.density(limits.lower)) to \(Self.density(limits.upper))"
        + " g/cm²; \(flagged) flagged, \(one.control.scans.count { $0.rules.contains(.a) }) of them failed."
    }
    return "Phantom scans over time with their limits, and the cumulative sum of their distances from the mean of the"
      + " first ten. " + series.joined(separator: " ")
  }

  private static func counted(_ count: Int, _ name: String) -> String {
    "\(CentileChart.grouped(count)) \(name)\(count == 1 ? "" : "s")"
  }

  static func density(_ milligrams: Int64) -> String {
    Fixed(ExactDecimal(billionths: milligrams * 1_000_000), places: 3).description
  }
}
