// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Categories, their denial, their time, and the region that they are tied to.
extension SentenceReader {
  private static let categories: [(ReportTerm, Category)] = [
    (.severeOsteoporosis, .severeOsteoporosis), (.belowExpected, .belowExpectedRange),
    (.withinExpected, .withinExpectedRange), (.lowWithRisk, .lowWithRiskFactors), (.normalDensity, .normal),
    (.lowBoneMass, .lowBoneMass), (.osteoporosis, .osteoporosis),
  ]

  /// The category that a unit names.
  func category(at index: Int) -> Category? {
    for (term, category) in Self.categories where units[index].has(term) { return category }
    return units[index].has(.normal) && isDensityNormal(index) ? .normal : nil
  }

  /// Whether "normal" is said of bone density, and not of a position or a kidney.
  private func isDensityNormal(_ index: Int) -> Bool {
    if let next = unit(index + 1), case .words = next.content, next.terms.isEmpty { return false }
    if let next = unit(index + 1), next.hasAny(TermSet(.quality, .referencePeople, .weight, .age)) { return false }
    if units[index...].dropFirst().prefix(2).contains(where: { $0.has(.comparator) }) { return false }
    let isSubject = span(sentence.body, index).contains {
      units[$0].region != nil
        || units[$0].hasAny(TermSet(.density, .tScore, .categoryWord, .categoryColumn, .total, .neck))
    }
    if isSubject {
      return !has(.zScore, in: span(sentence.body, index)) || has(.tScore, in: span(sentence.body, index))
    }
    if unit(index + 1)?.region != nil || unit(index + 1)?.has(.density) == true { return true }
    return sentence.section == .impression && units.count - sentence.body <= 6
  }

  /// Whether the sentence says what the categories mean, and nothing of the person.
  var isDefinition: Bool {
    let hasCategory = units.indices.contains { $0 >= sentence.body && categoryOrNormal($0) }
    guard hasCategory else { return false }
    if sentence.has(.definition) { return true }
    guard isLimit.contains(true), !units.contains(where: { $0.region != nil }), !sentence.has(.patient) else {
      return false
    }
    // The number of a footnote, as in "7 - DXA T-score: Normal = -1.0 or above", is no score.
    return !units.indices.contains { index in
      guard let number = units[index].number, isScore(index), !isLimit[index] else { return false }
      return number.decimals > 0 || number.sign != .none
    }
  }

  private func categoryOrNormal(_ index: Int) -> Bool { category(at: index) != nil || units[index].has(.normal) }

  mutating func readDiagnoses() {
    var previous: (index: Int, category: Category)?
    for index in body {
      guard let category = category(at: index) else { continue }
      defer { previous = (index, category) }
      if let previous, previous.category == category, repeats(previous.index, index) { continue }
      readDiagnosis(category, at: index, after: previous?.index)
    }
  }

  /// Whether two names of one category stand side by side: "low bone mass (osteopenia)".
  private func repeats(_ first: Int, _ second: Int) -> Bool {
    second - first <= 4
      && between(first, second).allSatisfy {
        units[$0].isMark("(") || units[$0].isMark("/") || units[$0].isMark(",") || units[$0].has(.and)
          || units[$0].isMark(")")
          || units[$0].isDash || units[$0].isMark(".") || units[$0].end - units[$0].start <= 2
      }
  }

  private mutating func readDiagnosis(_ category: Category, at index: Int, after previous: Int?) {
    if isOfOthers(index) || isConditional(index, after: previous) {
      isUnderstood = true
      return
    }
    let isDenied = isDenied(index, after: previous)
    var low = index
    if let grade = grade(at: index), category != .normal, !isDenied {
      add(.grade(grade.word), span(min(grade.index, index), max(grade.index, index) + 1))
      low = min(low, grade.index)
    }
    let isEarlier = isEarlier(index, after: previous)
    let isClinical = sentence.has(.clinical)
    let ties = ties(of: index, after: previous, isSettled: isDenied || isEarlier)
    if ties.isEmpty {
      let diagnosis = StatedDiagnosis(
        category: category, isClinical: isClinical, isEarlier: isEarlier, isDenied: isDenied)
      add(.diagnosis(diagnosis), span(low, index + 1))
    }
    for tie in ties {
      let diagnosis = StatedDiagnosis(
        category: category, region: tie.region, isClinical: isClinical, isEarlier: isEarlier, isDenied: isDenied)
      let place = tie.index ?? index
      add(.diagnosis(diagnosis), span(min(low, place), max(index, place) + 1))
    }
  }

