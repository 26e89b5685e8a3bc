// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics
internal import TestSupport
internal import Testing

@Suite("Series of scans")
struct ScanSeriesTests {
  typealias Scan = ScanSeries.Scan

  static let still = ScanSeries.Drift(level: 0, rate: 0)

  @Test("Without a prior two scans give their difference, with the root of the sum of their squared errors")
  func twoScans() throws {
    let series = try #require(
      ScanSeries(
        [Scan(time: 0, density: 0.800, error: 0.009), Scan(time: 2, density: 0.770, error: 0.012)], prior: nil,
        drift: Self.still))
    let change = series.change(from: 0, to: 2)
    // 0.009² + 0.012² = 0.015²; Phi(0.030 / 0.015) = Phi(2) = 0.97725
    #expect((change.mean + 0.030).magnitude < 1e-12 && (change.deviation - 0.015).magnitude < 1e-12)
    #expect((change.probability(below: 0) - 0.977_249_868).magnitude < 1e-9)
    #expect((series.rate(at: 2).mean + 0.015).magnitude < 1e-12)
  }

  @Test("A prior pulls the change: between equal variances the answer lies halfway")
  func halfway() throws {
    // The rate has a spread of 0.015 over 1 year, the difference an error of 0.015: weights 1/2, variance 0.015² / 2.
    let prior = RatePrior(steps: [RatePrior.Step(start: 0, rate: -0.010)], spread: 0.015)
    let scans = [Scan(time: 0, density: 0.800, error: 0.009), Scan(time: 1, density: 0.770, error: 0.012)]
    let change = try #require(ScanSeries(scans, prior: prior, drift: Self.still)).change(from: 0, to: 1)
    #expect((change.mean + 0.020).magnitude < 1e-12)
    #expect((change.deviation - 0.015 / 2.0.squareRoot()).magnitude < 1e-12)
  }

  @Test("A line through three scans at 0, 1 and 2 years without drift is the line of least squares")
  func line() throws {
    let scans = [(0.0, 0.80), (1, 0.77), (2, 0.78)].map { Scan(time: $0, density: $1, error: 0.01) }
    let series = try #require(ScanSeries(scans, prior: nil, drift: Self.still))
    // Slope (0.78 - 0.80) / 2 = -0.01, its error 0.01 / root 2; the mean is 0.7833, so the line ends at 0.7733.
    #expect((series.rate(at: 0).mean + 0.01).magnitude < 1e-12)
    #expect((series.rate(at: 0).deviation - 0.01 / 2.0.squareRoot()).magnitude < 1e-12)
    #expect((series.level(at: 2).mean - (0.80 + 0.77 + 0.78) / 3 + 0.01).magnitude < 1e-12)
    // The middle one lies 0.77 - (0.80 + 0.78) / 2 = -0.02 from the others, with an error of 0.01 root(1 + 1/2).
    let middle = try #require(series.distances[1])
    #expect((middle.mean + 0.02).magnitude < 1e-12 && (middle.deviation - 0.01 * 1.5.squareRoot()).magnitude < 1e-12)
  }

  @Test("One scan knows its level; without a prior nothing of a change is known")
  func one() throws {
    let scan = [Scan(time: 0, density: 0.8, error: 0.01)]
    #expect(ScanSeries(scan, prior: nil, drift: Self.still) == nil)
    let prior = RatePrior(steps: [RatePrior.Step(start: 0, rate: -0.005)], spread: 0.004)
    let series = try #require(ScanSeries(scan, prior: prior, drift: Self.still))
    // After 3 years: 0.8 - 0.015, with root(0.01² + 0.012²).
    #expect((series.level(at: 3).mean - 0.785).magnitude < 1e-12)
    #expect((series.level(at: 3).deviation - 0.000244.squareRoot()).magnitude < 1e-12)
    #expect(series.distances == [nil])
  }

  @Test("Expected rates hold from their time on, and the first one before it too")
  func steps() {
    let prior = RatePrior(
      steps: [RatePrior.Step(start: 1, rate: -0.01), RatePrior.Step(start: 3, rate: 0.02)], spread: 0.01)
    #expect((prior.change(from: 0, to: 4) - (-0.03 + 0.02)).magnitude < 1e-15)
    #expect((prior.change(from: -2, to: 2) + 0.04).magnitude < 1e-15)
    #expect(prior.rate(at: 2.999) == -0.01 && prior.rate(at: 3) == 0.02)
  }

  @Test(
    "Random series, also of several regimes, give what a Kalman filter in Python gives, within 1e-8",
    arguments: [("series.csv", 500), ("series-regimes.csv", 150)])
  func independent(table: String, count: Int) throws {
    let rows = try Repository.rows("Reference/expected/\(table)")
    #expect(rows.count == count)
    var widest = 0.0
    for row in rows { widest = max(widest, try Self.distance(row)) }
    #expect(widest < 1e-8)
  }

  /// The widest distance of the answers on a row of the table.
  private static func distance(_ row: [String]) throws -> Double {
    let lists = row.map { $0.split(separator: " ").compactMap { Double($0) } }
    let offset = try #require(Double(row[8]))
    let scans = lists[0].indices.map { index in
      Scan(
        time: lists[0][index], density: lists[1][index], error: lists[2][index], scanner: Int(lists[3][index]),
        offsetError: offset)
    }
    let drift = ScanSeries.Drift(level: try #require(Double(row[6])), rate: try #require(Double(row[7])))
    let series = try #require(ScanSeries(scans, prior: try prior(row), drift: drift))
    let times = scans.map { $0.time }
    let last = times[times.count - 1]
    var answers = [series.change(from: times[0], to: last), series.change(from: times[times.count - 2], to: last)]
    answers.append(series.rate(at: last))
    answers += [1.0, 2.5, 10].map { series.level(at: last + $0) }
    if scans.count > 2 { answers += series.distances.compactMap(\.self) }
    let expected = lists[9] + lists[10] + lists[11] + lists[12]
    try #require(expected.count == answers.count * 2)
    return answers.enumerated().map { index, answer in
      max(
        (answer.mean - expected[2 * index]).magnitude, (answer.deviation - expected[2 * index + 1]).magnitude)
    }.max() ?? 0
  }

  /// The prior on a row of the table: with several regimes they stand in a last column, else one spread does.
  private static func prior(_ row: [String]) throws -> RatePrior? {
    let steps = pairs(row[4], separator: " ").map { RatePrior.Step(start: $0.start, rate: $0.value) }
    if steps.isEmpty { return nil }
    guard row.count > 13 else { return RatePrior(steps: steps, spread: try #require(Double(row[5]))) }
    let regimes = pairs(row[13], separator: ";").map { RatePrior.Regime(start: $0.start, spread: $0.value) }
    return RatePrior(steps: steps, regimes: regimes)
  }

  /// The pairs of a list of start:value.
  private static func pairs(_ list: String, separator: Character) -> [(start: Double, value: Double)] {
    list.split(separator: separator).map { pair in
      let parts = pair.split(separator: ":").compactMap { Double($0) }
      return (start: parts[0], value: parts[1])
    }
  }
}
