// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics
internal import Testing

@testable internal import Reports

@Suite("Centile chart")
struct CentileChartTests {
  /// A median of 0.8 g/cm² from 20 to 60 years, L 1 and S 0.125, so that a Z-score of 1 is 0.1 g/cm².
  static func curve(sparseFrom: Double? = nil) -> AgeCurve {
    let distribution = BoxCoxNormal(power: 1, median: 0.8, variation: 0.125)
    return AgeCurve(
      key: "sample", subject: AgeCurveSubject(site: .totalHip, sex: .male, group: .mexicanAmerican, scale: .hologic),
      sparseFrom: sparseFrom, tag: .design,
      knots: [20.0, 60].map { AgeCurve.Knot(age: $0, distribution: distribution) })
  }

  static func sample(_ count: Int, ages: ClosedRange<Double> = 20...60) -> SurveySample {
    let span = ages.upperBound - ages.lowerBound
    return SurveySample(
      ages: (0..<count).map { ages.lowerBound + span * Double($0) / Double(count) },
      values: (0..<count).map { 0.7 + Double($0 % 100) / 500 }, weights: (0..<count).map { _ in 1 },
      clusters: (0..<count).map { _ in 0 }, design: .independent(count: count))
  }

  static func count(_ part: String, in text: String) -> Int {
    text.split(separator: part, omittingEmptySubsequences: false).count - 1
  }

  @Test("The lines and a mark lie where arithmetic puts them")
  func geometry() {
    let chart = CentileChart(of: Self.curve(), marks: [.init(age: 30, value: 0.75, label: "now")])
    // Ages 20 to 60 over the pixels 64 to 642: 30 years lie at 64 + 10 / 40 * 578 = 208.5.
    // The outer lines are 0.8 -+ 0.188: a span of 0.376 in at most 10 steps makes steps of 0.05, from 0.6 to 1.0, over the
    // pixels 460 to 88: 0.75 lies at 460 - 0.15 / 0.4 * 372 = 320.5.
    #expect(chart.svg.contains("<circle cx=\"208.5\" cy=\"320.5\" r=\"5\""))
    // The median is level at 460 - 0.2 / 0.4 * 372 = 274.
    #expect(chart.svg.contains("d=\"M64 274L66.89 274L"))
    // The 97th centile is 0.8 + 0.1 * 1.8807936081512509 (Python statistics.NormalDist), at 460 - 0.388... / 0.4 * 372.
    let height = 460 - (0.2 + 0.188_079_360_815_125_1) / 0.4 * 372
    #expect((height - 99.086).magnitude < 0.001)
    #expect(chart.svg.contains("d=\"M64 99.09L66.89 99.09L"))
  }

  @Test("Every centile has a line and a label beside its end")
  func centiles() {
    let svg = CentileChart(of: Self.curve()).svg
    #expect(Self.count("fill=\"none\" stroke=\"#0072B2\"", in: svg) == 7)
    for centile in ["3", "10", "25", "50", "75", "90", "97"] {
      #expect(Self.count(">\(centile)</text>", in: svg) >= 1, "\(centile)")
    }
    #expect(Self.count("<text x=\"649\"", in: svg) == 8)
  }

  @Test("Labels that would touch move away from the median")
  func labels() throws {
    let narrow = BoxCoxNormal(power: 1, median: 0.8, variation: 0.01)
    let curve = AgeCurve(
      key: "narrow", subject: AgeCurveSubject(site: .totalHip, sex: .male, scale: .hologic), sparseFrom: nil,
      tag: .design, knots: [AgeCurve.Knot(age: 20, distribution: narrow), .init(age: 60, distribution: narrow)])
    let svg = CentileChart(of: curve, marks: [.init(age: 30, value: 0.4, label: "")]).svg
    let heights = svg.split(separator: "\n").filter { $0.hasPrefix("<text x=\"649\"") }.compactMap { line in
      line.split(separator: "y=\"").dropFirst().first?.split(separator: "\"").first.flatMap { Double($0) }
    }
    #expect(heights.count == 8)
    #expect(zip(heights.prefix(7), heights.prefix(7).dropFirst()).allSatisfy { $0 - $1 >= 12 })
  }

  @Test("The part with few people is dashed and named, and without one nothing is dashed")
  func sparsePart() {
    let whole = CentileChart(of: Self.curve()).svg
    #expect(!whole.contains("stroke-dasharray") && !whole.contains("Dashed"))
    let svg = CentileChart(of: Self.curve(sparseFrom: 50.05)).svg
    #expect(Self.count("stroke-dasharray", in: svg) == 7)
    // The dashed median begins at 64 + 30.05 / 40 * 578 = 498.2225.
    #expect(svg.contains("d=\"M498.22 274L"))
    #expect(Self.count("Dashed: few people from 50.1 years.", in: svg) == 2)
  }

