// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

@testable internal import Assessment
internal import Densitometry
internal import Interchange
internal import KnowledgeBase
internal import Statistics
internal import TestSupport
internal import Testing

@Suite("Content of a corrected report")
struct CorrectedReportTests {
  static func study(_ example: String) throws -> Study {
    try StudyDocument.read(Repository.bytes("Examples/\(example).json"))
  }

  /// The corrected report on an example whose report states something, with findings at some places.
  static func report(
    _ example: String = "postmenopausal-woman", _ statements: [ReportStatement] = [],
    disputed: [(Severity, ReportPlace)] = []
  ) throws -> CorrectedReport {
    let study = try study(example)
    let findings = disputed.map { AuditVerdictTests.finding($0.0, "disputed", at: $0.1) }
    let audit = Audit(
      assessment: Assessment(of: study), findings: findings, completeness: nil, statements: statements, unread: [],
      hasReport: true, rules: [])
    return CorrectedReport(of: study, audit)
  }

  static func number(_ text: String) -> ExactDecimal? { ExactDecimal(text: text) }

  static func text(_ quote: String, from start: Int = 100) -> ReportPlace {
    .text(.init(start: start, end: start + quote.unicodeScalars.count, line: 4, quote: quote))
  }

  // MARK: Regions

  @Test("A region that a person marked, a single vertebra and a site that never diagnoses are not stated")
  func regions() throws {
    let spine = try Self.report("excluded-vertebra")
    #expect(spine.regions.map { $0.label } == ["lumbar-spine L1-L3", "femoral-neck left", "total-hip left"])
    #expect(spine.leftOut.map { $0.label } == ["lumbar-spine L4"])
    #expect(try Self.report("outside-report").regions.allSatisfy { $0.region.site != .wards })
    #expect(try Self.report("no-valid-site").regions.isEmpty)
  }

  @Test("T-scores are shown only where they apply")
  func scores() throws {
    #expect(try Self.report("postmenopausal-woman").showsT)
    #expect(try !Self.report("premenopausal-woman").showsT)
    #expect(try !Self.report("child").showsT)
  }

  @Test("Where there is no category the reason stands in its place")
  func withheld() throws {
    let report = try Self.report("no-valid-site")
    #expect(report.diagnosis.category == nil && report.withheld != nil)
    #expect(try Self.report("postmenopausal-woman").withheld == nil)
  }

  @Test("A clinical diagnosis is named beside a category that is not osteoporosis by itself")
  func clinical() throws {
    #expect(try Self.report("after-treatment").clinicalDiagnosis?.osteoporosis == true)
    let osteoporosis = try Self.report("outside-report")
    #expect(osteoporosis.diagnosis.category == .osteoporosis && osteoporosis.clinicalDiagnosis == nil)
  }

  // MARK: What is kept

  static func risk(_ place: ReportPlace, relative: String? = nil) -> ReportStatement {
    var risk = StatedRisk()
    risk.tool = "FRAX"
    risk.majorPercent = number("14")
    risk.relative = relative.flatMap { number($0) }
    return ReportStatement(.risk(risk), at: place)
  }

  @Test("A stated probability is kept, unless an error or a warning stands at it", arguments: Severity.allCases)
  func disputedRisk(severity: Severity) throws {
    let place = ReportPlace.field("report.risks[0]")
    let kept = try Self.report("postmenopausal-woman", [Self.risk(place)], disputed: [(severity, place)]).risk
    #expect((kept != nil) == (severity == .information))
  }

  @Test("A finding at a field disputes what lies in it, and no field of a longer name")
  func disputedFields() throws {
    let statements = [Self.risk(.field("report.risks[1]"))]
    let within = try Self.report(
      "postmenopausal-woman", statements, disputed: [(.error, .field("report.risks[1].inputs"))])
    #expect(within.risk == nil)
    let other = try Self.report("postmenopausal-woman", statements, disputed: [(.error, .field("report.risks[10]"))])
    #expect(other.risk != nil)
  }

  @Test("A relative risk is not kept; the probability of the study takes the place of what is not kept")
  func relativeRisk() throws {
    let relative = Self.risk(.field("report.risks[0]"), relative: "2")
    #expect(try Self.report("postmenopausal-woman", [relative]).risk == nil)
    let fromStudy = try Self.report("correct-report", [relative]).risk
    #expect(fromStudy?.majorPercent == Self.number("12") && fromStudy?.relative == nil)
  }

