// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics
internal import TestSupport
internal import Testing

@Suite("Worm")
struct WormTests {
  /// The scores that a normal distribution has at the ranks of `count` people of equal weight.
  static func normalScores(_ count: Int) -> [Double] {
    (0..<count).map { NormalDistribution.quantile((Double($0) + 0.5) / Double(count)) }
  }

  static func worm(_ scores: [Double]) -> Worm {
    Worm(scores: scores, weights: scores.map { _ in 1 }, ages: 20..<30)
  }

  static func expect(
    _ worm: Worm, _ coefficients: [Double], within tolerance: Double = 1e-9,
    at location: SourceLocation = #_sourceLocation
  ) {
    #expect(worm.coefficients.count == 4, sourceLocation: location)
    for (found, expected) in zip(worm.coefficients, coefficients) {
      #expect((found - expected).magnitude <= tolerance, "\(worm.coefficients)", sourceLocation: location)
    }
  }

  @Test("Three people stand at 1/6, 1/2 and 5/6")
  func positions() {
    // The quantile of 5/6 is 0.9674215661017014 (Python statistics.NormalDist().inv_cdf).
    let worm = Self.worm([0.3, -1, 1])
    let expected = [-0.967_421_566_101_701_4, 0, 0.967_421_566_101_701_4]
    let deviations = [-1 + 0.967_421_566_101_701_4, 0.3, 1 - 0.967_421_566_101_701_4]
    #expect(worm.points.count == 3 && worm.count == 3 && worm.ages == 20..<30)
    for (point, (place, deviation)) in zip(worm.points, zip(expected, deviations)) {
      #expect((point.expected - place).magnitude <= 1e-15 && (point.deviation - deviation).magnitude <= 1e-15)
    }
  }

  @Test("A weight moves the positions: with 1, 2, 1 they are 1/8, 1/2 and 7/8")
  func weights() {
    // The quantile of 7/8 is 1.1503493803760079 (Python statistics.NormalDist().inv_cdf).
    let worm = Worm(scores: [0, 5, -5], weights: [2, 1, 1], ages: 8..<10)
    let expected = worm.points.map { $0.expected }
    for (found, place) in zip(expected, [-1.150_349_380_376_007_9, 0, 1.150_349_380_376_007_9]) {
      #expect((found - place).magnitude <= 1e-15)
    }
    // Kish: (2 + 1 + 1)² / (4 + 1 + 1) = 16 / 6
    #expect(worm.effectiveCount.ulps(from: 16.0 / 6) <= 1)
  }

  @Test("Through two people goes a line, and the higher powers stay 0")
  func line() {
    // Positions 1/4 and 3/4, expected -0.6744897501960817 and 0.6744897501960817. The deviations -0.5 + 0.674 and
    // 0.9 - 0.674 have the mean (-0.5 + 0.9) / 2 = 0.2 and the slope 1.4 / (2 * 0.6744897501960817) - 1.
    Self.expect(Self.worm([0.9, -0.5]), [0.2, 0.7 / 0.674_489_750_196_081_7 - 1, 0, 0], within: 1e-15)
    Self.expect(Self.worm([0.4]), [0.4, 0, 0, 0], within: 0)
  }

  @Test("Four people are met by the cubic, worked out with exact fractions of their places")
  func cubic() {
    // Places a = quantile(7/8) and b = quantile(5/8), and their negatives. The deviations even about 0 fix constant and
    // square, the odd ones slope and cube: e(x) = c0 + c2 x², o(x) = c1 x + c3 x³.
    let (a, b) = (1.150_349_380_376_007_9, 0.318_639_363_964_375_14)
    let scores = [-1.3, -0.2, 0.5, 1.4]
    let (evenA, evenB) = ((1.4 - 1.3) / 2, (0.5 - 0.2) / 2)
    let (oddA, oddB) = ((1.4 + 1.3) / 2 - a, (0.5 + 0.2) / 2 - b)
    let square = (evenA - evenB) / (a * a - b * b)
    let cube = (oddA / a - oddB / b) / (a * a - b * b)
    Self.expect(
      Self.worm(scores), [evenA - square * a * a, oddA / a - cube * a * a, square, cube], within: 1e-12)
  }

