// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics

extension Wording {
  // MARK: Sentences

  /// Returns what is refused, without the way out where that is told apart.
  func message(of refusal: Refusal) -> String {
    if let facts = refusal.facts, let text = refusal.rule.flatMap({ text("rules.\($0).refusal") }) {
      return fill(text, facts)
    }
    return text("refusals.\(refusal.code).means") ?? refusal.message
  }

  /// Returns what is refused with the way out; the sentence of a rule holds both.
  func sentence(of refusal: Refusal) -> String {
    guard refusal.rule == nil else { return message(of: refusal) }
    let remedy = refusal.remedy.map { text("refusals.\(refusal.code).remedy") ?? $0 }
    return [message(of: refusal), remedy].compactMap(\.self).joined(separator: " ")
  }

  /// Returns what a code means, with the way out; `nil` for an unknown code.
  func meaning(of code: String) -> String? {
    guard let topic = RefusalTopic.withCode(code) else { return nil }
    let means = text("refusals.\(code).means") ?? topic.means
    return "\(means) \(text("refusals.\(code).remedy") ?? topic.remedy)"
  }

  /// Returns the question for a fact.
  func question(_ fact: Fact) -> String { text("questions.\(fact.rawValue)") ?? fact.question }

  /// Returns what a rule says of itself; the English where there is no other.
  func statement(of rule: String) -> String? { text("rules.\(rule).says") ?? RuleBook.rule(rule)?.says }

  // MARK: Words

  /// Names a category as the answer of a report; a child's has words of its own.
  func answer(_ category: Densitometry.Category?, isChild: Bool) -> String {
    let key = "category.\(category?.rawValue ?? "none")"
    if isChild, let text = text("phrases.\(key).child") { return text }
    return phrase(key)
  }

  /// Names a category within a sentence.
  func category(_ category: Densitometry.Category?) -> String { name("category.\(category?.rawValue ?? "none")") }

  /// Names a score.
  func score(_ basis: ScoreBasis) -> String { name(basis == .t ? "t-score" : "z-score") }

  /// Names a region within a sentence, such as `left femoral neck` or `lumbar spine L1-L4`.
  func spoken(_ region: MeasuredRegion) -> String {
    let place = [name("region.\(region.site.rawValue)"), region.subset?.description].compactMap(\.self)
      .joined(separator: " ")
    return region.side.map { phrase("spoken.\($0.rawValue)", ["place": place]) } ?? place
  }

  /// Names the subject of a finding or refusal; `nil` for the person or the report as a whole.
  func subject(_ subject: String, in assessment: Assessment) -> String? {
    guard subject != "person", subject != "report" else { return nil }
    if let region = assessment.regions.first(where: { $0.label == subject }) { return spoken(region.region) }
    return subject.split(separator: " ").map { word(String($0)) }.joined(separator: " ")
  }

  /// Names a part of a label: a site, else the words themselves.
  private func word(_ label: String) -> String {
    Site(rawValue: label).map { name("region.\($0.rawValue)") } ?? label.replacing("-", with: " ")
  }

  /// Joins words as a sentence does.
  func list(_ words: [String]) -> String {
    words.dropFirst().reduce(words.first ?? "") { phrase("list.and", ["first": $0, "last": $1]) }
  }

  // MARK: Numbers

  /// Returns a number with some decimals.
  func number(_ value: Double, _ places: Int) -> String {
    localized(Fixed(value, places: places).withMinusSign())
  }

  /// Returns a density in g/cm²; an empty text where there is none.
  func density(_ density: ArealDensity?) -> String { density.map { number($0.gramsPerSquareCentimeter, 3) } ?? "" }

  /// Returns a probability as a count of a hundred; never 0 or 100 where it is not quite that.
  func outOfHundred(_ probability: Double) -> String {
    let count = (probability * 100).rounded()
    if count == 0, probability > 0 { return phrase("fewer-than", ["number": "1"]) }
    return count == 100 && probability < 1 ? phrase("more-than", ["number": "99"]) : "\(Int(count))"
  }

  /// Returns months, in years from two years on.
  func time(_ months: Int) -> String {
    switch months {
    case 1: phrase("time.month")
    case 0..<24: phrase("time.months", ["count": "\(months)"])
    default: phrase("time.years", ["count": number(Double(months) / 12, 1)])
    }
  }
}
