// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Assessment
internal import Densitometry
public import Formats
internal import KnowledgeBase
internal import Statistics

/// The precision document, version 1.
///
/// - Source: `docs/schemas/precision-1.schema.json`.
public enum PrecisionDocument {
  /// Returns the precision of a facility as JSON.
  ///
  /// - Parameters:
  ///   - measured: The precision of each measurement.
  ///   - emptyRows: The number of rows of the table without a value.
  ///   - commit: The commit that the program was built from, if it is known.
  /// - Returns: The document; its key `precision` is what a study document takes.
  public static func json(_ measured: [MeasuredPrecision], emptyRows: Int, commit: String?) -> JSONValue {
    .object([
      JSONMember("osteon", "precision/1"),
      JSONMember("measurements", .array(measured.map(measurement))),
      JSONMember("emptyRows", .number(JSONNumber(emptyRows))),
      JSONMember("precision", studyPrecision(measured)),
      JSONMember("provenance", JSONFields.provenance(commit: commit)),
    ])
  }

  /// The part of a study document that says how precise its facility measures density.
  private static func studyPrecision(_ measured: [MeasuredPrecision]) -> JSONValue {
    let sites = measured.filter { $0.measurement.quantity == .density && $0.overall.rmsSd > 0 }.map { one in
      JSONValue.object([
        JSONMember("site", .string(one.measurement.site.rawValue)),
        JSONMember("vertebrae", JSONFields.vertebrae(one.measurement.vertebrae)),
        JSONMember("rmsSd", .number(JSONNumber(one.overall.rmsSd))),
        JSONMember("degreesOfFreedom", .number(JSONNumber(one.overall.degreesOfFreedom))),
      ])
    }
    return .object([JSONMember("sites", .array(sites))])
  }

  private static func measurement(_ one: MeasuredPrecision) -> JSONValue {
    .object(
      [
        JSONMember("quantity", .string(one.measurement.quantity.rawValue)),
        JSONMember("site", .string(one.measurement.site.rawValue)),
        JSONMember("vertebrae", JSONFields.vertebrae(one.measurement.vertebrae)),
        JSONMember("unit", one.measurement.quantity == .density ? "g/cm²" : .null),
        JSONMember("people", .number(JSONNumber(one.people))),
        JSONMember("singleScans", .number(JSONNumber(one.singleScans))),
      ] + estimate(one.overall) + [
        JSONMember("technologists", one.technologists.map(comparison) ?? .null),
        JSONMember("scanners", one.scanners.map(comparison) ?? .null),
        JSONMember("findings", .array(one.findings.map { .object(AssessmentDocument.members(of: $0)) })),
      ])
  }

  private static func estimate(_ estimate: PrecisionEstimate) -> [JSONMember] {
    let levels = estimate.rmsSd > 0 ? PrecisionEstimate.Level.allCases.reversed() : []
    let changes = levels.map { level in
      JSONValue.object(
        [JSONMember("confidence", .number(JSONNumber(level.rawValue)))]
          + limited(estimate.leastSignificantChange(level)))
    }
    return [
      JSONMember("sets", .number(JSONNumber(estimate.sets))),
      JSONMember("degreesOfFreedom", .number(JSONNumber(estimate.degreesOfFreedom))),
      JSONMember("rmsSd", .object(limited(estimate.limitedRmsSd))),
      JSONMember("upperOneSided", .number(JSONNumber(estimate.upperOneSided))),
      JSONMember("coefficientOfVariation", .object(limited(estimate.limitedCoefficient))),
      JSONMember("leastSignificantChange", .array(changes)),
    ]
  }

  private static func limited(_ value: PrecisionEstimate.Limited) -> [JSONMember] {
    [
      JSONMember("value", .number(JSONNumber(value.value))), JSONMember("lower", .number(JSONNumber(value.lower))),
      JSONMember("upper", .number(JSONNumber(value.upper))),
    ]
  }

  private static func comparison(_ comparison: MeasuredPrecision.Comparison) -> JSONValue {
    let groups = comparison.groups.map { group in
      JSONValue.object(
        [JSONMember("name", JSONFields.text(group.name))] + estimate(group.estimate)
          + [JSONMember("ratioToOthers", JSONFields.number(group.ratio))])
    }
    let equality = comparison.equality.map { test in
      JSONValue.object([
        JSONMember("statistic", .number(JSONNumber(test.statistic))),
        JSONMember("degreesOfFreedom", .number(JSONNumber(test.degreesOfFreedom))),
        JSONMember("probability", .number(JSONNumber(test.probability))),
      ])
    }
    return .object([JSONMember("groups", .array(groups)), JSONMember("equality", equality ?? .null)])
  }
}
