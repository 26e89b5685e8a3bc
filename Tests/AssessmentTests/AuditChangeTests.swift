// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import Statistics
internal import Testing

@Suite("Audit of change")
struct AuditChangeTests {
  /// The study with something changed of its earlier scan.
  static func earlier(_ change: (inout Scan) -> Void) -> Study { Study.followed.with { change(&$0.scans[1]) } }

  static let loss: [ReportStatement.Content] = [
    .change(.loss, significant: true, milligrams: -31, percentTenths: -40), .limit(25),
  ]
  static let comparable = Study.followed.hip(753).stating(loss)

  static let cases: [AuditCase] = [
    AuditCase(
      "AUD-16", "a loss, and no limit anywhere",
      fires: Study.followed.hip(753).stating(.change(.loss, significant: true, milligrams: -31)),
      silent: Study.followed.hip(753).stating(.change(.loss, significant: true, milligrams: -31), .limit(25))),
    AuditCase(
      "AUD-16.stable", "stable, and no limit anywhere", fires: Study.followed.stating(.change(.stable)),
      silent: Study.followed.stating(.change(.stable), .limit(25))),
    AuditCase(
      "AUD-17", "significant at 24 of 25 mg/cm²",
      fires: Study.followed.hip(760).stating(.change(.loss, significant: true), .limit(25)),
      silent: Study.followed.hip(759).stating(.change(.loss, significant: true), .limit(25))),
    AuditCase(
      "AUD-17", "significant at 24 of 25 mg/cm² by the limit of the report",
      fires: Study.followed.hip(760).with { $0.precision = nil }
        .stating(.change(.loss, significant: true), .limit(25)),
      silent: Study.followed.hip(760).with { $0.precision = nil }
        .stating(.change(.loss, significant: true), .limit(24))),
    AuditCase(
      "AUD-17.stable", "stable at 25 of 25 mg/cm²",
      fires: Study.followed.hip(759).stating(.change(.stable), .limit(25)),
      silent: Study.followed.hip(760).stating(.change(.stable), .limit(25))),
    AuditCase(
      "AUD-17.stable", "not significant at 25 of 25 mg/cm²",
      fires: Study.followed.hip(759).stating(.change(.loss, significant: false), .limit(25)),
      silent: Study.followed.hip(760).stating(.change(.loss, significant: false), .limit(25))),
    AuditCase(
      "AUD-17.stable", "stable as a whole while the hip lost 25 mg/cm²",
      fires: Study.followed.hip(759).stating(.change(.stable, nil), .limit(25)),
      silent: Study.followed.hip(760).stating(.change(.stable, nil), .limit(25))),
    AuditCase(
      "AUD-17.direction", "a gain that is a loss",
      fires: Study.followed.hip(759).stating(.change(.gain, significant: true), .limit(25)),
      silent: Study.followed.hip(809).stating(.change(.gain, significant: true), .limit(25))),
    AuditCase(
      "AUD-17.amount", "two in the third decimal",
      fires: Study.followed.hip(753).stating(.change(.loss, significant: true, milligrams: -33), .limit(25)),
      silent: Study.followed.hip(753).stating(.change(.loss, significant: true, milligrams: -32), .limit(25))),
    AuditCase(
      "AUD-17.limit", "another limit than that of the facility", fires: Study.followed.stating(.limit(27)),
      silent: Study.followed.stating(.limit(26))),
    AuditCase(
      "REP-N6", "a loss of 24 of 25 mg/cm²", fires: Study.followed.hip(760).stating(.change(.loss), .limit(25)),
      silent: Study.followed.hip(759).stating(.change(.loss), .limit(25))),
    AuditCase(
      "AUD-16", "a loss of the hip, and a limit of the spine only",
      fires: Study.followed.hip(753).stating(.change(.loss, significant: true, milligrams: -31), .limit(28, .spine)),
      silent: Study.followed.hip(753).stating(.change(.loss, significant: true, milligrams: -31), .limit(25, nil))),
    AuditCase(
      "AUD-17.scanner", "significant at 24 of 25 mg/cm² between two scanners",
      fires: earlier { $0.scanner.model = "Discovery A" }.hip(760).stating(
        .change(.loss, significant: true), .limit(25)),
      silent: earlier { $0.scanner.model = "Discovery A" }.hip(759).stating(
        .change(.loss, significant: true), .limit(25))),
    AuditCase(
      "AUD-18", "a change in T-scores", fires: Study.followed.hip(753).stating(loss + [.change(.loss, scores: .t)]),
      silent: comparable),
    AuditCase(
      "AUD-18.percent", "a change in percent only",
      fires: Study.followed.hip(753).stating(.change(.loss, significant: true, percentTenths: -40), .limit(25)),
      silent: Study.followed.hip(753).stating(
        .change(.loss, significant: true, percentTenths: -40), .change(.loss, milligrams: -31), .limit(25))),
    AuditCase(
      "AUD-19", "another maker", fires: earlier { $0.scanner = .prodigy }.hip(753).stating(loss), silent: comparable),
    AuditCase(
      "AUD-19.facility", "another facility",
      fires: Study.followed.hip(753).with { study in
        study.scans[0].facility = "A"
        study.scans[1].facility = "B"
      }.stating(loss),
      silent: Study.followed.hip(753).with { $0.scans[0].facility = "A" }.stating(loss)),
    AuditCase(
      "AUD-19.side", "the other hip", fires: earlier { $0.regions = [.hip(0.784, .right)] }.hip(753).stating(loss),
      silent: earlier { $0.regions = [.hip(0.784, .right), .hip(0.784)] }.hip(753).stating(loss)),
    AuditCase(
      "AUD-19.vertebrae", "other vertebrae",
      fires: earlier { $0.regions = [.spine(0.9, [.l2, .l3, .l4])] }.stating(
        .change(.loss, .spine), .limit(28, .spine)),
      silent: earlier { $0.regions = [.spine(0.9)] }.stating(.change(.loss, .spine), .limit(28, .spine))),
    AuditCase(
      "AUD-19.mode", "another mode",
      fires: Study.followed.hip(753).with { study in
        for scan in 0...1 { study.scans[scan].regions[2].mode = scan == 0 ? "fast array" : "array" }
      }.stating(loss),
      silent: Study.followed.hip(753).with { study in
        for scan in 0...1 { study.scans[scan].regions[2].mode = scan == 0 ? "Array" : "array" }
      }.stating(loss)),
    AuditCase(
      "AUD-19.scanner", "another scanner of the maker",
      fires: earlier { $0.scanner.model = "Discovery A" }.hip(753).stating(loss), silent: comparable),
    AuditCase(
      "AUD-19.software", "another version of the software",
      fires: Study.followed.hip(753).with { study in
        study.scans[0].scanner.software = "5.6"
        study.scans[1].scanner.software = "5.5"
      }.stating(loss), silent: comparable),
    AuditCase(
      "AUD-24", "a loss on one scan", fires: Study.reported.stating(.change(.loss)),
      silent: Study.followed.stating(.change(.loss))),
    AuditCase(
      "AUD-24.stable", "stable on one scan", fires: Study.reported.stating(.change(.stable)),
      silent: Study.followed.stating(.change(.stable))),
    AuditCase(
      "AUD-24.unseen", "an earlier scan that the study does not hold",
      fires: Study.reported.stating(.change(.loss, since: "2024")), silent: Study.reported.stating(.change(.loss))),
    AuditCase(
      "AUD-24.region", "a region that was not measured before",
      fires: earlier { $0.regions = [.neck(0.640)] }.stating(.change(.loss)),
      silent: earlier { $0.regions = [.hip(0.784)] }.stating(.change(.loss))),
  ]

