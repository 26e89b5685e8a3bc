// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Scores and densities.
extension SentenceReader {
  /// A score that was read, before its region is known.
  private struct Reading {
    let index: Int
    let cue: Int
    let basis: ScoreBasis
  }

  /// Words after which the number of a score cue is no longer looked for.
  private static let barriers = TermSet(
    .density, .content, .area, .lsc, .frax, .contrast, .tenYear, .percentColumn)

  mutating func readScores() {
    var readings: [Reading] = []
    var index = sentence.body
    while index < units.count {
      if let queue = cue(at: index) {
        index = readValues(queue, after: index, &readings)
      } else {
        index += 1
      }
    }
    readings += readBareScores()
    guard !readings.isEmpty else { return }
    let regions = regions(of: readings.map { $0.index }, cues: readings.map { $0.cue })
    let past = readScoreChange(readings.map { ($0.index, $0.basis) }, regions)
    for (reading, region) in zip(readings, regions)
    where !past.contains(reading.index) && !isPast(reading.index, among: readings.map { $0.index }) {
      addScore(reading, region)
    }
  }

  private mutating func addScore(_ reading: Reading, _ region: (region: StatedRegion, index: Int?)?) {
    guard let number = units[reading.index].number else { return }
    var value = number.value
    var sign = number.sign
    if sign == .none, let after = unit(reading.index + 1) {
      if after.has(.sdBelow) { (value, sign) = (ExactDecimal(billionths: -value.billionths), .minus) }
      if after.has(.sdAbove) { sign = .plus }
    }
    var low = min(reading.index, reading.cue)
    var high = max(reading.index, reading.cue) + 1
    if sign != .none, let before = unit(reading.index - 1), before.isDash || before.has(.minus) || before.has(.plus) {
      low = min(low, reading.index - 1)
    }
    if let place = region?.index, abs(place - reading.index) < 40 {
      low = min(low, place)
      high = max(high, place + 1)
    }
    // A second T-score after a region that has one is of something else.
    let isSecond = region?.index == nil && context.stated.contains(reading.basis)
    let score = StatedScore(
      region: isSecond ? nil : region?.region, basis: reading.basis, value: value, sign: sign, decimals: number.decimals
    )
    add(.score(score), span(low, high))
  }

  /// The scores that a unit announces.
  private func cue(at index: Int) -> [ScoreBasis]? {
    let unit = units[index]
    guard unit.number == nil else { return nil }
    if unit.has(.tAndZ) { return [.t, .z] }
    let isT = unit.has(.tScore)
    let isZ = unit.has(.zScore)
    guard isT || isZ else { return nil }
    // A lone letter is a score only where a number or a sign follows.
    if unit.end - unit.start == 1 {
      guard let next = self.unit(index + 1) else { return nil }
      let isFollowed =
        next.number != nil || next.isDash || next.has(.equals) || next.has(.minus) || next.isMark("=")
        || next.isMark(":") || next.isMark("+") || next.isMark("/") || next.has(.plus)
      guard isFollowed else { return nil }
    }
    // Two names before two numbers: "T-score and Z-score are -2.4 and -1.3".
    if let joint = self.unit(index + 1), joint.has(.and) || joint.isMark("/") || joint.isMark(","),
      let other = self.unit(index + 2), isT ? other.has(.zScore) : other.has(.tScore)
    {
      return isT ? [.t, .z] : [.z, .t]
    }
    return [isT ? .t : .z]
  }