  // MARK: Of whom, when, whether

  private func isOfOthers(_ index: Int) -> Bool {
    var low = index
    while low > 0, !units[low - 1].has(.contrast), !units[low - 1].isMark(";"), index - low < 14 { low -= 1 }
    if has(.others, in: span(low, index)) { return true }
    return has(.others, in: span(index, index + 8)) && !has(.patient, in: span(low, index))
  }

  private func isConditional(_ index: Int, after previous: Int?) -> Bool {
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

  /// Whether a question mark stands before it: "?low bone mass or osteoporosis".
  private func isAsked(_ index: Int) -> Bool {
    let near = before(index, 8)
    guard let mark = near.last(where: { units[$0].isMark("?") }) else { return false }
    return !between(mark, index).contains { units[$0].has(.contrast) || units[$0].isMark(":") }
  }

  private func isIf(_ unit: ReportUnit) -> Bool { unit.has(.conditional) }

  private func isDenied(_ index: Int, after previous: Int?) -> Bool {
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

  private func isEarlier(_ index: Int, after previous: Int?) -> Bool {
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

  /// The grading word beside a category.
  private func grade(at index: Int) -> (word: String, index: Int)? {
    for step in 1...3 {
      guard let before = unit(index - step), index - step >= sentence.body else { break }
      if before.has(.grade) || (step == 1 && before.has(.significant)) { return (before.words, index - step) }
      if before.isMark(",") || before.isMark(":") || before.number != nil || before.isMark(")") { break }
    }
    for step in 1...4 {
      guard let after = unit(index + step) else { break }
      if after.has(.grade) { return (after.words, index + step) }
      if after.number != nil || after.isMark(")") || after.region != nil || after.has(.and)
        || after.hasAny(TermSet(.loss, .gain, .risk))
      {
        break
      }
    }
    return nil
  }

  // MARK: Regions

  /// The regions that the sentence ties a category to; none where it is said of the person.
  private func ties(of index: Int, after previous: Int?, isSettled: Bool) -> [(region: StatedRegion, index: Int?)] {
    if let joined = joinedRegion(index) { return [joined] }
    let ahead = regionsAhead(index)
    if !ahead.isEmpty { return ahead }
    if let subject = subject(of: index, after: previous) { return [subject] }
    if let driver = undiagnosticDriver(index) { return [driver] }
    let isOfPerson = sentence.hasAny(TermSet(.categoryWord, .patient)) || sentence.opens != nil
    if let before = context.scored, !sentence.beginsLine, !isOfPerson || !before.mayDiagnose,
      !units.contains(where: { $0.region != nil }),
      (units.count <= 4 && !sentence.hasAny(TermSet(.tScore, .density)) && !units.contains { $0.number != nil })
        || (context.wasLowest && !before.mayDiagnose)
    {
      return [(before, nil)]
    }
    if let heading = context.heading, !units.contains(where: { $0.region != nil }), sentence.section != .impression,
      context.isHeadingNear, !sentence.hasAny(TermSet(.patient, .lowest, .categoryWord))
    {
      return [(heading, nil)]
    }
    return []
  }

  /// "Normal-spine, osteopenia-left hip": a dash ties the name of each category to the region behind it.
  private func joinedRegion(_ index: Int) -> (region: StatedRegion, index: Int?)? {
    var next = index + 1
    while let unit = unit(next), unit.isMark("(") || unit.isMark(")") || category(at: next) == category(at: index) {
      next += 1
    }
    guard unit(next)?.isDash == true, let region = unit(next + 1)?.region, namesTwoCategories else { return nil }
    let firstCategory = body.first { category(at: $0) != nil } ?? index
    guard !before(firstCategory, units.count).contains(where: { units[$0].region != nil }) else { return nil }
    return (filled(region), next + 1)
  }

  /// "Osteopenia at the femoral neck and total hip", "osteoporosis (lumbar spine)", "osteopenic hip".
  private func regionsAhead(_ index: Int) -> [(region: StatedRegion, index: Int?)] {
    var next = index + 1
    var isTied = true
    while next < units.count, next - index <= 7 {
      let unit = units[next]
      if unit.region != nil { break }
      if unit.has(.basis), !unit.has(.link), !namesTwoCategories { return [] }
      if unit.has(.and) { return [] }
      if unit.isMark("("), self.unit(next + 1)?.region == nil { return [] }
      if unit.isMark(",") || unit.isMark(":") || unit.number != nil
        || unit.hasAny(TermSet(.tScore, .zScore, .density, .contrast, .lowest))
      {
        return []
      }
      if unit.isMark(")") {
        next += 1
        continue
      }
      if unit.has(.link) || unit.has(.fromPlace) || unit.has(.basis) {
        isTied = true
      } else if !unit.has(.the) {
        isTied = isTied && next - index > 0 && unit.isMark("(")
      }
      next += 1
    }
    guard next < units.count, units[next].region != nil, isTied else { return [] }
    var list: [(region: StatedRegion, index: Int?)] = []
    while next < units.count {
      if let region = units[next].region {
        list.append((filled(region), next))
      } else if !(units[next].has(.and) || units[next].isMark(",") || units[next].has(.the) || units[next].isMark("/"))
      {
        break
      } else if units[next].isMark(","),
        !(unit(next + 1)?.region != nil || unit(next + 1)?.has(.and) == true || unit(next + 1)?.has(.the) == true)
      {
        break
      }
      next += 1
    }
    // "osteopenia at the hip, left femoral neck T-score ..." ends before what has its own value.
    if list.count > 1, let last = list.last?.index, let after = unit(last + 1),
      after.hasAny(TermSet(.tScore, .density)) || after.number != nil
    {
      list.removeLast()
    }
    return list
  }

  /// Whether the sentence names more than one category.
  private var namesTwoCategories: Bool {
    var first: Category?
    for index in body {
      guard let category = category(at: index) else { continue }
      if let first, first != category { return true }
      first = category
    }
    return false
  }

  /// "Lumbar spine: osteoporosis", "the femoral neck T-score of -1.8 is in the osteopenic range".
  private func subject(of index: Int, after previous: Int?) -> (region: StatedRegion, index: Int?)? {
    var place = index - 1
    while place >= sentence.body, place > previous ?? -1 {
      let unit = units[place]
      if let region = unit.region {
        guard !isGrounds(place), !has(.lowest, in: span(sentence.body, index)) else { return nil }
        return (filled(region), place)
      }
      let isOfPlace = unit.has(.categoryWord) && opensWithPlace && !unit.hasAny(TermSet(.patient, .lowest))
      if unit.hasAny(TermSet(.patient, .categoryWord, .contrast, .frax)), !unit.has(.classified), !isOfPlace {
        return nil
      }
      place -= 1
    }
    return nil
  }

  /// "At the hip the category is osteopenia": what follows is said of the place.
  private var opensWithPlace: Bool {
    guard let first = unit(sentence.body), first.has(.link) else { return false }
    let place = afterArticles(sentence.body + 1)
    guard unit(place)?.region != nil else { return false }
    return !body.contains { units[$0].number != nil }
  }

  /// Whether a region is what a diagnosis of the person rests on: "based on the T-score of the femoral neck, ...".
  private func isGrounds(_ place: Int) -> Bool {
    var low = place - 1
    while low >= sentence.body, place - low <= 8 {
      if units[low].region != nil || units[low].has(.contrast) || units[low].isMark(",") { return false }
      if units[low].has(.basis), !units[low].has(.link) { return true }
      low -= 1
    }
    return false
  }

  /// The region that may not carry a diagnosis of the person, where the sentence rests one on it.
  private func undiagnosticDriver(_ index: Int) -> (region: StatedRegion, index: Int?)? {
    guard
      sentence.hasAny(TermSet(.tScore, .zScore, .basis, .lowest, .categoryWord))
        || units.contains(where: { $0.number != nil })
    else { return nil }
    guard !sentence.has(.leftOut) else { return nil }
    let places = units.indices.filter { $0 >= sentence.body && units[$0].region != nil }
    guard let nearest = places.min(by: { abs($0 - index) < abs($1 - index) }), let region = units[nearest].region,
      !region.mayDiagnose
    else { return nil }
    return (filled(region), nearest)
  }
}

extension StatedRegion {
  /// Whether a diagnosis of the person may rest on the region.
  var mayDiagnose: Bool {
    switch name {
    case .site(.lumbarSpine): vertebrae.map { $0.count > 1 } ?? true
    case .site(let site): site == .femoralNeck || site == .totalHip || site == .radius33
    case .hip, .forearm: true
    case .lateralSpine, .peripheral: false
    }
  }
}
