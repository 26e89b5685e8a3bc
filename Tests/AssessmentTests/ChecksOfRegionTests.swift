// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Testing

/// Rules AUD-08, AUD-12, AUD-20, AUD-21, AUD-35 and AUD-10.changed in whole studies.
@Suite("Checks of a region")
struct ChecksOfRegionTests {
  /// Four vertebrae of 10 cm² and 9 g each, but for L4.
  static func spine(_ total: Double, fourthArea: Double = 10) -> Study {
    let vertebrae = [Vertebra.l1, .l2, .l3].map { MeasuredRegion.vertebra($0, 9, 10) }
    return .woman(age: 66, [.spine(total)] + vertebrae + [.vertebra(.l4, 9, fourthArea)])
  }

  // MARK: Spine

  @Test(
    "A spine may differ from its vertebrae by exactly 0.003 g/cm²; 36 g on 40 cm² give 0.900",
    arguments: [(0.900, false), (0.903, false), (0.897, false), (0.9031, true), (0.904, true), (0.896, true)])
  func sum(total: Double, isWrong: Bool) {
    #expect(Assessment(Self.spine(total)).finds("AUD-12") == isWrong)
  }

  @Test("The sum is exact: 36 g on 40.3 cm² give 0.89330, and 0.003 more is 0.89630...")
  func exactSum() {
    // 36 / 40.3 = 0.893300248...; 0.896300248 would be the limit.
    #expect(!Assessment(Self.spine(0.8963, fourthArea: 10.3)).finds("AUD-12"))
    #expect(Assessment(Self.spine(0.89631, fourthArea: 10.3)).finds("AUD-12"))
    #expect(Assessment(Self.spine(0.904)).message("AUD-12").contains("0.904 g/cm², and its vertebrae give 0.900 g/cm²"))
  }

  @Test("Without all vertebrae, or without content of one, nothing is summed")
  func noSum() {
    let study = Self.spine(0.95)
    #expect(!Assessment(study.with { $0.scans[0].regions.removeLast() }).finds("AUD-12"))
    #expect(!Assessment(study.with { $0.scans[0].regions[4].content = nil }).finds("AUD-12"))
  }

