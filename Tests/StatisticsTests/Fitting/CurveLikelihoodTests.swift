// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import TestSupport
internal import Testing

@testable internal import Statistics

@Suite("Likelihood of age curves")
struct CurveLikelihoodTests {
  private static let sample = SurveySample.drawn(count: 200, seed: 3)
  private static let stretch = AgeStretch(over: 8..<80, power: 0)
  private static let basis = CubicSplineBasis(intervals: 6, over: 0...1)

  private static func likelihood(_ coefficients: [SIMD4<Double>], _ distribution: CurveDistribution) -> CurveLikelihood
  {
    CurveLikelihood(GroupedSample(sample, basis: basis, stretch: stretch), coefficients, distribution)
  }

  @Test("The slope is that of finite differences, for each curve and distribution, also near L = 0")
  func slope() {
    for distribution in [CurveDistribution.boxCoxNormal, .boxCoxT(degreesOfFreedom: 7), .normal] {
      for power in [0.7, 0, 1e-6, -0.4] {
        let place = (0..<Self.basis.count).map { SIMD4(power + 0.001 * Double($0 % 2), -0.3, -1.9, 0) }
        let gradient = Self.likelihood(place, distribution).gradient
        for spline in [0, 4, 8] {
          for curve in 0..<3 {
            var (above, below) = (place, place)
            above[spline][curve] += 1e-5
            below[spline][curve] -= 1e-5
            let rise = Self.likelihood(above, distribution).value - Self.likelihood(below, distribution).value
            let bound = 1e-6 * max(1, gradient[spline][curve].magnitude)
            #expect((rise / 2e-5 - gradient[spline][curve]).magnitude < bound, "\(distribution) \(power) \(curve)")
          }
        }
      }
    }
  }

  @Test("With L at 1 the value is that of the normal density: log of 1 / (M S) exp(-z²/2), times the value")
  func normalDensity() {
    let sample = SurveySample(
      ages: [40], values: [0.9], weights: [1], clusters: [0], design: .independent(count: 1))
    let grouped = GroupedSample(sample, basis: Self.basis, stretch: Self.stretch)
    let place = [SIMD4<Double>](repeating: SIMD4(1, 0, -2, 0), count: Self.basis.count)
    // M = 1, S = exp(-2) = 0.1353353; z = (0.9 - 1) / 0.1353353 = -0.7389056
    // L log(y / M) - log S - z²/2 = -0.1053605 + 2 - 0.2729907 = 1.6216488
    #expect((CurveLikelihood(grouped, place, .boxCoxNormal).value - 1.6216488).magnitude < 1e-6)
  }

  @Test("Student's t with many degrees of freedom comes to the normal distribution")
  func heavyTailsVanish() {
    let place = [SIMD4<Double>](repeating: SIMD4(0.5, -0.3, -1.9, 0), count: Self.basis.count)
    let normal = Self.likelihood(place, .boxCoxNormal).value
    let student = Self.likelihood(place, .boxCoxT(degreesOfFreedom: 1e7)).value
    #expect((normal - student).magnitude < 1e-3)
  }

  @Test("The logarithm of the gamma function is that of factorials and of the square root of pi")
  func gamma() {
    #expect(logGamma(1).magnitude < 1e-13)
    #expect((logGamma(5) - 3.178053830347946).magnitude < 1e-13)  // log 24
    #expect((logGamma(0.5) - 0.572364942924700).magnitude < 1e-13)  // log sqrt(pi)
    #expect((logGamma(16) - 27.899271383840894).magnitude < 1e-12)  // log 15! = log 1307674368000
  }
}
