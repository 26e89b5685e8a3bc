// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase

/// The answer of an audit in a sentence: how much is wrong, and what matters most.
public struct AuditVerdict: Hashable, Sendable {
  /// The number of findings that are errors.
  public let errors: Int

  /// The number of findings that are warnings.
  public let warnings: Int

  /// The number of findings that only inform.
  public let information: Int

  /// The sentence.
  public let sentence: String
}

extension Audit {
  /// The answer in a sentence.
  public var verdict: AuditVerdict {
    AuditVerdict(
      errors: count(of: .error), warnings: count(of: .warning), information: count(of: .information),
      sentence: VerdictSentence(self).text)
  }

  /// The finding that matters most; `nil` where there is neither an error nor a warning.
  ///
  /// Of the most severe ones it is the first about the diagnosis, then about what else the report says, then about the
  /// scan.
  public var leadingFinding: Finding? {
    guard let severity = findings.map({ $0.severity }).min(), severity != .information else { return nil }
    let severe = findings.filter { $0.severity == severity }
    let diagnoses = statements.filter { if case .diagnosis = $0.content { true } else { false } }.map { $0.place }
    let ofDiagnosis = severe.first { $0.places.contains { diagnoses.contains($0) } }
    return ofDiagnosis ?? severe.first { !$0.places.isEmpty } ?? severe.first
  }

  /// Whether the report has words of which none was understood.
  public var isReportUnread: Bool { hasReport && statements.isEmpty && !unread.isEmpty }
}

/// The words of a verdict.
private struct VerdictSentence {
  let audit: Audit

  init(_ audit: Audit) {
    self.audit = audit
  }

  var text: String {
    let counts = [Self.count(audit.count(of: .error), "error"), Self.count(audit.count(of: .warning), "warning")]
    let head = counts[0].capitalizedWord + " and " + counts[1]
    return ([found(after: head)] + limits).joined(separator: " ")
  }

  private static func count(_ count: Int, _ name: String) -> String {
    count == 0 ? "no \(name)" : count == 1 ? "1 \(name)" : "\(count) \(name)s"
  }

  private func found(after head: String) -> String {
    guard let finding = audit.leadingFinding else { return head + "." }
    let region = audit.assessment.regions.first { $0.label == finding.subject }?.region
    return region.map { "\(head). \($0.spokenName.capitalizedWord): \(finding.message)" }
      ?? "\(head): \(finding.message)"
  }

  /// What a verdict must not be taken for.
  private var limits: [String] {
    if !audit.hasReport { return ["There is no report, so only the scan was checked."] }
    if audit.isReportUnread { return ["Nothing of the report could be understood, so only the scan was checked."] }
    let nothing = audit.statements.isEmpty ? ["The report states nothing that could be checked."] : []
    return nothing + (audit.unread.isEmpty ? [] : [Self.unread(audit.unread.count)])
  }

  private static func unread(_ count: Int) -> String {
    let passages = count == 1 ? "1 passage" : "\(count) passages"
    return "\(passages) of the report could not be read, and \(count == 1 ? "was" : "were") not checked."
  }
}
