// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats
internal import Interchange
internal import Statistics
internal import Testing

@Suite("Reading the fields of a report")
struct ReportReadingTests {
  static func report(_ changes: (place: String, value: JSONValue?)...) throws -> FinishedReport? {
    var document = try SampleStudy.document.get()
    for change in changes { document = document.setting(change.place, to: change.value) }
    return try StudyDocument.read(document).report
  }

  /// The statements at a field and below it.
  static func statements(_ place: String) throws -> [ReportStatement] {
    try report()?.statements.filter { $0.place.quote.hasPrefix(place) } ?? []
  }

  static let spine = StatedRegion(.site(.lumbarSpine), vertebrae: VertebralSubset([.l1, .l2, .l3]))

  @Test("Every field becomes a statement with its place, in the order of the fields")
  func order() throws {
    #expect(
      try Self.report()?.statements.map { $0.place }
        == [
          "report.person.ageYears", "report.person.sex", "report.person.menopause", "report.person.heightCm",
          "report.person.weightKg", "report.values[0].bmd", "report.values[0].t", "report.values[0].z",
          "report.values[1].bmd", "report.diagnosis[0]", "report.diagnosis[0].grade", "report.diagnosis[1]",
          "report.changes[0]", "report.leastSignificantChanges[0]", "report.risks[0]", "report.recommendations[0]",
          "report.recommendations[1]", "report.nextScan", "report.bonesOfAgeYears", "report.items[0]",
          "report.items[1]",
        ].map { ReportPlace.field($0) })
    #expect(try Self.report()?.date?.description == "2026-05-02")
  }

  @Test("What is said of the person is one statement for each key")
  func person() throws {
    let people = try Self.statements("report.person").map { statement -> String in
      guard case .person(let person) = statement.content else { return "another" }
      return [
        person.age.map { "\($0)" }, person.sex?.rawValue, person.menopause?.rawValue, person.heightCm?.description,
        person.weightKg?.description,
      ].map { $0 ?? "-" }.joined(separator: " ")
    }
    #expect(people == ["68 - - - -", "- female - - -", "- - post - -", "- - - 162.5 -", "- - - - 61"])
  }

  @Test("Values keep region, sign and decimals; zeros that a document drops are not missed")
  func values() throws {
    let expected: [ReportStatement.Content] = [
      .density(StatedDensity(region: Self.spine, value: try #require(ExactDecimal(0.864)), decimals: 3)),
      .score(StatedScore(region: Self.spine, basis: .t, value: ExactDecimal(tenths: -17), sign: .minus, decimals: 1)),
      .score(
        StatedScore(region: Self.spine, basis: .z, value: try #require(ExactDecimal(0.15)), sign: .plus, decimals: 2)),
      .density(
        StatedDensity(region: StatedRegion(.hip, side: .left), value: try #require(ExactDecimal(0.76)), decimals: 3)),
    ]
    #expect(try Self.statements("report.values").map { $0.content } == expected)
    let whole = try Self.report(("report.values[0].t", .number(JSONNumber(-2))))?.statements[6]
    guard case .score(let score) = whole?.content else {
      Issue.record("no score")
      return
    }
    #expect(score.decimals == 1 && score.value == ExactDecimal(-2))
  }

  @Test("A diagnosis has its region, whether it is clinical, and its grade in lower case as a statement of its own")
  func diagnosis() throws {
    let hip = StatedRegion(.site(.totalHip), side: .left)
    #expect(
      try Self.statements("report.diagnosis").map { $0.content } == [
        .diagnosis(StatedDiagnosis(category: .lowBoneMass, isClinical: true)), .grade("mild"),
        .diagnosis(StatedDiagnosis(category: .normal, region: hip)),
      ])
  }

  @Test("A change has all that the report says of it")
  func change() throws {
    var expected = StatedChange(
      region: StatedRegion(.site(.totalHip), side: .left), direction: .loss, isSignificant: true)
    expected.since = PartialDate("2024-05")
    expected.grams = ExactDecimal(-0.031)
    expected.percent = ExactDecimal(-3.9)
    expected.scoreBasis = .t
    #expect(try Self.statements("report.changes").map { $0.content } == [.change(expected)])
    let limit = StatedLeastSignificantChange(
      region: StatedRegion(.site(.totalHip)), grams: ExactDecimal(0.025), percent: ExactDecimal(3.5))
    #expect(try Self.statements("report.least").map { $0.content } == [.leastSignificantChange(limit)])
  }

  @Test("A risk has its comparator and what the tool was given")
  func risk() throws {
    var expected = StatedRisk()
    expected.tool = "FRAX"
    expected.majorPercent = ExactDecimal(14)
    expected.hipPercent = ExactDecimal(3.1)
    expected.relative = ExactDecimal(2.5)
    expected.namesComparator = true
    expected.region = StatedRegion(.forearm)
    expected.inputAge = 68
    expected.inputSite = StatedRegion(.site(.femoralNeck))
    expected.inputT = ExactDecimal(-1.9)
    expected.entersSecondaryOsteoporosis = false
    expected.adjustsForGlucocorticoids = true
    #expect(try Self.statements("report.risks").map { $0.content } == [.risk(expected)])
  }

  @Test("Advice, the next scan and the items are read")
  func advice() throws {
    let statements = try Self.report()?.statements.suffix(6).map { $0.content }
    #expect(
      statements == [
        .advice(StatedAdvice(.treatment, because: [.score])), .advice(StatedAdvice(.secondaryCauses)),
        .nextScan(StatedNextScan(months: ExactDecimal(24), isDeclined: true, givesReason: true)),
        .bonesOfAge(years: 80), .item(.identity), .item(.indication),
      ])
  }

  @Test(
    "An optional key that is null gives what an absent one gives, and less than a present one",
    arguments: [
      "person", "person.ageYears", "person.heightCm", "values", "values[0].vertebrae", "values[1].side", "values[0].t",
      "diagnosis", "diagnosis[0].clinical", "diagnosis[0].grade", "diagnosis[1].side", "changes",
      "changes[0].significant", "changes[0].since", "changes[0].gramsPerSquareCentimeter", "changes[0].percent",
      "changes[0].score", "leastSignificantChanges", "leastSignificantChanges[0].percent",
      "leastSignificantChanges[0].site", "risks", "risks[0].tool", "risks[0].majorPercent", "risks[0].hipPercent",
      "risks[0].relative", "risks[0].comparator", "risks[0].site", "risks[0].inputs", "risks[0].inputs.ageYears",
      "risks[0].inputs.site", "risks[0].inputs.t", "risks[0].inputs.secondaryOsteoporosis",
      "risks[0].inputs.adjustedForGlucocorticoids", "recommendations", "recommendations[0].because", "nextScan",
      "nextScan.months", "nextScan.needed", "nextScan.reason", "bonesOfAgeYears", "items", "date",
    ])
  func optionalKey(key: String) throws {
    let absent = try Self.report(("report.\(key)", nil))
    #expect(try Self.report(("report.\(key)", .null)) == absent)
    #expect(try Self.report() != absent)
  }

  @Test("A report tells its items by a list, even an empty one, or by a text; a blank text is none")
  func items() throws {
    #expect(try Self.report()?.tellsItems == true && Self.report()?.hasText == false)
    #expect(try Self.report(("report.items", .array([])))?.tellsItems == true)
    #expect(try Self.report(("report.items", nil))?.tellsItems == false)
    let text = try Self.report(("report.items", nil), ("report.text", "Indication: none given."))
    #expect(text?.tellsItems == true && text?.hasText == true)
    #expect(try Self.report(("report.items", nil), ("report.text", " \n"))?.tellsItems == false)
  }

  @Test("A study without a report has none")
  func absent() throws {
    #expect(try Self.report(("report", nil)) == nil)
    #expect(try Self.report(("report", .object([]))) == FinishedReport())
  }
}
