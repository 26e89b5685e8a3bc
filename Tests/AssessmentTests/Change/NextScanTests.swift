// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics
internal import Testing

@Suite("Next scan")
struct NextScanTests {
  /// A woman of 70 without treatment, fracture or disease.
  static func facts(_ tenths: Int, _ change: (inout Facts) -> Void = { _ in }) -> Facts {
    var facts = Facts([
      .age: .count(70), .sexAtBirth: .text("female"), .menopause: .text("post"), .basis: .text("t"),
      .onTreatment: .flag(false), .fragilityFracture: .flag(false), .lossCause: .text("none"), .boneDrug: .text("none"),
      .hyperparathyroidism: .flag(false), .transplant: .flag(false), .bariatricSurgery: .flag(false),
      .hiv: .flag(false),
      .spinalCordInjury: .flag(false), .lowestT: .score(ReportedScore(tenths: tenths)),
      .lowestHipT: .score(ReportedScore(tenths: tenths)),
    ])
    change(&facts)
    return facts
  }

  static func scan(
    _ facts: Facts, _ guideline: Guideline = .iscd2023, sites: [SiteForecast] = [], deciding: NextScan.Deciding? = nil
  ) -> NextScan {
    NextScan(
      sites: sites, deciding: deciding, facts: facts, rules: RuleBook(profile: .iscd2023, guideline: guideline))
  }

  static func intervals(_ facts: Facts, _ guideline: Guideline = .iscd2023) -> [String] {
    scan(facts, guideline).intervals.map { "\($0.rule) \($0.interval.fromMonths)-\($0.interval.toMonths ?? 0)" }
  }

  // MARK: Intervals

  @Test(
    "Where the guideline is silent on untreated women, the bins of the study of one decimal stand",
    arguments: [
      (5, "MON-10.normal 180-180"), (-10, "MON-10.normal 180-180"), (-11, "MON-10.upper 180-180"),
      (-14, "MON-10.upper 180-180"), (-15, "MON-10.middle 60-60"), (-19, "MON-10.middle 60-60"),
      (-20, "MON-10.lower 12-12"), (-24, "MON-10.lower 12-12"),
    ])
  func bins(tenths: Int, first: String) {
    #expect(Self.intervals(Self.facts(tenths)) == [first, "MON-14 24-0"])
  }

