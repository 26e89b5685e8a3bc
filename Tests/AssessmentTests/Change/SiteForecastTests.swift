// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics
internal import TestSupport
internal import Testing

/// The formulas of `docs/methods/next-scan.md`.
@Suite("Forecast of a site")
struct SiteForecastTests {
  /// A neck of 0.600 g/cm², scanned with an error of 0.010 g/cm².
  static func neck(
    level: Double = 0.6, rate: Double? = -0.005, spread: Double = 0, hasNoise: Bool = true
  ) -> SiteForecast {
    SiteForecast(
      site: .femoralNeck, level: level, levelError: 0.01,
      noise: hasNoise ? SiteForecast.Noise(error: 0.01, leastSignificantChange: 0.0277) : nil,
      course: rate.map { rate in
        SiteForecast.Course(
          rates: RatePrior(steps: [RatePrior.Step(start: 0, rate: rate)], spread: spread),
          drift: ScanSeries.Drift(level: 0, rate: 0))
      })
  }

  @Test(
    "Without a spread a change is told when it passes the limit by 0.84 errors of a difference", arguments: [-1, 1])
  func earliest(direction: Double) throws {
    let forecast = Self.neck(rate: direction * 0.005)
    // 0.0277 / 0.005 = 5.54 years, month 67; (0.0277 + 0.841621 x 0.0141421) / 0.005 = 7.920 years, month 96.
    #expect(forecast.plainMinimum == 67)
    #expect(forecast.earliestUseful == .after(months: 96))
    let before = try #require(forecast.power(after: 95))
    let after = try #require(forecast.power(after: 96))
    #expect(before < 0.8 && after >= 0.8)
  }

  @Test("At the plain minimum the power is a half")
  func half() throws {
    let forecast = Self.neck(rate: -0.0277)
    #expect(forecast.plainMinimum == 12)
    #expect((try #require(forecast.power(after: 12)) - 0.5).magnitude < 1e-12)
  }

  @Test("Where people differ more than they lose, 80 % is never reached")
  func never() throws {
    // (0.15 - 0.0277) / root(0.0002 + 0.008² x 900) = 0.50870; Phi gives 0.69452.
    guard case .never(let highest, 360) = Self.neck(spread: 0.008).earliestUseful else {
      Issue.record("The power must never be reached.")
      return
    }
    #expect((highest - 0.69452).magnitude < 1e-5)
  }

  @Test("A rate of zero never makes a change, and the power is that of a false alarm in one direction")
  func still() throws {
    let forecast = Self.neck(rate: 0)
    #expect(forecast.plainMinimum == nil)
    // 2.77 / root 2 = 1.9587; Phi(-1.9587) = 0.02507.
    guard case .never(let highest, 1) = forecast.earliestUseful else {
      Issue.record("The power must never be reached.")
      return
    }
    #expect((highest - 0.02507).magnitude < 1e-5)
  }

  @Test("A cut point is reached when the noise of a scan carries a tenth of them over")
  func cutPoint() throws {
    let forecast = Self.neck()
    // c = 0.858 - 2.45 x 0.120 = 0.564; 0.036 - 1.281552 x 0.0141421 = 0.017876, at 0.005 a year 3.575 years, month 43.
    #expect(forecast.reach(0.564) == .after(months: 43))
    // Phi(-0.036 / 0.0141421) = Phi(-2.5456) = 0.00545.
    #expect((try #require(forecast.probability(of: 0.564, after: 0)) - 0.005_454).magnitude < 1e-6)
  }

  @Test("A density that noise alone carries over is reached today, and one that rises never")
  func extremes() {
    #expect(Self.neck(level: 0.570).reach(0.564) == .after(months: 0))
    guard case .never(_, 0) = Self.neck(rate: 0.005).reach(0.564) else {
      Issue.record("A density that rises must not fall.")
      return
    }
  }

  @Test("Without precision or rate nothing is worked out")
  func missing() {
    for forecast in [Self.neck(rate: nil), Self.neck(hasNoise: false), Self.neck(rate: nil, hasNoise: false)] {
      #expect(forecast.earliestUseful == nil && forecast.plainMinimum == nil && forecast.reach(0.564) == nil)
      #expect(forecast.power(after: 12) == nil && forecast.probability(of: 0.564, after: 12) == nil)
    }
  }

