// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics
internal import Testing

@testable internal import Reports

@Suite("Curve plot")
struct CurvePlotTests {
  /// A line from 1.0 g/cm² at 0 years to 2.0 at 40, with hardly any spread.
  static func slope(sparseFrom: Double? = nil) -> AgeCurve {
    let knots = [(0.0, 1.0), (40.0, 2.0)].map { age, median in
      AgeCurve.Knot(age: age, distribution: BoxCoxNormal(power: 1, median: median, variation: 1e-6))
    }
    return AgeCurve(
      key: "slope", subject: AgeCurveSubject(site: .femoralNeck, sex: .female, scale: .hologic),
      sparseFrom: sparseFrom, tag: .design, knots: knots)
  }

  /// The dots of a plot of 80 columns as pairs counted from the lower left corner; 7 columns of axis stand before them.
  static func dots(_ lines: [String]) -> Set<[Int]> {
    let bits: [(UInt32, Int, Int)] = [
      (0x01, 0, 3), (0x02, 0, 2), (0x04, 0, 1), (0x40, 0, 0), (0x08, 1, 3), (0x10, 1, 2), (0x20, 1, 1), (0x80, 1, 0),
    ]
    var dots: Set<[Int]> = []
    for (row, line) in lines.dropFirst().prefix(17).enumerated() {
      for (column, scalar) in line.unicodeScalars.dropFirst(7).enumerated()
      where (0x2800...0x28FF).contains(scalar.value) {
        for (bit, x, y) in bits where (scalar.value - 0x2800) & bit != 0 {
          dots.insert([column * 2 + x, (16 - row) * 4 + y])
        }
      }
    }
    return dots
  }

  @Test("A straight line runs from corner to corner, each dot where arithmetic puts it")
  func geometry() {
    let lines = CurvePlot.lines(of: Self.slope(), width: 80)
    // 80 - 7 - 4 = 69 columns are 138 dots, 17 rows are 68. A hair of spread widens the axis by a step of 0.2 at both
    // ends to 0.8 ... 2.2, so 1.0 lies at 0.2 / 1.4 * 67 = 9.57 and 2.0 at 1.2 / 1.4 * 67 = 57.43 from below.
    #expect(lines[1].hasPrefix("2.200 ") && lines[9].hasPrefix("1.500 ") && lines[17].hasPrefix("0.800 "))
    let dots = Self.dots(lines)
    #expect(dots.contains([0, 10]) && dots.contains([137, 57]))
    for x in 0..<138 {
      let height = (0.2 + Double(x) / 137) / 1.4 * 67
      #expect(dots.contains { $0[0] == x && (Double($0[1]) - height).magnitude <= 0.51 }, "\(x)")
    }
    #expect(dots.count == 138)
  }

  @Test("Where few people stand behind the curve half of the dots are left out")
  func sparsePart() {
    let dots = Self.dots(CurvePlot.lines(of: Self.slope(sparseFrom: 20), width: 80))
    // The first half, 68.5 of the 137 steps, is whole: dots 0 to 68. Of 69 to 137 the even ones remain: 34.
    #expect(dots.filter { $0[0] <= 68 }.count == 69)
    #expect(dots.filter { $0[0] > 68 }.map { $0[0] }.sorted() == Array(stride(from: 70, through: 136, by: 2)))
  }

  @Test(
    "There is no plot below 60 columns, and from there on none wider than asked for", arguments: [59, 60, 61, 80, 100])
  func width(width: Int) {
    for curve in ReferenceLibrary.curves {
      let lines = CurvePlot.lines(of: curve, width: width)
      #expect(lines.isEmpty == (width < 60))
      #expect(lines.allSatisfy { $0.count <= width && $0.last != " " && $0.last != "\u{2800}" }, "\(curve.key)")
      for name in [" 97", " 50", "  3"] where width >= 60 {
        #expect(lines[1...17].filter { $0.hasSuffix(name) }.count == 1, "\(curve.key)\(name)")
      }
    }
  }

  @Test("A steep line has no gaps")
  func filling() {
    var grid = DotGrid(columns: 1, rows: 2)
    grid.set(0, 1)
    grid.set(1, 6)
    grid.fill(1, between: 1, and: 6)
    // Column 1 holds the dots 2 to 5 between the two: 0x20 0x80 above, 0x08 0x10 below, and 0x20 at height 6.
    #expect(grid.rows == ["\u{28A2}", "\u{2838}"])
    var level = DotGrid(columns: 1, rows: 1)
    level.fill(0, between: 1, and: 2)
    #expect(level.rows == ["\u{2800}"])
  }
}

@Suite("T scale")
struct TScaleTests {
  @Test("The densities are the mean and whole standard deviations from it, the cut points where the rules put them")
  func scale() throws {
    let population = try #require(ReferenceLibrary.population("nhanes-iii.femoral-neck.white-female"))
    // 0.858 + T * 0.120, T from -4 to 2
    #expect(
      TScale.lines(of: population, width: 80) == [
        "    T  \u{2212}4        \u{2212}3  \u{2212}2.5  \u{2212}2       \u{2212}1.0        0        +1        +2",
        "        ┼─────────┼────┃────┼─────────┃─────────┼─────────┼─────────┼",
        "g/cm² 0.378     0.498     0.618     0.738     0.858     0.978     1.098",
        "          osteoporosis   low bone mass            normal",
      ])
  }

  @Test("A population that never classifies has no names of categories")
  func whatIf() throws {
    let population = try #require(ReferenceLibrary.population("nhanes-2005-2014.femoral-neck.white-female"))
    #expect(!population.isDiagnostic && TScale.lines(of: population, width: 80).count == 3)
  }

  @Test("A density that would not be positive is left out")
  func positive() throws {
    // 0.4 - 4 * 0.1 = 0
    let population = YoungAdultPopulation(
      key: "wide", site: .radius33, vertebrae: nil, sex: .female, scale: .hologic, devices: [], family: .manufacturer,
      isDiagnostic: true, tag: .design, mean: try #require(ExactDecimal(text: "0.4")),
      deviation: try #require(ExactDecimal(text: "0.1")))
    #expect(
      TScale.lines(of: population, width: 80)[2].split(separator: " ")
        == ["g/cm²", "0.100", "0.200", "0.300", "0.400", "0.500", "0.600"])
  }

  @Test("The scale fits, and there is none below 60 columns", arguments: [59, 60, 61, 70, 80, 100])
  func width(width: Int) {
    for population in ReferenceLibrary.populations {
      let lines = TScale.lines(of: population, width: width)
      #expect(lines.isEmpty == (width < 60))
      #expect(lines.allSatisfy { $0.count <= width && $0.last != " " }, "\(population.key)")
    }
  }
}
