// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import Statistics

extension PhantomPlot {
  static let width = 700.0
  static let margin = 24.0
  static let left = 70.0
  static let right = 40.0
  static let top = 48.0
  static let valueHeight = 210.0
  static let sumHeight = 110.0

  /// What one scanner and phantom takes: heading, values, days, title of the sums, sums, days.
  static let blockHeight = 44 + valueHeight + 50 + sumHeight + 44

  /// The lines below the panels.
  var captions: [String] {
    let words = """
      Small: no rule fires. Ring: a rule asks for a look; below, the tabular sum signals. Large: the scan fails. \
      Shaded: within 1.5 % of the baseline mean. Dashed: 3 standard deviations.
      """
    return CentileChart.captionLettering.wrap(words, width: Self.width - 2 * Self.margin)
  }

  func draw(on canvas: inout some Canvas) {
    canvas.text("Phantom quality control", at: Spot(Self.margin, 30), Lettering(17, isBold: true))
    for (index, one) in phantoms.enumerated() {
      let top = Self.top + Double(index) * Self.blockHeight
      canvas.text(one.series.name.capitalizedFirst, at: Spot(Self.margin, top + 14), Lettering(12, isBold: true))
      draw(valuesOf: one, top: top + 44, on: &canvas)
      draw(sumsOf: one, top: top + 44 + Self.valueHeight + 50, on: &canvas)
    }
    let bottom = Self.top + Double(phantoms.count) * Self.blockHeight
    for (index, line) in captions.enumerated() {
      canvas.text(line, at: Spot(Self.margin, bottom + 6 + Double(index) * 15), CentileChart.captionLettering)
    }
  }

  // MARK: Panels

  private func draw(valuesOf one: AssessedPhantom, top: Double, on canvas: inout some Canvas) {
    let frame = valueFrame(one, top: top)
    let baseline = one.control.baseline
    canvas.text(frame.y.title, at: Spot(Self.margin, top - 10), Lettering(12))
    frame.drawGrid(on: &canvas)
    let limits = [baseline.limits.lower, baseline.limits.upper].map { Double($0) / 1000 }
    let days = frame.x.range
    canvas.rectangle(
      frame.spot(days.lowerBound, limits[0]), frame.spot(days.upperBound, limits[1]),
      Paint(Paint.blue.color, opacity: 0.1))
    let deviation = baseline.standardDeviation ?? 0
    for (value, stroke) in [
      (limits[0], Stroke(.blue, width: 0.8)), (limits[1], Stroke(.blue, width: 0.8)),
      (baseline.mean, Stroke(.blue, width: 1.4)),
      (baseline.mean - 3 * deviation, Stroke(.axis).dashed), (baseline.mean + 3 * deviation, Stroke(.axis).dashed),
    ] {
      canvas.line(frame.spot(days.lowerBound, value), frame.spot(days.upperBound, value), stroke)
    }
    let ends = [one.control.scans.first, one.control.scans.dropFirst(baseline.count).first].compactMap(\.self)
    if ends.count == 2 { drawEndOfBaseline(frame.spot(Self.day(ends[1]), 0).x, frame, on: &canvas) }
    draw(one.control.scans, frame, on: &canvas)
    frame.labelY(on: &canvas, size: 11)
    labelDays(one, frame, on: &canvas)
  }

  private func drawEndOfBaseline(_ place: Double, _ frame: PlotFrame, on canvas: inout some Canvas) {
    canvas.line(Spot(place, frame.corner.y), Spot(place, frame.opposite.y), Stroke(.axis).dashed)
    let isFarRight = place > frame.opposite.x - 90
    canvas.text(
      "after the baseline", at: Spot(place + (isFarRight ? -4 : 4), frame.corner.y + 12),
      Lettering(11, isFarRight ? .end : .start, .faintInk))
  }

