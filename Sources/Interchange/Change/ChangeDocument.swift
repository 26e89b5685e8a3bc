// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Assessment
public import Formats
internal import KnowledgeBase

/// The change document, version 1.
///
/// - Source: `docs/schemas/change-1.schema.json`.
public enum ChangeDocument {
  /// Returns the changes of an assessment as JSON; the same assessment always gives the same value.
  public static func json(_ assessment: Assessment) -> JSONValue {
    let findings = assessment.findings.filter { $0.isOnChange }
    let rules = assessment.changes.flatMap { $0.spokenRules } + findings.map { $0.rule }
    return .object([
      JSONMember("osteon", "change/1"),
      JSONMember("id", JSONFields.text(assessment.id)),
      JSONMember("profile", .string(assessment.profile.rawValue)),
      JSONMember("changes", .array(assessment.changes.map(ChangeFields.change))),
      JSONMember("personChange", assessment.personChange.map(ChangeFields.person) ?? .null),
      JSONMember("findings", .array(findings.map { .object(AssessmentDocument.members(of: $0)) })),
      JSONMember("provenance", AssessmentDocument.provenance(assessment.provenance, rules: Set(rules).sorted())),
    ])
  }
}
