// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Assessment
internal import Densitometry
public import Formats
internal import KnowledgeBase
internal import Statistics

/// The assessment document, version 1.
///
/// - Source: `docs/schemas/assessment-1.schema.json`.
public enum AssessmentDocument {
  /// Returns an assessment as JSON; the same assessment always gives the same value.
  public static func json(_ assessment: Assessment) -> JSONValue {
    .object([
      JSONMember("osteon", "assessment/1"),
      JSONMember("id", text(assessment.id)),
      JSONMember("profile", .string(assessment.profile.rawValue)),
      JSONMember("diagnosis", diagnosis(assessment.diagnosis)),
      JSONMember("clinicalDiagnosis", clinicalDiagnosis(assessment.clinicalDiagnosis)),
      JSONMember("regions", .array(assessment.regions.map(region))),
      JSONMember("findings", .array(assessment.findings.map(finding))),
      JSONMember("changes", .array([])),
      JSONMember("risks", .array([])),
      JSONMember("next", .array([])),
      JSONMember("questions", .array(assessment.questions.map(question))),
      JSONMember("refusals", .array(assessment.refusals.map(refusal))),
      JSONMember("provenance", provenance(assessment.provenance)),
    ])
  }

  // MARK: Diagnoses

  private static func diagnosis(_ diagnosis: Diagnosis) -> JSONValue {
    .object([
      JSONMember("category", text(diagnosis.category?.rawValue)),
      JSONMember("basis", text(diagnosis.basis?.rawValue)),
      JSONMember("score", score(diagnosis.score)),
      JSONMember("site", text(diagnosis.region?.site.rawValue)),
      JSONMember("side", text(diagnosis.region?.side?.rawValue)),
      JSONMember("vertebrae", vertebrae(diagnosis.region?.subset)),
      JSONMember("nearThreshold", .bool(diagnosis.nearThreshold)),
      JSONMember("contested", .bool(diagnosis.contested != nil)),
      JSONMember("contestedCategories", diagnosis.contested.map(contest) ?? .null),
      JSONMember("unverified", .bool(diagnosis.isUnverified)),
      JSONMember("probabilities", diagnosis.probabilities.map(probabilities) ?? .null),
      JSONMember("probabilitiesRefusal", diagnosis.probabilitiesRefusal.map(refusal) ?? .null),
      JSONMember("rules", texts(diagnosis.rules)),
    ])
  }

  private static func contest(_ contest: Diagnosis.Contest) -> JSONValue {
    .object([
      JSONMember("printed", text(contest.printed?.rawValue)), JSONMember("computed", text(contest.computed?.rawValue)),
    ])
  }

  private static func probabilities(_ probabilities: CategoryProbabilities) -> JSONValue {
    .object(probabilities.values.map { JSONMember($0.category.rawValue, .number(JSONNumber($0.probability))) })
  }

  private static func clinicalDiagnosis(_ diagnosis: ClinicalDiagnosis) -> JSONValue {
    .object([
      JSONMember("osteoporosis", diagnosis.osteoporosis.map { .bool($0) } ?? .null),
      JSONMember("criteria", .string(diagnosis.criteria.rawValue)),
      JSONMember("because", texts(diagnosis.because)),
      JSONMember("missing", texts(places(of: diagnosis.missing))),
      JSONMember("rules", texts(diagnosis.rules)),
    ])
  }

  /// Returns where each fact stands in the study document, or its name; facts with one place are named once.
  private static func places(of facts: [Fact]) -> [String] {
    var places: [String] = []
    for place in facts.map({ $0.path ?? $0.rawValue }) where !places.contains(place) { places.append(place) }
    return places
  }

  // MARK: Regions

  private static func region(_ assessed: AssessedRegion) -> JSONValue {
    let region = assessed.region
    return .object([
      JSONMember("site", .string(region.site.rawValue)),
      JSONMember("side", text(region.side?.rawValue)),
      JSONMember("vertebrae", vertebrae(region.subset)),
      JSONMember("date", text(assessed.date?.description)),
      JSONMember("ageYears", age(assessed.age)),
      JSONMember("scanner", scanner(assessed.scanner)),
      JSONMember("bmd", number(region.density?.gramsPerSquareCentimeter)),
      JSONMember("pooled", .bool(assessed.isPooled)),
      JSONMember("t", assessed.t.map { self.assessedScore($0, isZ: false) } ?? .null),
      JSONMember("z", assessed.z.map { self.assessedScore($0, isZ: true) } ?? .null),
      JSONMember("heightAdjustedZ", assessed.heightAdjustedZ.map(heightAdjusted) ?? .null),
      JSONMember("percentOfYoungAdult", assessed.percentOfYoungAdult.map { .number(JSONNumber($0)) } ?? .null),
      JSONMember("whatIf", .array(assessed.whatIf.map(whatIf))),
      JSONMember("usedForDiagnosis", .bool(assessed.usedForDiagnosis)),
      JSONMember("refusals", .array(assessed.refusals.map(refusal))),
      JSONMember("rules", texts(assessed.rules)),
    ])
  }

  private static func age(_ age: Age) -> JSONValue {
    switch age {
    case .exact(let years): .number(JSONNumber(years))
    case .atLeast(let years): .object([JSONMember("atLeast", .number(JSONNumber(years)))])
    }
  }

