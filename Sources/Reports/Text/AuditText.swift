// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Assessment
internal import Densitometry
internal import KnowledgeBase

/// An audit as text for a terminal: the verdict, what is wrong with its place and what would be right, which items are
/// there, what was read and what was not, and the sources.
public struct AuditText {
  private let audit: Audit
  private let style: TextStyle

  /// Returns an audit as text that ends with a line break.
  public static func render(_ audit: Audit, _ style: TextStyle = TextStyle()) -> String {
    AuditText(audit, style).lines.joined(separator: "\n") + "\n"
  }

  private init(_ audit: Audit, _ style: TextStyle) {
    self.audit = audit
    self.style = style
  }

  private var lines: [String] {
    let reading = AuditReadingText(audit, style)
    let sections =
      [verdict] + Severity.allCases.map(findings) + [completeness, scans, reading.read, reading.unread]
      + [
        CitedText.sources(rules: citedRules, style),
        CitedText.provenance(commit: audit.assessment.provenance.commit, style),
      ]
    return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  // MARK: Verdict

  private var verdict: [String] {
    let lines = style.wrap(audit.verdict.sentence)
    let role: TextStyle.Role = audit.count(of: .error) > 0 ? .error : .strong
    return lines.map { style.mark($0, role) }
  }

  /// What the scans say by themselves, to lay beside what the report says.
  private var scans: [String] { [style.mark("By the scans", .strong)] + TextReport.answer(audit.assessment, style) }

  // MARK: Findings

  private func findings(of severity: Severity) -> [String] {
    let found = audit.findings.filter { $0.severity == severity }
    guard !found.isEmpty else { return [] }
    let titles: [Severity: String] = [.error: "Errors", .warning: "Doubtful", .information: "To know"]
    return [style.mark(titles[severity] ?? "", .strong)] + found.flatMap { AuditFindingText($0, audit, style).lines }
  }

  // MARK: Items

  private var completeness: [String] {
    guard let completeness = audit.completeness else { return [] }
    let required = completeness.required
    let present = required.count { $0.isPresent }
    let missing = required.filter { !$0.isPresent }.map { "\($0.title) [\($0.rule)]" }
    let head = "\(present) of \(required.count) required items are there (\(completeness.percent) %)."
    let text = missing.isEmpty ? head : "\(head) Missing:"
    return [style.mark("Items of a complete report", .strong)] + style.wrap(text, indent: 0)
      + missing.flatMap { style.wrap($0, indent: 2, lead: "- ") }
  }

  // MARK: Sources

  private var citedRules: Set<String> {
    let assessment = audit.assessment
    return Set(audit.findings.map { $0.rule } + assessment.diagnosis.rules + assessment.clinicalDiagnosis.rules)
  }
}
