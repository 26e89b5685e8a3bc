// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Assessment
internal import Densitometry
public import Formats
public import KnowledgeBase
internal import Statistics

/// The calibration document, version 1.
///
/// - Source: `docs/schemas/calibration-1.schema.json`.
public enum CalibrationDocument {
  /// Returns the relation of two scanners as JSON.
  ///
  /// - Parameters:
  ///   - measured: The relation at each site.
  ///   - choice: The scanners.
  ///   - emptyRows: The number of rows of the table without a density.
  ///   - commit: The commit that the program was built from, if it is known.
  /// - Returns: The document.
  public static func json(
    _ measured: [MeasuredCalibration], _ choice: ScannerChoice, emptyRows: Int, commit: String?
  ) -> JSONValue {
    document(
      choice, measurements: measured.map(measurement), calibrations: measured.compactMap { calibration($0, choice) },
      emptyRows: emptyRows, commit: commit)
  }

  /// Returns how far phantom scans on two scanners agree as JSON.
  public static func json(
    _ phantom: PhantomAgreement, _ choice: ScannerChoice, emptyRows: Int, commit: String?
  ) -> JSONValue {
    document(choice, phantom: json(phantom), emptyRows: emptyRows, commit: commit)
  }

  /// Returns published conversions as JSON, each with what a density converts to, if there is one.
  public static func json(_ published: [PublishedConversion], density: Double?, commit: String?) -> JSONValue {
    document(nil, conversions: published.map { conversion($0, density) }, emptyRows: 0, commit: commit)
  }

  private static func document(
    _ choice: ScannerChoice?, measurements: [JSONValue] = [], calibrations: [JSONValue] = [],
    phantom: JSONValue = .null, conversions: [JSONValue] = [], emptyRows: Int, commit: String?
  ) -> JSONValue {
    .object([
      JSONMember("osteon", "calibration/1"),
      JSONMember("from", JSONFields.text(choice?.from)),
      JSONMember("to", JSONFields.text(choice?.to)),
      JSONMember("measurements", .array(measurements)),
      JSONMember("phantom", phantom),
      JSONMember("published", .array(conversions)),
      JSONMember("emptyRows", .number(JSONNumber(emptyRows))),
      JSONMember("calibrations", .array(calibrations)),
      JSONMember("provenance", JSONFields.provenance(commit: commit)),
    ])
  }

  private static func findings(_ findings: [Finding]) -> JSONMember {
    JSONMember("findings", .array(findings.map { .object(AssessmentDocument.members(of: $0)) }))
  }

  // MARK: People

  private static func measurement(_ one: MeasuredCalibration) -> JSONValue {
    .object([
      JSONMember("site", .string(one.place.site.rawValue)),
      JSONMember("vertebrae", JSONFields.vertebrae(one.place.vertebrae)),
      JSONMember("unit", "g/cm²"),
      JSONMember("people", .number(JSONNumber(one.people))),
      JSONMember("pairs", .number(JSONNumber(one.pairs))),
      JSONMember("leftOut", .number(JSONNumber(one.leftOut))),
      JSONMember("relation", one.relation.map(relation) ?? .null),
      JSONMember("refusal", one.refusal.map(refusal) ?? .null),
      JSONMember("converted", one.converted.map(limit) ?? .null),
      JSONMember("conversionRefusal", one.conversionRefusal.map(refusal) ?? .null),
      findings(one.findings),
    ])
  }

