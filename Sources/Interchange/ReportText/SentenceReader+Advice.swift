// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Recommendations, and when to scan again.
extension SentenceReader {
  private static let kinds: [(ReportTerm, StatedAdvice.Kind)] = [
    (.secondaryCauses, .secondaryCauses), (.vfa, .vertebralFractureAssessment), (.forearmScan, .forearm),
    (.calcium, .calciumOrVitaminD), (.exercise, .exercise), (.treatment, .treatment),
  ]

  mutating func readAdvice() {
    let isAdvising = sentence.has(.advice) || sentence.section == .recommendation || isPrescription
    var seen: Set<StatedAdvice.Kind> = []
    for index in body {
      guard let kind = Self.kinds.first(where: { units[index].has($0.0) })?.1, !seen.contains(kind) else { continue }
      if kind == .secondaryCauses {
        guard readsSecondaryCauses(index) else { continue }
      } else {
        guard isAdvising, isAdvised(index, kind) else { continue }
      }
      seen.insert(kind)
      let verb = nearestAdvice(index) ?? index
      var reasons = kind == .treatment ? reasons(around: index) : []
      // "T-score -3.0. Treatment indicated."
      if kind == .treatment, reasons.isEmpty, units.count <= 9, context.hadScore, !sentence.beginsLine {
        reasons = [.score]
      }
      add(.advice(StatedAdvice(kind, because: reasons)), span(min(verb, index), max(verb, index) + 1))
    }
  }

  /// A drug straight after a score, or its reverse: "alendronate 70 mg weekly for T-score of -2.8".
  private var isPrescription: Bool {
    sentence.has(.treatment) && sentence.has(.tScore) && sentence.hasAny(TermSet(.otherMeasure, .yearly, .week, .month))
      && !sentence.hasAny(TermSet(.onTreatment, .earlier, .compared))
  }

  private func readsSecondaryCauses(_ index: Int) -> Bool {
    if sentence.hasAny(TermSet(.frax)) { return false }
    let near = span(max(sentence.body, index - 14), index + 14)
    guard hasAny(TermSet(.advice, .evaluate, .conditional, .purpose), in: near) || sentence.section == .recommendation
    else { return false }
    return !hasAny(TermSet(.negation), in: self.before(index, 4))
  }

  private func isAdvised(_ index: Int, _ kind: StatedAdvice.Kind) -> Bool {
    let near = span(max(sentence.body, index - 14), index + 14)
    let verbs = near.filter { units[$0].has(.advice) && !($0 == index && kind != .treatment) }
    guard
      let verb = verbs.min(by: { abs($0 - index) < abs($1 - index) })
        ?? (sentence.section == .recommendation || isPrescription ? index : nil)
    else {
      return false
    }
    if kind == .treatment {
      if hasAny(TermSet(.onTreatment), in: span(max(sentence.body, index - 2), index + 1)) { return false }
      if isWhileTreated(index) { return false }
      if sentence.has(.again), sentence.has(.scan), !sentence.has(.start) { return false }
    }
    let stretch = span(min(verb, index), max(verb, index) + 1)
    if hasAny(TermSet(.negation), in: span(max(sentence.body, stretch.lowerBound - 2), stretch.upperBound)) {
      return false
    }
    return !isConditional(index)
  }

  /// "Should osteoporosis be found, treat"; "treat if osteoporosis is found": nothing is advised to this person.
  private func isConditional(_ index: Int) -> Bool {
    let findings = TermSet(
      .osteoporosis, .lowBoneMass, .severeOsteoporosis, .tScore, .density, .fracture, .loss, .threshold, .risk)
    if let first = unit(sentence.body),
      first.has(.inSuchACase) || first.has(.conditional) && first.end - first.start <= 6
    {
      let comma = body.first { units[$0].isMark(",") } ?? units.count
      return index < comma || hasAny(findings, in: span(sentence.body, comma))
    }
    // "Patients with osteoporosis may benefit from treatment" advises nothing to this one.
    if let first = unit(sentence.body), first.has(.people), !first.has(.patient) { return true }
    if let first = unit(sentence.body), first.has(.whenever) { return true }
    guard let cue = self.after(index, 10).first(where: { isIf($0) }) else { return false }
    return hasAny(findings, in: self.after(cue, 6))
  }

