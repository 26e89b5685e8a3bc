// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics
internal import Testing

@testable internal import Reports

@Suite("Worm plot")
struct WormPlotTests {
  static func worm(
    _ ages: Range<Double> = 20..<30, count: Int = 1062, effectiveCount: Double? = nil, points: [(Double, Double)] = [],
    _ coefficients: [Double] = [0, 0, 0, 0]
  ) -> Worm {
    Worm(
      ages: ages, count: count, effectiveCount: effectiveCount,
      points: points.map { Worm.Point(expected: $0.0, deviation: $0.1) }, coefficients: coefficients)
  }

  @Test(
    "A panel is named by its completed years and its people",
    arguments: [
      (20.0..<30.0, "20 to 29 years, n 1,062"), (8.0..<9.0, "8 years, n 1,062"),
      (8.5..<10.0, "8.5 to under 10.0 years, n 1,062"),
    ])
  func headings(ages: Range<Double>, heading: String) {
    #expect(WormPlot.heading(of: Self.worm(ages)) == heading)
    #expect(WormPlot(title: "t", worms: [Self.worm(ages)]).svg.contains(">\(heading)</text>"))
  }

  @Test("The points lie where arithmetic puts them")
  func geometry() {
    let plot = WormPlot(title: "t", worms: [Self.worm(points: [(-3.5, 0.25), (0, 0), (1.75, -0.5)])])
    let frame = plot.layout.frame(0)
    // One panel is 700 - 24 - 66 = 610 wide and at most 190 high, from 66 and 82 + 22 = 104 on.
    #expect(frame.corner == Spot(66, 104) && frame.opposite == Spot(676, 294))
    // -3.5 is the left edge, 0.25 a quarter of 190 from the top; 1.75 is three quarters of the way.
    #expect(plot.svg.contains("<circle cx=\"66\" cy=\"151.5\" r=\"1.8\"/>"))
    #expect(plot.svg.contains("<circle cx=\"371\" cy=\"199\" r=\"1.8\"/>"))
    #expect(plot.svg.contains("<circle cx=\"523.5\" cy=\"294\" r=\"1.8\"/>"))
  }

  @Test(
    "Panels stand in rows of three, of four where there are more than nine, or as asked for",
    arguments: [
      (1, nil, 1), (3, nil, 3), (9, nil, 3), (10, nil, 4), (6, 2, 2), (2, 5, 2),
    ] as [(Int, Int?, Int)])
  func columns(panels: Int, asked: Int?, columns: Int) {
    let plot = WormPlot(title: "t", worms: [Worm](repeating: Self.worm(), count: panels), columns: asked)
    #expect(plot.columns == columns && plot.layout.rows == (panels + columns - 1) / columns)
    let last = plot.layout.frame(panels - 1)
    #expect((plot.layout.bottom - last.opposite.y).magnitude < 1e-9 && last.opposite.x <= 676 + 1e-9)
  }

  @Test(
    "The scale widens by halves for the middle of the scores, and not for their tails",
    arguments: [
      (0.5, 0.5), (0.5.nextDown, 0.5), (0.501, 1.0), (-1.2, 1.5),
    ])
  func scale(deviation: Double, limit: Double) {
    #expect(WormPlot(title: "t", worms: [Self.worm(points: [(2.5, deviation)])]).layout.y.range == -limit...limit)
    #expect(WormPlot(title: "t", worms: [Self.worm(points: [(2.51, deviation)])]).layout.y.range == -0.5...0.5)
    #expect(WormPlot(title: "t", worms: [Self.worm(points: [(3.7, 0)])]).layout.x.range == -4...4)
  }

  @Test("A point beyond the frame is open and lies at its edge")
  func pointBeyond() {
    let svg = WormPlot(title: "t", worms: [Self.worm(points: [(0, 0), (3.5, 0.51), (-3.5, -0.9)])]).svg
    #expect(svg.contains("<circle cx=\"676\" cy=\"104\" r=\"2.4\" fill=\"#FFFFFF\""))
    #expect(svg.contains("<circle cx=\"66\" cy=\"294\" r=\"2.4\" fill=\"#FFFFFF\""))
  }

  @Test("The cubic is drawn between the outer points, and only within the frame")
  func cubic() {
    let level = WormPlot(title: "t", worms: [Self.worm(points: [(-3.5, 0.1), (3.5, 0.1)], [0.1, 0, 0, 0])]).svg
    // 0.1 lies at 104 + 0.4 * 190 = 180.
    #expect(level.contains("d=\"M66 180L76.17 180L") && level.contains("L676 180\" fill=\"none\" stroke=\"#D55E00\""))
    // A bowl of 0.3 x² - 0.5 leaves the frame beyond |x| = 1.83; below it comes back to nothing.
    let bowl = WormPlot(title: "t", worms: [Self.worm(points: [(-3.5, 0), (3.5, 0)], [-0.45, 0, 0.3, 0])]).svg
    #expect(bowl.split(separator: "#D55E00").count == 2)
    // An S of 0.3 x - 0.1 x³ leaves it above and below: what is inside are three pieces.
    let wave = WormPlot(title: "t", worms: [Self.worm(points: [(-3.5, 0), (3.5, 0)], [0, 1, 0, -0.15])]).svg
    #expect(wave.split(separator: "#D55E00").count == 4)
  }

  @Test("The band is that of the effective size, and the caption says so")
  func band() {
    // At zero 1.96 * 0.5 / sqrt(400) / 0.39894 = 0.12282; drawn at 199 -+ 0.12282 * 190 = 175.66 and 222.34.
    let plot = WormPlot(title: "t", worms: [Self.worm(count: 900, effectiveCount: 400)])
    #expect(plot.svg.contains("L371 175.66L") && plot.svg.contains("L371 222.34L"))
    #expect(plot.captions.joined(separator: " ").contains("a normal sample of the effective size"))
    let even = WormPlot(title: "t", worms: [Self.worm(count: 400)])
    #expect(even.svg.contains("L371 175.66L"))
    #expect(even.captions.joined(separator: " ").contains("a normal sample of this size"))
  }

  @Test("The cubic is told in words")
  func description() {
    let plot = WormPlot(title: "t", worms: [Self.worm(20..<30, [0.2, -0.1, 0.054, 0])])
    #expect(
      plot.description.hasSuffix(
        "20 to 29 years, n 1,062: mean +0.20, spread \u{2212}0.10, skewness +0.05, tails 0.00."))
  }

  @Test("The plot of two panels is as it was recorded, and the same every time")
  func snapshot() throws {
    let scores = (0..<200).map { NormalDistribution.quantile((Double($0) + 0.5) / 200) }
    let worms = [(20.0, 0.1), (30, -0.2)].map { age, shift in
      Worm(
        scores: scores.map { $0 * (1 + shift / 2) + shift }, weights: scores.map { _ in 1 }, ages: age..<(age + 10))
    }
    let svg = WormPlot(title: "a < b", worms: worms).svg
    #expect(svg == WormPlot(title: "a < b", worms: worms).svg)
    try Snapshot.expect(svg, "worm-plot.svg")
  }

  @Test("No panels, or no columns, are a mistake of the program")
  func preconditions() async {
    await #expect(processExitsWith: .failure) { _ = WormPlot(title: "t", worms: []) }
    await #expect(processExitsWith: .failure) {
      _ = WormPlot(title: "t", worms: [WormPlotTests.worm()], columns: 0)
    }
  }
}
