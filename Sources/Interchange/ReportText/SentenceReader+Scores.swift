// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Scores: from the words that announce them to the numbers behind.
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
  func cue(at index: Int) -> [ScoreBasis]? {
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
      // "T(femoral neck) -2.4"
      let isOfPlace =
        next.isMark("(") && self.unit(index + 2)?.region != nil && self.unit(index + 3)?.isMark(")") == true
      guard isFollowed || isOfPlace else { return nil }
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
    let next = unit(index + 1)?.has(.standardDeviation) == true ? index + 2 : index + 1
    if number.sign == .none, let after = unit(next), after.hasAny(TermSet(.loss, .gain)) { return true }
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
}
