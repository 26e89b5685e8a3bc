// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Statistics
internal import Testing

@Suite("Two scanners")
struct CrossCalibrationTests {
  /// Five people at 0.8 and five at 1.2 g/cm²; on the new scanner they read 0.02 more, 0.02 less, or the same.
  static func pairs(repeats: Double? = nil) -> [CrossCalibration.Pair] {
    [0.8, 1.2].flatMap { old in
      [0.02, -0.02, 0.02, -0.02, 0].map { error in
        let new = old + error
        return CrossCalibration.Pair(old: [old], new: repeats.map { [new - $0, new + $0] } ?? [new])
      }
    }
  }

  @Test("At the mean of ten people whose scatter is 0.02 the limit is t(0.975; 8) 0.02 root(1.1) = 0.0484 g/cm²")
  func limit() throws {
    // Squares left over: 8 x 0.0004 = 0.0032 over 8 degrees of freedom; Sxx = 10 x 0.04; t is 2.306004.
    let relation = try #require(CrossCalibration(Self.pairs()))
    let middle = try #require(relation.limit(at: 1))
    #expect((middle.change - 2.306_004 * 0.02 * 1.1.squareRoot()).magnitude < 1e-7)
    #expect((middle.converted - 1).magnitude < 1e-14 && middle.degreesOfFreedom == 8)
    // At the end 1/10 + 0.04/0.4 is added.
    let end = try #require(relation.limit(at: 0.8))
    #expect((end.change - 2.306_004 * 0.02 * 1.2.squareRoot()).magnitude < 1e-7)
    #expect((relation.standardError - 0.02).magnitude < 1e-14 && relation.averagedVariance == 0)
  }

  @Test("Two new scans 0.01 apart add half of 0.00005, with degrees of freedom by Satterthwaite")
  func repeats() throws {
    let relation = try #require(CrossCalibration(Self.pairs(repeats: 0.005)))
    #expect((relation.averagedVariance - 0.000025).magnitude < 1e-15 && relation.newError?.degreesOfFreedom == 10)
    let limit = try #require(relation.limit(at: 1))
    // (0.00044 + 0.000025)² / (0.00044²/8 + 0.000025²/10)
    #expect((limit.degreesOfFreedom - 8.911_901).magnitude < 1e-5)
    let factor = StudentT(degreesOfFreedom: limit.degreesOfFreedom).quantile(0.975)
    #expect((limit.change - factor * 0.000465.squareRoot()).magnitude < 1e-14)
    #expect((relation.standardError - 0.000425.squareRoot()).magnitude < 1e-14)
  }

  @Test("The ratio of errors is that of means: 0.00005/2 over 0.01², and 1 where one error is not known")
  func ratio() throws {
    let known = try #require(CrossCalibration(Self.pairs(repeats: 0.005), oldError: 0.01))
    #expect((known.relation.errorRatio - 0.25).magnitude < 1e-12 && known.oldError?.degreesOfFreedom == nil)
    #expect(try #require(CrossCalibration(Self.pairs(repeats: 0.005))).relation.errorRatio == 1)
    #expect(try #require(CrossCalibration(Self.pairs(), oldError: 0.01, newError: 0.02)).relation.errorRatio == 4)
    // Errors that are given leave the limit alone.
    let given = try #require(CrossCalibration(Self.pairs(), oldError: 0.01, newError: 0.02))
    #expect(given.limit(at: 1) == CrossCalibration(Self.pairs())?.limit(at: 1))
    // Repeats that are all equal say nothing of an error.
    let equal = Self.pairs().map { CrossCalibration.Pair(old: $0.old, new: [$0.new[0], $0.new[0], $0.new[0]]) }
    #expect(try #require(CrossCalibration(equal, oldError: 0.01)).relation.errorRatio == 1)
    // Repeats come before an error that is given.
    let both = try #require(CrossCalibration(Self.pairs(repeats: 0.005), newError: 0.05))
    #expect((both.newError?.rmsSd ?? 0) < 0.008)
  }

  @Test("The conversion uses the first old scan, and the relation of the scanners their mean")
  func firstScan() throws {
    let pairs = Self.pairs().map { CrossCalibration.Pair(old: [$0.old[0], $0.old[0] + 0.02], new: $0.new) }
    let relation = try #require(CrossCalibration(pairs))
    #expect(relation.range == 0.8...1.2 && (relation.conversion.sums.meanX - 1).magnitude < 1e-14)
    #expect((relation.agreement.bias + 0.01).magnitude < 1e-14)
  }

  @Test("Both ends of the range convert, and what lies outside does not")
  func range() throws {
    let relation = try #require(CrossCalibration(Self.pairs()))
    #expect(relation.limit(at: 0.8) != nil && relation.limit(at: 1.2) != nil)
    #expect(relation.limit(at: 0.7999) == nil && relation.limit(at: 1.2001) == nil && relation.limit(at: .nan) == nil)
    let curve = relation.curve(steps: 4)
    #expect(curve.count == 5 && curve[0].density == 0.8 && curve[4].density == 1.2)
  }

  @Test("Percentiles lie on straight lines between people", arguments: [(0.0, 0.8), (10, 0.8), (50, 1.0), (100, 1.2)])
  func percentiles(percent: Double, density: Double) throws {
    #expect((try #require(CrossCalibration(Self.pairs())).density(atPercentile: percent) - density).magnitude < 1e-14)
  }

  @Test("Scanners that differ by a constant have the slope 1 and no scatter")
  func slopeOne() throws {
    let pairs = (0..<10).map { CrossCalibration.Pair(old: [0.7 + 0.05 * Double($0)], new: [0.72 + 0.05 * Double($0)]) }
    let relation = try #require(CrossCalibration(pairs))
    #expect((relation.relation.slope.value - 1).magnitude < 1e-12 && (relation.conversion.slope - 1).magnitude < 1e-12)
    #expect((relation.agreement.bias - 0.02).magnitude < 1e-14 && relation.standardError < 1e-12)
    #expect(try #require(relation.limit(at: 0.9)).change < 1e-12)
  }

  @Test("People of one density have no relation")
  func noSpread() {
    let pairs = (0..<12).map { CrossCalibration.Pair(old: [0.8], new: [0.8 + 0.001 * Double($0)]) }
    #expect(CrossCalibration(pairs) == nil && CrossCalibration([]) == nil)
  }
}
