// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics
internal import TestSupport
internal import Testing

@Suite("Audit of a whole report")
struct AuditReportTests {
  /// Every item of a first report but one.
  static func without(_ item: ReportItem) -> [ReportItem] { .first.filter { $0 != item } }

  static func woman(t tenths: Int, z: Int = -3, age: Double = 60) -> Study {
    .woman(age: age, [.neck().printed(t: Double(tenths) / 10, z: Double(z) / 10)])
  }

  static func heights(_ now: Double, greatest: Double) -> Study {
    woman(t: -5).with { study in
      study.patient.heightCm = now
      study.patient.maximumHeightCm = greatest
    }
  }

  static func entered(_ now: Double, before: Double) -> Study {
    Study.followed.with { study in
      study.scans[0].entered.heightCm = now
      study.scans[1].entered.heightCm = before
    }.with { $0.patient.heightCm = nil }
  }

  static let cases: [AuditCase] = [
    AuditCase(
      "AUD-15.unremarked", "4.1 cm less than ever",
      fires: heights(160, greatest: 164.1).stating(items: without(.riskFactors)),
      silent: heights(160, greatest: 164).stating(items: without(.riskFactors))),
    AuditCase(
      "AUD-15.unremarked", "2 cm less than at the previous scan",
      fires: entered(160, before: 162).stating(items: without(.riskFactors)),
      silent: entered(160, before: 161.9).stating(items: without(.riskFactors))),
    AuditCase(
      "AUD-26", "the indication is missing", fires: Study.reported.stating(items: without(.indication)),
      silent: Study.reported.stating(items: .first)),
    AuditCase(
      "AUD-29", "a Z-score of −2.0", fires: woman(t: -5, z: -20).stating(items: without(.secondaryCauses)),
      silent: woman(t: -5, z: -19).stating(items: without(.secondaryCauses))),
    AuditCase(
      "AUD-29", "a fracture before 50",
      fires: woman(t: -5, age: 49.9).broken(.low(.hip)).dated("2026-05-01").stating(items: without(.secondaryCauses)),
      silent: woman(t: -5, age: 50).broken(.low(.hip)).dated("2026-05-01").stating(items: without(.secondaryCauses))),
    AuditCase(
      "AUD-29", "a loss of 25 of 25 mg/cm²", fires: Study.followed.hip(759).stating(items: without(.secondaryCauses)),
      silent: Study.followed.hip(760).stating(items: without(.secondaryCauses))),
    AuditCase(
      "AUD-30", "no word on the next scan", fires: Study.reported.stating(items: without(.nextScan)),
      silent: Study.reported.stating([.next(24)], items: without(.nextScan))),
    AuditCase(
      "AUD-31", "a woman of 70 at −1.1", fires: woman(t: -11, age: 70).stating(items: .first),
      silent: woman(t: -11, age: 69.9).stating(items: .first)),
    AuditCase(
      "AUD-31", "a woman of 70 at −1.1 and at −1.0", fires: woman(t: -11, age: 70).stating(items: .first),
      silent: woman(t: -10, age: 70).stating(items: .first)),
    AuditCase(
      "AUD-31", "a woman of 70 at −1.1 with and without the advice",
      fires: woman(t: -11, age: 70).stating(items: .first),
      silent: woman(t: -11, age: 70).stating([.advice(StatedAdvice(.vertebralFractureAssessment))], items: .first)),
  ]

  // MARK: Every case

  @Test("Each rule speaks on one study and is silent on its neighbor", arguments: AuditCase.all)
  func rule(example: AuditCase) throws {
    let found = example.findings(example.fires)
    try #require(found.count == 1, "\(Audit(of: example.fires).findings.map { $0.id })")
    #expect(found[0].correction?.isEmpty == false)
    for text in [found[0].message, found[0].correction ?? ""] {
      #expect(!text.contains("unknown") && !text.contains("{"), "\(text)")
    }
    #expect(example.findings(example.silent) == [])
  }

  @Test("Every rule on reports that finds has a case")
  func everyRule() {
    let finding = Rule.all.filter { [.statement, .report].contains($0.subject) && $0.finding != nil }.map { $0.id }
    #expect(Set(finding) == Set(AuditCase.all.map { $0.rule }))
  }

  // MARK: Clean

  /// A complete and correct report of the woman at one scan.
  static let correct: [ReportStatement.Content] = [
    .person { $0.age = 68 }, .person { $0.sex = .female }, .bmd(864, .spine), .t(-17, .spine), .z(3, .spine), .bmd(631),
    .t(-19), .z(-4), .bmd(760, .totalHip), .t(-15, .totalHip), .z(-4, .totalHip), .says(.lowBoneMass), .frax(),
    .says(.osteoporosis, denied: true), .advice(StatedAdvice(.secondaryCauses)), .next(24, reason: true),
  ]

  /// What a correct report of the follow-up adds: no significant change anywhere.
  static let unchanged: [ReportStatement.Content] = [
    .change(.stable, .spine, significant: false, since: "2024-05-01", milligrams: 4, percentTenths: 5),
    .change(.stable, significant: false, since: "2024-05-01", milligrams: -24, percentTenths: -31),
    .limit(28, .spine), .limit(25),
  ]

