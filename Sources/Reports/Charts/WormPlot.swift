// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Statistics

/// The worms of several age bands side by side, as a picture: how well Z-scores keep to a normal distribution.
///
/// A flat worm within its band fits. One that lies high or low has the wrong mean, one that leans the wrong spread, one
/// that bends like a bowl the wrong skewness, one like an S the wrong tails.
///
/// - Source: van Buuren and Fredriks 2001, Statistics in Medicine 20:1259.
public struct WormPlot: Sendable {
  /// What the scores are made against, such as the key of a curve.
  public let title: String

  /// The panels, from the youngest to the oldest.
  public let worms: [Worm]

  /// The number of panels beside each other.
  public let columns: Int

  /// Creates a plot.
  ///
  /// - Parameters:
  ///   - title: What the scores are made against, such as the key of a curve.
  ///   - worms: The panels, from the youngest to the oldest.
  ///   - columns: How many stand beside each other; without it 3, and 4 where there are more than 9.
  /// - Precondition: `worms` must not be empty, and `columns` be above zero.
  public init(title: String, worms: [Worm], columns: Int? = nil) {
    precondition(!worms.isEmpty, "A worm plot must have panels.")
    precondition(columns ?? 1 > 0, "A worm plot must have columns.")
    self.title = title
    self.worms = worms
    self.columns = min(columns ?? (worms.count > 9 ? 4 : 3), worms.count)
  }

  /// The plot as an SVG document: 700 pixels wide, text as text, with a title and a description.
  public var svg: String {
    let height = layout.bottom + 48 + Double(captions.count) * 15
    var canvas = SVGCanvas(
      id: "worm-" + title, width: Layout.width, height: height, title: "Worm plot: \(title)", description: description)
    draw(on: &canvas)
    return canvas.document
  }

  /// What there is to see, for people who do not see it.
  var description: String {
    let panels = worms.map { worm in
      let names = ["mean", "spread", "skewness", "tails"]
      let parts = zip(names, worm.coefficients).map { name, value in
        "\(name) \(Fixed(value, places: 2).withMinusSign(plus: true))"
      }
      return "\(Self.heading(of: worm)): \(parts.joined(separator: ", "))."
    }
    return "Z-scores less those of a normal distribution, by age; the cubic through each panel. "
      + panels.joined(separator: " ")
  }

  /// Returns the title of a panel, such as `20 to 29 years, n 1,062`.
  static func heading(of worm: Worm) -> String { "\(name(of: worm.ages)), n \(CentileChart.grouped(worm.count))" }

  /// Names an age band; of whole years the last one is inside.
  private static func name(of ages: Range<Double>) -> String {
    let (low, high) = (ages.lowerBound, ages.upperBound)
    guard low == low.rounded(), high == high.rounded() else {
      return "\(Fixed(low, places: 1)) to under \(Fixed(high, places: 1)) years"
    }
    let first = Fixed(low, places: 0)
    return high - low == 1 ? "\(first) years" : "\(first) to \(Fixed(high - 1, places: 0)) years"
  }
}
