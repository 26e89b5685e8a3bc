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
      JSONMember("id", JSONFields.text(assessment.id)),
      JSONMember("profile", .string(assessment.profile.rawValue)),
      JSONMember("diagnosis", diagnosis(assessment.diagnosis)),
      JSONMember("clinicalDiagnosis", clinicalDiagnosis(assessment.clinicalDiagnosis)),
      JSONMember("regions", .array(assessment.regions.map(region))),
      JSONMember("findings", .array(assessment.findings.map(finding))),
      JSONMember("changes", .array(assessment.changes.map(ChangeFields.change))),
      JSONMember("personChange", assessment.personChange.map(ChangeFields.person) ?? .null),
      JSONMember("nextScan", NextScanFields.json(assessment.nextScan)),
      JSONMember("risks", .array([])),
      JSONMember("next", GuidanceFields.steps(assessment.guidance)),
      JSONMember("guidance", GuidanceFields.json(assessment.guidance)),
      JSONMember("questions", .array(assessment.questions.map(question))),
      JSONMember("refusals", .array(assessment.refusals.map(refusal))),
      JSONMember("provenance", provenance(assessment.provenance, rules: assessment.provenance.rules)),
    ])
  }

  // MARK: Diagnoses

  private static func diagnosis(_ diagnosis: Diagnosis) -> JSONValue {
    .object([
      JSONMember("category", JSONFields.text(diagnosis.category?.rawValue)),
      JSONMember("basis", JSONFields.text(diagnosis.basis?.rawValue)),
      JSONMember("score", JSONFields.score(diagnosis.score)),
      JSONMember("site", JSONFields.text(diagnosis.region?.site.rawValue)),
      JSONMember("side", JSONFields.text(diagnosis.region?.side?.rawValue)),
      JSONMember("vertebrae", JSONFields.vertebrae(diagnosis.region?.subset)),
      JSONMember("nearThreshold", .bool(diagnosis.nearThreshold)),
      JSONMember("contested", .bool(diagnosis.contested != nil)),
      JSONMember("contestedCategories", diagnosis.contested.map(contest) ?? .null),
      JSONMember("unverified", .bool(diagnosis.isUnverified)),
      JSONMember("probabilities", diagnosis.probabilities.map(probabilities) ?? .null),
      JSONMember("probabilitiesRefusal", diagnosis.probabilitiesRefusal.map(refusal) ?? .null),
      JSONMember("rules", JSONFields.texts(diagnosis.rules)),
    ])
  }

  private static func contest(_ contest: Diagnosis.Contest) -> JSONValue {
    .object([
      JSONMember("printed", JSONFields.text(contest.printed?.rawValue)),
      JSONMember("computed", JSONFields.text(contest.computed?.rawValue)),
    ])
  }

  private static func probabilities(_ probabilities: CategoryProbabilities) -> JSONValue {
    .object(probabilities.values.map { JSONMember($0.category.rawValue, .number(JSONNumber($0.probability))) })
  }

  private static func clinicalDiagnosis(_ diagnosis: ClinicalDiagnosis) -> JSONValue {
    .object([
      JSONMember("osteoporosis", diagnosis.osteoporosis.map { .bool($0) } ?? .null),
      JSONMember("criteria", .string(diagnosis.criteria.rawValue)),
      JSONMember("because", JSONFields.texts(diagnosis.because)),
      JSONMember("missing", JSONFields.texts(places(of: diagnosis.missing))),
      JSONMember("rules", JSONFields.texts(diagnosis.rules)),
    ])
  }

  /// Returns where each fact stands in the study document, or its name; facts with one place are named once.
  static func places(of facts: [Fact]) -> [String] {
    var places: [String] = []
    for place in facts.map({ $0.path ?? $0.rawValue }) where !places.contains(place) { places.append(place) }
    return places
  }

  // MARK: Regions

  private static func region(_ assessed: AssessedRegion) -> JSONValue {
    let region = assessed.region
    return .object([
      JSONMember("site", .string(region.site.rawValue)),
      JSONMember("side", JSONFields.text(region.side?.rawValue)),
      JSONMember("vertebrae", JSONFields.vertebrae(region.subset)),
      JSONMember("date", JSONFields.text(assessed.date?.description)),
      JSONMember("ageYears", JSONFields.age(assessed.age)),
      JSONMember("scanner", JSONFields.scanner(assessed.scanner)),
      JSONMember("bmd", JSONFields.number(region.density?.gramsPerSquareCentimeter)),
      JSONMember("pooled", .bool(assessed.isPooled)),
      JSONMember("t", assessed.t.map { self.assessedScore($0, isZ: false) } ?? .null),
      JSONMember("z", assessed.z.map { self.assessedScore($0, isZ: true) } ?? .null),
      JSONMember("heightAdjustedZ", assessed.heightAdjustedZ.map(heightAdjusted) ?? .null),
      JSONMember("percentOfYoungAdult", assessed.percentOfYoungAdult.map { .number(JSONNumber($0)) } ?? .null),
      JSONMember("whatIf", .array(assessed.whatIf.map(whatIf))),
      JSONMember("usedForDiagnosis", .bool(assessed.usedForDiagnosis)),
      JSONMember("refusals", .array(assessed.refusals.map(refusal))),
      JSONMember("rules", JSONFields.texts(assessed.rules)),
    ])
  }

  private static func assessedScore(_ assessed: AssessedScore, isZ: Bool) -> JSONValue {
    let isComputed = assessed.origin == .computed
    var members = [
      JSONMember("value", JSONFields.score(assessed.reported)),
      JSONMember("unrounded", JSONFields.number(assessed.unrounded)),
      JSONMember("reference", JSONFields.text(assessed.reference)),
      JSONMember("origin", .string(assessed.origin.rawValue)),
    ]
    if isZ { members.append(JSONMember("centile", centile(assessed.centile))) }
    members.append(JSONMember("computed", isComputed ? .null : assessed.computed.map(computed) ?? .null))
    members.append(JSONMember("printed", isComputed ? JSONFields.score(assessed.printed) : .null))
    return .object(members)
  }

  private static func computed(_ computed: AssessedScore.Computed) -> JSONValue {
    .object([
      JSONMember("value", JSONFields.score(computed.reported)),
      JSONMember("unrounded", JSONFields.number(computed.unrounded)),
      JSONMember("reference", .string(computed.reference)),
    ])
  }

  private static func heightAdjusted(_ z: ZScore) -> JSONValue {
    .object([
      JSONMember("value", JSONFields.score(z.reported)), JSONMember("unrounded", JSONFields.number(z.unrounded)),
    ])
  }

  private static func whatIf(_ other: AssessedRegion.WhatIf) -> JSONValue {
    .object([
      JSONMember("reference", .string(other.reference)), JSONMember("value", JSONFields.score(other.t.reported)),
      JSONMember("unrounded", JSONFields.number(other.t.unrounded)),
    ])
  }

  // MARK: Findings and refusals

  private static func finding(_ finding: Finding) -> JSONValue { .object(members(of: finding)) }

  /// The fields of a finding, which the audit document adds to.
  static func members(of finding: Finding) -> [JSONMember] {
    [
      JSONMember("id", .string(finding.id)), JSONMember("severity", .string(finding.severity.rawValue)),
      JSONMember("subject", .string(finding.subject)), JSONMember("message", .string(finding.message)),
      JSONMember("facts", .object(finding.facts.map { JSONMember($0.fact.rawValue, value($0.value)) })),
      JSONMember("rule", .string(finding.rule)), JSONMember("sources", JSONFields.texts(finding.sources)),
    ]
  }

  /// The fields of a refusal.
  static func refusal(_ refusal: Refusal) -> JSONValue {
    .object([
      JSONMember("code", .string(refusal.code)), JSONMember("subject", .string(refusal.subject)),
      JSONMember("score", JSONFields.text(refusal.score?.rawValue)), JSONMember("message", .string(refusal.message)),
      JSONMember("remedy", JSONFields.text(refusal.remedy)), JSONMember("missing", JSONFields.texts(refusal.missing)),
      JSONMember("rule", JSONFields.text(refusal.rule)),
    ])
  }

  private static func question(_ question: Question) -> JSONValue {
    .object([
      JSONMember("fact", .string(question.fact.path ?? question.fact.rawValue)),
      JSONMember("question", .string(question.fact.question)),
      JSONMember("decides", JSONFields.texts(question.decides)),
    ])
  }

  /// The value of a fact.
  static func value(_ value: FactValue) -> JSONValue {
    switch value {
    case .flag(let flag): .bool(flag)
    case .text(let text): .string(text)
    case .number(let number): JSONFields.exact(number)
    case .atLeast(let number): .object([JSONMember("atLeast", JSONFields.exact(number))])
    }
  }

  // MARK: Provenance

  /// Where a document comes from, with the rules that spoke in it.
  static func provenance(_ provenance: Provenance, rules: [String]) -> JSONValue {
    .object([
      JSONMember("engine", .string("osteon \(Provenance.engineVersion)")),
      JSONMember("commit", JSONFields.text(provenance.commit)),
      JSONMember("knowledge", .string(KnowledgeVersion.hash)),
      JSONMember("precision", JSONFields.text(provenance.precision)),
      JSONMember("references", .array(provenance.references.map(reference))),
      JSONMember("rules", JSONFields.texts(rules)),
    ])
  }

  private static func reference(_ key: String) -> JSONValue {
    let dataSet = ReferenceDataSet.withKey(ReferenceLibrary.note(key)?.dataSet ?? key)
    let tag = ReferenceLibrary.population(key)?.tag ?? ReferenceLibrary.curve(key)?.tag ?? dataSet?.tag
    return .object([
      JSONMember("key", .string(key)), JSONMember("version", JSONFields.text(dataSet?.version)),
      JSONMember("tag", JSONFields.text(tag?.rawValue)),
    ])
  }

  // MARK: Values

  /// Whole from 1 to 99; with one decimal beyond, where a whole number would claim too little or too much.
  private static func centile(_ centile: Double?) -> JSONValue {
    guard let centile else { return .null }
    return JSONFields.exact(Centile.shown(centile))
  }
}
