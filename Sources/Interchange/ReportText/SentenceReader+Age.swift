// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Ages.
extension SentenceReader {
  /// Every age that the sentence states, in years.
  func ages() -> [Int] { statedAges().map { $0.years } }

  func statedAge() -> (years: Int, range: Range<Int>)? {
    guard
      !sentence.hasAny(TermSet(.bones, .people)) || sentence.has(.patient) || sentence.has(.sex)
        || !sentence.has(.bones)
    else { return nil }
    if explainsScore { return nil }
    return statedAges().first { !isOfAnother($0.range.lowerBound) }
  }

  func statedAges() -> [(years: Int, range: Range<Int>)] {
    var found: [(years: Int, range: Range<Int>)] = []
    for index in body {
      guard let number = units[index].number, number.sign == .none, number.decimals <= 1, !isLimit[index] else {
        continue
      }
      let years = Int(number.digits.billionths / 1_000_000_000)
      guard years <= 120 else { continue }
      if let measured = measure(after: index), measured.term == .yearsOld {
        found.append((years, span(index, measured.end)))
      } else if let cue = ageCue(before: index), !isAgeOfScreening(cue) {
        found.append((years, span(cue, index + 1)))
      } else if measure(after: index)?.term == .year, let end = measure(after: index)?.end, let of = unit(index - 1),
        of.hasAny(TermSet(.female, .male))
          || (of.has(.link) && unit(index - 2)?.hasAny(TermSet(.female, .male)) == true)
      {
        found.append((years, span(index - 1, end)))
      } else if number.decimals == 0, let next = unit(index + 1),
        next.start == units[index].end || next.start == units[index].end + 1,
        next.end - next.start == 1, next.has(.female) || next.has(.male), years >= 5
      {
        found.append((years, span(index, index + 2)))
      } else if isBareAge(index, number) {
        found.append((years, span(index - 1, index + 1)))
      }
    }
    return found
  }

  /// "INDICATION: Age 65, routine screening": an age from which people are scanned, and not that of the person.
  private func isAgeOfScreening(_ cue: Int) -> Bool {
    sentence.section == .indication && !units[cue].has(.patient) && sentence.hasAny(TermSet(.conditional, .idle))
  }

  /// Reads "The patient is 67." and "Patient: 67 years".
  private func isBareAge(_ index: Int, _ number: ReportNumber) -> Bool {
    guard number.decimals == 0, number.digits >= ExactDecimal(5), !sentence.has(.others) else { return false }
    let measured = measure(after: index)
    guard measured == nil || measured?.term == .year, let last = unit(index - 1) else { return false }
    let end = unit(measured?.end ?? index + 1)
    guard end == nil || end?.isMark(",") == true || end?.isMark(")") == true || end?.has(.and) == true else {
      return false
    }
    let isSaid = last.has(.equals) || last.has(.now) || last.isMark(":") || last.isMark("(") || last.isMark(",")
    guard isSaid, measured != nil || !last.isMark(",") else { return false }
    let near = span(index - 5, index)
    return has(.patient, in: near) && !hasAny(TermSet(.tScore, .zScore, .density, .others, .frax, .earlier), in: near)
      && !near.contains { units[$0].number != nil || units[$0].region != nil }
  }

  private func ageCue(before index: Int) -> Int? {
    if let term = measure(after: index)?.term, term != .year { return nil }
    var place = index - 1
    while place >= 0, index - place <= 4 {
      let unit = units[place]
      if unit.has(.age) {
        return hasAny(TermSet(.menopauseEvent, .reason, .fracture), in: span(place - 4, place))
          && !unit.has(.patient) ? nil : place
      }
      guard
        unit.isMark("/") || unit.has(.sex) || unit.isMark(":") || unit.isMark("(") || unit.isMark(")")
          || unit.isMark("=") || unit.isMark("|")
          || unit.has(.equals) || unit.has(.year) || unit.isDash
      else {
        return nil
      }
      place -= 1
    }
    return nil
  }

  /// Whether an age is that of another person: "of an 80-year-old", "30-year-old reference".
  private func isOfAnother(_ index: Int) -> Bool {
    if hasAny(TermSet(.alike), in: self.before(index, 5)),
      !has(.patient, in: self.before(index, 3))
    {
      return true
    }
    if hasAny(TermSet(.people), in: self.after(index, 3)) { return true }
    return hasAny(TermSet(.referencePeople), in: span(index - 3, index + 5))
  }
}