  /// Takes the numbers after a cue; returns where to go on.
  private mutating func readValues(_ queue: [ScoreBasis], after cue: Int, _ readings: inout [Reading]) -> Int {
    var index = cue + 1
    if queue.count == 2, !units[cue].has(.tAndZ) { index = cue + 3 }
    let start = index
    // "-2.5 T-score": the number stands before.
    if queue.count == 1, let before = numberBefore(cue) {
      claim(before)
      readings.append(Reading(index: before, cue: cue, basis: queue[0]))
      return index
    }
    guard var number = nextScore(from: index, steps: 18) else { return start }
    if isScoreAmount(number) {
      claim(number)
      return number + 1
    }
    var count = 0
    while true {
      let basis = queue[count % queue.count]
      if !isLimit[number] {
        claim(number)
        readings.append(Reading(index: number, cue: cue, basis: basis))
      }
      count += 1
      index = number + 1
      guard let next = continuation(after: number, expectsSecond: count < queue.count) else { return index }
      number = next
    }
  }

  private mutating func claim(_ index: Int) { isClaimed[index] = true }

  /// The number directly before a cue that does not announce one of its own.
  private func numberBefore(_ cue: Int) -> Int? {
    var index = cue - 1
    while index >= 0,
      units[index].isMark("(") || units[index].has(.the) || units[index].has(.by)
        || units[index].has(.standardDeviation)
    {
      index -= 1
    }
    if let cell = cell(namedAt: cue) { return cell }
    if unit(cue - 1)?.isMark("(") == true, unit(cue + 1)?.isMark(")") == true { return explained(cue) }
    guard index >= 0, isScore(index), !isClaimed[index], !isLimit[index] else { return nil }
    if let own = nextScore(from: cue + 1, steps: 4), own - cue <= 4 { return nil }
    return index
  }

  /// "Spine | -2.1 | osteopenia (T-score, category)": the bracket names the cells.
  private func cell(namedAt cue: Int) -> Int? {
    guard let open = before(cue, 4).last(where: { units[$0].isMark("(") }),
      body.contains(where: { $0 < open && units[$0].isMark("|") }),
      let close = span(cue, cue + 12).first(where: { units[$0].isMark(")") }),
      !span(open, close).contains(where: { units[$0].number != nil })
    else { return nil }
    let numbers = span(sentence.body, open).filter { isScore($0) && units[$0].number?.decimals == 1 && !isClaimed[$0] }
    return numbers.first
  }

  /// "-1.2 SD relative to young adults (T-score)": the bracket says what the number before it is.
  private func explained(_ cue: Int) -> Int? {
    guard let number = before(cue, 14).last(where: { units[$0].number != nil }) else { return nil }
    return isScore(number) && !isClaimed[number] && !isLimit[number] ? number : nil
  }

  /// The next number that can be a score, before something else begins.
  private func nextScore(from start: Int, steps: Int) -> Int? {
    var index = start
    while index < min(units.count, start + steps) {
      let unit = units[index]
      if unit.hasAny(Self.barriers), !unit.has(.percentSign) { return nil }
      if cue(at: index) != nil, index > start { return nil }
      if unit.number != nil {
        if isScore(index), !isClaimed[index] { return index }
        if measure(after: index) == nil, !isClaimed[index] { return nil }
      }
      index += 1
    }
    return nil
  }

  /// Another score of the same list: ", -2.4", "and -1.9 (total hip)", "/ -1.3".
  private func continuation(after number: Int, expectsSecond: Bool) -> Int? {
    var index = number + 1
    while index < min(units.count, number + 9) {
      let unit = units[index]
      if let value = unit.number {
        guard isScore(index), !isClaimed[index], value.decimals > 0,
          value.sign != .none || expectsSecond || units[number].number?.sign == StatedSign.none
        else { return nil }
        if index == number + 1, !expectsSecond { return nil }
        return index
      }
      let isJoint =
        unit.region != nil || unit.has(.and) || unit.has(.the) || unit.has(.link) || unit.has(.minus) || unit.isDash
        || unit.has(.plus) || unit.has(.standardDeviation)
        || (unit.terms.isEmpty && unit.end - unit.start == 2)
        || ",/():=+;".unicodeScalars.contains { unit.isMark($0) }
      let isTime =
        unit.isDate
        || unit.hasAny(TermSet(.earlier, .now, .equals, .compared, .to, .from, .loss, .gain, .past, .conditional))
        || unit.isMark("→")
      guard isJoint || isTime, cue(at: index) == nil else { return nil }
      index += 1
    }
    return nil
  }