  /// "if", "unless", "in case of", and no other word of doubt.
  private func isIf(_ index: Int) -> Bool {
    units[index].has(.conditional) && units[index].end - units[index].start == 2
  }

  /// Reads "after two years of treatment", "response to therapy".
  private func isWhileTreated(_ index: Int) -> Bool {
    hasAny(TermSet(.earlier, .onTreatment), in: self.before(index, 2))
  }

  private func nearestAdvice(_ index: Int) -> Int? {
    units.indices.filter { $0 >= sentence.body && units[$0].has(.advice) }.min { abs($0 - index) < abs($1 - index) }
  }

  private func reasons(around index: Int) -> [StatedAdvice.Reason] {
    var reasons: [StatedAdvice.Reason] = []
    if sentence.hasAny(TermSet(.tScore, .zScore, .density, .lowBoneMass, .osteoporosis, .severeOsteoporosis)) {
      reasons.append(.score)
    }
    if sentence.has(.fracture), !sentence.hasAny(TermSet(.risk, .frax)) { reasons.append(.fracture) }
    if sentence.hasAny(TermSet(.frax, .risk, .tenYear, .majorFracture)) { reasons.append(.risk) }
    return reasons
  }

  // MARK: The next scan

  mutating func readNextScan() {
    let isAgain = sentence.has(.again) || namesScanInInterval
    let isScan = sentence.hasAny(TermSet(.scan, .density))
    guard isAgain || (isScan && sentence.hasAny(TermSet(.advice)) && hasEvery), !isLookingBack else { return }
    guard
      isScan || sentence.section == .recommendation || sentence.hasAny(TermSet(.advice, .precision))
        || units.count - sentence.body < 12
    else { return }
    let interval = interval()
    if let denied = declined() {
      add(.nextScan(StatedNextScan(months: nil, isDeclined: true, givesReason: hasReason)), denied)
      return
    }
    guard let interval else { return }
    let cue =
      units.indices.filter { $0 >= sentence.body && units[$0].hasAny(TermSet(.again, .scan)) }
      .min { abs($0 - interval.range.lowerBound) < abs($1 - interval.range.lowerBound) } ?? interval.range.lowerBound
    let range = span(min(cue, interval.range.lowerBound), max(cue + 1, interval.range.upperBound))
    for index in interval.range where units[index].number != nil { isClaimed[index] = true }
    add(.nextScan(StatedNextScan(months: interval.months, givesReason: hasReason)), range)
  }

  /// Reads "DXA in 6 months".
  private var namesScanInInterval: Bool {
    units.indices.contains { index in
      units[index].has(.scan) && unit(index + 1)?.hasAny(TermSet(.link, .by)) == true && count(index + 2) != nil
        && interval(ExactDecimal(1), at: index + 2) != nil
    }
  }

  private var hasEvery: Bool { sentence.hasAny(TermSet(.every, .yearly, .twoYearly, .halfYearly)) }

  /// Whether the sentence speaks of a scan that was made.
  private var isLookingBack: Bool {
    sentence.hasAny(TermSet(.compared)) && !sentence.hasAny(TermSet(.advice)) && sentence.section != .recommendation
      && sentence.hasAny(TermSet(.loss, .gain, .stable))
  }

  /// Whether a reason stands in the sentence.
  var hasReason: Bool {
    if sentence.hasAny(TermSet(.reason, .rationale)) { return true }
    // "in 2 years to assess for change", "in 2 years (monitoring of bone density)", "2 years would help guide management"
    return body.contains { index in
      if units[index].has(.to), index > sentence.body, let next = unit(index + 1), case .words = next.content {
        return !next.hasAny(TermSet(.the, .doctor, .month, .year, .again)) && count(index + 1) == nil
      }
      return units[index].has(.purpose) && !units[index].has(.again)
    }
  }

