// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase

/// Which of the items of a complete report this one must hold, and which it holds.
///
/// - Source: Rules REP-01 to REP-18.
struct ReportItems {
  let context: AuditContext

  /// The completeness; `nil` where the report does not say what it holds.
  func completeness(_ facts: Facts) -> Completeness? {
    guard context.report.tellsItems else { return nil }
    return Completeness(
      items: ReportItem.allCases.compactMap { item in
        guard let rule = RuleBook.rule(item.rule) else { return nil }
        let place = place(of: item)
        return Completeness.Item(
          rule: rule.id, item: item, title: rule.title, isRequired: rule.condition.holds(facts),
          isPresent: place != nil, place: place)
      })
  }

  /// Tells whether the report holds an item.
  func holds(_ item: ReportItem) -> Bool { place(of: item) != nil }

  /// The first place that shows an item.
  private func place(of item: ReportItem) -> ReportPlace? {
    let shown = context.report.statements.filter { shows($0.content, item) }.map { $0.place }
    return shown.min(by: ReportPlace.comesBefore)
  }

  private func shows(_ content: ReportStatement.Content, _ item: ReportItem) -> Bool {
    if content == .item(item) { return true }
    return switch (item, content) {
    case (.density, .density(let density)): !density.isEarlier
    case (.sites, .density(let density)): density.region != nil
    case (.sites, .score(let score)): score.region != nil
    case (.scores, .score): true
    case (.category, .diagnosis(let diagnosis)): !diagnosis.isDenied && !diagnosis.isEarlier
    case (.fractureRisk, .risk): true
    case (.secondaryCauses, .advice(let advice)): advice.kind == .secondaryCauses
    case (.nextScan, .nextScan): true
    case (.significance, .leastSignificantChange): context.summary.judgesChange
    case (.changeAmounts, .change(let change)): change.grams != nil && change.percent != nil
    default: false
    }
  }
}

extension ReportItem {
  /// The rule that asks for the item; the items stand in the order of the rules.
  var rule: String {
    let number = (Self.allCases.firstIndex(of: self) ?? 0) + 1
    return "REP-" + (number < 10 ? "0" : "") + "\(number)"
  }

  /// The item within a sentence.
  var words: String { rawValue.replacing("-", with: " ") }
}
