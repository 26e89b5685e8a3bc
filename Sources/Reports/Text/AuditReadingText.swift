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
    let indent = 2 + min(24, groups.map { $0.place.count }.max() ?? 0) + 2
    return [style.mark("Read in the report", .strong)]
      + groups.flatMap { group in
        style.wrap(group.words.joined(separator: "; "), indent: indent, lead: "  \(group.place)")
      }
  }

  /// The statements that stand on one line, or in one field, together; neighbors only, so that the order stays.
  private var groups: [(place: String, words: [String])] {
    audit.statements.reduce(into: []) { groups, statement in
      let place = PlaceText(place: statement.place).short
      let words = AuditStatementText(content: statement.content).words
      guard let last = groups.last, last.place == place else {
        groups.append((place, [words]))
        return
      }
      if !last.words.contains(words) { groups[groups.count - 1].words.append(words) }
    }
  }

  /// The parts of the text that were not understood.
  var unread: [String] {
    guard !audit.unread.isEmpty else { return [] }
    let shown = audit.unread.prefix(Self.shownUnread)
    let rest = audit.unread.count - shown.count
    let lines = shown.flatMap { style.wrap(PlaceText(place: $0).quoted, indent: 4, lead: "  ") }
    return [style.mark("Not read, and so not checked", .strong)] + lines
      + (rest > 0 ? ["  and \(rest) more; '--format json' lists all of them"] : [])
  }
}
