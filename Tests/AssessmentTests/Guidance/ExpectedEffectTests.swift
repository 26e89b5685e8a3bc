// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics
internal import Testing

@Suite("Expected effects")
struct ExpectedEffectTests {
  /// A woman of 66 with a neck of 0.570 g/cm² and a spine of 0.864 g/cm² on a Hologic scanner, and no fractures.
  static let woman = Study.woman(age: 66, [.neck(0.570), .spine(0.864)]).dated("2026-05-01").broken().taking()

  static func effects(_ study: Study, _ rule: String, _ site: Site) -> [ExpectedEffect] {
    study.guidance().effects.filter { $0.effect.rule == rule && $0.effect.site == site }
  }

  @Test("An effect in T-scores is the percentage of the density over the standard deviation of young adults")
  func tScores() throws {
    // LIFTMOR: +2.9 % less -1.2 % at the spine, +0.3 % less -1.9 % at the neck. The deviations are 0.110 and 0.120 g/cm².
    let spine = try #require(Self.effects(Self.woman, "INT-01", .lumbarSpine).first)
    #expect(spine.basis == .t && spine.density == 0.864 && spine.deviation == 0.110)
    #expect(spine.high.percent == 4.1 && abs(spine.high.density - 0.035424) < 1e-12)
    #expect(abs(spine.high.score - 0.035424 / 0.110) < 1e-12)
    let neck = try #require(Self.effects(Self.woman, "INT-01", .femoralNeck).first)
    #expect(neck.low == neck.high && abs(neck.high.density - 0.01254) < 1e-12)
    #expect(abs(neck.high.score - 0.1045) < 1e-12)
  }

  @Test("A range is worked out at both ends")
  func range() throws {
    // Calcium by the meta-analysis of 2015: 0.7 to 1.8 % of 0.864 g/cm².
    let calcium = try #require(Self.effects(Self.woman, "INT-04.density", .lumbarSpine).first)
    #expect(abs(calcium.low.density - 0.006048) < 1e-12 && abs(calcium.high.density - 0.015552) < 1e-12)
  }

  @Test("An effect in Z-scores is over the standard deviation of peers at their median")
  func zScores() throws {
    // Celiac disease: +14.1 % at the spine. The curve is read from its file and inverted by other code.
    let study = Study.woman(age: 30, menopause: .pre, [.spine(0.9)]).dated("2026-05-01").having("celiac disease")
    let assessment = Assessment(study)
    let key = try #require(assessment.regions.first?.z?.computed?.reference)
    let curve = try PublishedCurve(key, in: "nhanes-2005-2010-age-curves")
    var (low, high) = (0.5, 2.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if try curve.z(middle, at: 30) < 0 { low = middle } else { high = middle }
    }
    let step = 1e-5
    let slope = (try curve.z(low + step, at: 30) - curve.z(low - step, at: 30)) / (2 * step)
    let effect = try #require(assessment.guidance.effects.first { $0.effect.high == ExactDecimal(tenths: 141) })
    #expect(effect.basis == .z && abs(effect.deviation * slope - 1) < 1e-6)
    // 0.9 * 0.141 = 0.1269 g/cm²
    #expect(abs(effect.high.density - 0.1269) < 1e-12)
    #expect(abs(effect.high.score - 0.1269 * slope) < 1e-6)
  }

  @Test("The options of the chosen guideline have effects, and what is blocked has none")
  func drugs() {
    let study = Study.woman(age: 66, [.neck(0.5), .hip(0.7)]).dated("2026-05-01").broken().taking()
    let classes = Set(study.guidance(.acp2023).effects.compactMap { $0.effect.drugClass })
    #expect(classes == [.oralBisphosphonate, .zoledronate])
    #expect(study.guidance(.iscd2023).effects.allSatisfy { $0.effect.drugClass == nil })
    let blocked = study.tested(.of("egfr", "34", "mL/min/1.73 m2")).guidance(.acp2023)
    #expect(blocked.effects.allSatisfy { $0.effect.drugClass == nil })
  }

  @Test(
    "A change is told from noise from the least significant change on",
    arguments: [(0.041, true), (0.042, true), (0.043, false)])
  func leastSignificantChange(limit: Double, isTellable: Bool) throws {
    // Alendronate: 2 to 6 % at the hip; 6 % of 0.700 g/cm² is 0.042 g/cm² exactly.
    let study = Study.woman(age: 66, [.neck(0.5), .hip(0.7)]).dated("2026-05-01").broken().taking().with { study in
      study.precision = FacilityPrecision(sites: [SitePrecision(site: .totalHip, leastSignificantChange: limit)])
    }
    let effect = try #require(
      study.guidance().effects.first { $0.effect.agent == "alendronate" && $0.effect.site == .totalHip })
    #expect(effect.isTellable == isTellable && effect.leastSignificantChange == limit)
    let neck = study.guidance().effects.first { $0.effect.agent == "alendronate" && $0.effect.site == .femoralNeck }
    #expect(neck != nil && neck?.isTellable == nil)
  }

  @Test("Without a density, a score that applies or a usable region there is no effect")
  func none() {
    #expect(Study.woman(age: 66, [.neck().printed(t: -1.5)]).broken().guidance().effects.isEmpty)
    #expect(Study.woman(age: 52, menopause: nil, [.neck(0.570)]).broken().guidance().effects.isEmpty)
    let excluded = Study.woman(age: 66, [.neck(0.570), .spine(0.864).excluded("hardware")]).broken()
    #expect(Self.effects(excluded, "INT-01", .lumbarSpine).isEmpty)
    let vertebra = Study.woman(age: 66, [.neck(0.570), .vertebra(.l1, 9, 10)]).broken()
    #expect(Self.effects(vertebra, "INT-01", .lumbarSpine).isEmpty)
  }
}
