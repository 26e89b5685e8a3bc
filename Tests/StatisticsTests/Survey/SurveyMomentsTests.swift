// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Testing

@testable internal import Statistics

@Suite("Survey estimates")
struct SurveyMomentsTests {
  /// Two strata of two clusters; values 1, 3 | 5, 7 with weights 1, 1 | 2, 2.
  private static let sample = SurveySample(
    ages: [10, 20, 30, 40], values: [1, 3, 5, 7], weights: [1, 1, 2, 2], clusters: [0, 1, 2, 3],
    design: SurveyDesign(stratumOfCluster: [0, 0, 1, 1]))

  @Test("Weighted mean and standard deviation by arithmetic")
  func moments() throws {
    let moments = try #require(SurveyMoments(of: Self.sample.values, in: Self.sample))
    // (1 + 3 + 10 + 14) / 6 = 28 / 6
    #expect((moments.mean - 28.0 / 6).magnitude < 1e-14)
    // squares: (1 + 9 + 50 + 98) / 6 - (28 / 6)² = 158 / 6 - 784 / 36 = 164 / 36, times 4 / 3
    #expect((moments.deviation - (164.0 / 27).squareRoot()).magnitude < 1e-14)
  }

  @Test("The standard error of a mean by linearization, by arithmetic")
  func meanError() throws {
    let moments = try #require(SurveyMoments(of: Self.sample.values, in: Self.sample))
    // terms w (y - mean) / 6: stratum 1: -22/36, -10/36; stratum 2: 4/36, 28/36
    // variance 2 * sum of squares about the mean of two = (12/36)² + (24/36)² = 720 / 1296
    #expect((moments.meanError - (720.0 / 1296).squareRoot()).magnitude < 1e-14)
  }

  @Test("A cluster without a person counts as a total of zero")
  func emptyCluster() {
    let design = SurveyDesign(stratumOfCluster: [0, 0])
    let sample = SurveySample(ages: [10], values: [1], weights: [1], clusters: [0], design: design)
    // totals 3 and 0, mean 1.5: 2 / 1 * (1.5² + 1.5²) = 9
    #expect(sample.variance(ofLinearTerms: [3]) == 9)
  }

  @Test("A stratum with one cluster adds nothing")
  func lonelyCluster() {
    let design = SurveyDesign(stratumOfCluster: [0])
    let sample = SurveySample(ages: [10], values: [1], weights: [1], clusters: [0], design: design)
    #expect(sample.variance(ofLinearTerms: [3]) == 0)
  }

  @Test("Of independent people the error of the mean is the standard deviation over the root of n - 1")
  func independent() throws {
    let sample = SurveySample(
      ages: [1, 1, 1, 1], values: [1, 2, 3, 6], weights: [1, 1, 1, 1], clusters: [0, 1, 2, 3],
      design: .independent(count: 4))
    let moments = try #require(SurveyMoments(of: sample.values, in: sample))
    // mean 3, squares 4 + 1 + 0 + 9 = 14; SD² = 14 / 4; error² = 4/3 * 14 / 16 = 14 / 12
    #expect((moments.meanError - (14.0 / 12).squareRoot()).magnitude < 1e-14)
  }

  @Test("The effective number of people is their number for equal weights, and less for others")
  func effectiveCount() {
    // (1 + 1 + 2 + 2)² / (1 + 1 + 4 + 4) = 36 / 10
    #expect((Self.sample.effectiveCount - 3.6).magnitude < 1e-14)
  }

  @Test("A band takes its lower age and leaves its upper one")
  func bandEnds() throws {
    let band = try #require(BandQuality([-2.5, -2, 0, 2.5], of: Self.sample, ages: 10..<40))
    #expect(band.moments.count == 3)
    // below -2: weight 1 of 4; below -1: 2 of 4; below +1 and +2: all
    #expect(band.fractions == [0.25, 0.5, 1, 1])
    #expect(BandQuality([0, 0, 0, 0], of: Self.sample, ages: 41..<50) == nil)
  }
}
