// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics
internal import TestSupport
internal import Testing

@Suite("Scores of columns")
struct ColumnScorerTests {
  /// A row and what it is scored against.
  struct Row {
    let code: Int
    let age: Double
    let density: Double
  }

  /// What a column of rows is given.
  struct Scored {
    var t: [Double]
    var z: [Double]
    var centile: [Double]
    var category: [UInt8]
    var cell: [UInt16]
  }

  /// Every population with the peers of the same site, sex and scale, the T-score deciding from 50 years on.
  static let codes: [ScoreTable.Code] = {
    let curves = ReferenceLibrary.curves
    return ReferenceLibrary.populations.map { population in
      let peers = curves.first {
        $0.subject.site == population.site && $0.subject.vertebrae == population.vertebrae
          && $0.subject.sex == population.sex && $0.subject.scale == population.scale
      }
      return ScoreTable.Code(
        edges: [50],
        cells: [
          ScoreTable.Cell(population: population, peers: peers, basis: .z),
          ScoreTable.Cell(population: population, peers: peers, basis: .t),
        ])
    }
  }()

  static func score(
    _ rows: [Row], _ codes: [ScoreTable.Code] = codes, _ classification: ScoreTable.Classification = .reported
  ) throws -> Scored {
    let made = ScoreTable(codes, points: .published, classification: classification)
    let table = try #require(made)
    let count = rows.count
    let empty = [Double](repeating: 0, count: count)
    var scored = Scored(
      t: empty, z: empty, centile: empty, category: Array(repeating: 7, count: count),
      cell: Array(repeating: 7, count: count))
    let codes = rows.map { UInt16($0.code) }
    let (ages, densities) = (rows.map { $0.age }, rows.map { $0.density })
    scored.t.withUnsafeMutableBufferPointer { t in
      scored.z.withUnsafeMutableBufferPointer { z in
        scored.centile.withUnsafeMutableBufferPointer { centile in
          scored.category.withUnsafeMutableBufferPointer { category in
            scored.cell.withUnsafeMutableBufferPointer { cell in
              guard let t = t.baseAddress, let z = z.baseAddress, let centile = centile.baseAddress,
                let category = category.baseAddress, let cell = cell.baseAddress
              else { return }
              ColumnScorer(table).score(
                ScoreColumns(
                  count: count, codes: codes, ages: ages, densities: densities, tScores: t, zScores: z,
                  centiles: centile, categories: category, cells: cell))
            }
          }
        }
      }
    }
    return scored
  }

  /// The category of a row by the scores of one person, as the columns write it.
  static func category(_ row: Row, _ classification: ScoreTable.Classification) -> UInt8 {
    let cell = codes[row.code].cells[row.age >= 50 ? 1 : 0]
    guard let density = ArealDensity(gramsPerSquareCentimeter: row.density), let population = cell.population else {
      return CategoryCode.none
    }
    if cell.basis == .t {
      guard let t = try? TScore(of: density, on: population.scale, against: population) else {
        return CategoryCode.none
      }
      guard classification == .unrounded else { return code(CutPoints.published.classify(t.reported, by: .t)) }
      // T <= -2.5 and T < -1 in whole numbers: 10 (10 d - m) against -25 s and -10 s.
      let distance = (density.milligrams * 10 - population.meanTenThousandths) * 10
      let deviation = population.deviationTenThousandths
      return distance <= -25 * deviation
        ? CategoryCode.osteoporosis : distance < -10 * deviation ? CategoryCode.lowBoneMass : CategoryCode.normal
    }
    guard let peers = cell.peers,
      let z = try? ZScore(of: density, on: population.scale, atAge: .exact(row.age), against: peers)
    else { return CategoryCode.none }
    guard classification == .unrounded else { return code(CutPoints.published.classify(z.reported, by: .z)) }
    return z.unrounded <= -2 ? CategoryCode.belowExpectedRange : CategoryCode.withinExpectedRange
  }