  @Test("The published interval is told beside the time of the engine, with the difference")
  func published() throws {
    let scan = Self.scan(Self.facts(-15), deciding: Self.deciding(-15))
    let finding = try #require(scan.findings.first { $0.rule == "MON-10.middle" })
    #expect(
      finding.message
        == "Of the women of a study with a hip score like \u{2212}1.5 a tenth had osteoporosis after 4.7 years."
        + " Where a time to the next cut point is given here, it is that of one scan of this person: it counts noise from the"
        + " first day on, and neither fracture nor treatment ends it.")
    #expect(finding.sources == ["gourlay-2012"])
  }

  @Test("Osteoporosis, another age, a man, and a fracture leave the study behind")
  func outside() {
    for facts in [
      Self.facts(-25), Self.facts(-15) { $0[.age] = .count(66) }, Self.facts(-15) { $0[.sexAtBirth] = .text("male") },
      Self.facts(-15) { $0[.fragilityFracture] = .flag(true) },
      Self.facts(-15) { $0[.lowestT] = .score(ReportedScore(tenths: -25)) },
    ] { #expect(Self.intervals(facts) == ["MON-14 24-0"]) }
    #expect(Self.intervals(Self.facts(-15) { $0[.hyperparathyroidism] = nil }) == ["MON-14 24-0"])
  }

  @Test("No rule reads two guidelines")
  func guidelines() {
    #expect(Self.intervals(Self.facts(-15), .oc2023).isEmpty && Self.intervals(Self.facts(-15), .nogg2024).isEmpty)
    let treated = Self.facts(-27) {
      ($0[.onTreatment], $0[.boneDrug], $0[.yearsOnBoneDrug]) = (.flag(true), .text("alendronate"), .count(5))
    }
    #expect(Self.intervals(treated, .es2019) == ["MON-20.endocrine 12-36"])
    #expect(Self.intervals(treated).isEmpty)
    #expect(Self.scan(treated, .es2019).rules.contains("MON-24.oral"))
    #expect(Self.scan(treated).rules.contains("MON-21") && !Self.scan(treated).rules.contains("MON-24.oral"))
    #expect(Self.scan(treated).guideline == .iscd2023)
  }

  @Test("Of several intervals the one that ends first counts, and of these the one that begins last")
  func order() {
    let glucocorticoid = Self.facts(-27) {
      ($0[.onTreatment], $0[.lossCause]) = (.flag(true), .text("glucocorticoid"))
    }
    #expect(Self.intervals(glucocorticoid, .es2019) == ["MON-31 12-24", "MON-20.endocrine 12-36"])
    let veryHigh = Self.facts(-35) { $0[.lossCause] = .text("glucocorticoid") }
    #expect(Self.intervals(veryHigh) == ["MON-31.very-high 12-12", "MON-31 12-24"])
    #expect(Self.scan(veryHigh).interval?.rule == "MON-31.very-high")
    let hiv = Self.facts(-20) {
      ($0[.hiv], $0[.lossCause], $0[.onTreatment]) = (.flag(true), .text("glucocorticoid"), .flag(true))
    }
    // Both end after 24 months; the one of HIV under treatment begins then, too.
    #expect(Self.intervals(hiv) == ["MON-15.treated 24-24", "MON-31 12-24"])
  }

  @Test("A rule from memory informs and gives no date")
  func unverified() {
    let risky = Self.facts(-15) { $0[.majorFractureProbability] = .count(15) }
    let scan = Self.scan(risky, .oc2023)
    #expect(scan.interval == nil && scan.findings.contains { $0.rule == "MON-12.high" })
    #expect(scan.reasons[0] == "The guideline OC2023 gives no interval for this person as far as is known.")
  }

  @Test("An overdue dose of denosumab, and an end without another drug, warn")
  func denosumab() {
    func rules(_ change: (inout Facts) -> Void) -> [String] {
      Self.scan(Self.facts(-27, change)).findings.filter { $0.severity == .warning }.map { $0.rule }
    }
    #expect(
      rules { ($0[.boneDrug], $0[.monthsSinceDenosumab]) = (.text("denosumab"), .count(8)) } == ["MON-28.overdue"])
    #expect(rules { ($0[.boneDrug], $0[.monthsSinceDenosumab]) = (.text("denosumab"), .count(7)) }.isEmpty)
    #expect(rules { $0[.stoppedBoneDrug] = .text("denosumab") } == ["MON-29"])
    #expect(rules { $0[.stoppedBoneDrug] = .text("romosozumab") } == ["MON-30.after"])
  }

  // MARK: Times and reasons

  static var hip: SiteForecast {
    SiteForecast(
      site: .totalHip, level: 0.75, levelError: 0.01,
      noise: SiteForecast.Noise(error: 0.01, leastSignificantChange: 0.0277),
      course: SiteForecast.Course(
        rates: RatePrior(steps: [RatePrior.Step(start: 0, rate: -0.005)], spread: 0.001),
        drift: ScanSeries.Drift(level: 0, rate: 0)))
  }

  static func deciding(_ tenths: Int) -> NextScan.Deciding {
    NextScan.Deciding(
      forecast: SiteForecastTests.neck(), score: ReportedScore(tenths: tenths),
      youngAdults: ReferenceLibrary.population("nhanes-iii.femoral-neck.white-female"))
  }

  @Test("The reason names the rule, the earliest useful time and the time to the cut point")
  func reasons() throws {
    let scan = Self.scan(Self.facts(-20), sites: [Self.hip], deciding: Self.deciding(-22))
    #expect(
      scan.reasons == [
        "Interval of a study: hip T-score of -2.0 to -2.4 (MON-10.lower): 12 months after the latest scan. Also: MON-14 at least"
          + " 24 months after.",
        "At the total hip a loss of 0.042 g/cm² is expected; from 8.3 years on it is told from noise with a power of 80 % or"
          + " more. The expected change reaches the least significant one after 5.6 years (SER-11).",
        "The interval of MON-10.lower ends before an expected change can be told from noise: a scan then looks for a"
          + " faster one.",
        "A scan reports a T-score of \u{2212}2.5 or lower at the femoral neck with a probability of 10 % after 3.6 years.",
      ])
    let earliest = try #require(scan.earliestUseful)
    // 0.005 h - 0.0277 >= 0.841621 root(0.0002 + 0.001² h²): 0.01355 < 0.01378 at 99 months, 0.01397 > 0.01382 at 100.
    #expect(earliest == (.totalHip, 100))
    #expect(scan.cutPoint?.reach == .after(months: 43))
  }

  @Test("What is missing is named, and no number stands in its place")
  func missing() throws {
    let noRate = SiteForecastTests.neck(rate: nil)
    let nothing = SiteForecastTests.neck(rate: nil, hasNoise: false)
    let printed = NextScan.Deciding(forecast: noRate, score: ReportedScore(tenths: -15), youngAdults: nil)
    let scan = Self.scan(Self.facts(-15), sites: [noRate, nothing], deciding: printed)
    #expect(scan.sites.map { $0.missing } == [[.rate], [.precision, .rate]])
    #expect(scan.cutPoint?.missing == [.rate, .youngAdults] && scan.cutPoint?.reach == nil)
    #expect(scan.earliestUseful == nil)
    #expect(
      scan.reasons.dropFirst() == [
        "At the femoral neck no earliest useful time can be stated: an expected rate is not known.",
        "At the femoral neck no earliest useful time can be stated: the precision error of the facility and an expected rate"
          + " are not known.",
        "When a T-score of \u{2212}2.5 or lower at the femoral neck is to be expected cannot be stated: an expected rate and"
          + " the young adults of the score are not known.",
      ])
  }

  @Test("A power that is never reached is told with the highest one")
  func never() {
    let wide = SiteForecastTests.neck(spread: 0.008)
    let scan = Self.scan(Self.facts(-30), sites: [wide], deciding: Self.deciding(-25))
    #expect(
      scan.reasons[1]
        == "At the femoral neck an expected change is never told from noise with a power of 80 % within 30 years: the highest"
        + " power is 69 %, after 30.0 years. The expected change reaches the least significant one after 5.6 years (SER-11)."
    )
    #expect(scan.cutPoint == nil && scan.reasons.count == 2)
  }

  @Test("Noise alone may carry a repeat of today over the cut point, and that is no loss")
  func today() {
    let near = NextScan.Deciding(
      forecast: SiteForecastTests.neck(level: 0.57), score: ReportedScore(tenths: -24),
      youngAdults: ReferenceLibrary.population("nhanes-iii.femoral-neck.white-female"))
    #expect(
      Self.scan(Self.facts(-24), deciding: near).reasons.last
        == "A repeat today would report a T-score of \u{2212}2.5 or lower at the femoral neck with a probability of 10 % or"
        + " more, by noise alone; such a move is no loss of bone.")
    let rising = NextScan.Deciding(
      forecast: SiteForecastTests.neck(rate: 0.005), score: ReportedScore(tenths: -20),
      youngAdults: ReferenceLibrary.population("nhanes-iii.femoral-neck.white-female"))
    #expect(
      Self.scan(Self.facts(-20), deciding: rising).reasons.last
        == "The probability that a scan reports a T-score of \u{2212}2.5 or lower at the femoral neck stays below 10 % for 30"
        + " years.")
  }
}
