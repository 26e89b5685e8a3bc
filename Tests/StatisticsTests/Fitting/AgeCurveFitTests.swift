// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import TestSupport
internal import Testing

@testable internal import Statistics

@Suite("Fit of age curves")
struct AgeCurveFitTests {
  private static let stretch = AgeStretch(over: 8..<80, power: 0)

  private static func fit(
    _ sample: SurveySample, _ penalty: CurvePenalty, _ distribution: CurveDistribution = .boxCoxNormal
  ) -> AgeCurveFit? {
    AgeCurveFit(
      sample, AgeCurveMethod(ages: 8..<80, distribution: distribution, intervals: 10), stretch: stretch,
      penalty: penalty)
  }

  @Test("Endless penalties leave straight lines: two degrees of freedom a curve")
  func straightLines() throws {
    let sample = SurveySample.drawn(count: 400, seed: 5)
    let fit = try #require(Self.fit(sample, CurvePenalty(power: 1e10, median: 1e10, variation: 1e10)))
    #expect((fit.freedom.power - 2).magnitude < 1e-3)
    #expect((fit.freedom.median - 2).magnitude < 1e-3)
    #expect((fit.freedom.variation - 2).magnitude < 1e-3)
  }

  @Test("Without a penalty every spline has its degree of freedom")
  func allSplines() throws {
    let sample = SurveySample.drawn(count: 2000, seed: 5)
    let fit = try #require(Self.fit(sample, CurvePenalty(power: 1e-7, median: 1e-7, variation: 1e-7)))
    #expect((fit.freedom.total - 39).magnitude < 0.01)  // 3 curves of 10 + 3 splines
  }

  @Test("A normal fit of straight lines is the weighted regression on stretched age")
  func regression() throws {
    // Two ages only: the line runs through both weighted means. Age 10: (1 * 0.7 + 3 * 0.9) / 4 = 0.85.
    let sample = SurveySample(
      ages: [10, 10, 40, 40], values: [0.7, 0.9, 1.0, 1.2], weights: [1, 3, 1, 1], clusters: [0, 1, 2, 3],
      design: .independent(count: 4))
    let rigid = CurvePenalty(power: 1, median: 1e9, variation: 1e13)
    let wide = SurveySample(
      ages: sample.ages + sample.ages, values: sample.values + sample.values, weights: sample.weights + sample.weights,
      clusters: sample.clusters + sample.clusters, design: sample.design)
    let fit = try #require(Self.fit(wide, rigid, .normal))
    // The spread of each age weighs in through S, here nearly equal: 0.0866 at 10 of 0.85, 0.1 at 40 of 1.1.
    #expect((fit.curves(atAge: 10).median - 0.85).magnitude < 2e-3)
    #expect((fit.curves(atAge: 40).median - 1.1).magnitude < 2e-3)
    #expect(fit.curves(atAge: 10).power == 1)
  }

  @Test("Weights count like people: a weight of 2 is the same as two people, but for the effective number")
  func weightsCount() throws {
    let drawn = SurveySample.drawn(count: 300, seed: 11)
    let doubled = SurveySample(
      ages: drawn.ages + drawn.ages, values: drawn.values + drawn.values, weights: drawn.weights + drawn.weights,
      clusters: drawn.clusters + drawn.clusters, design: drawn.design)
    #expect((doubled.effectiveCount - 2 * drawn.effectiveCount).magnitude < 1e-9)
    let one = try #require(Self.fit(drawn, CurvePenalty(power: 100, median: 10, variation: 100)))
    let two = try #require(Self.fit(doubled, CurvePenalty(power: 200, median: 20, variation: 200)))
    for age in [10.0, 30, 60] {
      #expect((one.curves(atAge: age).median - two.curves(atAge: age).median).magnitude < 1e-6)
    }
  }

  @Test("The order of the people does not matter")
  func order() throws {
    let drawn = SurveySample.drawn(count: 300, seed: 13)
    let turned = SurveySample(
      ages: drawn.ages.reversed(), values: drawn.values.reversed(), weights: drawn.weights.reversed(),
      clusters: drawn.clusters.reversed(), design: drawn.design)
    let penalty = CurvePenalty(power: 100, median: 10, variation: 100)
    let first = try #require(Self.fit(drawn, penalty))
    let second = try #require(Self.fit(turned, penalty))
    #expect((first.logLikelihood - second.logLikelihood).magnitude < 1e-8)
  }