  private func draw(_ scans: [PhantomControl.Judged], _ frame: PlotFrame, on canvas: inout some Canvas) {
    func spot(_ judged: PhantomControl.Judged) -> Spot {
      frame.spot(Self.day(judged), judged.scan.density.gramsPerSquareCentimeter)
    }
    canvas.polyline(scans.map(spot), Stroke(Paint(Paint.ink.color, opacity: 0.3), width: 0.8))
    canvas.dots(scans.filter { $0.rules.isEmpty }.map(spot), radius: 1.8, Paint(Paint.ink.color, opacity: 0.7))
    for judged in scans where !judged.rules.isEmpty {
      if judged.rules.contains(.a) {
        canvas.circle(spot(judged), radius: 4, .vermilion, Stroke(.paper))
      } else {
        canvas.circle(spot(judged), radius: 3, .paper, Stroke(.vermilion, width: 1.4))
      }
    }
  }

  private func draw(sumsOf one: AssessedPhantom, top: Double, on canvas: inout some Canvas) {
    let frame = sumFrame(one, top: top)
    canvas.text(frame.y.title, at: Spot(Self.margin, top - 10), Lettering(12))
    frame.drawGrid(on: &canvas)
    let days = frame.x.range
    canvas.line(frame.spot(days.lowerBound, 0), frame.spot(days.upperBound, 0), Stroke(.axis))
    let spots = one.control.scans.compactMap { judged in judged.sum.map { frame.spot(Self.day(judged), $0) } }
    canvas.polyline(spots, Stroke(.blue, width: 1.6))
    if spots.isEmpty {
      canvas.text("It needs ten scans.", at: frame.spot(days.lowerBound, 0), Lettering(11, .start, .faintInk))
    }
    for judged in one.control.scans where judged.drift?.isSignal ?? false {
      canvas.circle(frame.spot(Self.day(judged), judged.sum ?? 0), radius: 3, .paper, Stroke(.vermilion, width: 1.4))
    }
    frame.labelY(on: &canvas, size: 11)
    labelDays(one, frame, on: &canvas)
  }

  // MARK: Axes

  private func valueFrame(_ one: AssessedPhantom, top: Double) -> PlotFrame {
    let baseline = one.control.baseline
    let deviation = baseline.standardDeviation ?? 0
    let values =
      (one.control.scans.map { $0.scan.density.gramsPerSquareCentimeter } + [
        Double(baseline.limits.lower) / 1000, Double(baseline.limits.upper) / 1000, baseline.mean - 3 * deviation,
        baseline.mean + 3 * deviation,
      ]).sorted()
    return frame(
      one, Axis("Density, g/cm²", over: values[0]...values[values.count - 1], steps: 6, isWidened: true), top,
      Self.valueHeight)
  }

  private func sumFrame(_ one: AssessedPhantom, top: Double) -> PlotFrame {
    let sums = (one.control.scans.compactMap { $0.sum } + [0.01, -0.01]).sorted()
    let title = "Cumulative sum of distances from the mean of the first ten, g/cm²"
    return frame(
      one, Axis(title, over: sums[0]...sums[sums.count - 1], steps: 4, isWidened: true), top, Self.sumHeight)
  }

  private func frame(_ one: AssessedPhantom, _ y: Axis, _ top: Double, _ height: Double) -> PlotFrame {
    PlotFrame(
      corner: Spot(Self.left, top), opposite: Spot(Self.width - Self.right, top + height),
      x: Axis(days: Self.days(one), steps: Self.dayTicks), y: y)
  }

  private static let dayTicks = 8

  private func labelDays(_ one: AssessedPhantom, _ frame: PlotFrame, on canvas: inout some Canvas) {
    for day in Axis.marked(in: Self.days(one), steps: Self.dayTicks) {
      let place = frame.spot(Double(day.dayNumber), frame.y.range.lowerBound)
      canvas.line(place, Spot(place.x, place.y + 4), Stroke(.axis))
      canvas.text(day.description, at: Spot(place.x, place.y + 17), Lettering(11, .middle))
    }
  }

  /// The days from the first scan to the last; a series has at least one.
  private static func days(_ one: AssessedPhantom) -> ClosedRange<CalendarDate> {
    let dates = one.control.scans.map { $0.scan.date }
    guard let first = dates.first, let last = dates.last else {
      preconditionFailure("A series of phantom scans must have one.")
    }
    return first...last
  }

  private static func day(_ judged: PhantomControl.Judged) -> Double { Double(judged.scan.date.dayNumber) }
}
