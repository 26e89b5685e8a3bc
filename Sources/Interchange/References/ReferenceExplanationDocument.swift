// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Assessment
public import Densitometry
public import Formats
internal import KnowledgeBase
internal import Statistics

/// The reference explanation document, version 1.
///
/// - Source: `docs/schemas/reference-explanation-1.schema.json`.
public enum ReferenceExplanationDocument {
  /// Returns the explanations of a study as JSON; the same explanations always give the same value.
  ///
  /// - Parameters:
  ///   - explanations: The scans of the study, the latest first.
  ///   - patient: The person who was scanned.
  ///   - commit: The commit that the engine was built from, if it is known.
  /// - Returns: The document.
  public static func json(
    _ explanations: [ReferenceExplanation], of patient: Patient, commit: String?
  ) -> JSONValue {
    .object([
      JSONMember("osteon", "reference-explanation/1"),
      JSONMember("id", JSONFields.text(patient.id)),
      JSONMember("sexAtBirth", .string(patient.sexAtBirth.rawValue)),
      JSONMember("scans", .array(explanations.map(scan))),
      JSONMember("provenance", JSONFields.provenance(commit: commit)),
    ])
  }

  private static func scan(_ explanation: ReferenceExplanation) -> JSONValue {
    .object([
      JSONMember("date", JSONFields.text(explanation.date?.description)),
      JSONMember("ageYears", JSONFields.age(explanation.age)),
      JSONMember("scanner", JSONFields.scanner(explanation.scanner)),
      JSONMember("scale", JSONFields.text(explanation.scanner.scale?.rawValue)),
      JSONMember("verdict", .string(explanation.verdict)),
      JSONMember("regions", .array(explanation.regions.map(region))),
      JSONMember("parts", .array(explanation.parts.map(part))),
      JSONMember("systems", .array(explanation.systems.map(system))),
      JSONMember("systemsTried", .number(JSONNumber(explanation.systemsTried))),
    ])
  }

  private static func region(_ explained: RegionExplanation) -> JSONValue {
    let region = explained.region
    return .object([
      JSONMember("site", .string(region.site.rawValue)),
      JSONMember("side", JSONFields.text(region.side?.rawValue)),
      JSONMember("vertebrae", JSONFields.vertebrae(region.subset)),
      JSONMember("bmd", JSONFields.number(region.density?.gramsPerSquareCentimeter)),
      JSONMember("t", explained.t.map(score) ?? .null),
      JSONMember("z", explained.z.map(score) ?? .null),
    ])
  }

  private static func score(_ score: ScoreExplanation) -> JSONValue {
    .object([
      JSONMember("printed", JSONFields.score(score.printed)),
      JSONMember("stated", JSONFields.text(score.statedName)),
      JSONMember("statedReferences", JSONFields.texts(score.stated.map { $0.reference })),
      JSONMember("statedExplains", score.isStatedExplaining.map { .bool($0) } ?? .null),
      JSONMember("obstacle", JSONFields.text(score.obstacle?.rawValue)),
      JSONMember("compared", .number(JSONNumber(score.compared))),
      JSONMember("explainedBy", .array(score.fits.map(fit))),
      JSONMember("notExplainedBy", .array(score.misses.map(fit))),
    ])
  }

  private static func fit(_ fit: ReferenceFit) -> JSONValue {
    .object([
      JSONMember("reference", .string(fit.reference)), JSONMember("set", .string(fit.set)),
      JSONMember("sex", JSONFields.text(fit.sex?.rawValue)), JSONMember("scale", JSONFields.text(fit.scale?.rawValue)),
      JSONMember("tag", .string(fit.tag.rawValue)), JSONMember("diagnostic", .bool(fit.isDiagnostic)),
      JSONMember("stated", .bool(fit.isStated)), JSONMember("fit", .string(fit.level.rawValue)),
      JSONMember("value", JSONFields.score(fit.score)), JSONMember("unrounded", JSONFields.number(fit.unrounded)),
      JSONMember("difference", JSONFields.score(ReportedScore(tenths: fit.missTenths))),
      JSONMember("beyondRounding", JSONFields.number(fit.miss)),
    ])
  }

  private static func part(_ part: PartExplanation) -> JSONValue {
    .object([
      JSONMember("part", .string(part.part.rawValue)), JSONMember("checked", JSONFields.texts(part.checked)),
      JSONMember("sets", JSONFields.texts(part.choices.map { $0.set })),
      JSONMember("unexplained", JSONFields.texts(part.unexplained)),
    ])
  }

  private static func system(_ system: ReferenceSystem) -> JSONValue {
    .array(
      system.choices.map {
        .object([JSONMember("part", .string($0.part.rawValue)), JSONMember("set", .string($0.set))])
      })
  }
}
