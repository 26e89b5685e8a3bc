// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// The regions that numbers belong to.
extension SentenceReader {
  /// The regions of some numbers of the sentence.
  func regions(of numbers: [Int], cues: [Int]) -> [(region: StatedRegion, index: Int?)?] {
    if let pairs = pairedRegions(numbers) { return pairs }
    return zip(numbers, cues).map { number, cue in region(of: number, cue: cue) }
  }

  /// "-1.7 and -2.4 at the spine and hip, respectively": as many regions in a row as numbers.
  private func pairedRegions(_ numbers: [Int]) -> [(region: StatedRegion, index: Int?)?]? {
    let places = units.indices.filter { $0 >= sentence.body && units[$0].region != nil }
    guard numbers.count > 1, places.count == numbers.count, let first = numbers.first, let last = numbers.last else {
      return nil
    }
    let isBefore = places[places.count - 1] < first
    let isAfter = places[0] > last
    guard isBefore || isAfter else { return nil }
    guard Self.isRun(places), Self.isRun(numbers) else { return nil }
    return places.map { place in units[place].region.map { (region: filled($0), index: place) } }
  }

  /// Whether indices follow each other closely enough to be one list.
  private static func isRun(_ indices: [Int]) -> Bool {
    zip(indices, indices.dropFirst()).allSatisfy { $1 - $0 <= 5 }
  }

  /// The region that a number belongs to.
  func region(of number: Int, cue: Int) -> (region: StatedRegion, index: Int?)? {
    if let after = regionAfter(number) { return after }
    var index = number - 1
    while index >= sentence.body {
      if let region = units[index].region { return (filled(region), index) }
      index -= 1
    }
    index = number + 1
    while index < units.count, !units[index].has(.contrast), units[index].number == nil || isClaimed[index] {
      if let region = units[index].region, cue <= number, unit(index - 1)?.isMark(",") != true {
        return (filled(region), index)
      }
      if index > number, self.cue(at: index) != nil, index - number > 1 { break }
      index += 1
    }
    return onlyRegion(after: number) ?? (speaksOfPerson ? nil : context.region.map { ($0, nil) })
  }

  /// "T-score -2.4, Z-score -1.1, BMD 0.612 at the hip": the one region of the sentence, named at its end.
  private func onlyRegion(after number: Int) -> (region: StatedRegion, index: Int?)? {
    let places = body.filter { units[$0].region != nil }
    guard places.count == 1, let place = places.first, place > number, let region = units[place].region,
      !between(number, place).contains(where: { units[$0].hasAny(TermSet(.contrast, .leftOut, .compared)) })
    else { return nil }
    return (filled(region), place)
  }

  /// Whether a sentence that names no region speaks of the person: "The lowest Z-score is -1.2".
  var speaksOfPerson: Bool { sentence.hasAny(TermSet(.lowest, .patient, .categoryWord)) }

  /// A region that follows a number and is tied to it: "-2.4 at the femoral neck", "-2.4 (L1-L4)".
  private func regionAfter(_ number: Int) -> (region: StatedRegion, index: Int?)? {
    var index = number + 1
    var isTied = false
    while index < min(units.count, number + 12) {
      let unit = units[index]
      if let region = unit.region {
        guard isTied || endsList(number, index) else { return nil }
        // "-1.7 in 2024; the hip ..." names another thing.
        return (filled(region), index)
      }
      if unit.isMark("(") {
        guard self.unit(index + 1)?.region != nil, let close = self.unit(index + 2),
          close.isMark(")") || close.isMark(",")
        else {
          // "-2.4 (T-score, femoral neck)"
          let close = span(index, units.count).first { units[$0].isMark(")") } ?? units.count
          let inside = span(index, close).filter { units[$0].region != nil }
          if inside.count == 1, !span(index, close).contains(where: { units[$0].number != nil }),
            let place = inside.first,
            let region = units[place].region
          {
            return (filled(region), place)
          }
          // A bracket that holds other things is stepped over.
          while index < units.count, !units[index].isMark(")") { index += 1 }
          index += 1
          continue
        }
        isTied = true
      } else if unit.has(.link) || unit.has(.fromPlace) {
        isTied = true
      } else if unit.isMark(","), index == number + 1, self.unit(index + 1)?.region != nil {
        isTied = false
      } else if unit.isMark(",") || unit.isMark(":") || unit.number != nil || cue(at: index) != nil
        || unit.has(.contrast)
      {
        if unit.number != nil, isClaimed[index], index - number <= 3 {
          index += 1
          continue
        }
        return nil
      } else if unit.has(.density) || unit.has(.and) {
        return nil
      } else if !unit.has(.the) && !unit.has(.standardDeviation) && !unit.has(.equals) {
        isTied = false
      }
      index += 1
    }
    return nil
  }

  /// "T-score -2.4, femoral neck": the region closes what began with the score, and nothing else is said of it.
  private func endsList(_ number: Int, _ place: Int) -> Bool {
    guard !span(sentence.body, number).contains(where: { units[$0].region != nil }) else { return false }
    guard let next = unit(place + 1) else { return true }
    return next.isMark(":") || next.isMark(")") || next.isMark(",") || next.isMark(".") || next.isMark("]")
  }

  /// Fills the side that a heading gives.
  func filled(_ region: StatedRegion) -> StatedRegion {
    guard let heading = context.heading, region.side == nil, let side = heading.side else { return region }
    guard case .site(let site) = region.name, site.isPaired else { return region }
    return StatedRegion(region.name, side: side)
  }
}
