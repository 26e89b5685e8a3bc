// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry

/// What was read in a report and what was not, so that a person sees why a claim was understood as it was.
struct AuditReadingText {
  private let audit: Audit
  private let style: TextStyle

  init(_ audit: Audit, _ style: TextStyle) {
    self.audit = audit
    self.style = style
  }

  /// The most lines of a report that are listed as not read.
  private static let shownUnread = 12

  /// What the report states, a line or a field at a time.
  var read: [String] {
    guard !audit.statements.isEmpty else { return [] }
    let groups = groups
    let indent = 2 + (groups.map { $0.place.count }.max() ?? 0) + 2
    return [style.mark("Read in the report", .strong)]
      + groups.flatMap { group in
        style.wrap(Self.words(of: group.statements), indent: indent, lead: "  \(group.place)")
      }
  }

  /// The statements that stand on one line, or in one field, together; neighbors only, so that the order stays.
  private var groups: [(place: String, statements: [AuditStatementText])] {
    audit.statements.reduce(into: []) { groups, statement in
      let place = PlaceText(place: statement.place).entry
      if groups.last?.place != place { groups.append((place, [])) }
      groups[groups.count - 1].statements.append(AuditStatementText(content: statement.content))
    }
  }

  /// The words of statements; a region that several share is named once.
  private static func words(of statements: [AuditStatementText]) -> String {
    var parts: [(region: String?, said: [String])] = []
    for statement in statements {
      if parts.isEmpty || parts.last?.region != statement.region { parts.append((statement.region, [])) }
      if parts.last?.said.contains(statement.said) == false { parts[parts.count - 1].said.append(statement.said) }
    }
    return parts.map { part in
      let said = part.said.joined(separator: part.region == nil ? "; " : ", ")
      return part.region.map { "\($0): \(said)" } ?? said
    }.joined(separator: "; ")
  }

  /// The parts of the text that were not understood.
  var unread: [String] {
    guard !audit.unread.isEmpty else { return [] }
    let shown = audit.unread.prefix(Self.shownUnread)
    let rest = audit.unread.count - shown.count
    let lines = shown.flatMap { style.wrapVerbatim(PlaceText(place: $0).quoted, indent: 2, lead: "- ") }
    return [style.mark("Not read, and so not checked", .strong)] + lines
      + (rest > 0 ? ["  and \(rest) more; '--format json' lists all of them"] : [])
  }
}