  private static func scanner(_ scanner: Scanner) -> JSONValue {
    .object([
      JSONMember("manufacturer", .string(scanner.manufacturer)), JSONMember("model", text(scanner.model)),
      JSONMember("software", text(scanner.software)),
    ])
  }

  private static func assessedScore(_ assessed: AssessedScore, isZ: Bool) -> JSONValue {
    let isComputed = assessed.origin == .computed
    var members = [
      JSONMember("value", score(assessed.reported)),
      JSONMember("unrounded", number(assessed.unrounded)),
      JSONMember("reference", text(assessed.reference)),
      JSONMember("origin", .string(assessed.origin.rawValue)),
    ]
    if isZ { members.append(JSONMember("centile", centile(assessed.centile))) }
    members.append(JSONMember("computed", isComputed ? .null : assessed.computed.map(computed) ?? .null))
    members.append(JSONMember("printed", isComputed ? score(assessed.printed) : .null))
    return .object(members)
  }

  private static func computed(_ computed: AssessedScore.Computed) -> JSONValue {
    .object([
      JSONMember("value", score(computed.reported)), JSONMember("unrounded", number(computed.unrounded)),
      JSONMember("reference", .string(computed.reference)),
    ])
  }

  private static func heightAdjusted(_ z: ZScore) -> JSONValue {
    .object([JSONMember("value", score(z.reported)), JSONMember("unrounded", number(z.unrounded))])
  }

  private static func whatIf(_ other: AssessedRegion.WhatIf) -> JSONValue {
    .object([
      JSONMember("reference", .string(other.reference)), JSONMember("value", score(other.t.reported)),
      JSONMember("unrounded", number(other.t.unrounded)),
    ])
  }

  // MARK: Findings and refusals

  private static func finding(_ finding: Finding) -> JSONValue {
    .object([
      JSONMember("id", .string(finding.id)), JSONMember("severity", .string(finding.severity.rawValue)),
      JSONMember("subject", .string(finding.subject)), JSONMember("message", .string(finding.message)),
      JSONMember("facts", .object(finding.facts.map { JSONMember($0.fact.rawValue, value($0.value)) })),
      JSONMember("rule", .string(finding.rule)), JSONMember("sources", texts(finding.sources)),
    ])
  }

  private static func refusal(_ refusal: Refusal) -> JSONValue {
    .object([
      JSONMember("code", .string(refusal.code)), JSONMember("subject", .string(refusal.subject)),
      JSONMember("score", text(refusal.score?.rawValue)), JSONMember("message", .string(refusal.message)),
      JSONMember("remedy", text(refusal.remedy)), JSONMember("missing", texts(refusal.missing)),
      JSONMember("rule", text(refusal.rule)),
    ])
  }

  private static func question(_ question: Question) -> JSONValue {
    .object([
      JSONMember("fact", .string(question.fact.path ?? question.fact.rawValue)),
      JSONMember("question", .string(question.fact.question)), JSONMember("decides", texts(question.decides)),
    ])
  }

  private static func value(_ value: FactValue) -> JSONValue {
    switch value {
    case .flag(let flag): .bool(flag)
    case .text(let text): .string(text)
    case .number(let number): exact(number)
    case .atLeast(let number): .object([JSONMember("atLeast", exact(number))])
    }
  }

  // MARK: Provenance

  private static func provenance(_ provenance: Provenance) -> JSONValue {
    .object([
      JSONMember("engine", .string("osteon \(Provenance.engineVersion)")),
      JSONMember("commit", text(provenance.commit)),
      JSONMember("knowledge", .string(KnowledgeVersion.hash)),
      JSONMember("precision", text(provenance.precision)),
      JSONMember("references", .array(provenance.references.map(reference))),
      JSONMember("rules", texts(provenance.rules)),
    ])
  }

  private static func reference(_ key: String) -> JSONValue {
    let dataSet = ReferenceDataSet.withKey(ReferenceLibrary.note(key)?.dataSet ?? key)
    let tag = ReferenceLibrary.population(key)?.tag ?? ReferenceLibrary.curve(key)?.tag ?? dataSet?.tag
    return .object([
      JSONMember("key", .string(key)), JSONMember("version", text(dataSet?.version)),
      JSONMember("tag", text(tag?.rawValue)),
    ])
  }

  // MARK: Values

  private static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  private static func texts(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

  private static func number(_ number: Double?) -> JSONValue { number.map { .number(JSONNumber($0)) } ?? .null }

  private static func exact(_ number: ExactDecimal) -> JSONValue {
    JSONNumber(text: number.description).map { .number($0) } ?? .null
  }

  private static func score(_ score: ReportedScore?) -> JSONValue {
    guard let score, let number = JSONNumber(text: Fixed(score.exact, places: 1).description) else { return .null }
    return .number(number)
  }

  private static func vertebrae(_ subset: VertebralSubset?) -> JSONValue {
    subset.map { texts($0.vertebrae.map { $0.rawValue }) } ?? .null
  }

  /// Whole from 1 to 99; with one decimal beyond, where a whole number would claim too little or too much.
  private static func centile(_ centile: Double?) -> JSONValue {
    guard let centile else { return .null }
    return exact(Centile.shown(centile))
  }
}