  @Test(
    "A change is significant from the limit on, in whole mg/cm²",
    arguments: [
      (24, false), (25, true), (26, true), (-24, false), (-25, true),
    ])
  func limit(difference: Int, isSignificant: Bool) {
    let direction: StatedChange.Direction = difference > 0 ? .gain : .loss
    let study = Study.followed.hip(784 + difference)
    let claimed = study.stating(
      .change(direction, significant: true, milligrams: difference), .limit(25))
    let denied = study.stating(.change(.stable), .limit(25))
    #expect(claimed.reportFindings == (isSignificant ? [] : ["AUD-17"]))
    #expect(denied.reportFindings == (isSignificant ? ["AUD-17.stable"] : []))
  }

  @Test(
    "The limit is 2.77 times the precision error, rounded to whole mg/cm²",
    arguments: [
      // 2.77 · 8.8 = 24.376 and 2.77 · 8.9 = 24.653
      (0.0088, 24, []), (0.0088, 23, ["AUD-17"]), (0.0089, 25, []), (0.0089, 24, ["AUD-17"]),
    ])
  func factor(error: Double, loss: Int, found: [String]) {
    let study = Study.followed.hip(784 - loss).with { study in
      study.precision = FacilityPrecision(sites: [SitePrecision(site: .totalHip, rmsSd: error)])
    }
    let rounded = Int((error * 2770).rounded())
    #expect(study.stating(.change(.loss, significant: true), .limit(rounded)).reportFindings == found)
  }

