// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import Statistics
internal import TestSupport
internal import Testing

/// Untreated women of 67 and older by their first T-score, beside the intervals of Gourlay 2012.
///
/// - Source: `docs/methods/next-scan.md`, beside the published intervals.
@Suite("Time until a tenth of women reach osteoporosis")
struct Gourlay2012Tests {
  static let points = 200
  static let mean = -1.83

  struct Hip: Sendable {
    let site: Site
    let young: (mean: Double, deviation: Double)
    let error: Double

    static let neck = Hip(site: .femoralNeck, young: (0.858, 0.120), error: 0.013)
    static let total = Hip(site: .totalHip, young: (0.942, 0.122), error: 0.010)

    /// The highest density that is osteoporosis in the study.
    var limit: Double { young.mean - 2.5 * young.deviation }

    /// A woman whose score was seen at an age.
    func forecast(score: Double, age: Int) -> SiteForecast {
      let noise = error / young.deviation
      let reliability = 1 - noise * noise
      let density = young.mean + young.deviation * score
      let level = young.mean + young.deviation * (mean + reliability * (score - mean))
      return SiteForecast(
        site: site, level: level, levelError: error * reliability.squareRoot(),
        noise: SiteForecast.Noise(error: error, leastSignificantChange: 2.77 * error),
        course: SiteForecast.Course(
          rates: RatePrior(steps: steps(density, age), spread: 0.005 * density),
          drift: ScanSeries.Drift(level: 0.005 * density, rate: 0.002 * density)))
    }

    /// The neck loses 0.6 % of its first density a year; the hip 2.5 mg/cm² up to 69 years, 10.4 from 85 on.
    private func steps(_ density: Double, _ age: Int) -> [RatePrior.Step] {
      guard site == .totalHip else { return [RatePrior.Step(start: 0, rate: -0.006 * density)] }
      return (0..<30).map { year in
        let beyond = min(max(Double(age + year) + 0.5 - 69, 0), 16)
        return RatePrior.Step(start: Double(year), rate: -(2.5 + 7.9 * beyond / 16) / 1000)
      }
    }
  }

  static let edges: [String: (low: Double, high: Double)] = [
    "normal": (-1, .infinity), "mild": (-1.5, -1), "moderate": (-2, -1.5), "advanced": (-2.5, -2),
  ]

  /// The scores of a bin, at equal steps of their probability.
  static func scores(_ bin: (low: Double, high: Double)) -> [Double] {
    let low = NormalDistribution.cumulative(bin.low - mean)
    let high = bin.high == .infinity ? 1 : NormalDistribution.cumulative(bin.high - mean)
    return (0..<points).map { index in
      mean + NormalDistribution.quantile(low + (high - low) * (Double(index) + 0.5) / Double(points))
    }
  }

  /// The part of a bin that a scan then finds with osteoporosis.
  static func part(_ hip: Hip, _ women: [SiteForecast], after months: Int) -> Double {
    women.reduce(0) { $0 + ($1.probability(of: hip.limit, after: months) ?? .nan) } / Double(women.count)
  }

  @Test("The engine agrees with the independent implementation on each bin, site and age, to the month")
  func agreement() throws {
    let rows = try Repository.rows("Reference/expected/gourlay.csv")
    #expect(rows.count == 24)
    for row in rows {
      let scores = Self.scores(try #require(Self.edges[row[1]]))
      for (hip, expected) in [(Hip.neck, Int(row[2])), (.total, Int(row[3]))] {
        let women = scores.map { hip.forecast(score: $0, age: Int(row[0]) ?? 0) }
        let month = expected ?? SiteForecast.horizon
        #expect((Self.part(hip, women, after: month) >= 0.1) == (expected != nil), "\(row)")
        if month > 0 { #expect(Self.part(hip, women, after: month - 1) < 0.1, "\(row)") }
      }
    }
  }

  @Test(
    "The method note states the published intervals and what the engine gives at 73 years",
    arguments: [("normal", 16.8), ("mild", 17.3), ("moderate", 4.7), ("advanced", 1.1)])
  func note(bin: String, published: Double) throws {
    let rows = try Repository.rows("Reference/expected/gourlay.csv")
    let row = try #require(rows.first { $0[0] == "73" && $0[1] == bin })
    let years = [row[2], row[3]].map { Fixed((Double($0) ?? .nan) / 12, places: 1).description }
    let lines = try Repository.text("docs/methods/next-scan.md").split(separator: "\n")
    let line = try #require(lines.first { $0.hasPrefix("| \(bin)") })
    let cells = line.split(separator: "|").map { $0.split(separator: " ").joined(separator: " ") }
    #expect(cells[1].hasPrefix(Fixed(published, places: 1).description + " ("))
    #expect(Array(cells[2...3]) == years)
  }
}