  @Test(
    "The words after the heading of an item are kept",
    arguments: [
      ("Indication: postmenopausal,\n  height loss", "postmenopausal, height loss"), ("INDICATION:", nil),
      ("Indication: [indication]", nil), ("for height loss", nil),
      ("Indication: " + String(repeating: "x", count: 301), nil),
    ])
  func words(quote: String, kept: String?) throws {
    let statement = ReportStatement(.item(.indication), at: Self.text(quote))
    #expect(try Self.report("postmenopausal-woman", [statement]).kept[.indication] == kept)
  }

  @Test("Words that hold a claim are not kept, for it may be wrong; the age of the person is none")
  func claimWithinWords() throws {
    let quote = "Indication: osteopenia, 67 years"
    let item = ReportStatement(.item(.indication), at: Self.text(quote))
    let claim = ReportStatement(
      .diagnosis(StatedDiagnosis(category: .lowBoneMass, isEarlier: true)), at: Self.text("osteopenia", from: 112))
    var person = StatedPerson()
    person.age = 67
    let age = ReportStatement(.person(person), at: Self.text("67 years", from: 124))
    #expect(try Self.report("postmenopausal-woman", [item, claim]).kept.isEmpty)
    #expect(try Self.report("postmenopausal-woman", [item, age]).kept[.indication] == "osteopenia, 67 years")
  }

  // MARK: Comparison

  /// A least significant change that a report states.
  struct Stated: Sendable {
    let content: StatedLeastSignificantChange

    init(_ name: StatedRegion.Name?, _ grams: String? = nil, percent: String? = nil) {
      content = StatedLeastSignificantChange(
        region: name.map { StatedRegion($0) }, grams: grams.flatMap { CorrectedReportTests.number($0) },
        percent: percent.flatMap { CorrectedReportTests.number($0) })
    }
  }

  /// The follow-up of two scans of a hip, and what the report states of the least significant change.
  static func followUp(
    from before: Double, to after: Double, limit: Double? = nil, stated: String? = nil, stating: [Stated] = [],
    scanner: String = "Hologic"
  ) throws -> CorrectedComparison {
    func scan(_ year: String, _ density: Double, _ maker: String) -> String {
      """
      { "date": "\(year)-05-01", "scanner": { "manufacturer": "\(maker)" },
        "regions": [ { "site": "total-hip", "side": "left", "bmd": \(density) } ] }
      """
    }
    let precision = limit.map {
      #", "precision": { "sites": [ { "site": "total-hip", "leastSignificantChange": \#($0) } ] }"#
    }
    let text = """
      { "osteon": "study/1",
        "patient": { "sexAtBirth": "female", "birthDate": "1955-01-01", "menopause": { "status": "post" } },
        "scans": [ \(scan("2026", after, "Hologic")), \(scan("2023", before, scanner)) ] \(precision ?? "") }
      """
    let study = try StudyDocument.read(Array(text.utf8))
    let all = stating + (stated.map { [Stated(.site(.totalHip), $0)] } ?? [])
    let statements = all.enumerated().map { index, one in
      ReportStatement(.leastSignificantChange(one.content), at: .field("report.leastSignificantChanges[\(index)]"))
    }
    let audit = Audit(
      assessment: Assessment(of: study), findings: [], completeness: nil, statements: statements,
      unread: [], hasReport: true, rules: [])
    return try #require(CorrectedReport(of: study, audit).comparisons.first)
  }

  @Test(
    "A change that equals the least significant change is significant, and one of 0.001 less is not",
    arguments: [(0.775, true), (0.776, false), (0.824, false), (0.825, true)])
  func significance(after: Double, isSignificant: Bool) throws {
    // From 0.800 by 0.025 in either direction.
    let change = try #require(try Self.followUp(from: 0.800, to: after, limit: 0.025).change)
    #expect(change.isSignificant == isSignificant)
  }

  @Test("The change in percent is that of the earlier density: from 0.800 to 0.769 it is -0.031 and -3.9 percent")
  func percent() throws {
    // -0.031 / 0.800 = -3.875 percent, which rounds away from zero to -3.9.
    let change = try #require(try Self.followUp(from: 0.800, to: 0.769, limit: 0.025).change)
    #expect(change.grams == Self.number("-0.031") && change.percent == Self.number("-3.9"))
  }