  /// The part of a study document by which scans on the two scanners compare; `nil` where there is no conversion, or one
  /// that a study refuses.
  ///
  /// One limit serves all densities: the largest, which lies at an end of the range.
  private static func calibration(_ one: MeasuredCalibration, _ choice: ScannerChoice) -> JSONValue? {
    guard let relation = one.relation else { return nil }
    let (lowest, highest) = (relation.range.lowerBound, relation.range.upperBound)
    let limits = [lowest, highest].compactMap { relation.limit(at: $0)?.change }
    guard let limit = limits.max(), NumberRule.generalizedLimit.range.contains(limit),
      NumberRule.calibrationSlope.range.contains(relation.conversion.slope),
      NumberRule.densityChange.range.contains(relation.conversion.intercept),
      NumberRule.precisionError.range.contains(relation.standardError)
    else { return nil }
    return .object([
      JSONMember("site", .string(one.place.site.rawValue)),
      JSONMember("vertebrae", JSONFields.vertebrae(one.place.vertebrae)),
      JSONMember("from", .string(choice.from)), JSONMember("to", .string(choice.to)),
      JSONMember("slope", .number(JSONNumber(relation.conversion.slope))),
      JSONMember("intercept", .number(JSONNumber(relation.conversion.intercept))),
      JSONMember("standardError", .number(JSONNumber(relation.standardError))),
      JSONMember("leastSignificantChange", .number(JSONNumber(limit))),
      JSONMember("lowest", .number(JSONNumber(lowest))), JSONMember("highest", .number(JSONNumber(highest))),
    ])
  }

  private static func refusal(_ refusal: Refusal) -> JSONValue {
    .object([
      JSONMember("code", .string(refusal.code)), JSONMember("message", .string(refusal.message)),
      JSONMember("remedy", JSONFields.text(refusal.remedy)), JSONMember("rule", JSONFields.text(refusal.rule)),
    ])
  }

  private static func relation(_ relation: CrossCalibration) -> JSONValue {
    .object([
      JSONMember("precision", precision(of: relation)),
      JSONMember("deming", deming(relation.relation)),
      JSONMember("blandAltman", agreement(relation.agreement)),
      JSONMember("conversion", conversion(of: relation)),
      JSONMember("generalizedLeastSignificantChange", limits(of: relation)),
    ])
  }

  private static func precision(of relation: CrossCalibration) -> JSONValue {
    .object([
      JSONMember("from", error(relation.oldError, scans: relation.meanOldScans)),
      JSONMember("to", error(relation.newError, scans: relation.meanNewScans)),
    ])
  }

  private static func error(_ error: CrossCalibration.ScannerError?, scans: Double) -> JSONValue {
    .object([
      JSONMember("meanScans", .number(JSONNumber(scans))),
      JSONMember("rmsSd", JSONFields.number(error?.rmsSd)),
      JSONMember("degreesOfFreedom", error?.degreesOfFreedom.map { .number(JSONNumber($0)) } ?? .null),
    ])
  }

  private static func deming(_ line: DemingRegression) -> JSONValue {
    .object([
      JSONMember("lambda", .number(JSONNumber(line.errorRatio))),
      JSONMember("slope", estimate(line.slope)), JSONMember("intercept", estimate(line.intercept)),
    ])
  }

  private static func estimate(_ estimate: DemingRegression.Estimate) -> JSONValue {
    .object([
      JSONMember("value", .number(JSONNumber(estimate.value))),
      JSONMember("standardError", .number(JSONNumber(estimate.standardError))),
      JSONMember("lower", .number(JSONNumber(estimate.lower))),
      JSONMember("upper", .number(JSONNumber(estimate.upper))),
    ])
  }

  private static func agreement(_ agreement: BlandAltman) -> JSONValue {
    .object([
      JSONMember("bias", .number(JSONNumber(agreement.bias))),
      JSONMember("standardError", .number(JSONNumber(agreement.standardError))),
      JSONMember("standardDeviation", .number(JSONNumber(agreement.standardDeviation))),
      JSONMember("lower", .number(JSONNumber(agreement.lower))),
      JSONMember("upper", .number(JSONNumber(agreement.upper))),
      JSONMember("trendSlope", JSONFields.number(agreement.trend?.slope)),
      JSONMember("trendProbability", JSONFields.number(agreement.trend?.probability)),
    ])
  }