  @Test("Units do not matter, and more noise beside the same limit is never told earlier")
  func properties() {
    var generator = SeededGenerator(seed: 20_261_121)
    for _ in 0..<200 {
      let rate = Double.random(in: -0.02...0.01, using: &generator)
      let spread = Double.random(in: 0...0.005, using: &generator)
      func forecast(unit: Double, noise: Double) -> SiteForecast {
        SiteForecast(
          site: .totalHip, level: 0.8 * unit, levelError: 0.008 * unit,
          noise: SiteForecast.Noise(error: noise * unit, leastSignificantChange: 0.028 * unit),
          course: SiteForecast.Course(
            rates: RatePrior(steps: [RatePrior.Step(start: 0, rate: rate * unit)], spread: spread * unit),
            drift: ScanSeries.Drift(level: 0.003 * unit, rate: 0.001 * unit)))
      }
      // A power of two changes no digit.
      let (one, other) = (forecast(unit: 1, noise: 0.01), forecast(unit: 0.5, noise: 0.01))
      #expect(one.earliestUseful == other.earliestUseful && one.plainMinimum == other.plainMinimum)
      #expect(one.reach(0.7) == other.reach(0.35))
      let noisy = forecast(unit: 1, noise: 0.012).earliestUseful?.months ?? .max
      #expect(noisy >= one.earliestUseful?.months ?? .max)
    }
  }

  @Test("Agrees with an independent implementation on 1,000 random sites")
  func agreement() throws {
    let rows = try Repository.rows("Reference/expected/next-scan.csv")
    #expect(rows.count == 1000)
    for row in rows {
      let numbers = row.map { Double($0) ?? .nan }
      let steps = row[4].split(separator: " ").map { step in
        let parts = step.split(separator: ":").compactMap { Double($0) }
        return RatePrior.Step(start: parts[0], rate: parts[1])
      }
      let forecast = SiteForecast(
        site: .totalHip, level: numbers[2], levelError: numbers[3],
        noise: SiteForecast.Noise(error: numbers[0], leastSignificantChange: numbers[1]),
        course: SiteForecast.Course(
          rates: RatePrior(steps: steps, spread: numbers[5]),
          drift: ScanSeries.Drift(level: numbers[6], rate: numbers[7])))
      #expect(forecast.earliestUseful?.months == Int(row[9]))
      #expect(forecast.plainMinimum == Int(row[10]))
      #expect(forecast.reach(numbers[8])?.months == Int(row[11]))
      #expect((try #require(forecast.power(after: 60)) - numbers[12]).magnitude < 1e-12)
      #expect((try #require(forecast.probability(of: numbers[8], after: 60)) - numbers[13]).magnitude < 1e-12)
    }
  }
}

@Suite("Next cut point")
struct NextCutPointTests {
  @Test(
    "From -1.0 on the next category is reported at -1.1, then at -2.5",
    arguments: [
      (10, -11), (-10, -11), (-11, -25), (-24, -25), (-25, nil), (-40, nil),
    ] as [(Int, Int?)])
  func cutPoint(tenths: Int, expected: Int?) {
    let found = NextCutPoint(below: ReportedScore(tenths: tenths))
    #expect(found?.score.tenths == expected)
    #expect(found?.category == expected.map { $0 == -11 ? .lowBoneMass : .osteoporosis })
  }

  @Test("The density is the highest that is reported as the score")
  func density() throws {
    let neck = try #require(ReferenceLibrary.population("nhanes-iii.femoral-neck.white-female"))
    // 0.858 - 2.45 x 0.120 = 0.564 and 0.858 - 1.05 x 0.120 = 0.732
    let low = try #require(NextCutPoint(below: ReportedScore(tenths: -20)))
    #expect((low.density(against: neck) - 0.564).magnitude < 1e-12)
    let normal = try #require(NextCutPoint(below: ReportedScore(tenths: 3)))
    #expect((normal.density(against: neck) - 0.732).magnitude < 1e-12)
  }
}
