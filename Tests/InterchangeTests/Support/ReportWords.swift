// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Interchange
internal import Statistics

/// What a text states, each statement in few words, as the tests of the reader compare it.
enum ReportWords {
  /// Reads a text and returns its statements.
  static func read(_ text: String) -> [String] { ReportText(reading: text).statements.map { words($0.content) } }

  static func words(_ content: ReportStatement.Content) -> String {
    switch content {
    case .score(let score):
      "\(score.basis) \(score.value) \(score.sign) \(score.decimals)" + place(score.region)
    case .density(let density):
      "density \(density.value) \(density.decimals)" + (density.isEarlier ? " earlier" : "") + place(density.region)
    case .diagnosis(let diagnosis):
      diagnosis.category.rawValue + (diagnosis.isDenied ? " denied" : "") + (diagnosis.isEarlier ? " earlier" : "")
        + (diagnosis.isClinical ? " clinical" : "") + place(diagnosis.region)
    case .change(let change): words(change)
    case .leastSignificantChange(let limit):
      "lsc" + amount(limit.grams, "g") + amount(limit.percent, "%") + place(limit.region)
    case .risk(let risk): words(risk)
    case .advice(let advice):
      ["advice", advice.kind.rawValue].joined(separator: " ") + advice.reasons.map { " \($0)" }.joined()
    case .nextScan(let scan):
      "next" + amount(scan.months, "months") + (scan.isDeclined ? " declined" : "")
        + (scan.givesReason ? " reason" : "")
    case .person(let person): words(person)
    case .bonesOfAge(let years): "bones of \(years ?? -1)"
    case .grade(let word): "grade \(word)"
    case .item(let item): "item \(item.rawValue)"
    }
  }

  private static func words(_ change: StatedChange) -> String {
    let since = change.since.map { date in
      " since \(date.year)" + (date.month.map { "-\($0)" } ?? "") + (date.day.map { "-\($0)" } ?? "")
    }
    let significance = change.isSignificant.map { $0 ? " significant" : " insignificant" } ?? ""
    return "\(change.direction)" + significance + amount(change.grams, "g") + amount(change.percent, "%")
      + (change.scoreBasis.map { " in \($0)" } ?? "") + (since ?? "") + place(change.region)
  }

  private static func words(_ risk: StatedRisk) -> String {
    "risk" + amount(risk.majorPercent, "major") + amount(risk.hipPercent, "hip") + amount(risk.relative, "times")
      + (risk.namesComparator ? " compared" : "") + (risk.inputAge.map { " age \($0)" } ?? "")
      + (risk.inputSite.map { " from " + place($0) } ?? "")
  }

  private static func words(_ person: StatedPerson) -> String {
    "person" + (person.age.map { " \($0)" } ?? "") + (person.sex.map { " \($0)" } ?? "")
      + (person.menopause.map { " \($0)" } ?? "") + amount(person.heightCm, "cm") + amount(person.weightKg, "kg")
  }

  private static func amount(_ value: ExactDecimal?, _ unit: String) -> String { value.map { " \($0) \(unit)" } ?? "" }

  private static func place(_ region: StatedRegion?) -> String {
    guard let region else { return "" }
    return " @" + region.placeName + (region.side.map { "/\($0)" } ?? "") + (region.vertebrae.map { "/\($0)" } ?? "")
  }
}