  @Test(
    "Up to 3000 people are all drawn, beyond that one in every few, and the chart says so",
    arguments: [
      (1, 1, "1 person"), (2999, 2999, "2,999 people"), (3000, 3000, "3,000 people"),
      (3001, 1501, "1,501 of 3,001 people, one in every 2 of the sample"),
      (6000, 3000, "3,000 of 6,000 people, one in every 2 of the sample"),
      (6001, 2001, "2,001 of 6,001 people, one in every 3 of the sample"),
    ])
  func dots(people: Int, drawn: Int, words: String) {
    let svg = CentileChart(of: Self.curve(), sample: Self.sample(people)).svg
    #expect(Self.count("r=\"1.2\"", in: svg) == drawn)
    #expect(Self.count("Dots: \(words).", in: svg) == 2)
  }

  @Test("People outside the ages of the curve are neither drawn nor counted")
  func dotsOutside() {
    // Of 100 ages 0, 1, ... 99 those from 20 to 60 are 41.
    let chart = CentileChart(of: Self.curve(), sample: Self.sample(100, ages: 0...100))
    #expect(chart.dots.count == 41 && chart.svg.contains("Dots: 41 people."))
  }

  @Test("Title and caption say what, where from, when, how many and on what evidence")
  func words() throws {
    let curve = try #require(ReferenceLibrary.curve("nhanes-2005-2010.femoral-neck.all-female"))
    let chart = CentileChart(of: curve)
    #expect(chart.svg.contains(">Femoral neck density by age: female, all groups</title>"))
    let caption = chart.caption.joined(separator: " ")
    for words in [
      "nhanes-2005-2010.femoral-neck.all-female.", "[nhanes-2005-2010]", "Measured 2005-2010.",
      "Evidence: confirmed; computed from public microdata.", "Dashed: few people from 80 years.",
    ] { #expect(caption.contains(words)) }
    // The file: M is 0.60284 at 8 years, 0.62162 at 84 and, highest, 0.88891 at 18.
    #expect(chart.description.contains("The median is 0.603 at 8 years and 0.622 at 84; it is highest, 0.889, at 18"))
  }

  @Test("A curve that is not in the library shows the origin that is given, and none where none is")
  func origin() {
    let bare = CentileChart(of: Self.curve())
    #expect(bare.origin == nil && bare.caption == ["sample. Evidence: design."])
    #expect(bare.svg.contains(">Total hip density by age: male, Mexican American</text>"))
    let origin = ChartOrigin(title: "Fit", source: "A survey", years: "2001", count: 1_234_567, label: "trial")
    let chart = CentileChart(of: Self.curve(), origin: origin)
    #expect(
      chart.caption == ["sample. Source: A survey. Measured 2001. n 1,234,567. Evidence: design; trial."])
    #expect(chart.svg.contains(">Fit; Hologic scale</text>"))
  }

  @Test("A group and a quantity of the writer's own are named as the writer names them")
  func ownWords() {
    let origin = ChartOrigin(
      title: "Fit", source: "A survey", headline: "Phalanx width by age: female, urban", quantity: "Phalanx width, mm")
    let svg = CentileChart(of: Self.curve(), origin: origin).svg
    #expect(svg.contains(">Phalanx width by age: female, urban</title>") && svg.contains(">Phalanx width, mm</text>"))
    #expect(!svg.contains("g/cm") && !svg.contains("Mexican"))
  }

  @Test("A mark is told in words, its label cannot become markup, and it widens both axes")
  func marks() {
    let chart = CentileChart(of: Self.curve(), marks: [.init(age: 70, value: 0.41, label: "<b>&")])
    #expect(chart.description.contains("Marked: <b>&, 0.410 at 70 years."))
    #expect(chart.svg.contains(">&lt;b&gt;&amp;</text>") && !chart.svg.contains("<b>"))
    #expect(chart.frame.x.range == 20...70 && chart.frame.y.range.lowerBound == 0.4)
  }

  @Test("The same chart gives the same bytes, for every curve of the library")
  func determinism() {
    for curve in ReferenceLibrary.curves {
      let svg = CentileChart(of: curve).svg
      #expect(svg == CentileChart(of: curve).svg)
      #expect(Self.count("<path", in: svg) > 7, "\(curve.key)")
      #expect(!svg.contains("nan") && !svg.contains("inf"), "\(curve.key)")
    }
  }

  @Test("The chart of a curve is as it was recorded")
  func snapshot() throws {
    let marks = [
      CentileChart.Mark(age: 30, value: 0.75, label: "first"), .init(age: 55, value: 0.7, label: "now, Z \u{2212}1.0"),
    ]
    try Snapshot.expect(
      CentileChart(of: Self.curve(sparseFrom: 55), sample: Self.sample(40), marks: marks).svg, "centile-chart.svg")
  }
}
