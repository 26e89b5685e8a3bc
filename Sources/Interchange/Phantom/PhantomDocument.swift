// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Assessment
internal import Densitometry
public import Formats
internal import Statistics

/// The phantom document, version 1.
///
/// - Source: `docs/schemas/phantom-1.schema.json`.
public enum PhantomDocument {
  /// Returns the quality control of a facility as JSON.
  ///
  /// - Parameters:
  ///   - phantoms: The scans of each scanner and phantom, judged.
  ///   - patients: Scans of patients held against them, where a table of them was given.
  ///   - emptyRows: The number of rows of the table of phantom scans without a value.
  ///   - commit: The commit that the program was built from, if it is known.
  /// - Returns: The document.
  public static func json(
    _ phantoms: [AssessedPhantom], patients: CheckedPatientScans?, emptyRows: Int, commit: String?
  ) -> JSONValue {
    .object([
      JSONMember("osteon", "phantom/1"),
      JSONMember("phantoms", .array(phantoms.map(phantom))),
      JSONMember("patientScans", patients.map(scans) ?? .null),
      JSONMember("emptyRows", .number(JSONNumber(emptyRows))),
      JSONMember("provenance", JSONFields.provenance(commit: commit)),
    ])
  }

  private static func phantom(_ one: AssessedPhantom) -> JSONValue {
    let days = one.control.scans.map { $0.scan.date }
    return .object([
      JSONMember("scanner", JSONFields.text(one.series.scanner)),
      JSONMember("phantom", JSONFields.text(one.series.phantom)),
      JSONMember("baseline", baseline(one)),
      JSONMember("scans", .array(zip(one.entries, one.control.scans).map(scan))),
      JSONMember(
        "gaps",
        .array(
          one.control.gaps.map { gap in
            .object([
              JSONMember("line", .number(JSONNumber(one.entries[gap.end].line))),
              JSONMember("from", date(days[gap.end - 1])), JSONMember("to", date(days[gap.end])),
              JSONMember("days", .number(JSONNumber(gap.days))),
            ])
          })),
      JSONMember("outOfControl", .array(one.control.stops.map { span($0, one) })),
      JSONMember("doubtful", .array(one.control.doubts.map { span($0, one) })),
      JSONMember("findings", findings(one.findings)),
    ])
  }

  private static func baseline(_ one: AssessedPhantom) -> JSONValue {
    let baseline = one.control.baseline
    return .object([
      JSONMember("scans", .number(JSONNumber(baseline.count))),
      JSONMember("days", .number(JSONNumber(one.baselineDays))),
      JSONMember("mean", .number(JSONNumber(baseline.mean))),
      JSONMember("standardDeviation", JSONFields.number(baseline.standardDeviation)),
      JSONMember("roundedMean", density(baseline.limits.mean)),
      JSONMember("lowerLimit", density(baseline.limits.lower)),
      JSONMember("upperLimit", density(baseline.limits.upper)),
    ])
  }

  private static func scan(_ entry: PhantomRecord.Entry, _ judged: PhantomControl.Judged) -> JSONValue {
    .object([
      JSONMember("line", .number(JSONNumber(entry.line))),
      JSONMember("date", date(entry.scan.date)),
      JSONMember("technologist", JSONFields.text(entry.technologist)),
      JSONMember("bmd", .number(JSONNumber(entry.scan.density.gramsPerSquareCentimeter))),
      JSONMember("baseline", .bool(judged.isBaseline)),
      JSONMember("outside", .bool(judged.isOutside)),
      JSONMember("z", JSONFields.number(judged.score)),
      JSONMember("rules", JSONFields.texts(judged.rules.map { $0.rawValue })),
      JSONMember("cusum", JSONFields.number(judged.sum)),
      JSONMember("tabularUp", JSONFields.number(judged.drift?.up)),
      JSONMember("tabularDown", JSONFields.number(judged.drift?.down)),
      JSONMember("signal", .bool(judged.drift?.isSignal ?? false)),
    ])
  }

  private static func span(_ span: PhantomSpan, _ one: AssessedPhantom) -> JSONValue {
    .object([
      JSONMember("line", .number(JSONNumber(one.entries[span.start].line))),
      JSONMember("from", date(span.first)), JSONMember("to", span.last.map(date) ?? .null),
    ])
  }

  private static func scans(_ checked: CheckedPatientScans) -> JSONValue {
    let listed = checked.listed.map { one in
      JSONValue.object([
        JSONMember("line", .number(JSONNumber(one.scan.line))), JSONMember("id", JSONFields.text(one.scan.id)),
        JSONMember("scanner", JSONFields.text(one.scan.scanner)),
        JSONMember("reasons", JSONFields.texts(one.reasons.map { $0.rawValue })),
      ])
    }
    return .object([
      JSONMember("scans", .number(JSONNumber(checked.count))), JSONMember("listed", .array(listed)),
      JSONMember("findings", findings(checked.findings)),
    ])
  }

  private static func findings(_ findings: [Finding]) -> JSONValue {
    .array(findings.map { .object(AssessmentDocument.members(of: $0)) })
  }

  private static func date(_ date: CalendarDate) -> JSONValue { .string(date.description) }

  private static func density(_ milligrams: Int64) -> JSONValue {
    JSONFields.exact(ExactDecimal(billionths: milligrams * 1_000_000))
  }
}
