// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry

extension CentileChart {
  static let width = 700.0
  static let margin = 24.0
  static let frameBottom = 460.0
  static let captionLettering = Lettering(11, .start, .faintInk)

  /// The frame of the axes on the canvas.
  var frame: PlotFrame {
    let ages = ([curve.domain.lowerBound, curve.domain.upperBound] + marks.map { $0.age }).sorted()
    let values = (lines.flatMap { $0.map { $0.y } } + dots.map { $0.y } + marks.map { $0.value }).sorted()
    return PlotFrame(
      corner: Spot(64, 88), opposite: Spot(Self.width - 58, Self.frameBottom),
      x: Axis("Age, years", over: ages[0]...ages[ages.count - 1], steps: 10, isWidened: false),
      y: Axis(quantity, over: (values.first ?? 0)...(values.last ?? 1), steps: 10, isWidened: true))
  }

  /// The ages and values of each centile.
  private var lines: [[Spot]] {
    let ages = curve.ages(steps: 200)
    return Self.centiles.map { centile in
      ages.compactMap { age in curve.value(atCentile: centile, age: age).map { Spot(age, $0) } }
    }
  }

  /// Draws everything but the caption.
  func draw(on canvas: inout some Canvas) {
    let frame = frame
    let lines = lines.map { line in line.map { frame.spot($0.x, $0.y) } }
    canvas.text(headline, at: Spot(Self.margin, 30), Lettering(17, isBold: true))
    if let origin { canvas.text(subtitle(origin), at: Spot(Self.margin, 50), Lettering(12, .start, .faintInk)) }
    frame.drawGrid(on: &canvas)
    shade(lines, on: &canvas)
    canvas.dots(dots.map { frame.spot($0.x, $0.y) }, radius: 1.2, Paint(Paint.ink.color, opacity: 0.25))
    draw(lines, sparseFrom: curve.sparseFrom.map { frame.spot($0, 0).x }, on: &canvas)
    frame.labelX(on: &canvas, size: 12)
    frame.labelY(on: &canvas, size: 12)
    canvas.text(frame.y.title, at: Spot(Self.margin, frame.corner.y - 14), Lettering(12))
    let middle = (frame.corner.x + frame.opposite.x) / 2
    canvas.text(frame.x.title, at: Spot(middle, frame.opposite.y + 38), Lettering(12, .middle))
    label(lines, on: &canvas)
    draw(marks, frame, on: &canvas)
  }

  private func subtitle(_ origin: ChartOrigin) -> String {
    origin.title + (curve.subject.scale.map { "; \($0.name) scale" } ?? "")
  }

  /// Shades the middle half of people, and nearly all of them.
  private func shade(_ lines: [[Spot]], on canvas: inout some Canvas) {
    let last = lines.count - 1
    for (low, high, opacity) in [(0, last, 0.08), (2, last - 2, 0.1)] {
      canvas.polygon(lines[low] + lines[high].reversed(), Paint(Paint.blue.color, opacity: opacity))
    }
  }

  private func draw(_ lines: [[Spot]], sparseFrom border: Double?, on canvas: inout some Canvas) {
    for (index, line) in lines.enumerated() {
      let isMedian = index == lines.count / 2
      let isOuter = index == 0 || index == lines.count - 1
      let stroke = Stroke(.blue, width: isMedian ? 2.4 : isOuter ? 1.4 : 0.9)
      canvas.polyline(line.filter { $0.x <= border ?? .infinity }, stroke)
      canvas.polyline(line.filter { $0.x >= border ?? .infinity }, stroke.dashed)
    }
  }

  /// Writes the centiles beside the ends of their lines; those above and below the median make room for it.
  private func label(_ lines: [[Spot]], on canvas: inout some Canvas) {
    let gap = 12.0
    let ends = lines.compactMap { $0.last }
    guard ends.count == Self.centiles.count else { return }
    var heights = ends.map { $0.y + 4 }
    let middle = ends.count / 2
    for index in (0..<middle).reversed() { heights[index] = max(heights[index], heights[index + 1] + gap) }
    for index in (middle + 1)..<ends.count { heights[index] = min(heights[index], heights[index - 1] - gap) }
    for (index, end) in ends.enumerated() {
      let name = "\(Int(Self.centiles[index]))"
      canvas.text(name, at: Spot(end.x + 7, heights[index]), Lettering(11, .start, .blue, isBold: index == middle))
    }
    canvas.text(
      "centile", at: Spot(ends[middle].x + 7, heights[ends.count - 1] - gap - 2), Lettering(11, .start, .faintInk))
  }

  /// Draws the measurements of the patient, joined in their order, each with its label.
  private func draw(_ marks: [Mark], _ frame: PlotFrame, on canvas: inout some Canvas) {
    let spots = marks.map { frame.spot($0.age, $0.value) }
    let labels = marks.indices.map { place(ofLabel: $0, spots, frame) }
    let lettering = Lettering(12, .start, .ink, isBold: true)
    for (mark, place) in zip(marks, labels) {
      canvas.rectangle(
        Spot(place.x, place.y - 11), Spot(place.x + lettering.width(of: mark.label), place.y + 3), .veil)
    }
    canvas.polyline(spots, Stroke(.vermilion, width: 1.2))
    for spot in spots { canvas.circle(spot, radius: 5, .vermilion, Stroke(.paper, width: 1.5)) }
    for (mark, place) in zip(marks, labels) { canvas.text(mark.label, at: place, lettering) }
  }

  /// Returns where the label of a mark begins: above it, on the side that a rising or falling line leaves free.
  private func place(ofLabel index: Int, _ spots: [Spot], _ frame: PlotFrame) -> Spot {
    let width = Lettering(12, .start, .ink, isBold: true).width(of: marks[index].label)
    let (before, after) = (spots[max(0, index - 1)], spots[min(spots.count - 1, index == 0 ? 1 : index)])
    let wanted =
      after.y > before.y
      ? spots[index].x + 4 : after.y < before.y ? spots[index].x - 4 - width : spots[index].x - width / 2
    return Spot(max(frame.corner.x, min(wanted, frame.opposite.x - width)), spots[index].y - 9)
  }
}
