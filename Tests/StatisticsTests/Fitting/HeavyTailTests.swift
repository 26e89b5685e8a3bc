// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Testing
internal import TestSupport

@testable internal import Statistics

@Suite("Fits with Student's t, of few people, and of many clusters")
struct HeavyTailTests {
  private static func request(_ distribution: CurveDistribution, wantsErrors: Bool = false) -> FittedAgeCurve.Request {
    let method = AgeCurveMethod(
      ages: 8..<80, distribution: distribution, powers: [0], spurts: [0], middles: [13], intervals: 8)
    return FittedAgeCurve.Request(method: method, domain: 8...79, bands: [8..<80], wantsErrors: wantsErrors)
  }

  /// People whose scores are of Student's t with four degrees of freedom, around a level median of 0.9.
  private static let heavy: SurveySample = {
    var generator = SeededGenerator(seed: 29)
    let student = StudentT(degreesOfFreedom: 4)
    let values = (0..<1200).map { _ in
      0.9 * (1 + 0.1 * max(-6, min(6, student.quantile(Double.random(in: 0.001..<0.999, using: &generator)))))
    }
    return SurveySample(
      ages: (0..<1200).map { _ in 8 + 71 * generator.unit() }, values: values,
      weights: [Double](repeating: 1, count: 1200), clusters: Array(0..<1200), design: .independent(count: 1200))
  }()

  @Test("Heavy tails are found: few degrees of freedom, a better criterion, and scores that are normal again")
  func heavyTails() throws {
    let fitted = try #require(FittedAgeCurve(Self.heavy, Self.request(.boxCoxT(degreesOfFreedom: 10))))
    let degrees = try #require(fitted.fit.distribution.degreesOfFreedom)
    #expect((3...8).contains(degrees))
    let plain = try #require(FittedAgeCurve(Self.heavy, Self.request(.boxCoxNormal)))
    #expect(fitted.fit.criterion(3) < plain.fit.criterion(3) - 20)
    #expect(fitted.rows.allSatisfy { $0.distribution.degreesOfFreedom != nil })
    let spread = try #require(fitted.whole).moments.deviation
    #expect((spread - 1).magnitude < 0.05)
  }

  @Test("People drawn one by one are put together into sixty for the jackknife, and the errors are sensible")
  func pooledClusters() throws {
    let drawn = SurveySample.drawn(count: 1200, seed: 31)
    let alone = SurveySample(
      ages: drawn.ages, values: drawn.values, weights: drawn.weights, clusters: Array(0..<1200),
      design: .independent(count: 1200))
    let fitted = try #require(FittedAgeCurve(alone, Self.request(.boxCoxNormal, wantsErrors: true)))
    let error = try #require(fitted.errors.first { $0.age == 40 }).median
    // A median near 0.87 with an SD near 0.12 of 1,200 people and a few degrees of freedom: 0.12 / sqrt(1200 / 4) = 0.007.
    #expect((0.003...0.015).contains(error))
    #expect(fitted.errors.map { $0.age } == [8] + Array(stride(from: 10.0, through: 75, by: 5)))
  }

  @Test("Values too small to be written with five digits give no curve, and no crash")
  func tinyValues() {
    let tiny = SurveySample(
      ages: Self.heavy.ages, values: Self.heavy.values.map { $0 * 1e-6 }, weights: Self.heavy.weights,
      clusters: Self.heavy.clusters, design: Self.heavy.design)
    #expect(FittedAgeCurve(tiny, Self.request(.boxCoxNormal)) == nil)
  }

  @Test("A normal fit keeps its power at 1 and counts no freedom for it")
  func normal() throws {
    let fitted = try #require(FittedAgeCurve(Self.heavy, Self.request(.normal)))
    #expect(fitted.fit.freedom.power == 0 && fitted.rows.allSatisfy { $0.distribution.power == 1 })
  }
}
