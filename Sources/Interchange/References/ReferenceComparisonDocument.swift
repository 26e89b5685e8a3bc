// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Assessment
internal import Densitometry
public import Formats
internal import KnowledgeBase
internal import Statistics

/// The reference comparison document, version 1.
///
/// - Source: `docs/schemas/reference-comparison-1.schema.json`.
public enum ReferenceComparisonDocument {
  /// Returns a comparison as JSON.
  ///
  /// - Parameters:
  ///   - tally: The counts.
  ///   - names: The names, the base first.
  ///   - study: The regions of one study with the identifier of the person; `nil` for a cohort, of which only counts are
  ///     given.
  ///   - unreadable: How many rows or studies could not be read.
  ///   - commit: The commit that the engine was built from, if it is known.
  /// - Returns: The document.
  public static func json(
    _ tally: ComparisonTally, _ names: [ReferenceName], study: (id: String?, regions: [ComparedRegion])?,
    unreadable: Int, commit: String?
  ) -> JSONValue {
    .object([
      JSONMember("osteon", "reference-comparison/1"),
      JSONMember("id", JSONFields.text(study?.id)),
      JSONMember("references", .array(zip(names, tally.refusals).map(name))),
      JSONMember("regions", study.map { .array($0.regions.map(region)) } ?? .null),
      JSONMember("compared", .number(JSONNumber(tally.regions))),
      JSONMember("visits", .number(JSONNumber(tally.visits))),
      JSONMember("unreadable", .number(JSONNumber(unreadable))),
      JSONMember("pairs", .array(tally.pairs.map(pair))),
      JSONMember("provenance", JSONFields.provenance(commit: commit)),
    ])
  }

  private static func name(_ name: ReferenceName, _ refusals: [String: Int]) -> JSONValue {
    .object([
      JSONMember("name", .string(name.text)), JSONMember("basis", .string(name.basis.rawValue)),
      JSONMember(
        "refusals",
        .array(
          refusals.sorted { $0.key < $1.key }.map {
            .object([JSONMember("code", .string($0.key)), JSONMember("count", .number(JSONNumber($0.value)))])
          })),
    ])
  }

  private static func region(_ compared: ComparedRegion) -> JSONValue {
    .object([
      JSONMember("site", .string(compared.region.site.rawValue)),
      JSONMember("side", JSONFields.text(compared.region.side?.rawValue)),
      JSONMember("vertebrae", JSONFields.vertebrae(compared.region.subset)),
      JSONMember("date", JSONFields.text(compared.date?.description)),
      JSONMember("ageYears", JSONFields.age(compared.age)),
      JSONMember("bmd", JSONFields.number(compared.region.density?.gramsPerSquareCentimeter)),
      JSONMember("pooled", .bool(compared.isPooled)),
      JSONMember("diagnosticSite", .bool(compared.isDiagnostic)),
      JSONMember("scores", .array(compared.scores.map(score))),
    ])
  }

  private static func score(_ score: ComparedScore) -> JSONValue {
    .object([
      JSONMember("name", .string(score.name.text)), JSONMember("basis", .string(score.name.basis.rawValue)),
      JSONMember("reference", JSONFields.text(score.reference)), JSONMember("value", JSONFields.score(score.reported)),
      JSONMember("unrounded", JSONFields.number(score.unrounded)),
      JSONMember("categoryUnderReference", JSONFields.text(score.category?.rawValue)),
      JSONMember("refusal", score.refusal.map(refusal) ?? .null),
    ])
  }

  private static func refusal(_ refusal: ComparisonRefusal) -> JSONValue {
    .object([
      JSONMember("code", .string(refusal.code)), JSONMember("message", .string(refusal.message)),
      JSONMember("remedy", JSONFields.text(refusal.remedy)),
    ])
  }

  private static func pair(_ pair: ComparisonTally.Pair) -> JSONValue {
    let places = pair.places.map { place, count in
      JSONValue.object(
        [
          JSONMember("site", .string(place.site.rawValue)),
          JSONMember("vertebrae", JSONFields.vertebrae(place.vertebrae)),
        ] + counts(count, pair.base.basis))
    }
    return .object([
      JSONMember("base", .string(pair.base.text)), JSONMember("other", .string(pair.other.text)),
      JSONMember("basis", .string(pair.base.basis.rawValue)), JSONMember("sites", .array(places)),
      JSONMember("lowest", .object(counts(pair.lowest, pair.base.basis))),
    ])
  }

  private static func counts(_ count: ComparisonTally.Count, _ basis: ScoreBasis) -> [JSONMember] {
    let crossings = ComparisonTally.CutPoint.all(of: basis).enumerated().map { index, point in
      JSONValue.object([
        JSONMember("cutPoint", JSONFields.score(point.score)),
        JSONMember("toLower", .number(JSONNumber(count.lower[index]))),
        JSONMember("toHigher", .number(JSONNumber(count.higher[index]))),
      ])
    }
    return [
      JSONMember("scored", .number(JSONNumber(count.scored))),
      JSONMember("meanChange", JSONFields.number(count.meanChange)),
      JSONMember("crossings", .array(crossings)),
    ]
  }
}
