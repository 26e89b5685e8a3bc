// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import Statistics
internal import Testing

@Suite("Audit of stated values")
struct AuditValueTests {
  static let spine = StatedRegion(.site(.lumbarSpine), vertebrae: .all)
  /// A spine whose third vertebra was left out, printed whole and without it.
  static let excluded = Study.woman(
    age: 66,
    [
      .spine(1.0).printed(t: -0.4), .spine(0.9, [.l1, .l2, .l4]).printed(t: -1.2),
      .vertebra(.l3, t: 1.5).excluded("osteophytes"),
    ])
  static let prosthesis = Study.woman(
    age: 66, [.neck(0.631).printed(t: -1.9), .hip(1.1).printed(t: 1.3).excluded("hip prosthesis")])

  static func decimals(_ count: Int) -> ReportStatement.Content {
    .score(
      StatedScore(region: .neck, basis: .t, value: ExactDecimal(tenths: -19), sign: .minus, decimals: count))
  }

  static let cases: [AuditCase] = [
    AuditCase(
      "AUD-02.report", "a T-score at 19", fires: Study.child(.male, age: 19.9, [.spine(0.8)]).stating(.t(-20, .spine)),
      silent: Study.man(age: 20, [.spine(0.8)]).stating(.t(-20, .spine))),
    AuditCase(
      "AUD-10.transcribed", "a tenth beside the print", fires: Study.reported.stating(.t(-18)),
      silent: Study.reported.stating(.t(-19))),
    AuditCase(
      "AUD-10.transcribed", "a Z-score beside the print", fires: Study.reported.stating(.z(-5)),
      silent: Study.reported.stating(.z(-4))),
    AuditCase(
      "AUD-10.transcribed-density", "one in the third decimal", fires: Study.reported.stating(.bmd(632)),
      silent: Study.reported.stating(.bmd(631))),
    AuditCase(
      "AUD-10.transcribed-density", "an earlier density that no scan gave",
      fires: Study.followed.stating(.bmd(641, earlier: true)),
      silent: Study.followed.stating(.bmd(640, earlier: true))),
    AuditCase(
      "AUD-10.report", "two tenths from the computed score, as nothing was printed",
      // NHANES III women at the neck: (0.631 − 0.858) / 0.120 = −1.89.
      fires: Study.woman(age: 66, [.neck(0.631)]).stating(.t(-21)),
      silent: Study.woman(age: 66, [.neck(0.631)]).stating(.t(-20))),
    AuditCase(
      "AUD-35", "two decimals", fires: Study.reported.stating(decimals(2)), silent: Study.reported.stating(decimals(1))),
    AuditCase(
      "AUD-35", "no decimal", fires: Study.reported.stating(decimals(0)), silent: Study.reported.stating(decimals(1))),
    AuditCase(
      "AUD-35.report-density", "two decimals of a density", fires: Study.reported.stating(.bmd(630, decimals: 2)),
      silent: Study.reported.stating(.bmd(631))),
    AuditCase(
      "AUD-36", "no sign, and a minus on the scan", fires: Study.reported.stating(.unsigned(19)),
      silent: Study.reported.stating(.t(-19))),
    AuditCase(
      "AUD-36", "no sign beside a low category, and no score on the scan",
      fires: Study.woman(age: 66, [.neck(0.5)]).with { $0.scans[0].scanner = .unknown }
        .stating(.unsigned(26), .says(.osteoporosis)),
      silent: Study.woman(age: 66, [.neck(0.5)]).with { $0.scans[0].scanner = .unknown }
        .stating(.unsigned(26), .says(.normal))),
    AuditCase(
      "AUD-36", "no sign and a plus on the scan is no doubt",
      fires: Study.woman(age: 66, [.spine().printed(t: -0.3)]).stating(.unsigned(3, .spine)),
      silent: Study.woman(age: 66, [.spine().printed(t: 0.3)]).stating(.unsigned(3, .spine))),
    AuditCase(
      "AUD-36.sign", "a plus for a minus", fires: Study.reported.stating(.t(19)),
      silent: Study.reported.stating(.t(-19))),
    AuditCase(
      "REP-N5", "values of a replaced hip", fires: prosthesis.stating(.t(13, .totalHip)),
      silent: prosthesis.stating(.t(-19))),
    AuditCase(
      "REP-N5", "the density of a replaced hip", fires: prosthesis.stating(.bmd(1100, .totalHip)),
      silent: prosthesis.stating(.says(.lowBoneMass, .neck))),
    AuditCase(
      "REP-N5.vertebra", "the whole spine where one vertebra was left out", fires: excluded.stating(.t(-4, spine)),
      silent: excluded.stating(.t(-12, StatedRegion(.site(.lumbarSpine), vertebrae: [.l1, .l2, .l4])))),
    AuditCase(
      "AUD-14.report-age", "another age", fires: Study.reported.stating(.person { $0.age = 67 }),
      silent: Study.reported.stating(.person { $0.age = 68 })),
    AuditCase(
      "AUD-14.report-sex", "another sex", fires: Study.reported.stating(.person { $0.sex = .male }),
      silent: Study.reported.stating(.person { $0.sex = .female })),
    AuditCase(
      "AUD-14.report-menopause", "another menopausal status",
      fires: Study.reported.stating(.person { $0.menopause = .pre }),
      silent: Study.reported.stating(.person { $0.menopause = .post })),
    AuditCase(
      "AUD-14.report-height", "2.1 cm more",
      fires: Study.reported.with { $0.patient.heightCm = 160 }.stating(
        .person { $0.heightCm = ExactDecimal(162.1) }),
      silent: Study.reported.with { $0.patient.heightCm = 160 }.stating(
        .person { $0.heightCm = ExactDecimal(162) })),
    AuditCase(
      "AUD-14.report-weight", "2.1 kg less",
      fires: Study.reported.with { $0.patient.weightKg = 60 }.stating(
        .person { $0.weightKg = ExactDecimal(57.9) }),
      silent: Study.reported.with { $0.patient.weightKg = 60 }.stating(
        .person { $0.weightKg = ExactDecimal(58) })),
  ]

  @Test("A value may be that of any region which its name can mean, and of an earlier scan")
  func vagueNames() {
    let hip = StatedRegion(.hip)
    #expect(Study.reported.stating(.t(-19, hip), .t(-15, hip), .bmd(760, hip)).reportFindings == [])
    #expect(Study.reported.stating(.t(-16, hip)).reportFindings == ["AUD-10.transcribed"])
    #expect(Study.followed.stating(.bmd(640), .bmd(631)).reportFindings == [])
  }

  @Test("What the scan does not hold is not judged")
  func unknown() {
    let radius = StatedRegion(.site(.radius33))
    #expect(Study.reported.stating(.t(-9, radius), .bmd(600, radius), .t(-9, nil)).reportFindings == [])
  }

  @Test("A zero needs no sign")
  func zero() {
    let study = Study.woman(age: 66, [.spine().printed(t: 0.0), .neck().printed(t: -2.6)])
    #expect(study.stating(.unsigned(0, .spine), .says(.osteoporosis)).reportFindings == [])
  }

  @Test("The age on the day of the report is right, too")
  func ageAtReport() {
    let study = Study.woman(age: 68.99, [.neck(0.631)]).dated("2026-05-01")
    let later = study.stating(.person { $0.age = 69 }).with { $0.report?.date = CalendarDate("2026-05-20") }
    #expect(later.reportFindings == [])
    let undated = study.stating(.person { $0.age = 69 }).with { $0.report?.date = nil }
    #expect(undated.reportFindings == ["AUD-14.report-age"])
  }
}