  /// Whether a number is the amount by which a score changed: "has fallen by 0.4".
  private func isScoreAmount(_ index: Int) -> Bool {
    if isChangeOfScore { return true }
    guard let number = units[index].number, number.sign != .minus, let word = unit(index - 1) else { return false }
    if word.hasAny(TermSet(.loss, .gain)) { return true }
    if number.sign == .none, let after = unit(index + 1), after.hasAny(TermSet(.loss, .gain)) { return true }
    guard word.has(.by) || word.has(.link) else { return false }
    return hasAny(TermSet(.loss, .gain, .change), in: before(index, 12))
      && (word.has(.by) || number.sign == .none)
  }

  /// "The change in T-score is -0.4": the only number is the amount of the change.
  var isChangeOfScore: Bool {
    let numbers = units.indices.filter { $0 >= sentence.body && units[$0].number != nil && isScore($0) }
    guard numbers.count == 1, let cue = units.indices.first(where: { units[$0].hasAny(TermSet(.tScore, .zScore)) })
    else {
      return false
    }
    let isBefore =
      has(.change, in: before(cue, 3)) && unit(cue - 1)?.hasAny(TermSet(.link, .the)) == true
    return isBefore || unit(cue + 1)?.has(.change) == true
  }

  /// Whether a number can be a score: small, and without another unit of measurement.
  func isScore(_ index: Int) -> Bool {
    guard let number = unit(index)?.number, number.digits < ExactDecimal(16) else { return false }
    if number.decimals == 0, number.sign == .none, number.digits > ExactDecimal(9) { return false }
    if number.decimals > 2 { return false }
    return measure(after: index) == nil
  }

  /// A signed number beside a region and a category, without the name of the score.
  private mutating func readBareScores() -> [Reading] {
    let isT = sentence.hasAny(TermSet(.lowBoneMass, .osteoporosis, .normal, .normalDensity, .severeOsteoporosis))
    let isZ = sentence.hasAny(TermSet(.withinExpected, .belowExpected))
    guard let basis = context.listBasis ?? (isT != isZ ? (isT ? .t : .z) : nil) else { return [] }
    guard !sentence.has(.tScore), !sentence.has(.zScore), !sentence.has(.density) else { return [] }
    guard units.contains(where: { $0.region != nil }) || context.region != nil else { return [] }
    var readings: [Reading] = []
    for index in body {
      guard let number = units[index].number, !isClaimed[index], !isLimit[index], number.decimals == 1, isScore(index)
      else {
        continue
      }
      guard number.sign != .none || context.listBasis != nil else { continue }
      isClaimed[index] = true
      readings.append(Reading(index: index, cue: index, basis: basis))
    }
    return readings
  }

  // MARK: Regions of numbers

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

  /// Whether a number is said of an earlier scan, judged by the words of its part of the sentence.
  func isPast(_ index: Int, among others: [Int]) -> Bool {
    guard others.count > 1 || sentence.hasAny(TermSet(.earlier, .compared)) else { return false }
    let range = nearRange(index)
    if has(.now, in: range) { return false }
    // "Previous T-scores: spine -1.9, hip -1.2"
    let label = units.prefix(6).firstIndex { $0.isMark(":") } ?? sentence.body
    if label < index, has(.earlier, in: span(0, label)), !hasAny(TermSet(.compared, .now), in: span(0, index)) {
      return true
    }
    if hasAny(TermSet(.earlier), in: range) { return true }
    guard others.count > 1, sentence.hasAny(TermSet(.loss, .gain, .stable, .now, .earlier, .change, .compared)) else {
      return false
    }
    if range.contains(where: { units[$0].isDate }) {
      return others.contains { $0 > index } || has(.compared, in: range)
    }
    let after = measure(after: index)?.end ?? index + 1
    if unit(index - 1)?.has(.from) == true, unit(after)?.has(.to) == true { return true }
    return has(.compared, in: range) && !has(.now, in: range) && index != others.first
  }

