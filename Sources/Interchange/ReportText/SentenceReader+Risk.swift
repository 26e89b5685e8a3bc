// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Fracture risks: probabilities of a tool, its inputs, and relative risks.
extension SentenceReader {
  mutating func readRisks() {
    readRelativeRisk()
    readAbsoluteRisk()
  }

  // MARK: Probabilities

  private mutating func readAbsoluteRisk() {
    let isNamed = sentence.hasAny(TermSet(.frax, .tenYear, .otherTool, .majorFracture))
    let isRisk = isNamed || (sentence.has(.hipFracture) && sentence.has(.risk)) || continuesRisk || context.isFrax
    guard isRisk, !sentence.hasAny(TermSet(.others)) || sentence.has(.frax) else { return }
    let percents = units.indices.filter { $0 >= sentence.body && isProbability($0) }
    let labels = units.indices.filter { $0 >= sentence.body && isLabel($0) }
    let isInputOnly = percents.isEmpty && (sentence.has(.frax) || namesInputSite)
    guard !percents.isEmpty || isInputOnly else { return }
    var risk = context.openRisk.map { _ in StatedRisk() } ?? StatedRisk()
    assign(percents, labels, to: &risk)
    guard risk.majorPercent != nil || risk.hipPercent != nil || isInputOnly else { return }
    for index in percents { isClaimed[index] = true }
    if sentence.has(.frax) || context.isFrax { risk.tool = "FRAX" }
    readInputs(&risk)
    let hasInputs =
      risk.inputAge != nil || risk.inputSite != nil || risk.inputT != nil
      || risk.entersSecondaryOsteoporosis != nil || risk.adjustsForGlucocorticoids != nil
    guard !percents.isEmpty || hasInputs else { return }
    let names = namesInputSite
    let places =
      percents + labels
      + units.indices.filter { units[$0].hasAny(TermSet(.frax, .tenYear)) || (names && units[$0].region != nil) }
    guard let low = places.min(), let high = places.max() else { return }
    add(.risk(risk), span(low, measure(after: high)?.end ?? high + 1))
  }

  /// Whether the sentence goes on with a risk that one before it opened.
  private var continuesRisk: Bool {
    guard context.openRisk != nil else { return false }
    return sentence.hasAny(TermSet(.majorFracture, .hipFracture)) || units.contains { $0.region?.name == .hip }
  }

  private func isProbability(_ index: Int) -> Bool {
    guard let number = units[index].number, number.sign != .minus, !isLimit[index], !isClaimed[index] else {
      return false
    }
    guard number.digits < ExactDecimal(100) || number.digits == ExactDecimal(100) else { return false }
    if isThreshold(index) || hasAny(TermSet(.confidence), in: self.after(index, 3)) { return false }
    switch measure(after: index)?.term {
    case .percentSign: return !hasAny(TermSet(.loss, .gain, .change, .lsc), in: self.before(index, 3))
    case nil:
      // "MOF 14, hip 3.1": the label stands directly before.
      if let slash = unit(index + 1), slash.isMark("/"), let other = unit(index + 2), other.number != nil {
        return measure(after: index + 2)?.term == .percentSign
      }
      var label = index - 1
      while label > sentence.body,
        units[label].isMark(":") || units[label].isMark("=") || units[label].has(.equals) || units[label].has(.risk)
      {
        label -= 1
      }
      return label >= sentence.body && isLabel(label) && number.sign == .none && number.decimals <= 1
    default: return false
    }
  }

  /// "(threshold 20 %)", "the 20 % threshold": the word and the number with nothing but marks between them.
  private func isThreshold(_ index: Int) -> Bool {
    let before = self.before(index, 3).reversed().prefix { units[$0].number == nil && !units[$0].isMark(")") }
    let end = measure(after: index)?.end ?? index + 1
    let after = span(end, end + 3).prefix {
      !units[$0].isMark("(") && !units[$0].isMark(",") && units[$0].number == nil
    }
    return before.contains { units[$0].has(.threshold) } || after.contains { units[$0].has(.threshold) }
  }

  private func isLabel(_ index: Int) -> Bool {
    if units[index].has(.majorFracture) || units[index].has(.hipFracture) { return true }
    guard units[index].region?.name == .hip || units[index].region?.name == .site(.totalHip) else { return false }
    return (sentence.hasAny(TermSet(.frax, .tenYear, .majorFracture)) || context.openRisk != nil || context.isFrax)
      && !isInput(index)
  }

  /// Whether a region is one that the tool was given.
  private func isInput(_ index: Int) -> Bool {
    hasAny(TermSet(.tScore, .density), in: self.after(index, 2))
      || hasAny(TermSet(.tScore, .density), in: self.before(index, 4))
  }

  private mutating func assign(_ percents: [Int], _ labels: [Int], to risk: inout StatedRisk) {
    var kinds: [Bool] = []
    for label in labels {
      let isMajor = units[label].has(.majorFracture)
      if kinds.last != isMajor, kinds.count < 2 { kinds.append(isMajor) }
    }
    let values = percents.compactMap { units[$0].number?.digits }
    if values.count == 2, kinds.count == 2 {
      set(values[0], kinds[0], &risk)
      set(values[1], kinds[1], &risk)
    } else if values.count == 2, kinds.count < 2 {
      // A hip fracture is one of the major ones, so its probability is never the larger.
      set(max(values[0], values[1]), true, &risk)
      set(min(values[0], values[1]), false, &risk)
    } else {
      for percent in percents {
        guard let number = units[percent].number else { continue }
        if let label = nearestLabel(percent, labels) { set(number.digits, units[label].has(.majorFracture), &risk) }
      }
    }
  }

