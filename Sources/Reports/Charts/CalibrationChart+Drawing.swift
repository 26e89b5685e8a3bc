// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Statistics

extension CalibrationChart {
  /// Where the panels lie on the canvas.
  enum Layout {
    static let width = 700.0
    static let margin = 24.0
    static let top = 52.0
    static let frameHeight = 220.0
    static let rowHeight = 320.0

    /// Returns the corners of the left or the right frame of a row.
    static func corners(row: Int, isLeft: Bool) -> (corner: Spot, opposite: Spot) {
      let above = top + Double(row) * rowHeight + 44
      let left = isLeft ? 64.0 : 420.0
      return (Spot(left, above), Spot(left + 250, above + frameHeight))
    }
  }

  /// Draws everything.
  func draw(on canvas: inout some Canvas) {
    canvas.text(headline, at: Spot(Layout.margin, 30), Lettering(17, isBold: true))
    for (row, panel) in panels.enumerated() {
      let place = Layout.corners(row: row, isLeft: true).corner
      canvas.text(panel.name, at: Spot(Layout.margin, place.y - 26), Lettering(13, isBold: true))
      drawDensities(of: panel, row, on: &canvas)
      drawDifferences(of: panel, row, on: &canvas)
    }
    let bottom = Layout.top + Double(panels.count) * Layout.rowHeight
    for (index, line) in captions.enumerated() {
      canvas.text(line, at: Spot(Layout.margin, bottom + Double(index) * 15), CentileChart.captionLettering)
    }
  }

  private func label(_ frame: PlotFrame, on canvas: inout some Canvas) {
    frame.labelX(on: &canvas, size: 11)
    frame.labelY(on: &canvas, size: 11)
    canvas.text(frame.y.title, at: Spot(frame.corner.x - 40, frame.corner.y - 10), Lettering(11))
    let middle = (frame.corner.x + frame.opposite.x) / 2
    canvas.text(frame.x.title, at: Spot(middle, frame.opposite.y + 36), Lettering(11, .middle))
  }

  private func drawDots(_ spots: [Spot], on canvas: inout some Canvas) {
    canvas.dots(spots, radius: 2.2, Paint(Paint.ink.color, opacity: 0.6))
  }

  // MARK: Densities

  private func drawDensities(of panel: Panel, _ row: Int, on canvas: inout some Canvas) {
    let all = panel.means.flatMap { [$0.old, $0.new] }
    let range = (all.min() ?? 0)...(all.max() ?? 1)
    let (corner, opposite) = Layout.corners(row: row, isLeft: true)
    let frame = PlotFrame(
      corner: corner, opposite: opposite, x: Axis(from, over: range, steps: 6, isWidened: true),
      y: Axis(to, over: range, steps: 6, isWidened: true))
    frame.drawGrid(on: &canvas)
    let ends = frame.x.range
    canvas.line(
      frame.spot(ends.lowerBound, ends.lowerBound), frame.spot(ends.upperBound, ends.upperBound),
      Stroke(.axis).dashed)
    drawLine(of: panel, frame, on: &canvas)
    drawDots(panel.means.map { frame.spot($0.old, $0.new) }, on: &canvas)
    label(frame, on: &canvas)
  }

  /// Draws the line over the densities that there are, with its limits where they lie within the frame.
  private func drawLine(of panel: Panel, _ frame: PlotFrame, on canvas: inout some Canvas) {
    let olds = panel.means.map { $0.old }
    let (low, high) = (olds.min() ?? 0, olds.max() ?? 0)
    let places = (0...40).map { low + (high - low) * Double($0) / 40 }
    let values = places.map { panel.relation.relation.value(at: $0) }
    let (least, most) = (frame.y.range.lowerBound, frame.y.range.upperBound)
    func spots(_ value: (DemingRegression.Estimate) -> Double) -> [Spot] {
      zip(places, values).map { frame.spot($0, min(max(value($1), least), most)) }
    }
    canvas.polygon(spots { $0.upper } + spots { $0.lower }.reversed(), Paint(Paint.blue.color, opacity: 0.15))
    canvas.polyline(spots { $0.value }, Stroke(.blue, width: 1.8))
  }

  // MARK: Differences

  private func drawDifferences(of panel: Panel, _ row: Int, on canvas: inout some Canvas) {
    let points = panel.means.map { Spot(($0.old + $0.new) / 2, $0.new - $0.old) }
    let agreement = panel.relation.agreement
    let heights = points.map { $0.y } + [0, agreement.lower, agreement.upper]
    let middles = points.map { $0.x }
    let (corner, opposite) = Layout.corners(row: row, isLeft: false)
    let frame = PlotFrame(
      corner: corner, opposite: opposite,
      x: Axis("mean of both, g/cm²", over: (middles.min() ?? 0)...(middles.max() ?? 1), steps: 5, isWidened: true),
      y: Axis("new less old, g/cm²", over: (heights.min() ?? 0)...(heights.max() ?? 1), steps: 6, isWidened: true))
    frame.drawGrid(on: &canvas)
    let ends = frame.x.range
    func level(_ height: Double, _ stroke: Stroke) {
      canvas.line(frame.spot(ends.lowerBound, height), frame.spot(ends.upperBound, height), stroke)
    }
    level(0, Stroke(.axis))
    level(agreement.bias, Stroke(.vermilion, width: 1.8))
    level(agreement.lower, Stroke(.vermilion).dashed)
    level(agreement.upper, Stroke(.vermilion).dashed)
    drawDots(points.map { frame.spot($0.x, $0.y) }, on: &canvas)
    label(frame, on: &canvas)
  }
}
