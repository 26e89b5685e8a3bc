// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics

extension WormPlot {
  /// Where the panels lie on the canvas, and the scales that they share.
  struct Layout {
    static let width = 700.0
    static let margin = 24.0
    static let top = 82.0
    static let left = 66.0
    static let gap = 16.0
    static let headingHeight = 22.0

    /// Beyond this expected score, 6 of 1000 people on either side, points may lie outside the frame.
    static let tail = 2.5

    let columns: Int
    let rows: Int
    let x: Axis
    let y: Axis

    var panelWidth: Double {
      (Self.width - Self.margin - Self.left - Self.gap * Double(columns - 1)) / Double(columns)
    }

    var panelHeight: Double { min(panelWidth * 0.85, 190) }

    private var rowHeight: Double { panelHeight + Self.headingHeight + Self.gap }

    /// The lower edge of the last row.
    var bottom: Double { Self.top + Double(rows) * rowHeight - Self.gap }

    /// Returns the frame of a panel, counted from 0 along the rows.
    func frame(_ index: Int) -> PlotFrame {
      let left = Self.left + Double(index % columns) * (panelWidth + Self.gap)
      let top = Self.top + Double(index / columns) * rowHeight + Self.headingHeight
      return PlotFrame(
        corner: Spot(left, top), opposite: Spot(left + panelWidth, top + panelHeight), x: x, y: y)
    }
  }

  /// The layout: expected scores from -3.5 to 3.5 and deviations from -0.5 to 0.5, wider in steps of 0.5 where needed.
  ///
  /// Deviations at expected scores beyond ``Layout/tail`` scatter widely and widen nothing.
  var layout: Layout {
    let points = worms.flatMap { $0.points }
    func reach(_ sizes: [Double], least: Double) -> Double {
      max(least, ((sizes.max() ?? 0) * 2 - 1e-9).rounded(.up) / 2)
    }
    let x = reach(points.map { $0.expected.magnitude }, least: 3.5)
    let middle = points.filter { $0.expected.magnitude <= Layout.tail }
    let y = reach(middle.map { $0.deviation.magnitude }, least: 0.5)
    return Layout(
      columns: columns, rows: (worms.count + columns - 1) / columns,
      x: Axis("Expected Z-score", over: -x...x, steps: columns > 3 ? 5 : 8, isWidened: false),
      y: Axis("Deviation", over: -y...y, steps: 5, isWidened: false))
  }

  /// The lines below the panels.
  var captions: [String] {
    let isWeighted = worms.contains { $0.effectiveCount < Double($0.count) - 0.5 }
    let size = isWeighted ? "the effective size" : "this size"
    let words = """
      Dots: Z-scores found less those expected; an open one lies beyond the frame. Line: the cubic through all scores. \
      Band: 95 of 100 points of a normal sample of \(size) lie within it.
      """
    return CentileChart.captionLettering.wrap(words, width: Layout.width - 2 * Layout.margin)
  }

  func draw(on canvas: inout some Canvas) {
    let layout = layout
    canvas.text("Worm plot of Z-scores", at: Spot(Layout.margin, 30), Lettering(17, isBold: true))
    canvas.text(title, at: Spot(Layout.margin, 50), Lettering(12, .start, .faintInk))
    canvas.text("Deviation from a normal Z-score", at: Spot(Layout.margin, 76), Lettering(12))
    for (index, worm) in worms.enumerated() {
      let frame = layout.frame(index)
      canvas.text(Self.heading(of: worm), at: Spot(frame.corner.x, frame.corner.y - 6), Lettering(11, isBold: true))
      draw(worm, frame, on: &canvas)
      if index % columns == 0 { frame.labelY(on: &canvas, size: 11) }
      if index + columns >= worms.count { frame.labelX(on: &canvas, size: 11) }
    }
    let middle = (Layout.left + Layout.width - Layout.margin) / 2
    canvas.text(layout.x.title, at: Spot(middle, layout.bottom + 36), Lettering(12, .middle))
    for (index, line) in captions.enumerated() {
      let spot = Spot(Layout.margin, layout.bottom + 56 + Double(index) * 15)
      canvas.text(line, at: spot, CentileChart.captionLettering)
    }
  }

  private func draw(_ worm: Worm, _ frame: PlotFrame, on canvas: inout some Canvas) {
    frame.drawGrid(on: &canvas)
    drawBand(of: worm, frame, on: &canvas)
    let ends = frame.x.range
    canvas.line(frame.spot(ends.lowerBound, 0), frame.spot(ends.upperBound, 0), Stroke(.axis))
    drawPoints(of: worm, frame, on: &canvas)
    guard let first = worm.points.first?.expected, let last = worm.points.last?.expected else { return }
    var run: [Spot] = []
    for step in 0...60 {
      let expected = first + (last - first) * Double(step) / 60
      let deviation = worm.smoothed(at: expected)
      if frame.y.range.contains(deviation) {
        run.append(frame.spot(expected, deviation))
      } else {
        canvas.polyline(run, Self.cubicStroke)
        run = []
      }
    }
    canvas.polyline(run, Self.cubicStroke)
  }

  private static let cubicStroke = Stroke(.vermilion, width: 1.8)

  /// Draws the points, those beyond the frame open and at its edge.
  private func drawPoints(of worm: Worm, _ frame: PlotFrame, on canvas: inout some Canvas) {
    let range = frame.y.range
    let inside = worm.points.filter { range.contains($0.deviation) }
    canvas.dots(inside.map { frame.spot($0.expected, $0.deviation) }, radius: 1.8, Paint(Paint.ink.color, opacity: 0.6))
    for point in worm.points where !range.contains(point.deviation) {
      let edge = point.deviation > 0 ? range.upperBound : range.lowerBound
      canvas.circle(frame.spot(point.expected, edge), radius: 2.4, .paper, Stroke(.ink))
    }
  }

  /// Draws the band, cut off where it leaves the frame.
  private func drawBand(of worm: Worm, _ frame: PlotFrame, on canvas: inout some Canvas) {
    let ends = frame.x.range
    let limit = frame.y.range.upperBound
    let places = (0...140).map { ends.lowerBound + (ends.upperBound - ends.lowerBound) * Double($0) / 140 }
    let reach = places.map { min(worm.band(at: $0), limit) }
    let above = zip(places, reach).map { frame.spot($0, $1) }
    let below = zip(places, reach).map { frame.spot($0, -$1) }
    canvas.polygon(above + below.reversed(), Paint(Paint.blue.color, opacity: 0.12))
    for edge in [above, below] {
      let inside = zip(edge, reach).filter { $0.1 < limit }.map { $0.0 }
      canvas.polyline(inside, Stroke(.blue, width: 0.8).dashed)
    }
  }
}