  private func nearestLabel(_ percent: Int, _ labels: [Int]) -> Int? {
    labels.min { abs($0 - percent) < abs($1 - percent) }
  }

  private func set(_ value: ExactDecimal, _ isMajor: Bool, _ risk: inout StatedRisk) {
    if isMajor { risk.majorPercent = risk.majorPercent ?? value } else { risk.hipPercent = risk.hipPercent ?? value }
  }

  // MARK: Inputs of the tool

  private func readInputs(_ risk: inout StatedRisk) {
    guard sentence.has(.frax) || context.openRisk != nil || namesInputSite else { return }
    if let site = inputSite() { risk.inputSite = site }
    if let t = inputT() { risk.inputT = t }
    risk.inputAge = ages().first ?? ageInYears()
    if sentence.has(.glucocorticoidAdjusted) {
      risk.adjustsForGlucocorticoids = !sentence.has(.negation)
    }
    if let index = units.indices.first(where: { units[$0].has(.secondaryCauses) }) {
      risk.entersSecondaryOsteoporosis = !has(.negation, in: span(index - 4, index + 4))
    }
  }

  /// Reads "at 62 years".
  private func ageInYears() -> Int? {
    for index in body {
      guard let number = units[index].number, number.decimals == 0, measure(after: index)?.term == .year else {
        continue
      }
      if let before = unit(index - 1), before.has(.link) || before.has(.age) {
        return Int(number.digits.billionths / 1_000_000_000)
      }
    }
    return nil
  }

  /// A line of the inputs below a heading of FRAX: "BMD site: lumbar spine".
  private var namesInputSite: Bool {
    context.isFrax && units.count <= 8 && sentence.hasAny(TermSet(.density, .tScore, .regionColumn, .calculated))
      && units.contains { $0.region != nil } && !units.contains { $0.number != nil }
  }

  private func inputSite() -> StatedRegion? {
    if namesInputSite { return units[body].compactMap { $0.region }.first.map(filled) }
    for index in body {
      guard let region = units[index].region else { continue }
      let before = self.before(index, 7)
      let after = self.after(index, 14)
      let next = after.first { units[$0].region != nil || units[$0].number != nil } ?? after.upperBound
      let ahead = after.clamped(to: span(after.lowerBound, next))
      let isUsed = has(.calculated, in: ahead) && has(.frax, in: ahead)
      let isGiven = hasAny(TermSet(.calculated), in: before) || isInput(index) || isUsed || isBesideTool(index)
      if isGiven, !isResult(index) { return filled(region) }
    }
    return nil
  }

  /// "FRAX (lumbar spine): 12 %", "FRAX on the lumbar spine value".
  private func isBesideTool(_ index: Int) -> Bool {
    for place in self.before(index, 4).reversed() {
      if units[place].has(.frax) { return units[index].region?.name == .site(.lumbarSpine) }
      guard units[place].isMark("(") || units[place].hasAny(TermSet(.link, .the)) || units[place].isDash else {
        return false
      }
    }
    return false
  }

  /// "hip 3.1 %", "spine, forearm, hip or shoulder": the name of a result and no input.
  private func isResult(_ index: Int) -> Bool {
    let around = span(index - 6, index + 7)
    if around.contains(where: { $0 != index && units[$0].region?.name == .forearm }) { return true }
    guard units[index].region?.name == .hip else { return false }
    let after = self.after(index, 3)
    let before = self.before(index, 4)
    return after.contains { units[$0].number != nil } || before.contains { units[$0].number != nil }
  }

  private func inputT() -> ExactDecimal? {
    guard let cue = units.indices.first(where: { $0 >= sentence.body && units[$0].has(.tScore) }) else { return nil }
    for index in self.after(cue, 9) where units[index].number != nil {
      return isScore(index) ? units[index].number?.value : nil
    }
    return nil
  }

  // MARK: Relative risks

  private mutating func readRelativeRisk() {
    guard sentence.hasAny(TermSet(.risk, .fracture, .relativeRisk, .hipFracture)) else { return }
    guard let (value, range) = multiple() else { return }
    var risk = StatedRisk()
    risk.relative = value
    risk.namesComparator = sentence.hasAny(TermSet(.comparator, .referencePeople, .people))
    risk.region = units[body].compactMap { $0.region }.first.map(filled)
    add(.risk(risk), range)
  }

  /// How many times: "2.4 times", "2.4-fold", "doubled", "relative risk of 2.4".
  private mutating func multiple() -> (ExactDecimal, Range<Int>)? {
    for index in body {
      let unit = units[index]
      for (term, value) in [(ReportTerm.twofold, 2), (.threefold, 3), (.fourfold, 4)] where unit.has(term) {
        return (ExactDecimal(value), span(index, index + 1))
      }
      guard let number = unit.number, !isClaimed[index], number.sign == .none || number.sign == .plus else { continue }
      if let next = self.unit(index + 1), next.has(.times) || (next.isDash && self.unit(index + 2)?.has(.times) == true)
      {
        isClaimed[index] = true
        return (number.digits, span(index, index + 2))
      }
      if let before = self.unit(index - 1), before.has(.times), before.end - before.start == 1 {
        isClaimed[index] = true
        return (number.digits, span(index - 1, index + 1))
      }
      let near = self.before(index, 9)
      if near.contains(where: { units[$0].has(.relativeRisk) }), measure(after: index) == nil {
        isClaimed[index] = true
        return (number.digits, span(near.lowerBound, index + 1))
      }
    }
    return nil
  }
}