  @Test("The search finds a smoothness that no neighbor beats by much, and the criterion counts it")
  func search() throws {
    let sample = SurveySample.drawn(count: 1500, seed: 17)
    let method = AgeCurveMethod(ages: 8..<80, powers: [0], spurts: [0], middles: [13], intervals: 12)
    let best = try #require(AgeCurveFit(sample, method))
    #expect(
      (best.criterion(3) - (-2 * best.logLikelihood + 3 * best.freedom.total)).magnitude < 1e-9)
    for factor in [0.5, 2.0] {
      var penalty = best.penalty
      penalty.median *= factor
      let neighbor = try #require(AgeCurveFit(sample, method, stretch: best.stretch, penalty: penalty))
      #expect(best.criterion(3) <= neighbor.criterion(3) + 0.05)
    }
  }

  @Test("A sample of one person does not determine curves, or only a line through it: never a crash")
  func onePerson() {
    let sample = SurveySample(
      ages: [30], values: [0.9], weights: [1], clusters: [0], design: .independent(count: 1))
    let method = AgeCurveMethod(ages: 8..<80, powers: [0], spurts: [0], middles: [13])
    let fit = AgeCurveFit(sample, method)
    #expect(fit == nil || (fit?.curves(atAge: 30).median ?? 0).isFinite)
  }

  @Test("Jackknife errors shrink with the root of the number of people", .timeLimit(.minutes(3)))
  func jackknife() throws {
    let penalty = CurvePenalty(power: 1e6, median: 1e6, variation: 1e6)
    let errors = try [400, 1600].map { count in
      let sample = SurveySample.drawn(count: count, seed: 19)
      let fit = try #require(Self.fit(sample, penalty))
      return try #require(fit.jackknifeErrors(sample, at: [30]))[0].median
    }
    // The root of 4 is 2; the jackknife itself scatters by a tenth and more.
    #expect((1.4...2.8).contains(errors[0] / errors[1]))
  }
}

@Suite("Fitted age curves")
struct FittedAgeCurveTests {
  @Test("Rows stand at the ends, at half years below 20 and at whole years above, and are rounded")
  func rows() throws {
    let sample = SurveySample.drawn(count: 600, seed: 23)
    let method = AgeCurveMethod(ages: 8..<80, powers: [0], spurts: [0], middles: [13], intervals: 8)
    let request = FittedAgeCurve.Request(
      method: method, domain: 8...79, bands: [8..<20, 20..<80], wantsErrors: false)
    let fitted = try #require(FittedAgeCurve(sample, request))
    #expect(fitted.rows.count == 24 + 60)  // 8 to 19.5 by half years, 20 to 79
    #expect(fitted.rows.first?.age == 8 && fitted.rows.last?.age == 79)
    for row in fitted.rows {
      // Medians are from 0.5 to 1: six significant digits are six decimals; S is from 0.09 to 0.2: five are at most six.
      let scaled = [row.distribution.median * 1e6, row.distribution.variation * 1e6, row.distribution.power * 1e4]
      #expect(scaled.allSatisfy { ($0 - $0.rounded()).magnitude < 1e-5 }, "\(row)")
    }
    #expect(fitted.bands.map { $0.moments.count }.reduce(0, +) == 600)
    #expect(fitted.worms.count == 2)
    #expect(fitted.alternatives.count == 3)
    // The ends of a domain are rows, wherever they lie, also where no half year lies between them.
    for domain in [20.3...78.9, 30.2...30.8] {
      let narrow = FittedAgeCurve.Request(method: method, domain: domain, bands: [], wantsErrors: false)
      let rows = try #require(FittedAgeCurve(sample, narrow)).rows
      #expect(rows.first?.age == domain.lowerBound && rows.last?.age == domain.upperBound)
    }
    #expect(fitted.errors.isEmpty)
  }
}

extension SurveySample {
  /// People of known curves: L 0.5, M rising to 30 and falling after, S 0.14; each ten in a cluster, two clusters a stratum.
  static func drawn(count: Int, seed: UInt64) -> SurveySample {
    var generator = SeededGenerator(seed: seed)
    let ages = (0..<count).map { _ in 8 + (generator.unit() * 71 * 12).rounded(.down) / 12 }
    let values = ages.map { age in
      let median = 0.6 + 0.3 * min(1, (age - 8) / 22) - 0.003 * max(0, age - 30)
      let distribution = BoxCoxNormal(power: 0.5, median: median, variation: 0.14)
      return distribution.value(atZ: generator.normal()) ?? median
    }
    let clusters = (count + 9) / 10
    return SurveySample(
      ages: ages, values: values, weights: (0..<count).map { _ in 0.5 + generator.unit() },
      clusters: (0..<count).map { $0 / 10 },
      design: SurveyDesign(stratumOfCluster: (0..<clusters).map { $0 / 2 }))
  }
}