  @Test("Without a least significant change nothing is said of significance; one of the report takes its place")
  func limit() throws {
    let open = try Self.followUp(from: 0.800, to: 0.700)
    #expect(open.leastSignificantChange == nil && open.change?.isSignificant == nil)
    let stated = try Self.followUp(from: 0.800, to: 0.700, stated: "0.030")
    #expect(stated.leastSignificantChange == Self.number("0.03") && stated.change?.isSignificant == true)
    let own = try Self.followUp(from: 0.800, to: 0.700, limit: 0.025, stated: "0.030")
    #expect(own.leastSignificantChange == Self.number("0.025"))
  }

  @Test(
    "A stated least significant change counts for its region; without a region where none names it, if it is one",
    arguments: [
      // The change is 0.050 g/cm² at the left total hip.
      ([Stated(.site(.totalHip), "0.040")], "0.04"), ([Stated(.site(.lumbarSpine), "0.040")], nil),
      ([Stated(nil, "0.045")], "0.045"), ([Stated(nil, "0.022"), Stated(.site(.totalHip), "0.040")], "0.04"),
      ([Stated(nil, "0.022"), Stated(nil, "0.040")], nil), ([Stated(nil, "0.040"), Stated(nil, "0.040")], "0.04"),
      ([Stated(.site(.totalHip), "0.030"), Stated(.hip, "0.040")], "0.04"),
    ] as [([Stated], String?)])
  func statedLimits(stated: [Stated], limit: String?) throws {
    let comparison = try Self.followUp(from: 0.800, to: 0.750, stating: stated)
    #expect(comparison.leastSignificantChange == limit.flatMap { Self.number($0) })
  }

  @Test("A stated least significant change of 5 percent is one of the earlier density: 0.040 of 0.800 g/cm²")
  func limitInPercent() throws {
    let stated = Stated(.site(.totalHip), percent: "5")
    #expect(try Self.followUp(from: 0.800, to: 0.750, stating: [stated]).leastSignificantChange == Self.number("0.04"))
    let both = [stated, Stated(.site(.totalHip), "0.030")]
    #expect(try Self.followUp(from: 0.800, to: 0.750, stating: both).leastSignificantChange == Self.number("0.03"))
  }

  @Test("Scans of two makers have no change, and both makers are named")
  func makers() throws {
    let comparison = try Self.followUp(from: 0.800, to: 0.700, limit: 0.025, scanner: "GE Lunar")
    #expect(comparison.change == nil && comparison.leastSignificantChange == nil)
    #expect(comparison.obstacle == CorrectedComparison.Obstacle(earlier: "GE Lunar", later: "Hologic", isCertain: true))
  }

  @Test("A side that was not measured before is not laid beside the other one, unless that stands alone")
  func sides() throws {
    func labels(_ sides: [String]) throws -> [String] {
      let hips = sides.map { #"{ "site": "total-hip", "side": "\#($0)", "bmd": 0.8 }"# }.joined(separator: ", ")
      let text = """
        { "osteon": "study/1", "patient": { "sexAtBirth": "male", "birthDate": "1950-01-01" }, "scans": [
          { "date": "2026-05-01", "scanner": { "manufacturer": "Hologic" }, "regions": [ \(hips) ] },
          { "date": "2023-05-01", "scanner": { "manufacturer": "Hologic" },
            "regions": [ { "site": "total-hip", "side": "left", "bmd": 0.81 } ] } ] }
        """
      let study = try StudyDocument.read(Array(text.utf8))
      return CorrectedReport(of: study, Audit(of: study)).comparisons.map { $0.region.label }
    }
    #expect(try labels(["left", "right"]) == ["total-hip left"])
    #expect(try labels(["right"]) == ["total-hip right"])
  }

  @Test("A follow-up names the visit before, a first scan none")
  func earlier() throws {
    let report = try Self.report("after-treatment")
    #expect(report.earlier?.date == CalendarDate("2021-02-10"))
    #expect(
      report.comparisons.map { $0.region.label } == ["lumbar-spine L1-L4", "femoral-neck left", "total-hip left"])
    let first = try Self.report("postmenopausal-woman")
    #expect(first.earlier == nil && first.comparisons.isEmpty)
  }

  @Test("References are named once, by the people that they come from")
  func references() throws {
    let report = try Self.report("outside-report")
    #expect(report.references(of: .t) == ["Hologic women", "NHANES III White women"])
    #expect(report.references(of: .z) == ["NHANES 2005-2010 all women"])
  }
}