  @Test("A correct report is clean, and complete")
  func clean() {
    let rest: [ReportItem] = [
      .identity, .requestingProvider, .indication, .scanner, .technicalQuality, .riskFactors, .interpreter,
    ]
    let first = Audit(of: Study.reported.stating(Self.correct, items: rest))
    #expect(first.findings.filter { $0.subject == "report" } == [] && first.completeness?.percent == 100)
    let next = Audit(of: Study.followed.stating(Self.correct + Self.unchanged, items: rest + [.comparedStudy]))
    #expect(next.findings.filter { $0.subject == "report" } == [] && next.completeness?.percent == 100)
  }

  @Test("A study without a report, and one whose report states nothing, is that of the scan alone")
  func empty() {
    let none = Audit(of: .reported)
    #expect(!none.hasReport && none.completeness == nil && none.findings == none.assessment.findings)
    let empty = Audit(of: Study.reported.stating())
    #expect(empty.hasReport && empty.completeness == nil && empty.findings == none.findings)
  }

  // MARK: Completeness

  @Test(
    "The score is the share of the required items that are there, rounded down",
    arguments: [
      (0, 0), (1, 7), (7, 50), (13, 92), (14, 100),
    ])
  func percent(count: Int, percent: Int) throws {
    let completeness = try #require(
      Audit(of: Study.reported.stating(items: Array([ReportItem].first.prefix(count)))).completeness)
    #expect(completeness.required.count == 14 && completeness.percent == percent)
    #expect(completeness.items.map { $0.item } == ReportItem.allCases)
  }

  @Test("Items of a follow-up are required where they apply")
  func followUp() throws {
    func required(_ study: Study) throws -> [ReportItem] {
      let items = try #require(Audit(of: study.stating(items: [])).completeness).required.map { $0.item }
      return items.filter { ![ReportItem].first.contains($0) }
    }
    #expect(try required(.reported) == [])
    #expect(try required(Study.followed.hip(760)) == [.comparedStudy, .significance])
    #expect(try required(Study.followed.hip(759)) == [.comparedStudy, .significance, .changeAmounts])
    #expect(
      try required(AuditChangeTests.earlier { $0.scanner = .prodigy }) == [.outsideStudy])
    #expect(try required(AuditChangeTests.earlier { $0.regions = [.hip(0.784, .right)] }) == [.comparedStudy])
  }

  @Test("The category is required where there is one, and the risk where a tool gives one")
  func whereItApplies() throws {
    func required(_ study: Study, _ item: ReportItem) throws -> Bool {
      try #require(Audit(of: study.stating(items: [])).completeness).required.contains { $0.item == item }
    }
    #expect(try required(.reported, .category))
    #expect(try !required(Study.woman(age: 50, menopause: nil, [.neck(0.7)]), .category))
    for (age, isRequired) in [(39.9, false), (40, true), (90.9, true), (91, false)] {
      #expect(try required(AuditRiskTests.woman(age: age), .fractureRisk) == isRequired, "\(age)")
    }
    #expect(try !required(AuditRiskTests.taking("alendronate"), .fractureRisk))
    #expect(try required(AuditRiskTests.taking("ibuprofen"), .fractureRisk))
  }

  @Test("A statement shows the item that it belongs to, with its place")
  func shown() throws {
    let completeness = try #require(Audit(of: Study.reported.stating([.t(-19), .limit(25)], items: [])).completeness)
    let present = completeness.items.filter { $0.isPresent }
    #expect(present.map { $0.item } == [.sites, .scores])
    #expect(present.allSatisfy { $0.place == .field("report.statements[0]") })
  }

  // MARK: Order

  @Test("The order of the statements changes no finding, and every finding has its own name")
  func order() {
    var generator = SeededGenerator(seed: 20_261_121)
    for study in AuditCase.all.map({ $0.fires }) + [Self.everything] {
      let audit = Audit(of: study)
      #expect(Set(audit.findings.map { $0.id }).count == audit.findings.count)
      let shuffled = study.with { $0.report?.statements.shuffle(using: &generator) }
      let again = Audit(of: shuffled)
      #expect(again.findings == audit.findings && again.completeness == audit.completeness)
    }
  }

  /// One report with the faults of many.
  static let everything = Study.followed.hip(759).stating(
    [
      .says(.osteoporosis), .says(.normal, .totalHip), .says(.lowBoneMass, .neck), .t(-18), .t(17, .spine),
      .change(.gain, significant: true), .change(.stable), .change(.loss, scores: .t), .grade("mild"), .grade("early"),
      .bonesOfAge(years: nil), .frax { $0.inputAge = 95 }, .next(3),
    ], items: [])

  @Test("Findings in a text keep the place of the words")
  func places() throws {
    let span = ReportPlace.TextSpan(start: 12, end: 33, line: 2, quote: "IMPRESSION: Osteoporosis")
    let study = Study.reported.stating(.says(.osteoporosis)).with { $0.report?.statements[0].place = .text(span) }
    let finding = try #require(Audit(of: study).findings.first { $0.rule == "AUD-03" })
    #expect(finding.places == [.text(span)] && finding.id == "AUD-03/report.text/12-33")
  }

  @Test("A finding on several statements names the place of each")
  func severalPlaces() throws {
    let study = Study.reported.stating(.says(.lowBoneMass, .neck), .t(-19), .says(.normal, .totalHip))
    let finding = try #require(Audit(of: study).findings.first { $0.rule == "AUD-05" })
    #expect(finding.places == [.field("report.statements[0]"), .field("report.statements[2]")])
  }
}
