// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Statistics

/// A statement of each kind, with its values, as `Tests/EndToEndTests/data/every-statement.json` writes them.
enum EveryStatement {
  static let all: [ReportStatement] = [
    at(.text(.init(start: 20, end: 24, line: 3, quote: "-1.9")), .score(score(neck, .t, "-1.9", .minus, 1))),
    field("values[0].z", .score(score(nil, .z, "2.60", .none, 2))),
    field(
      "values[1].bmd", .density(StatedDensity(region: spine, value: number("0.843"), decimals: 3, isEarlier: true))),
    field(
      "diagnosis[0]",
      .diagnosis(
        StatedDiagnosis(
          category: .lowBoneMass, region: StatedRegion(.hip, side: .right), isClinical: true, isDenied: true))),
    field("changes[0]", .change(loss)), field("changes[1]", .change(stable)),
    field(
      "leastSignificantChanges[0]",
      .leastSignificantChange(StatedLeastSignificantChange(region: hip, grams: number("0.025")))),
    field("risks[0]", .risk(risk)),
    field("recommendations[0]", .advice(StatedAdvice(.treatment, because: [.score, .risk]))),
    field("nextScan", .nextScan(StatedNextScan(months: number("24"), givesReason: true))),
    field("person", .person(person)), field("bonesOfAgeYears", .bonesOfAge(years: 90)),
    field("diagnosis[0].grade", .grade("moderate")), field("items[1]", .item(.requestingProvider)),
  ]

  private static let neck = StatedRegion(.site(.femoralNeck), side: .left)
  private static let hip = StatedRegion(.site(.totalHip))
  private static let spine = StatedRegion(.site(.lumbarSpine), vertebrae: VertebralSubset("L1-L3"))

  private static func field(_ path: String, _ content: ReportStatement.Content) -> ReportStatement {
    at(.field("report." + path), content)
  }

  private static func at(_ place: ReportPlace, _ content: ReportStatement.Content) -> ReportStatement {
    ReportStatement(content, at: place)
  }

  private static func number(_ text: String) -> ExactDecimal { ExactDecimal(text: text) ?? ExactDecimal(0) }

  private static func score(
    _ region: StatedRegion?, _ basis: ScoreBasis, _ value: String, _ sign: StatedSign, _ decimals: Int
  ) -> StatedScore {
    StatedScore(region: region, basis: basis, value: number(value), sign: sign, decimals: decimals)
  }

  private static var loss: StatedChange {
    var change = StatedChange(region: hip, direction: .loss, isSignificant: true)
    change.since = PartialDate("2024-05")
    change.grams = number("-0.031")
    change.percent = number("-3.9")
    return change
  }

  private static var stable: StatedChange {
    var change = StatedChange(direction: .stable)
    change.scoreBasis = .t
    return change
  }

  private static var risk: StatedRisk {
    var risk = StatedRisk()
    risk.tool = "FRAX"
    risk.majorPercent = number("14")
    risk.hipPercent = number("3.1")
    risk.relative = number("2.5")
    risk.region = StatedRegion(.site(.femoralNeck))
    risk.inputAge = 67
    risk.inputT = number("-1.9")
    risk.inputSite = StatedRegion(.site(.lumbarSpine))
    risk.entersSecondaryOsteoporosis = true
    risk.adjustsForGlucocorticoids = false
    return risk
  }

  private static var person: StatedPerson {
    var person = StatedPerson()
    person.age = 67
    person.sex = .female
    person.menopause = .post
    person.heightCm = number("162.5")
    return person
  }
}
