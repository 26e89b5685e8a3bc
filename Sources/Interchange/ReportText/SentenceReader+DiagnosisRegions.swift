// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// The regions that a sentence ties a category to.
extension SentenceReader {
  /// The regions that the sentence ties a category to; none where it is said of the person.
  func ties(of index: Int, after previous: Int?, isSettled: Bool) -> [(region: StatedRegion, index: Int?)] {
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
    // "Osteopenia, left femoral neck.": nothing else is said.
    if unit(index + 1)?.isMark(",") == true, let region = unit(index + 2)?.region, index + 3 == units.count,
      !units[body].contains(where: { $0.number != nil || $0.hasAny(TermSet(.lowest, .basis)) })
    {
      return [(filled(region), index + 2)]
    }
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
      // "falls in the category of osteopenia"
      let isRange =
        unit.has(.categoryWord) && has(.link, in: before(place, 2)) && has(.link, in: span(place, place + 2))
      if unit.hasAny(TermSet(.patient, .categoryWord, .contrast, .frax)), !unit.has(.classified), !isOfPlace, !isRange {
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
      if units[low].has(.basis), !units[low].has(.link) {
        // "By WHO criteria the hip is osteopenic" rests on the criteria.
        return !(units[span(low, place)].contains { $0.has(.criteria) })
      }
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