  static func code(_ category: Densitometry.Category) -> UInt8 {
    switch category {
    case .normal: CategoryCode.normal
    case .lowBoneMass: CategoryCode.lowBoneMass
    case .osteoporosis: CategoryCode.osteoporosis
    case .belowExpectedRange: CategoryCode.belowExpectedRange
    case .withinExpectedRange: CategoryCode.withinExpectedRange
    default: CategoryCode.none
    }
  }

  /// Holds each row of a column against the scores of one person, to the last bit.
  static func compare(_ rows: [Row], _ classification: ScoreTable.Classification) throws {
    let scored = try score(rows, codes, classification)
    for (index, row) in rows.enumerated() {
      let cell = codes[row.code].cells[row.age >= 50 ? 1 : 0]
      let density = try #require(ArealDensity(gramsPerSquareCentimeter: row.density))
      let population = try #require(cell.population)
      let t = try TScore(of: density, on: population.scale, against: population).unrounded
      let z = cell.peers.flatMap {
        try? ZScore(of: density, on: population.scale, atAge: .exact(row.age), against: $0)
      }
      // No expectation for each of many rows: only what differs is told.
      if scored.t[index].bitPattern != t.bitPattern { Issue.record("T of \(row): \(scored.t[index]), not \(t)") }
      if let z {
        if scored.z[index].bitPattern != z.unrounded.bitPattern { Issue.record("Z of \(row): \(scored.z[index])") }
        if scored.centile[index].bitPattern != z.centile.bitPattern { Issue.record("Centile of \(row)") }
      } else if !scored.z[index].isNaN || !scored.centile[index].isNaN {
        Issue.record("Z of \(row), whose age has no peers")
      }
      let expected = category(row, classification)
      if scored.category[index] != expected {
        Issue.record("Category of \(row): \(scored.category[index]), not \(expected)")
      }
      if Int(scored.cell[index]) != row.code * 2 + (row.age >= 50 ? 1 : 0) { Issue.record("Cell of \(row)") }
    }
  }

  @Test(
    "A column has the scores, centiles and categories of its rows one by one, to the last bit",
    arguments: ScoreTable.Classification.allCases)
  func randomRows(classification: ScoreTable.Classification) throws {
    var source = SeededGenerator(seed: 20_261_122)
    let rows = (0..<100_000).map { _ in
      let places = [3, 3, 3, 4, 6].randomElement(using: &source) ?? 3
      let unit = [1e3, 1e4, 1e6][places == 3 ? 0 : places == 4 ? 1 : 2]
      return Row(
        code: Int.random(in: Self.codes.indices, using: &source), age: Double.random(in: 4...101, using: &source),
        density: (Double.random(in: 0.1...2.2, using: &source) * unit).rounded() / unit)
    }
    try Self.compare(rows, classification)
  }

  @Test(
    "Every cut point of every reference, and its neighbors, falls as for one person",
    arguments: ScoreTable.Classification.allCases)
  func boundaries(classification: ScoreTable.Classification) throws {
    var rows: [Row] = []
    for (code, what) in Self.codes.enumerated() {
      let population = try #require(what.cells[0].population)
      let limits = [-26, -25, -24, -11, -10, -9].map { tenths in
        Double(population.largestDensity(atOrBelow: ReportedScore(tenths: tenths))) / 1000
      }
      // The density of exactly -2.5 and -1 standard deviations, and half a mg about every limit.
      let exact = [-25, -10].map { tenths in
        Double(population.meanTenThousandths * 10 + Int64(tenths) * population.deviationTenThousandths) / 1e5
      }
      let halves = limits.flatMap { [$0 + 0.0005, $0 - 0.0005, $0 + 0.000_499_999, $0 + 0.000_499_999_5] }
      for density in (limits + exact + halves).flatMap({ [$0, $0.nextUp, $0.nextDown, $0 + 0.001, $0 - 0.001] }) {
        rows.append(Row(code: code, age: 70, density: density))
      }
    }
    try Self.compare(rows, classification)
  }