  private static func conversion(of relation: CrossCalibration) -> JSONValue {
    let line = relation.conversion
    return .object([
      JSONMember("slope", .number(JSONNumber(line.slope))),
      JSONMember("intercept", .number(JSONNumber(line.intercept))),
      JSONMember("residualVariance", .number(JSONNumber(line.residualVariance))),
      JSONMember("averagedVariance", .number(JSONNumber(relation.averagedVariance))),
      JSONMember("standardError", .number(JSONNumber(relation.standardError))),
      JSONMember("lowest", .number(JSONNumber(relation.range.lowerBound))),
      JSONMember("highest", .number(JSONNumber(relation.range.upperBound))),
      JSONMember("mean", .number(JSONNumber(line.sums.meanX))),
      JSONMember("sumOfSquares", .number(JSONNumber(line.sums.sxx))),
    ])
  }

  private static func limits(of relation: CrossCalibration) -> JSONValue {
    let percentiles = CrossCalibration.percentiles.compactMap { percent in
      relation.limit(at: relation.density(atPercentile: percent)).map { limit in
        JSONValue.object([JSONMember("percentile", .number(JSONNumber(percent)))] + members(of: limit))
      }
    }
    return .object([
      JSONMember("percentiles", .array(percentiles)),
      JSONMember("curve", .array(relation.curve(steps: 20).map(limit))),
    ])
  }

  private static func limit(_ limit: CrossCalibration.Limit) -> JSONValue { .object(members(of: limit)) }

  private static func members(of limit: CrossCalibration.Limit) -> [JSONMember] {
    [
      JSONMember("bmd", .number(JSONNumber(limit.density))),
      JSONMember("converted", .number(JSONNumber(limit.converted))),
      JSONMember("change", .number(JSONNumber(limit.change))),
      JSONMember("degreesOfFreedom", .number(JSONNumber(limit.degreesOfFreedom))),
    ]
  }

  // MARK: Phantom and published conversions

  private static func json(_ phantom: PhantomAgreement) -> JSONValue {
    .object([
      JSONMember("from", scans(phantom.old)), JSONMember("to", scans(phantom.new)),
      JSONMember("percent", .number(JSONNumber(phantom.percent))), JSONMember("agrees", .bool(phantom.agrees)),
      findings(phantom.findings),
    ])
  }

  private static func scans(_ scans: PhantomAgreement.Scans) -> JSONValue {
    .object([
      JSONMember("scans", .number(JSONNumber(scans.count))), JSONMember("mean", .number(JSONNumber(scans.mean))),
      JSONMember("standardDeviation", JSONFields.number(scans.standardDeviation)),
    ])
  }

  private static func conversion(_ one: PublishedConversion, _ density: Double?) -> JSONValue {
    .object([
      JSONMember("key", .string(one.key)), JSONMember("kind", .string(one.kind.rawValue)),
      JSONMember("from", .string(one.from)), JSONMember("to", .string(one.to)),
      JSONMember("site", .string(one.site.rawValue)),
      JSONMember("vertebrae", JSONFields.vertebrae(one.vertebrae)),
      JSONMember("slope", .number(JSONNumber(one.line.slope))),
      JSONMember("at", .number(JSONNumber(one.line.at))), JSONMember("gives", .number(JSONNumber(one.line.gives))),
      JSONMember("use", .string(PublishedConversion.use)),
      JSONMember("error", error(one.error)),
      JSONMember("tag", .string(one.tag.rawValue)),
      JSONMember("sources", JSONFields.texts(one.sources.map { $0.key })),
      JSONMember("bmd", JSONFields.number(density)),
      JSONMember("converted", JSONFields.number(density.map { one.line.value(of: $0) })),
    ])
  }

  private static func error(_ error: PublishedConversion.Error) -> JSONValue {
    .object([
      JSONMember("lowestPercent", JSONFields.number(error.percent?.lowerBound)),
      JSONMember("highestPercent", JSONFields.number(error.percent?.upperBound)),
      JSONMember("says", .string(error.says)), JSONMember("source", .string(error.source.key)),
    ])
  }
}