  @Test(
    "Scores that are normal give a flat worm, shifted ones its constant, wider ones its slope", arguments: [9, 500])
  func shiftAndScale(count: Int) {
    let scores = Self.normalScores(count)
    Self.expect(Self.worm(scores), [0, 0, 0, 0])
    Self.expect(Self.worm(scores.map { $0 + 0.2 }), [0.2, 0, 0, 0])
    Self.expect(Self.worm(scores.map { $0 * 1.1 }), [0, 0.1, 0, 0])
    Self.expect(Self.worm(scores.map { 1.1 * $0 - 0.05 * $0 * $0 + 0.2 }), [0.2, 0.1, -0.05, 0])
  }

  @Test("The order of the people does not matter")
  func order() {
    var random = SeededGenerator(seed: 11)
    let scores = Self.normalScores(200).map { $0 * 0.9 + 0.1 }
    #expect(Self.worm(scores.shuffled(using: &random)) == Self.worm(scores))
  }

  @Test("Of many people at most sixty points are kept, with both ends, while the cubic reads all")
  func thinning() throws {
    let scores = Self.normalScores(5000).map { $0 + 0.2 }
    let worm = Self.worm(scores)
    #expect(worm.points.count > 50 && worm.points.count <= Worm.pointLimit && worm.count == 5000)
    // The first of 5000 stands at 0.5 / 5000.
    let end = NormalDistribution.quantile(0.0001)
    #expect(worm.points.first?.expected == end)
    #expect((try #require(worm.points.last).expected + end).magnitude <= 1e-12)
    #expect(zip(worm.points, worm.points.dropFirst()).allSatisfy { $0.expected < $1.expected })
    #expect(Self.worm(Self.normalScores(60)).points.count == 60)
    #expect(Self.worm(Self.normalScores(61)).points.count <= 60)
  }

  @Test("The band at zero is 1.96 times half over root n, over the density there")
  func band() {
    let worm = Worm(ages: 20..<30, count: 1600, points: [], coefficients: [0, 0, 0, 0])
    // 1.96 * 0.5 / 40 / 0.3989422804 = 0.0614123...
    #expect((worm.band(at: 0) - 0.0245 / 0.398_942_280_401_432_7).magnitude <= 1e-15)
    #expect(worm.band(at: 2) == worm.band(at: -2) && worm.band(at: 2) > worm.band(at: 1))
    let weighted = Worm(ages: 20..<30, count: 1600, effectiveCount: 400, points: [], coefficients: [0, 0, 0, 0])
    #expect((weighted.band(at: 1) / worm.band(at: 1)).ulps(from: 2) <= 2)
  }

  @Test("The smoothed deviation is the cubic: 1 + 2 * 2 - 3 * 4 + 0.5 * 8 = -3")
  func smoothed() {
    let worm = Worm(ages: 20..<30, count: 9, points: [], coefficients: [1, 2, -3, 0.5])
    #expect(worm.smoothed(at: 2) == -3)
  }

  @Test("A weight that vanishes beside the others leaves every point finite")
  func vanishingWeight() {
    let worm = Worm(scores: [-1, 0, 1, 2], weights: [1e-300, 1, 1, 1e-300], ages: 20..<30)
    #expect(worm.points.allSatisfy { $0.expected.isFinite && $0.deviation.isFinite })
  }

  @Test("No scores, or columns of different length, are a mistake of the program")
  func preconditions() async {
    await #expect(processExitsWith: .failure) { _ = Worm(scores: [], weights: [], ages: 20..<30) }
    await #expect(processExitsWith: .failure) { _ = Worm(scores: [0, 1], weights: [1], ages: 20..<30) }
  }
}
