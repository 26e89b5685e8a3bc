// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats
internal import Statistics

/// What a report states, as fields of the audit document: the kind, all that was read of it, and the place.
enum StatementFields {
  static func json(_ statement: ReportStatement) -> JSONValue {
    let (kind, fields) = content(statement.content)
    return .object(
      [JSONMember("kind", .string(kind))] + fields + [JSONMember("place", place(statement.place))])
  }

  static func place(_ place: ReportPlace) -> JSONValue {
    switch place {
    case .field(let path): .object([JSONMember("field", .string(path))])
    case .text(let span):
      .object([
        JSONMember("start", .number(JSONNumber(span.start))), JSONMember("end", .number(JSONNumber(span.end))),
        JSONMember("line", .number(JSONNumber(span.line))), JSONMember("quote", .string(span.quote)),
      ])
    }
  }

  private static func content(_ content: ReportStatement.Content) -> (String, [JSONMember]) {
    switch content {
    case .score(let score): ("score", self.score(score))
    case .density(let density): ("density", self.density(density))
    case .diagnosis(let diagnosis): ("diagnosis", self.diagnosis(diagnosis))
    case .change(let change): ("change", self.change(change))
    case .leastSignificantChange(let change): ("least-significant-change", leastSignificantChange(change))
    case .risk(let risk): ("risk", self.risk(risk))
    case .advice(let advice): ("recommendation", self.advice(advice))
    case .nextScan(let next): ("next-scan", nextScan(next))
    case .person(let person): ("person", self.person(person))
    case .bonesOfAge(let years): ("bones-of-age", [JSONMember("years", whole(years))])
    case .grade(let word): ("grade", [JSONMember("word", .string(word))])
    case .item(let item): ("item", [JSONMember("item", .string(item.rawValue))])
    }
  }

  // MARK: Regions and values

  private static func region(_ region: StatedRegion?) -> [JSONMember] {
    [
      JSONMember("site", JSONFields.text(region?.placeName)),
      JSONMember("side", JSONFields.text(region?.side?.rawValue)),
      JSONMember("vertebrae", JSONFields.vertebrae(region?.vertebrae)),
    ]
  }

  private static func score(_ score: StatedScore) -> [JSONMember] {
    region(score.region) + [
      JSONMember("score", .string(score.basis.rawValue)), JSONMember("value", JSONFields.exact(score.value)),
      JSONMember("sign", .string(score.sign.rawValue)), JSONMember("decimals", whole(score.decimals)),
    ]
  }

  private static func density(_ density: StatedDensity) -> [JSONMember] {
    region(density.region) + [
      JSONMember("gramsPerSquareCentimeter", JSONFields.exact(density.value)),
      JSONMember("decimals", whole(density.decimals)), JSONMember("earlier", .bool(density.isEarlier)),
    ]
  }

  private static func diagnosis(_ diagnosis: StatedDiagnosis) -> [JSONMember] {
    region(diagnosis.region) + [
      JSONMember("category", .string(diagnosis.category.rawValue)),
      JSONMember("clinical", .bool(diagnosis.isClinical)), JSONMember("earlier", .bool(diagnosis.isEarlier)),
      JSONMember("denied", .bool(diagnosis.isDenied)),
    ]
  }

  // MARK: Changes

  private static func change(_ change: StatedChange) -> [JSONMember] {
    region(change.region) + [
      JSONMember("direction", .string(change.direction.rawValue)),
      JSONMember("significant", flag(change.isSignificant)),
      JSONMember("since", JSONFields.text(change.since?.description)),
      JSONMember("gramsPerSquareCentimeter", number(change.grams)), JSONMember("percent", number(change.percent)),
      JSONMember("score", JSONFields.text(change.scoreBasis?.rawValue)),
    ]
  }

  private static func leastSignificantChange(_ change: StatedLeastSignificantChange) -> [JSONMember] {
    region(change.region) + [
      JSONMember("gramsPerSquareCentimeter", number(change.grams)), JSONMember("percent", number(change.percent)),
    ]
  }

  // MARK: Risk and advice

  private static func risk(_ risk: StatedRisk) -> [JSONMember] {
    let inputs =
      [JSONMember("ageYears", whole(risk.inputAge))] + region(risk.inputSite) + [
        JSONMember("t", number(risk.inputT)),
        JSONMember("secondaryOsteoporosis", flag(risk.entersSecondaryOsteoporosis)),
        JSONMember("adjustedForGlucocorticoids", flag(risk.adjustsForGlucocorticoids)),
      ]
    return [
      JSONMember("tool", JSONFields.text(risk.tool)), JSONMember("majorPercent", number(risk.majorPercent)),
      JSONMember("hipPercent", number(risk.hipPercent)), JSONMember("relative", number(risk.relative)),
      JSONMember("namesComparator", .bool(risk.namesComparator)),
    ] + region(risk.region) + [JSONMember("inputs", .object(inputs))]
  }

  private static func advice(_ advice: StatedAdvice) -> [JSONMember] {
    [
      JSONMember("recommends", .string(advice.kind.rawValue)),
      JSONMember("because", JSONFields.texts(advice.reasons.map { $0.rawValue })),
    ]
  }

  private static func nextScan(_ next: StatedNextScan) -> [JSONMember] {
    [
      JSONMember("months", number(next.months)), JSONMember("needed", .bool(!next.isDeclined)),
      JSONMember("givesReason", .bool(next.givesReason)),
    ]
  }

  private static func person(_ person: StatedPerson) -> [JSONMember] {
    [
      JSONMember("ageYears", whole(person.age)), JSONMember("sex", JSONFields.text(person.sex?.rawValue)),
      JSONMember("menopause", JSONFields.text(person.menopause?.rawValue)),
      JSONMember("heightCm", number(person.heightCm)), JSONMember("weightKg", number(person.weightKg)),
    ]
  }

  // MARK: Values that may be absent

  private static func number(_ number: ExactDecimal?) -> JSONValue { number.map { JSONFields.exact($0) } ?? .null }

  private static func whole(_ number: Int?) -> JSONValue { number.map { .number(JSONNumber($0)) } ?? .null }

  private static func flag(_ flag: Bool?) -> JSONValue { flag.map { .bool($0) } ?? .null }
}
