// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats
internal import Statistics
internal import TestSupport
internal import Testing

@Suite("Repeat scan")
struct RepeatScanTests {
  @Test("A density on a boundary falls to either side with a chance of one half")
  func onBoundary() {
    // The boundary lies half a mg/cm² above the largest density reported below it.
    let scan = RepeatScan(density: 564.5, precisionError: 10, upper: 732, lower: 564)
    #expect(scan.atLower == 0.5)
    #expect(scan.belowUpper > 0.5)
  }

  @Test("The first scan and the repeat both carry the precision error")
  func twoErrors() {
    // One standard deviation of the difference, 10 * sqrt(2) mg/cm², above the boundary: Phi(-1).
    let scan = RepeatScan(density: 564.5 + 10 * (2.0).squareRoot(), precisionError: 10, upper: 732, lower: 564)
    #expect(scan.atLower.ulps(from: 0.158_655_253_931_457_05) <= 8)
  }

  @Test("The chance of a low repeat falls as the density rises")
  func monotone() {
    var last = 1.0
    for density in 300...1100 {
      let scan = RepeatScan(density: Double(density), precisionError: 12, upper: 732, lower: 564)
      #expect(scan.atLower <= last && scan.atLower <= scan.belowUpper)
      last = scan.atLower
    }
  }
}

@Suite("Category probabilities")
struct CategoryProbabilitiesTests {
  /// Each of at most four sites adds the rounding of one probability near 1 and of one product, and the sum has its own.
  static let allowed = 16 * (1.0).ulp

  static func cases(_ basis: String) throws -> [JSONValue] {
    let document = try JSONReader.read(Repository.bytes("Reference/expected/probabilities.json"))
    return try #require(document[basis]?.array)
  }

  static func number(_ value: JSONValue, _ key: String) throws -> Double {
    try #require(value[key]?.number).doubleValue
  }

  static func expect(_ computed: CategoryProbabilities, _ expected: JSONValue) throws {
    let probabilities = try #require(expected["probabilities"]?.members)
    #expect(computed.values.map { $0.category.rawValue } == probabilities.map { $0.key })
    for (value, member) in zip(computed.values, probabilities) {
      let probability = try #require(member.value.number).doubleValue
      #expect((value.probability - probability).magnitude <= allowed, "\(value) \(probability)")
    }
  }

  @Test("Agrees with the independent probabilities of 300 people on the T-score")
  func tVectors() throws {
    let cases = try Self.cases("t")
    #expect(cases.count == 300)
    for expected in cases {
      var scans: [RepeatScan] = []
      for site in try #require(expected["sites"]?.array) {
        let population = try YoungAdultPopulation.sample(
          mean: milligrams(try Self.number(site, "mean_mg")), deviation: milligrams(try Self.number(site, "sd_mg")))
        scans.append(
          RepeatScan(
            density: try Self.number(site, "density_mg"), precisionError: try Self.number(site, "rms_sd_mg"),
            upper: population.largestDensity(atOrBelow: ReportedScore(tenths: -11)),
            lower: population.largestDensity(atOrBelow: ReportedScore(tenths: -25))))
      }
      try Self.expect(CategoryProbabilities(of: scans, by: .t), expected)
    }
  }

  /// Returns whole mg/cm² as a text in g/cm².
  private func milligrams(_ value: Double) -> String {
    Fixed(ExactDecimal(billionths: Int64(value) * 1_000_000), places: 3).description
  }

  @Test("Agrees with the independent probabilities of 100 people on the Z-score")
  func zVectors() throws {
    let cases = try Self.cases("z")
    #expect(cases.count == 100)
    for expected in cases {
      var scans: [RepeatScan] = []
      for site in try #require(expected["sites"]?.array) {
        let peers = BoxCoxNormal(
          power: try Self.number(site, "L"), median: try Self.number(site, "M"), variation: try Self.number(site, "S"))
        let limit = peers.largestDensity(atOrBelow: ReportedScore(tenths: -20))
        scans.append(
          RepeatScan(
            density: try Self.number(site, "density_mg"), precisionError: try Self.number(site, "rms_sd_mg"),
            upper: limit, lower: limit))
      }
      try Self.expect(CategoryProbabilities(of: scans, by: .z), expected)
    }
  }

  @Test("The lowest site decides: the chances of the sites multiply")
  func independence() {
    let half = RepeatScan(density: 564.5, precisionError: 10, upper: 564, lower: 564)
    let values = CategoryProbabilities(of: [half, half], by: .t).values.map { $0.probability }
    // Above both cut points at both sites: 1/2 * 1/2; no room between the cut points; the rest is osteoporosis.
    #expect(values == [0.25, 0, 0.75])
  }

  @Test("Another site never makes osteoporosis less likely")
  func moreSites() throws {
    let site = RepeatScan(density: 590, precisionError: 15, upper: 732, lower: 564)
    var last = 0.0
    for count in 1...6 {
      let values = CategoryProbabilities(of: Array(repeating: site, count: count), by: .t).values
      let osteoporosis = try #require(values.last).probability
      #expect(osteoporosis >= last)
      last = osteoporosis
    }
  }

  @Test("The probabilities add up to 1 and none is negative")
  func sum() {
    for density in stride(from: 300.0, through: 1100, by: 7) {
      let scan = RepeatScan(density: density, precisionError: 12, upper: 732, lower: 564)
      for basis in ScoreBasis.allCases {
        let values = CategoryProbabilities(of: [scan, scan], by: basis).values
        #expect(values.allSatisfy { (0...1).contains($0.probability) })
        #expect(values.reduce(0) { $0 + $1.probability }.ulps(from: 1) <= 4)
      }
    }
  }
}
