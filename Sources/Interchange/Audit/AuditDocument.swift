// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Assessment
internal import Densitometry
public import Formats
internal import KnowledgeBase

/// The audit document, version 1.
///
/// - Source: `docs/schemas/audit-1.schema.json`.
public enum AuditDocument {
  /// Returns an audit as JSON; the same audit always gives the same value.
  ///
  /// - Parameters:
  ///   - audit: The audit.
  ///   - corrected: The text of the report that the rules support, where it was asked for.
  /// - Returns: The document.
  public static func json(_ audit: Audit, corrected: String? = nil) -> JSONValue {
    let assessment = audit.assessment
    return .object([
      JSONMember("osteon", "audit/1"),
      JSONMember("id", JSONFields.text(assessment.id)),
      JSONMember("profile", .string(assessment.profile.rawValue)),
      JSONMember("verdict", verdict(audit.verdict)),
      JSONMember("findings", .array(audit.findings.map(finding))),
      JSONMember("completeness", audit.completeness.map(completeness) ?? .null),
      JSONMember("read", .array(audit.statements.map(StatementFields.json))),
      JSONMember("unread", .array(audit.unread.map(StatementFields.place))),
      JSONMember("corrected", JSONFields.text(corrected)),
      JSONMember("assessment", AssessmentDocument.json(assessment)),
      JSONMember("provenance", AssessmentDocument.provenance(assessment.provenance, rules: audit.rules)),
    ])
  }

  private static func verdict(_ verdict: AuditVerdict) -> JSONValue {
    .object([
      JSONMember("errors", .number(JSONNumber(verdict.errors))),
      JSONMember("warnings", .number(JSONNumber(verdict.warnings))),
      JSONMember("information", .number(JSONNumber(verdict.information))),
      JSONMember("sentence", .string(verdict.sentence)),
    ])
  }

  private static func finding(_ finding: Finding) -> JSONValue {
    .object(
      AssessmentDocument.members(of: finding) + [
        JSONMember("places", .array(finding.places.map(StatementFields.place))),
        JSONMember("correction", JSONFields.text(finding.correction)),
      ])
  }

  private static func completeness(_ completeness: Completeness) -> JSONValue {
    let required = completeness.required
    return .object([
      JSONMember("percent", .number(JSONNumber(completeness.percent))),
      JSONMember("required", .number(JSONNumber(required.count))),
      JSONMember("present", .number(JSONNumber(required.count { $0.isPresent }))),
      JSONMember("items", .array(completeness.items.map(item))),
    ])
  }

  private static func item(_ item: Completeness.Item) -> JSONValue {
    .object([
      JSONMember("rule", .string(item.rule)), JSONMember("item", .string(item.item.rawValue)),
      JSONMember("title", .string(item.title)), JSONMember("required", .bool(item.isRequired)),
      JSONMember("present", .bool(item.isPresent)),
      JSONMember("place", item.place.map(StatementFields.place) ?? .null),
    ])
  }
}
