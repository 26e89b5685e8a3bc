// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase

/// A finding of an audit: where the report says it, what is wrong, and what a correct report would say.
struct AuditFindingText {
  private let finding: Finding
  private let audit: Audit
  private let style: TextStyle

  init(_ finding: Finding, _ audit: Audit, _ style: TextStyle) {
    self.finding = finding
    self.audit = audit
    self.style = style
  }

  /// The most places that are shown of one finding.
  private static let shownPlaces = 4

  var lines: [String] {
    var lines: [String] = []
    for quote in quotes { lines += style.wrapVerbatim(quote, indent: 9, lead: lines.isEmpty ? lead : "") }
    lines += style.wrap(message, indent: 9, lead: lines.isEmpty ? lead : "")
    if let correction = finding.correction { lines += style.wrap("Correct: \(correction)", indent: 9) }
    lines[0] = style.mark(lead, role) + lines[0].dropFirst(lead.count)
    return lines
  }

  private var lead: String {
    switch finding.severity {
    case .error: "error"
    case .warning: "warning"
    case .information: "note"
    }
  }

  private var role: TextStyle.Role {
    switch finding.severity {
    case .error: .error
    case .warning: .warning
    case .information: .information
    }
  }

  private var quotes: [String] {
    let shown = finding.places.prefix(Self.shownPlaces).map(quote)
    let rest = finding.places.count - shown.count
    return shown + (rest > 0 ? ["and at \(rest) other place\(rest == 1 ? "" : "s")"] : [])
  }

  /// A place with its words; a field has none, so what it was understood to state takes their place.
  private func quote(_ place: ReportPlace) -> String {
    guard case .field = place else { return PlaceText(place: place).quoted }
    let stated = audit.statements.filter { $0.place == place }.map { AuditStatementText(content: $0.content).words }
    return PlaceText(place: place).quoted + (stated.isEmpty ? "" : ": " + stated.joined(separator: "; "))
  }

  private var message: String {
    let subject =
      Wording.in(.english).subject(finding.subject, in: audit.assessment).map { "\($0.capitalizedFirst): " } ?? ""
    return "\(subject)\(finding.message) [\(finding.rule)]"
  }
}
