// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase

/// What a corrected report keeps of the finished one: values and words that no error and no warning speaks against.
struct KeptStatements {
  private let audit: Audit
  private let disputed: [ReportPlace]

  init(of audit: Audit) {
    self.audit = audit
    disputed = audit.findings.filter { $0.severity != .information }.flatMap { $0.places }
  }

  private func isUndisputed(_ statement: ReportStatement) -> Bool {
    !disputed.contains { $0.overlaps(statement.place) }
  }

  private var undisputed: [ReportStatement] { audit.statements.filter(isUndisputed) }

  /// The absolute risk; one of a single site, or against others, is not kept.
  var risk: StatedRisk? {
    let risks = undisputed.compactMap { if case .risk(let risk) = $0.content { risk } else { nil } }
    return risks.first { ($0.majorPercent != nil || $0.hipPercent != nil) && $0.relative == nil && $0.region == nil }
  }

  /// The interval.
  var nextScan: StatedNextScan? {
    undisputed.compactMap { if case .nextScan(let next) = $0.content { next } else { nil } }.first
  }

  /// Least significant changes.
  var leastSignificantChanges: [StatedLeastSignificantChange] {
    undisputed.compactMap { statement in
      if case .leastSignificantChange(let change) = statement.content { change } else { nil }
    }
  }

  // MARK: Words

  /// The words after the heading of an item, where nothing that has to be right stands among them.
  var words: [ReportItem: String] {
    var words: [ReportItem: String] = [:]
    for statement in undisputed {
      guard case .item(let item) = statement.content, [.requestingProvider, .indication].contains(item) else {
        continue
      }
      if words[item] == nil, let text = text(of: statement) { words[item] = text }
    }
    return words
  }

  private func text(of statement: ReportStatement) -> String? {
    guard case .text(let span) = statement.place, let colon = span.quote.firstIndex(of: ":") else { return nil }
    let words = span.quote[colon...].dropFirst().split(whereSeparator: { $0.isWhitespace }).joined(separator: " ")
    guard !words.isEmpty, words.count <= 300, !words.contains(where: { $0 == "[" || $0 == "]" }) else { return nil }
    return audit.statements.contains { $0.isClaim && $0.place.overlaps(statement.place) } ? nil : words
  }
}

extension ReportStatement {
  /// Whether something is stated that can be wrong of itself.
  fileprivate var isClaim: Bool {
    switch content {
    case .item, .person: false
    default: true
    }
  }
}

extension ReportPlace {
  /// Whether two places share a part.
  fileprivate func overlaps(_ other: ReportPlace) -> Bool {
    switch (self, other) {
    case (.text(let left), .text(let right)): left.start < right.end && right.start < left.end
    case (.field(let left), .field(let right)):
      left == right || left.hasPrefix(right + ".") || right.hasPrefix(left + ".")
    default: false
    }
  }
}
