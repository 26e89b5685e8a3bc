// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase

/// The items of a report that have no content of their own here.
extension SentenceReader {
  mutating func readItems() {
    let whole = span(0, units.count)
    for (item, isThere) in [
      (ReportItem.identity, isIdentity), (.requestingProvider, isRequester),
      (.indication, isIndication), (.scanner, sentence.has(.maker)), (.technicalQuality, isQuality),
      (.riskFactors, isRiskFactors), (.interpreter, isInterpreter),
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

  // "Ordered by Dr. A", "Thank you, Dr. A, for referring this patient".
  private var isRequester: Bool {
    if sentence.hasAny(TermSet(.requestingLabel)), !namesAdvice, isLabelled(.requestingLabel, anywhere: false) {
      return true
    }
    if units.indices.contains(where: { units[$0].has(.requestingLabel) && isNamed(after: $0) }) { return true }
    if sentence.has(.doctor), sentence.has(.requestingLabel), !namesAdvice { return true }
    guard sentence.has(.doctor), sentence.has(.asks), !namesAdvice, !sentence.has(.again) else { return false }
    return !sentence.hasAny(TermSet(.interpreterLabel, .general)) && units.count <= 30
  }

  // "Approved: Dr. A", "Sincerely, Dr. A", "Consultant Radiologist".
  private var isInterpreter: Bool {
    if isLabelled(.interpreterLabel, anywhere: true) { return true }
    if sentence.beginsLine, let first = units.first, first.has(.closing) { return true }
    guard !sentence.hasAny(TermSet(.requestingLabel, .asks, .advice)) else { return false }
    if sentence.beginsLine, units.count <= 4, let first = units.first, first.has(.role) { return true }
    return sentence.has(.doctor) && sentence.hasAny(TermSet(.reports, .role)) && units.count <= 30
  }

  /// Whether the sentence says what ought to be done; a physician in it neither asked for the scan nor reported it.
  private var namesAdvice: Bool { sentence.section == .recommendation || sentence.hasAny(TermSet(.advice)) }

  /// Whether a name or a title follows a label.
  private func isNamed(after index: Int) -> Bool {
    var place = index + 1
    while let next = unit(place), next.isMark(":") || next.isMark("(") || next.isMark(",") || next.isDash { place += 1 }
    guard let next = unit(place) else { return false }
    if next.hasAny(TermSet(.doctor, .abbreviation)) { return true }
    guard index <= 3, !namesAdvice, case .words = next.content else { return false }
    return next.terms.isEmpty
  }

  private var isIdentity: Bool {
    if isLineOfPerson { return true }
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

  /// "Doe | female | 1950-01-02 | 75 yrs": a date beside a sex or an age, and nothing of scans or physicians.
  private var isLineOfPerson: Bool {
    guard sentence.beginsLine, units.count <= 24, units.contains(where: { $0.isDate }) else { return false }
    let others = TermSet(
      .scan, .maker, .compared, .comparisonLabel, .earlier, .now, .doctor, .interpreterLabel, .requestingLabel, .tScore,
      .zScore, .density, .osteoporosis, .lowBoneMass, .fracture, .loss, .gain, .stable, .again)
    guard !sentence.hasAny(others), !units.contains(where: { $0.region != nil }) else { return false }
    return found.contains {
      if case .person(let person) = $0.content { person.sex != nil || person.age != nil } else { false }
    }
      || units.indices.contains { isSexOfLine($0) }
  }

  /// A sex in a cell of its own: "| female |", "/ female /", ", female,".
  func isSexOfLine(_ index: Int) -> Bool {
    guard units[index].has(.female) || units[index].has(.male), units[index].end - units[index].start > 2 else {
      return false
    }
    func parts(_ unit: ReportUnit?) -> Bool {
      guard let unit else { return true }
      return unit.isMark("|") || unit.isMark("/") || unit.isMark(",") || unit.opensCell || unit.isDash
    }
    return (parts(unit(index - 1)) || units[index].opensCell) && parts(unit(index + 1))
  }

  private var isIndication: Bool {
    if sentence.section == .indication, sentence.body < units.count {
      return sentence.opens == .indication || !sentence.hasAny(TermSet(.interpreterLabel, .requestingLabel, .maker))
    }
    let reasons = TermSet(.conditional, .purpose, .reason, .riskFactor, .osteoporosis, .lowBoneMass, .fracture)
    if sentence.has(.doctor), sentence.has(.asks), !sentence.hasAny(reasons) { return false }
    return isLabelled(.indicationLabel, anywhere: true) && !sentence.hasAny(TermSet(.again))
  }

  private var isQuality: Bool {
    sentence.hasAny(TermSet(.quality))
      || (sentence.has(.leftOut)
        && (sentence.has(.degenerative) || units.contains { $0.region != nil || $0.has(.total) }))
  }

  private var isRiskFactors: Bool {
    if sentence.section == .riskFactors, sentence.body < units.count { return true }
    // "Repeat in 2 years because of the risk factors" does not tell them.
    if found.contains(where: { if case .nextScan = $0.content { true } else { false } }) { return false }
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
      && (sentence.hasAny(TermSet(.scan, .compared, .comparisonLabel, .maker, .density, .earlier))
        || units.contains { $0.isDate })
      && !sentence.has(.lsc)
  }

  /// "Fracture risk is high": a risk in words.
  private var isRiskInWords: Bool {
    guard sentence.has(.risk) || sentence.has(.frax), !sentence.has(.riskFactorsLabel) else { return false }
    return !found.contains { if case .risk = $0.content { true } else { false } }
      && sentence.hasAny(TermSet(.frax, .tenYear, .notBone, .grade, .riskLevel, .calculated))
  }
}