  @Test("The first and the last age of the peers are inside, their neighbors outside")
  func ages() throws {
    var rows: [Row] = []
    for (code, what) in Self.codes.enumerated() {
      guard let peers = what.cells[0].peers else { continue }
      let limits: [Double] = [peers.ages[0], peers.ages[1], peers.ages[peers.ages.count - 1], 20, 50]
      let ages = limits.flatMap { [$0, $0.nextUp, $0.nextDown] }
      rows += ages.map { Row(code: code, age: $0, density: 0.7) }
    }
    #expect(rows.count > 500)
    try Self.compare(rows, .reported)
  }

  @Test("The Z-score at which a category begins is that of the report")
  func belowRange() throws {
    // Densities in steps of a millionth about the one that reads -1.95, which is reported as -2.0.
    let code = try #require(Self.codes.firstIndex { $0.cells[0].peers?.key.contains("femoral-neck") ?? false })
    let peers = try #require(Self.codes[code].cells[0].peers)
    let limit = try peers.distribution(atAge: 30).value(atZ: -1.95)
    let center = try #require(limit)
    let rows = (-3000...3000).map { Row(code: code, age: 30, density: center + Double($0) * 1e-9) }
    try Self.compare(rows, .reported)
  }

  @Test("A row without an age or a density has no score and no category", arguments: [30.0, 70])
  func missing(age: Double) throws {
    let rows = [
      Row(code: 0, age: age, density: .nan), Row(code: 0, age: .nan, density: 0.8),
      Row(code: 0, age: .infinity, density: 0.8), Row(code: 0, age: -.infinity, density: 0.8),
    ]
    let scored = try Self.score(rows)
    #expect(scored.z.allSatisfy { $0.isNaN } && scored.centile.allSatisfy { $0.isNaN })
    #expect(scored.t[0].isNaN && scored.category[0] == CategoryCode.none)
  }

  @Test("A cell without young adults or peers gives neither score, and none of its rows a category")
  func emptyCells() throws {
    let population = try #require(ReferenceLibrary.populations.first)
    let peers = try #require(ReferenceLibrary.curves.first { $0.grid != nil })
    let cells = [
      ScoreTable.Cell(population: nil, peers: nil, basis: .t), ScoreTable.Cell(population: nil, peers: nil, basis: .z),
      ScoreTable.Cell(population: population, peers: peers, basis: nil),
    ]
    let codes = cells.map { ScoreTable.Code(edges: [], cells: [$0]) }
    let scored = try Self.score(codes.indices.map { Row(code: $0, age: 40, density: 0.8) }, codes)
    #expect(scored.t[0].isNaN && scored.t[1].isNaN && scored.z[0].isNaN && scored.z[1].isNaN)
    #expect(scored.t[2].isFinite && scored.z[2].isFinite)
    #expect(scored.category == [CategoryCode.none, CategoryCode.none, CategoryCode.none])
  }

  @Test("A curve that cannot be cut into equal steps gives no table")
  func irregularPeers() throws {
    let peers = try #require(ReferenceLibrary.curves.first { $0.grid == nil })
    let codes = [ScoreTable.Code(edges: [], cells: [ScoreTable.Cell(population: nil, peers: peers, basis: .z)])]
    let table = ScoreTable(codes, points: .published, classification: .reported)
    #expect(table == nil ? true : false, "\(peers.key)")
  }

  @Test("Every age curve of density can be cut into equal steps")
  func densityCurves() {
    let densities = ReferenceLibrary.curves.filter { $0.subject.quantity == .arealDensity }
    #expect(densities.count > 100)
    for curve in densities where curve.grid == nil { Issue.record("\(curve.key)") }
  }

  @Test("The length of a column does not matter to its rows", arguments: [0, 1, 7, 1023, 1024, 1025, 3000])
  func lengths(count: Int) throws {
    let rows = (0..<count).map { Row(code: $0 % Self.codes.count, age: 20 + Double($0 % 600) / 10, density: 0.8) }
    try Self.compare(rows, .reported)
  }
}