  @Test("A part of the spine is held against its own vertebrae")
  func part() {
    let regions: [MeasuredRegion] = [.spine(0.91, [.l1, .l2]), .vertebra(.l1, 9, 10), .vertebra(.l2, 9, 10)]
    #expect(
      Assessment(.woman(age: 66, regions)).findings.contains {
        $0.rule == "AUD-12" && $0.subject == "lumbar-spine L1-L2"
      })
  }

  @Test(
    "An L4 smaller than L1 warns, and an equal one does not", arguments: [(10.0, false), (9.99, true), (12.0, false)])
  func order(area: Double, isOdd: Bool) {
    #expect(Assessment(Self.spine(0.9, fourthArea: area)).finds("AUD-08.order") == isOdd)
  }

  @Test("Neighbors more than 1.0 apart are told where all four are used", arguments: [(-1.0, false), (-0.9, true)])
  func neighbors(fourth: Double, isTold: Bool) {
    let singles = zip(Vertebra.allCases, [-2.0, -2.0, -2.0, fourth]).map { MeasuredRegion.vertebra($0, t: $1) }
    let study = Study.woman(age: 66, [.spine().printed(t: -1.7)] + singles)
    #expect(Assessment(study).finds("AUD-08") == isTold)
    var left = singles
    left[3] = left[3].excluded("osteophytes")
    #expect(!Assessment(.woman(age: 66, [.spine().printed(t: -1.7)] + left)).finds("AUD-08"))
  }

  // MARK: Changes

  static func change(_ region: MeasuredRegion, to density: Double, years: Int, _ drugs: [Medication]? = nil) -> Study {
    var now = region
    now.density = ArealDensity(gramsPerSquareCentimeter: density)
    return Study.woman(age: 66, [now]).dated("2026-05-01")
      .with(age: 66 - Double(years), date: "\(2026 - years)-05-01", [region])
      .with { $0.history.medications = drugs }
  }

  @Test(
    "A total hip may change by 10 % in a year",
    arguments: [(0.88, false), (0.881, true), (0.72, false), (0.719, true)])
  func hipChange(density: Double, isOdd: Bool) {
    #expect(Assessment(Self.change(.hip(0.8), to: density, years: 1)).finds("AUD-20.hip") == isOdd)
  }

  @Test(
    "A spine may change by 15 % in a year, and by 30 % in two",
    arguments: [(1.15, 1, false), (1.16, 1, true), (1.29, 2, false), (1.31, 2, true)])
  func spineChange(density: Double, years: Int, isOdd: Bool) {
    // Two years are 730 days, 1.9986 of 365.25: 0.29 / 1.9986 = 14.5 %, 0.31 / 1.9986 = 15.5 %.
    #expect(Assessment(Self.change(.spine(1.0), to: density, years: years)).finds("AUD-20.spine") == isOdd)
  }

  @Test(
    "A bone-forming drug or strontium of the time explains a fast change, and a stopped denosumab a loss",
    arguments: [
      ("teriparatide", nil, 1.2, true), ("romosozumab", nil, 1.2, true), ("strontium ranelate", nil, 1.2, true),
      ("teriparatide", "2024-06", 0.8, true), ("teriparatide", "2006", 0.8, false),
      ("strontium ranelate", "2021", 0.8, true), ("strontium ranelate", "2010", 0.8, false),
      ("denosumab", nil, 1.2, false), ("denosumab", "2025-06", 1.2, false), ("denosumab", "2025-06", 0.8, true),
      ("denosumab", "2015", 0.8, false), ("alendronate", "2025-06", 0.8, false),
    ] as [(String, String?, Double, Bool)])
  func explainedChange(drug: String, stop: String?, now: Double, isExplained: Bool) {
    var medication = Medication(name: drug)
    medication.stop = stop.flatMap { PartialDate($0) }
    let study = Self.change(.spine(1.0), to: now, years: 1, [medication])
    #expect(Assessment(study).finds("AUD-20.spine") != isExplained)
  }

  @Test("Over a few weeks the whole change counts, not its rate")
  func shortInterval() {
    let study = Study.woman(age: 66, [.hip(0.84)]).dated("2026-05-01").with(age: 65.9, date: "2026-04-01", [.hip(0.8)])
    #expect(!Assessment(study).finds("AUD-20.hip"))
  }

  @Test("Densities of two makers are not compared")
  func otherMaker() {
    let study = Self.change(.hip(0.8), to: 1.0, years: 1).with { $0.scans[1].scanner = .prodigy }
    #expect(!Assessment(study).finds("AUD-20.hip") && Assessment(study).finds("DIS-25"))
  }

  @Test("A print that names another reference than before warns")
  func changedName() {
    func study(_ now: String?, _ before: String?) -> Study {
      Study.woman(age: 66, [.neck().printed(t: -1.5, now)]).dated("2026-05-01")
        .with(age: 64, date: "2024-05-01", [.neck().printed(t: -1.4, before)])
    }
    #expect(Assessment(study("NHANES III", "USA")).finds("AUD-10.changed"))
    #expect(!Assessment(study("NHANES III", "nhanes iii")).finds("AUD-10.changed"))
    #expect(!Assessment(study("NHANES III", nil)).finds("AUD-10.changed"))
    let densities = { (study: Study) in
      study.with { study in
        for index in study.scans.indices {
          study.scans[index].regions[0].density = ArealDensity(gramsPerSquareCentimeter: 0.69)
        }
      }
    }
    #expect(!Assessment(densities(study("NHANES III", "NHANES III White Female"))).finds("AUD-10.changed"))
    #expect(Assessment(densities(study("NHANES III", "Hologic"))).finds("AUD-10.changed"))
  }

  @Test("A region that was marked as not usable has not changed")
  func excludedNow() {
    let study = Self.change(.hip(0.8), to: 1.4, years: 1).with {
      $0.scans[0].regions = [$0.scans[0].regions[0].excluded("prosthesis"), .neck(0.8)]
    }
    #expect(!Assessment(study).finds("AUD-20.hip"))
  }

  @Test("Prints that no one reference explains warn")
  func changedFit() {
    // 0.631: NHANES III women (0.858, 0.120) give -1.9, Hologic men (0.930, 0.136) give -2.2.
    func study(_ before: Double) -> Study {
      Study.woman(age: 66, [.neck(0.631).printed(t: -1.9)]).dated("2026-05-01")
        .with(age: 64, date: "2024-05-01", [.neck(0.631).printed(t: before)])
    }
    #expect(Assessment(study(-2.2)).finds("AUD-10.changed"))
    #expect(!Assessment(study(-1.9)).finds("AUD-10.changed"))
  }

  // MARK: Hip

  @Test(
    "Total hip and neck may lie 1.5 apart", arguments: [(-0.5, -2.0, false), (-0.4, -2.0, true), (-2.1, -0.5, true)])
  func hipAndNeck(hip: Double, neck: Double, isTold: Bool) {
    #expect(Assessment(.scored(spine: -1, neck: neck, hip: hip)).finds("AUD-21.gap") == isTold)
  }

  @Test(
    "A neck 10 % above the total hip warns on a Hologic scanner, and never on a GE",
    arguments: [(0.88, false), (0.881, true)])
  func swapped(neck: Double, isOdd: Bool) {
    #expect(Assessment(.woman(age: 66, [.neck(neck), .hip(0.8)])).finds("AUD-21.swapped") == isOdd)
    #expect(!Assessment(.woman(age: 66, on: .prodigy, [.neck(neck), .hip(0.8)])).finds("AUD-21.swapped"))
  }

  @Test("Both necks may lie 1.0 apart", arguments: [(-1.0, false), (-0.9, true)])
  func sides(right: Double, isTold: Bool) {
    let study = Study.woman(age: 66, [.neck().printed(t: -2.0), .neck(nil, .right).printed(t: right)])
    #expect(Assessment(study).finds("AUD-21.sides") == isTold)
    let severities = Assessment(study).findings.filter { $0.rule == "AUD-21.sides" }.map { $0.severity }
    #expect(severities == (isTold ? [.warning] : []))
  }

  @Test(
    "Regions of both hips may differ in size by 20 %",
    arguments: [(36.0, false), (36.01, true), (25.0, false), (24.9, true)])
  func areas(right: Double, isTold: Bool) {
    let study = Study.woman(age: 66, [.hip(0.8).measured(24, 30), .hip(0.8, .right).measured(0.8 * right, right)])
    #expect(Assessment(study).finds("AUD-21.areas") == isTold)
  }

  // MARK: Decimals and extremes

  @Test("A score of two decimals and a density of four are told, fewer are not")
  func decimals() {
    var region = MeasuredRegion.neck(0.6314).printed(t: -1.9)
    #expect(Assessment(.woman(age: 66, [region])).found("AUD-35") == ["AUD-35.density"])
    region = MeasuredRegion.neck(0.63).printed(t: -1.9)
    #expect(Assessment(.woman(age: 66, [region])).found("AUD-35").isEmpty)
    region.printed?.tDecimals = 2
    #expect(Assessment(.woman(age: 66, [region])).found("AUD-35") == ["AUD-35.score"])
  }

  @Test("A density beyond 4.0 standard deviations of its age warns")
  func extreme() throws {
    let curve = try PublishedCurve("nhanes-2005-2010.total-hip.all-female", in: "nhanes-2005-2010-age-curves")
    var seen: Set<Bool> = []
    for milligrams in stride(from: 200, through: 1700, by: 20) {
      let z = try curve.z(Double(milligrams) / 1000, at: 66)
      guard (abs(z) - 4.05).magnitude > 0.02 else { continue }
      let study = Study.woman(age: 66, [.hip(Double(milligrams) / 1000)])
      #expect(Assessment(study).finds("AUD-14.extreme") == (abs(z) > 4.05), "\(milligrams) \(z)")
      seen.insert(abs(z) > 4.05)
    }
    #expect(seen == [true, false])
  }
}
