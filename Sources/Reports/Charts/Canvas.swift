// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A surface that charts are drawn on, in units of one pixel of a screen, from the upper left corner.
///
/// What is drawn later covers what was drawn before.
protocol Canvas {
  /// Draws straight lines from point to point; fewer than two points draw nothing.
  mutating func polyline(_ points: [Spot], _ stroke: Stroke)

  /// Fills the area within straight lines through the points; fewer than three points fill nothing.
  mutating func polygon(_ points: [Spot], _ paint: Paint)

  /// Fills a circle, with a line around it where a stroke is given.
  mutating func circle(_ center: Spot, radius: Double, _ paint: Paint, _ stroke: Stroke?)

  /// Fills many circles of one size.
  mutating func dots(_ centers: [Spot], radius: Double, _ paint: Paint)

  /// Writes a line of text on a base line.
  mutating func text(_ text: String, at spot: Spot, _ lettering: Lettering)
}

extension Canvas {
  /// Draws a straight line.
  mutating func line(_ start: Spot, _ end: Spot, _ stroke: Stroke) { polyline([start, end], stroke) }

  /// Fills a rectangle between two opposite corners.
  mutating func rectangle(_ corner: Spot, _ opposite: Spot, _ paint: Paint) {
    polygon([corner, Spot(opposite.x, corner.y), opposite, Spot(corner.x, opposite.y)], paint)
  }
}

/// A point of a canvas.
struct Spot: Hashable, Sendable {
  /// The distance from the left edge.
  let x: Double

  /// The distance from the upper edge.
  let y: Double

  /// Creates a point.
  init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// A color, more or less transparent.
struct Paint: Hashable, Sendable {
  /// Red, green and blue, each in eight bits, from the highest to the lowest.
  let color: UInt32

  /// From 0, not to be seen, to 1.
  let opacity: Double

  /// Creates a paint from a color such as `0x0072B2`.
  init(_ color: UInt32, opacity: Double = 1) {
    self.color = color
    self.opacity = opacity
  }
}

/// How a line is drawn.
struct Stroke: Hashable, Sendable {
  /// The color.
  let paint: Paint

  /// The width.
  let width: Double

  /// The lengths of dash and gap in turn; empty for a line without gaps.
  let dashes: [Double]

  /// Creates a stroke.
  init(_ paint: Paint, width: Double = 1, dashes: [Double] = []) {
    self.paint = paint
    self.width = width
    self.dashes = dashes
  }

  /// The same line with gaps.
  var dashed: Stroke { Stroke(paint, width: width, dashes: [4, 3]) }
}

/// How text is written, in a sans-serif font.
struct Lettering: Hashable, Sendable {
  /// Where a text lies from its point.
  enum Anchor: String, Sendable {
    /// The text begins at the point.
    case start
    /// The text lies with its middle at the point.
    case middle
    /// The text ends at the point.
    case end
  }

  /// The size of the font.
  let size: Double

  /// Where the text lies from its point.
  let anchor: Anchor

  /// The color.
  let paint: Paint

  /// Whether the letters are bold.
  let isBold: Bool

  /// Creates a lettering.
  init(_ size: Double, _ anchor: Anchor = .start, _ paint: Paint = .ink, isBold: Bool = false) {
    self.size = size
    self.anchor = anchor
    self.paint = paint
    self.isBold = isBold
  }

  /// Returns a width that a text hardly passes in the usual fonts.
  func width(of text: String) -> Double { Double(text.count) * size * (isBold ? 0.62 : 0.56) }

  /// Breaks a text into lines of a width.
  func wrap(_ text: String, width limit: Double) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, width(of: last + " " + word) <= limit {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
