// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Statistics
internal import Testing

@Suite("Age curve")
struct AgeCurveTests {
  @Test("L, M and S are interpolated on straight lines between the knots")
  func interpolation() throws {
    // At 25 years, a quarter of the way: M = 1.2 + 0.25 * (0.8 - 1.2) = 1.1, S = 0.1 + 0.25 * (0.2 - 0.1) = 0.125.
    let distribution = try AgeCurve.sample().distribution(atAge: 25)
    #expect(distribution.power == 1)
    #expect(distribution.median == 1.2 + 0.25 * (0.8 - 1.2))
    #expect(distribution.variation == 0.125)
  }

  @Test("At the first and the last knot there is a value, beyond them there is none")
  func domain() throws {
    let curve = AgeCurve.sample()
    #expect(curve.domain == 10...40)
    #expect(try curve.distribution(atAge: 10).median == 1)
    #expect(try curve.distribution(atAge: 40).median == 0.8)
    for age in [(10.0).nextDown, (40.0).nextUp, -1, 1000] {
      #expect(throws: ScoringRefusal.ageOutsideReference(age: age, domain: 10...40, reference: "sample")) {
        try curve.distribution(atAge: age)
      }
    }
  }

  @Test("The largest density at or below a score is the last one that is reported so", arguments: -40...40)
  func largestDensity(tenths: Int) {
    let distribution = BoxCoxNormal(power: -0.4, median: 0.72, variation: 0.153)
    let score = ReportedScore(tenths: tenths)
    var expected: Int64 = 0
    for milligrams: Int64 in 1...3000 {
      let z = distribution.zScore(of: Double(milligrams) / 1000)
      if let reported = ReportedScore(rounding: z), reported <= score { expected = milligrams }
    }
    #expect(distribution.largestDensity(atOrBelow: score) == expected)
  }

  @Test("A curve without knots is a mistake of the program")
  func noKnots() async {
    await #expect(processExitsWith: .failure) {
      let subject = AgeCurveSubject(quantity: .height, site: nil, sex: .male, scale: nil)
      _ = AgeCurve(key: "empty", subject: subject, sparseFrom: nil, tag: .confirmed, knots: [])
    }
  }

  @Test("A curve whose ages do not rise is a mistake of the program")
  func ages() async {
    await #expect(processExitsWith: .failure) {
      let subject = AgeCurveSubject(quantity: .height, site: nil, sex: .male, scale: nil)
      let knot = AgeCurve.Knot(age: 2, distribution: BoxCoxNormal(power: 1, median: 1, variation: 1))
      _ = AgeCurve(key: "level", subject: subject, sparseFrom: nil, tag: .confirmed, knots: [knot, knot])
    }
  }
}
