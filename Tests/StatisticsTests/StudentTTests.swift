// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics
internal import Testing

@Suite("Student's t distribution")
struct StudentTTests {
  @Test("With one degree of freedom it is Cauchy's: three quarters lie below 1, and 1/2 + atan(t) / pi below t")
  func cauchy() {
    let student = StudentT(degreesOfFreedom: 1)
    #expect((student.cumulative(1) - 0.75).magnitude < 1e-14)
    // atan(sqrt(3)) = pi / 3, so 1/2 + 1/3
    #expect((student.cumulative(3.0.squareRoot()) - 5.0 / 6).magnitude < 1e-14)
    #expect((student.cumulative(-3.0.squareRoot()) - 1.0 / 6).magnitude < 1e-14)
  }

  @Test(
    "With two degrees of freedom it is 1/2 + t / (2 sqrt(2 + t²))", arguments: [-40, -3, -1, -0.01, 0, 0.5, 2.5, 20])
  func two(t: Double) {
    // From below the value cancels; the lower tail is 1 / ((2 + t²) (1 + |t| / sqrt(2 + t²))).
    let root = (2 + t * t).squareRoot()
    let tail = 1 / ((2 + t * t) * (1 + t.magnitude / root))
    let exact = t <= 0 ? tail : 1 - tail
    #expect((StudentT(degreesOfFreedom: 2).cumulative(t) / exact - 1).magnitude < 1e-12)
  }

  @Test(
    "Printed quantiles are found: 0.975 of 5, 10, 30 and 120 degrees of freedom",
    arguments: [(5.0, 2.571), (10, 2.228), (30, 2.042), (120, 1.980)])
  func printedQuantiles(degrees: Double, printed: Double) {
    #expect((StudentT(degreesOfFreedom: degrees).quantile(0.975) - printed).magnitude < 0.0005)
  }

  @Test("A quantile is undone by the probability, far into the tails and for degrees that are not whole")
  func roundTrip() {
    for degrees in [1.5, 4, 23.7, 80, 316] {
      let student = StudentT(degreesOfFreedom: degrees)
      for probability in [1e-12, 1e-6, 0.001, 0.02275, 0.3, 0.5, 0.8, 0.999] {
        let back = student.cumulative(student.quantile(probability))
        #expect((back / probability - 1).magnitude < 1e-10, "\(degrees) \(probability)")
      }
    }
  }

  @Test("A Box-Cox t score is undone by its value, and heavier tails bring scores nearer to 0")
  func boxCoxT() throws {
    let normal = BoxCoxNormal(power: 0.4, median: 0.9, variation: 0.14)
    let student = BoxCoxNormal(power: 0.4, median: 0.9, variation: 0.14, degreesOfFreedom: 20)
    for z in [-3.0, -2, -0.5, 0, 1, 2.5] {
      let value = try #require(student.value(atZ: z))
      #expect((student.zScore(of: value) - z).magnitude < 1e-9)
    }
    #expect(student.zScore(of: 0.9) == 0)
    #expect(student.zScore(of: 0.6) > normal.zScore(of: 0.6) && student.zScore(of: 1.3) < normal.zScore(of: 1.3))
    // Of 20 degrees of freedom 2.5 % lie below -2.086, so the value there has the normal score -1.95996.
    let printed = try #require(normal.value(atZ: -2.086))
    #expect((student.zScore(of: printed) + 1.95996).magnitude < 0.0005)
  }

  @Test("With a million degrees of freedom it is the normal distribution")
  func limit() {
    let student = BoxCoxNormal(power: 0.4, median: 0.9, variation: 0.14, degreesOfFreedom: 1e6)
    let normal = BoxCoxNormal(power: 0.4, median: 0.9, variation: 0.14)
    #expect((student.zScore(of: 0.6) - normal.zScore(of: 0.6)).magnitude < 1e-4)
  }
}
