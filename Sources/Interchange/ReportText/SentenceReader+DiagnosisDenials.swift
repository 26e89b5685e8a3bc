// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Of whom a category is said, of what time, and whether it is denied or doubted.
extension SentenceReader {
  func isOfOthers(_ index: Int) -> Bool {
    var low = index
    while low > 0, !units[low - 1].has(.contrast), !units[low - 1].isMark(";"), index - low < 14 { low -= 1 }
    if has(.others, in: span(low, index)) { return true }
    return has(.others, in: span(index, index + 8)) && !has(.patient, in: span(low, index))
  }

  func isConditional(_ index: Int, after previous: Int?) -> Bool {
    if sentence.isQuestion || has(.doubtAfter, in: after(index, 2)) { return true }
    if unit(index + 1)?.isMark("?") == true || isAsked(index) { return true }
    // "Were osteoporosis to be found", "Had she osteoporosis"
    if let first = unit(sentence.body), first.has(.past), sentence.body == 0, index > 0, first.region == nil {
      return true
    }
    if let first = unit(sentence.body), first.has(.conditional), first.end - first.start <= 6, isIf(first) {
      let comma = units.indices.first { $0 > sentence.body && units[$0].isMark(",") } ?? units.count
      if index < comma { return true }
    }
    if isCaused(index) || isInCase(index) { return true }
    var place = index - 1
    while place >= sentence.body, index - place <= 8 {
      let unit = units[place]
      if unit.has(.contrast) || unit.isMark(":") || unit.isMark(";") { return false }
      if unit.number != nil, isScore(place) { return false }
      if unit.has(.conditional) { return true }
      if unit.has(.inSuchACase) || unit.has(.people) && !unit.has(.patient) { return true }
      place -= 1
    }
    return false
  }

  /// "Secondary causes of low BMD": what is spoken of are the causes.
  private func isCaused(_ index: Int) -> Bool {
    var place = index - 1
    while place >= sentence.body, units[place].hasAny(TermSet(.link, .the, .grade, .and, .to)) { place -= 1 }
    return place >= sentence.body && place < index - 1 && units[place].has(.secondaryCauses)
  }

  /// "Where osteoporosis is present, ...": the first word opens a case and no finding.
  private func isInCase(_ index: Int) -> Bool {
    guard let first = unit(sentence.body), first.has(.whenever), index - sentence.body <= 10 else { return false }
    return !between(sentence.body, index).contains { units[$0].isMark(",") || units[$0].has(.compared) }
  }

  /// Whether a question mark stands before it: "?low bone mass or osteoporosis".
  private func isAsked(_ index: Int) -> Bool {
    let near = before(index, 8)
    guard let mark = near.last(where: { units[$0].isMark("?") }) else { return false }
    return !between(mark, index).contains { units[$0].has(.contrast) || units[$0].isMark(":") }
  }

  private func isIf(_ unit: ReportUnit) -> Bool { unit.has(.conditional) }

  func isDenied(_ index: Int, after previous: Int?) -> Bool {
    // "Neither the hip (T -0.4) nor the spine shows osteoporosis"
    if let first = unit(sentence.body), first.has(.negation), first.end > first.start + 3, !sentence.has(.contrast),
      let next = unit(sentence.body + 1), next.has(.the) || next.region != nil, category(at: index) != .normal
    {
      return true
    }
    // "above the osteoporotic range"
    if units[index].hasAny(TermSet(.osteoporosis, .lowBoneMass)),
      before(index, 2).contains(where: {
        units[$0].has(.moreThan) && !units[$0].has(.fewerThan) && units[$0].end - units[$0].start > 2
      }
      ),
      unit(index - 1)?.has(.contrast) != true, unit(index - 1)?.number == nil
    {
      return true
    }
    var place = index - 1
    while place >= sentence.body, index - place <= 9 {
      let unit = units[place]
      if unit.has(.negation) { return !unit.has(.stable) }
      // "Does not fulfil criteria for osteoporosis - osteopenia": a dash set apart after a category opens another thing.
      if unit.isDash, let before = self.unit(place - 1), before.end < unit.start, categoryOrNormal(place - 1) { break }
      // "excludes osteoporosis and shows osteopenia": another verb says another thing.
      if unit.has(.equals), self.unit(place - 1)?.has(.and) == true { break }
      let stops =
        unit.has(.contrast) || unit.isMark(";") || unit.isMark(":")
        || unit.hasAny(TermSet(.change, .stable, .loss, .gain, .now, .fracture))
        || (unit.isMark(",") && !(place > 0 && categoryOrNormal(place - 1))) || (unit.number != nil && isScore(place))
      if stops { break }
      place -= 1
    }
    // "Osteoporosis is not present."
    var next = index + 1
    while next < units.count, next - index <= 7 {
      let unit = units[next]
      if unit.isMark(",") || unit.isMark("(") || unit.has(.contrast) || unit.number != nil || categoryOrNormal(next) {
        break
      }
      if unit.hasAny(TermSet(.deniedAfter, .notReached))
        || (unit.has(.negation) && has(.equals, in: span(index + 1, next + 1)) && !unit.has(.stable))
      {
        return true
      }
      next += 1
    }
    return false
  }

  func isEarlier(_ index: Int, after previous: Int?) -> Bool {
    var place = index - 1
    while place >= sentence.body, place > previous ?? -1, index - place <= 10 {
      let unit = units[place]
      if unit.has(.now) { return false }
      if unit.hasAny(TermSet(.earlier, .comparisonLabel)) { return !unit.has(.compared) && !isComparedTo(place) }
      if unit.isMark(",") || unit.isMark(";") || unit.has(.contrast) { break }
      place -= 1
    }
    var next = index + 1
    while next < units.count, next - index <= 6 {
      let unit = units[next]
      if unit.isMark(",") || unit.isMark("(") || unit.has(.contrast) || unit.has(.and)
        || unit.hasAny(TermSet(.now, .stable, .compared, .loss, .gain))
      {
        break
      }
      if unit.hasAny(TermSet(.earlier, .comparisonLabel)) { return true }
      if unit.isDate, has(.past, in: between(index, next)) { return true }
      next += 1
    }
    // "Low bone density was found on a heel scan some years ago."
    if let last = units.last(where: { if case .words = $0.content { true } else { false } }),
      last.words.hasSuffix("ago"),
      last.has(.earlier), !sentence.hasAny(TermSet(.now, .compared))
    {
      return true
    }
    // "In 2015 she was osteopenic."
    let said = before(index, 8).filter { part[$0] == part[index] || units[$0].isDate }
    if said.contains(where: { units[$0].isDate }), said.contains(where: { units[$0].has(.past) }) { return true }
    // "Previous diagnosis: osteopenia.", "osteopenia (2016)"
    let label = units.prefix(6).firstIndex { $0.isMark(":") } ?? sentence.body
    if label < index, has(.earlier, in: span(0, label)), !hasAny(TermSet(.compared, .now), in: span(0, index)) {
      return true
    }
    if unit(index + 1)?.isMark("(") == true, unit(index + 2)?.isDate == true, unit(index + 3)?.isMark(")") == true {
      return true
    }
    switch sentence.section {
    case .indication, .comparison, .riskFactors: return true
    default: return false
    }
  }

  private func isComparedTo(_ index: Int) -> Bool {
    before(index, 3).contains { units[$0].has(.compared) }
  }
}
