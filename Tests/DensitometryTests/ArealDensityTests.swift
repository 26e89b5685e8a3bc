// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Testing

@Suite("Areal density")
struct ArealDensityTests {
  @Test(
    "Whole mg/cm² are rounded half away from zero, and the density given is kept",
    arguments: [(0.564, 564), (0.5645, 565), (0.56449, 564), (0.8046, 805), (0.1, 100), (3.0, 3000)]
      as [(Double, Int64)])
  func milligrams(grams: Double, expected: Int64) throws {
    let density = try #require(ArealDensity(gramsPerSquareCentimeter: grams))
    #expect(density.milligrams == expected)
    #expect(density.gramsPerSquareCentimeter == grams)
  }

  @Test(
    "What no bone can have is no density",
    arguments: [0, -0.5, (0.1).nextDown, (3.0).nextUp, 564, .nan, .infinity, -.infinity] as [Double])
  func implausible(grams: Double) {
    #expect(ArealDensity(gramsPerSquareCentimeter: grams) == nil)
  }

  @Test("The gap is 1 where density and content over area differ by all that rounding can hide")
  func gapOfOne() throws {
    let density = try #require(ArealDensity(gramsPerSquareCentimeter: 1))
    // Over 10 cm² rounding can hide 0.0005 + (0.005 + 0.005 * 1) / 10 = 0.0015 g/cm², so 10.015 g is its limit.
    #expect(density.gap(fromContent: 10.0149, overArea: 10) < 1)
    #expect(density.gap(fromContent: 10.0151, overArea: 10) > 1)
    #expect(density.gap(fromContent: 9.9851, overArea: 10) < 1)
    #expect(density.gap(fromContent: 9.9849, overArea: 10) > 1)
    #expect(density.gap(fromContent: 10, overArea: 10) == 0)
  }

  @Test(
    "Printed values that rounding explains are not contradicted, one hundredth of a gram more is",
    arguments: [
      // 4.49 / 5.25 = 0.85524 against 0.855 with tolerance 0.0005 + (0.005 + 0.004275) / 5.25 = 0.00227
      (0.855, 4.49, 5.25, false), (0.855, 4.50, 5.25, false), (0.855, 4.51, 5.25, true), (0.855, 4.47, 5.25, true),
      // 50.12 / 58.01 = 0.86399 against 0.864 with tolerance 0.0005 + (0.005 + 0.00432) / 58.01 = 0.00066
      (0.864, 50.12, 58.01, false), (0.864, 50.15, 58.01, false), (0.864, 50.16, 58.01, true),
      (0.864, 50.08, 58.01, true),
    ])
  func printed(density: Double, content: Double, area: Double, isContradicted: Bool) throws {
    let density = try #require(ArealDensity(gramsPerSquareCentimeter: density))
    #expect((density.gap(fromContent: content, overArea: area) > 1) == isContradicted)
  }
}