  /// The units around a number that speak of it: up to the next comma, bracket, contrast or "and".
  func nearRange(_ index: Int) -> Range<Int> {
    var low = index
    var high = index + 1
    func parts(_ unit: ReportUnit) -> Bool {
      unit.isMark(",") || unit.has(.contrast) || unit.has(.and) || unit.isMark("(") || unit.isMark(")")
        || unit.has(.compared)
    }
    while low > sentence.body, !parts(units[low - 1]) { low -= 1 }
    if low > sentence.body, units[low - 1].has(.compared) { low -= 1 }
    while high < units.count, !parts(units[high]), units[high].number == nil { high += 1 }
    // "-1.8 (2024)", "-1.8 (previously)"
    if high < units.count, units[high].isMark("("), high == index + 1 {
      let close = span(high, high + 5).first { units[$0].isMark(")") }
      if let close, !span(high, close).contains(where: { units[$0].number != nil }) { high = close }
    }
    return low..<high
  }
}

/// Densities.
extension SentenceReader {
  mutating func readDensities() {
    var places: [(index: Int, grams: ExactDecimal)] = []
    for index in body where !isClaimed[index] && !isLimit[index] {
      guard let grams = density(at: index) else { continue }
      isClaimed[index] = true
      places.append((index, grams))
    }
    guard !places.isEmpty else { return }
    let regions = regions(of: places.map { $0.index }, cues: places.map { $0.index })
    for (place, region) in zip(places, regions) {
      guard let number = units[place.index].number else { continue }
      let isEarlier = isPast(place.index, among: places.map { $0.index })
      let density = StatedDensity(
        region: region?.region, value: place.grams, decimals: number.decimals, isEarlier: isEarlier)
      var low = place.index
      if let cue = before(low, 6).last(where: { units[$0].has(.density) }) { low = cue }
      var high = measure(after: place.index)?.end ?? place.index + 1
      if let at = region?.index, abs(at - place.index) < 40 {
        low = min(low, at)
        high = max(high, at + 1)
      }
      add(.density(density), span(low, high))
    }
  }

  /// Whether words of change stand at a number: "down 0.120", "by 0.120", "0.120 lower than".
  private func isAmount(_ index: Int, _ end: Int) -> Bool {
    // "fell from 0.791 to 0.760" gives two densities.
    if unit(end)?.has(.to) == true { return false }
    let change = TermSet(.loss, .gain, .change)
    let isLedTo = unit(index - 1).map { $0.hasAny(TermSet(.loss, .gain, .by)) || $0.isMark(":") } ?? false
    return hasAny(change, in: span(end, end + 1)) || (isLedTo && hasAny(change, in: before(index, 12)))
  }

  /// The density in g/cm² that a number states, if it does.
  private func density(at index: Int) -> ExactDecimal? {
    guard let number = units[index].number, number.sign == .none else { return nil }
    let measure = measure(after: index)
    if isAmount(index, measure?.end ?? index + 1) { return nil }
    if measure?.term == .gramsPerArea {
      return number.digits < ExactDecimal(10) && number.digits.billionths >= 100_000_000 ? number.digits : nil
    }
    if measure?.term == .milligramsPerArea { return ExactDecimal(billionths: number.digits.billionths / 1000) }
    guard measure == nil, number.decimals == 3 || number.decimals == 4 || number.decimals == 2 else { return nil }
    guard number.digits < ExactDecimal(3), number.digits.billionths > 100_000_000 else { return nil }
    let cue = before(index, 10).last {
      units[$0].hasAny(TermSet(.density, .tScore, .zScore, .content, .area, .lsc))
    }
    return cue.map { units[$0].has(.density) } == true ? number.digits : nil
  }
}
