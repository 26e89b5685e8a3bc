// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase

/// The items of a report that have no content of their own here.
extension SentenceReader {
  mutating func readItems() {
    let whole = span(0, units.count)
    for (item, isThere) in [
      (ReportItem.identity, isIdentity), (.requestingProvider, isLabelled(.requestingLabel, anywhere: true)),
      (.indication, isIndication), (.scanner, sentence.has(.maker)), (.technicalQuality, isQuality),
      (.riskFactors, isRiskFactors), (.interpreter, isLabelled(.interpreterLabel, anywhere: true)),
      (.comparedStudy, isComparedStudy), (.outsideStudy, isOutside), (.fractureRisk, isRiskInWords),
    ] where isThere { add(.item(item), whole) }
  }

  /// Whether a label stands at the start with something after it, or anywhere before a name.
  private func isLabelled(_ term: ReportTerm, anywhere: Bool) -> Bool {
    guard let index = units.indices.first(where: { units[$0].has(term) }) else { return false }
    guard units.indices.contains(index + 1) else { return false }
    if index <= 2 { return true }
    return anywhere && units[index].end - units[index].start > 10 && !units[index].has(.advice)
  }

  private var isIdentity: Bool {
    for index in units.indices where units[index].has(.identityLabel) {
      guard let next = unit(index + 1) else { continue }
      if next.isMark(":") || next.isMark("#") || next.isMark("=") || next.isMark("|") {
        return unit(index + 2) != nil
      }
      if index == 0, !units[index].has(.patient), next.terms.isEmpty || next.isDate || next.number != nil {
        return true
      }
      if next.isDate || next.number != nil { return true }
    }
    return false
  }

  private var isIndication: Bool {
    if sentence.section == .indication, sentence.body < units.count {
      return sentence.opens == .indication || !sentence.hasAny(TermSet(.interpreterLabel, .requestingLabel, .maker))
    }
    return isLabelled(.indicationLabel, anywhere: true) && !sentence.hasAny(TermSet(.again))
  }

  private var isQuality: Bool {
    sentence.hasAny(TermSet(.quality))
      || (sentence.has(.leftOut)
        && (sentence.has(.degenerative) || units.contains { $0.region != nil || $0.has(.total) }))
  }

  private var isRiskFactors: Bool {
    if sentence.section == .riskFactors, sentence.body < units.count { return true }
    if sentence.has(.riskFactorsLabel) { return true }
    guard !sentence.hasAny(TermSet(.frax, .tScore)) else { return false }
    return sentence.has(.riskFactor)
      || (sentence.has(.fracture) && !sentence.hasAny(TermSet(.risk, .tenYear, .majorFracture)))
      || (sentence.has(.others) && sentence.hasAny(TermSet(.hipFracture, .fracture)))
  }

  private var isComparedStudy: Bool {
    let hasDate = units.contains { $0.isDate }
    if sentence.section == .comparison { return hasDate || sentence.has(.maker) }
    return hasDate && sentence.hasAny(TermSet(.compared, .comparisonLabel, .earlier))
      && sentence.hasAny(TermSet(.scan, .maker, .comparisonLabel, .compared))
      && !sentence.has(.identityLabel)
  }

  private var isOutside: Bool {
    if sentence.has(.notComparable) { return true }
    return sentence.has(.outside)
      && sentence.hasAny(TermSet(.scan, .compared, .comparisonLabel, .maker, .density, .earlier))
      && !sentence.has(.lsc)
  }

  /// "Fracture risk is high": a risk in words.
  private var isRiskInWords: Bool {
    guard sentence.has(.risk) || sentence.has(.frax), !sentence.has(.riskFactorsLabel) else { return false }
    return !found.contains { if case .risk = $0.content { true } else { false } }
      && sentence.hasAny(TermSet(.frax, .tenYear, .notBone, .grade, .riskLevel))
  }
}