  private func declined() -> Range<Int>? {
    for index in body where units[index].has(.negation) {
      let near = span(index, index + 9)
      if hasAny(TermSet(.again), in: near),
        hasAny(TermSet(.advice, .needed), in: near) || units[index].has(.negation) && hasAny(TermSet(.scan), in: near)
      {
        if interval() != nil, !hasAny(TermSet(.needed, .advice), in: near) { continue }
        return near
      }
      let before = self.before(index, 8)
      if hasAny(TermSet(.again), in: before), hasAny(TermSet(.advice, .needed), in: span(index, index + 4)),
        interval() == nil
      {
        return span(before.lowerBound, index + 3)
      }
    }
    return nil
  }

  /// The time until the next scan, its lower end, in months.
  private func interval() -> (months: ExactDecimal, range: Range<Int>)? {
    for index in body {
      let unit = units[index]
      if isDuration(index) { continue }
      if let count = count(index), let interval = interval(count, at: index) { return interval }
      for (term, months) in [(ReportTerm.halfYearly, 6), (.twoYearly, 24), (.yearly, 12)] where unit.has(term) {
        return (ExactDecimal(months), span(index, index + 1))
      }
    }
    return nil
  }

  /// Reads "after 5 years of treatment", "over the past 2 years", "2 years ago".
  private func isDuration(_ index: Int) -> Bool {
    guard count(index) != nil, let measured = timeMeasure(index) else { return false }
    if let next = unit(measured.end), next.has(.earlier) || next.has(.yearsOld) { return true }
    if let next = unit(measured.end), next.has(.link),
      hasAny(TermSet(.treatment, .onTreatment), in: span(measured.end + 1, measured.end + 3))
    {
      return true
    }
    return has(.earlier, in: self.before(index, 2))
  }

  private func interval(_ count: ExactDecimal, at index: Int) -> (months: ExactDecimal, range: Range<Int>)? {
    if let measured = timeMeasure(index) { return (months(count, measured.term), span(index, measured.end)) }
    // "12 to 24 months", "1-2 years": the unit stands after the second number.
    guard let joint = unit(index + 1), joint.isDash || joint.has(.to) || joint.has(.and) || joint.isMark("/") else {
      return nil
    }
    guard self.count(index + 2) != nil, let measured = timeMeasure(index + 2) else { return nil }
    return (months(count, measured.term), span(index, measured.end))
  }

  private func timeMeasure(_ index: Int) -> (term: ReportTerm, end: Int)? {
    guard var next = unit(index + 1) else { return nil }
    var end = index + 2
    if next.isDash, let after = unit(index + 2), count(index + 2) == nil {
      next = after
      end = index + 3
    }
    for term in [ReportTerm.year, .month, .week, .day] where next.has(term) { return (term, end) }
    return nil
  }

  private func months(_ count: ExactDecimal, _ term: ReportTerm) -> ExactDecimal {
    switch term {
    case .year: ExactDecimal(billionths: count.billionths * 12)
    case .week: ExactDecimal(billionths: count.billionths * 12 / 52)
    case .day: ExactDecimal(billionths: count.billionths * 12 / 365)
    default: count
    }
  }

  /// A whole number in digits or in words, from 1 to 120.
  func count(_ index: Int) -> ExactDecimal? {
    guard let unit = unit(index) else { return nil }
    if let number = unit.number {
      return number.digits <= ExactDecimal(120) && number.digits > ExactDecimal(0) ? number.digits : nil
    }
    let words: [(ReportTerm, Int)] = [
      (.one, 1), (.two, 2), (.three, 3), (.four, 4), (.five, 5), (.six, 6), (.nine, 9), (.ten, 10), (.twelve, 12),
      (.eighteen, 18), (.twentyFour, 24),
    ]
    return words.first { unit.has($0.0) }.map { ExactDecimal($0.1) }
  }
}
