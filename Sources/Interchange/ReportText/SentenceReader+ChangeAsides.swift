// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Words of change that are not said of this bone at this time.
extension SentenceReader {
  /// Whether a word of change is not said of this person's bone now: looked for, prevented, caused, compared.
  func isAside(_ index: Int) -> Bool {
    let unit = units[index]
    if unit.hasAny(TermSet(.notBone, .idle, .lsc, .secondaryCauses)), !comparesTimes(index) { return true }
    // "up" alone is a gain only before an amount.
    if unit.has(.gain), unit.end - unit.start <= 2 {
      guard let next = self.unit(index + 1), next.number != nil || next.hasAny(TermSet(.by, .significant)) else {
        return true
      }
    }
    if isGeneral(index) || isOfAnotherThing(index) || isFallOfPerson(index) { return true }
    var place = index - 1
    while place >= sentence.body, index - place <= 5 {
      let before = units[place]
      if before.isMark(",") || before.isMark(":") || before.has(.contrast) || before.number != nil { break }
      if before.hasAny(TermSet(.purpose, .secondaryCauses, .conditional, .riskFactorsLabel)) { return true }
      place -= 1
    }
    if has(.risk, in: span(index - 6, index + 4)), !has(.density, in: span(index - 4, index + 4)) { return true }
    if hasAny(TermSet(.height, .weight), in: span(index - 3, index + 6)), !has(.density, in: span(index - 5, index + 5))
    {
      return true
    }
    if isOfOthersChange || sentence.has(.leftOut) { return true }
    return sentence.section == .indication || sentence.section == .riskFactors
  }

  /// "A lower T-score than before": a comparison with an earlier time, and none with a limit or another region.
  private func comparesTimes(_ index: Int) -> Bool {
    guard units[index].has(.loss) || units[index].has(.gain) else { return false }
    return has(.thanBefore, in: self.after(index, 4))
  }

  /// Reads "each standard deviation decrease", "smoking can worsen", "bone loss is common after menopause".
  private func isGeneral(_ index: Int) -> Bool {
    let before = self.before(index, 4)
    // "each standard deviation decrease", and not "0.5 SD lower"
    let isGeneral = before.contains { place in
      units[place].has(.general) || (units[place].has(.standardDeviation) && unit(place - 1)?.number == nil)
    }
    if isGeneral, !has(.contrast, in: before) { return true }
    if let first = unit(sentence.body), first.has(.conditional), first.end - first.start <= 6 { return true }
    return hasAny(TermSet(.generalAfter), in: self.after(index, 6))
  }

  /// "a wrist fracture after a fall": somebody fell.
  private func isFallOfPerson(_ index: Int) -> Bool {
    guard sentence.has(.fracture), units[index].end - units[index].start <= 6, units[index].has(.loss) else {
      return false
    }
    return !sentence.hasAny(TermSet(.density, .tScore, .zScore, .lsc, .bones))
      && !body.contains { units[$0].number != nil && isAmount($0) }
  }

  /// "no change in medication": a change of something that is no bone.
  private func isOfAnotherThing(_ index: Int) -> Bool {
    guard !sentence.has(.density), !units.contains(where: { $0.region != nil }) else { return false }
    guard let link = unit(index + 1), link.has(.link), link.end - link.start <= 3 else { return false }
    var place = index + 2
    while place < units.count, units[place].has(.the) { place += 1 }
    guard let thing = unit(place), case .words = thing.content else { return false }
    return thing.terms.isEmpty
      || thing.hasAny(TermSet(.treatment, .onTreatment, .height, .weight, .riskFactor, .calcium, .exercise))
  }

  private var isOfOthersChange: Bool { sentence.has(.others) }
}