  @Test("A date chooses the earlier scan, and without one it is the most recent that measured the region")
  func since() {
    // 0.784 in 2024 and 0.800 in 2022; 0.776 now is 8 mg/cm² from the first and 24 from the second.
    let study = Study.followed.hip(776).with(age: 64.2, date: "2022-05-01", [.hip(0.800)])
    func amount(_ milligrams: Int, since date: String?) -> [String] {
      study.stating(.change(.loss, significant: false, since: date, milligrams: milligrams), .limit(25)).reportFindings
    }
    #expect(amount(-8, since: nil) == [] && amount(-8, since: "2024") == [] && amount(-24, since: "2022-05") == [])
    #expect(amount(-24, since: "2024-05-01") == ["AUD-17.amount"] && amount(-24, since: "2023") == ["AUD-24.region"])
  }

  @Test("Of both hips the one counts that bears the statement out")
  func bothHips() {
    let study = Study.followed.hip(753).with { study in
      study.scans[0].regions.append(.hip(0.800, .right))
      study.scans[1].regions.append(.hip(0.800, .right))
    }
    let hip = StatedRegion(.site(.totalHip))
    #expect(study.stating(.change(.loss, hip, significant: true), .limit(25)).reportFindings == [])
    #expect(study.stating(.change(.stable, hip), .limit(25)).reportFindings == [])
    #expect(study.stating(.change(.stable, nil), .limit(25)).reportFindings == ["AUD-17.stable"])
  }

  @Test("Without any limit no change is called significant or not, and only its absence is told")
  func noLimit() {
    let study = Study.followed.hip(700).with { $0.precision = nil }
    #expect(study.stating(.change(.loss, significant: true)).reportFindings == ["AUD-16"])
  }

  @Test("A limit in percent is taken of the earlier density")
  func percent() {
    // 3.2 % of 0.784 is 0.025.
    let limit = ReportStatement.Content.leastSignificantChange(
      StatedLeastSignificantChange(region: .totalHip, percent: ExactDecimal(tenths: 32)))
    let study = Study.followed.with { $0.precision = nil }
    #expect(study.hip(759).stating(.change(.loss, significant: true), limit).reportFindings == [])
    #expect(study.hip(760).stating(.change(.loss, significant: true), limit).reportFindings == ["AUD-17"])
  }

  @Test(
    "Between two scanners of one maker the densities make no error, for nobody knows whether they were cross-calibrated",
    arguments: [
      (760, StatedChange.Direction.loss, true as Bool?), (760, .loss, nil), (759, .stable, nil), (759, .loss, false),
      (809, .loss, true),
    ])
  func scanners(hip: Int, direction: StatedChange.Direction, isSignificant: Bool?) {
    let study = Self.earlier { $0.scanner.model = "Discovery A" }.hip(hip)
    let found = study.stating(.change(direction, significant: isSignificant), .limit(25)).reportFindings
    #expect(found == ["AUD-19.scanner", "AUD-17.scanner"])
  }

  @Test("A loss between two scanners asks for no word on secondary causes, and for no amount")
  func noLossBetweenScanners() {
    let items = [ReportItem].first.filter { $0 != .secondaryCauses } + [.comparedStudy, .significance]
    let study = Self.earlier { $0.scanner.model = "Discovery A" }.hip(753)
    let audit = Audit(of: study.stating(items: items))
    #expect(!audit.findings.contains { $0.rule == "AUD-29" })
    #expect(audit.completeness?.required.contains { $0.item == .changeAmounts } == false)
    #expect(Audit(of: Study.followed.hip(753).stating(items: items)).findings.contains { $0.rule == "AUD-29" })
  }

  @Test("A change between scans that do not compare is not measured")
  func notMeasured() {
    let study = Self.earlier { $0.scanner = .prodigy }.hip(784)
    #expect(study.stating(.change(.loss, significant: true), .limit(25)).reportFindings == ["AUD-19"])
  }
}
