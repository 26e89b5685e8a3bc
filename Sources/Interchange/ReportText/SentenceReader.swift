// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// What earlier sentences leave to those that follow.
struct ReportContext {
  /// The part of the report.
  var section = ReportSection.none
  /// Whether the part ends with the line.
  var isSectionOfLine = false
  /// The region of the heading or of the sentence before, where it is still spoken of.
  var region: StatedRegion?
  /// The scores that were stated of it.
  var stated: Set<ScoreBasis> = []
  /// The region that a heading names.
  var heading: StatedRegion?
  /// Whether no blank line parts it from what follows.
  var isHeadingNear = false
  /// The score that a heading announces for the lines below it.
  var listBasis: ScoreBasis?
  /// The risk whose other half the next sentence may give, as an index of the statements.
  var openRisk: Int?
  /// The changes of the sentence before, as indices of the statements.
  var changes: Range<Int> = 0..<0
  /// The region whose least significant change the sentence before gave.
  var limitRegion: StatedRegion?
  /// The region of the only score of the sentence before, and whether that was called the lowest.
  var scored: StatedRegion?
  var wasLowest = false
  /// Whether the sentence before stated a T-score.
  var hadScore = false
  /// The categories of the sentence before that were tied to a region which it does not name, as indices of the statements.
  var loneCategories: [Int] = []
  /// The day of the study that is compared.
  var comparedDate: PartialDate?
  /// Whether a table stands directly above.
  var isInTable = false
  /// Whether the lines belong to FRAX.
  var isFrax = false
  /// The interval of the sentence before, whose reason may follow.
  var nextScan: Int?
  /// The only score of the sentence before, where that says whether it is past or present.
  var timedScore: TimedScore?
}

// Reads one sentence. Each kind of statement is read by its own extension, in an order that claims numbers once.
struct SentenceReader {
  let sentence: ReportSentence
  let units: [ReportUnit]
  var context: ReportContext
  /// The numbers that a statement took.
  var isClaimed: [Bool]
  /// The numbers that are limits, as in "-2.5 or lower".
  var isLimit: [Bool]
  /// The part of the sentence that each unit belongs to; commas, brackets and contrasts part them.
  var part: [Int]
  var found: [(range: Range<Int>, content: ReportStatement.Content)] = []
  /// Whether the sentence was understood, even where it states nothing of the person.
  var isUnderstood = false
  /// The only score, where the sentence says whether it is past or present.
  var timedScore: TimedScore?

  init(_ sentence: ReportSentence, _ context: ReportContext) {
    self.sentence = sentence
    self.context = context
    units = sentence.units
    isClaimed = [Bool](repeating: false, count: units.count)
    isLimit = isClaimed
    part = []
    markParts()
    markLimits()
  }

  mutating func add(_ content: ReportStatement.Content, _ range: Range<Int>) {
    found.append((range.clamped(to: 0..<units.count), content))
    isUnderstood = true
  }

  // MARK: Looking around

  func unit(_ index: Int) -> ReportUnit? { units.indices.contains(index) ? units[index] : nil }

  // Ranges of units are made here alone: any two indices give a range within the sentence, and none traps.

  /// The units from one index up to another, within the sentence; empty where the second does not lie behind.
  func span(_ low: Int, _ high: Int) -> Range<Int> {
    let first = min(max(low, 0), units.count)
    return first..<max(first, min(high, units.count))
  }

  /// The units after the label.
  var body: Range<Int> { span(sentence.body, units.count) }

  /// So many units before an index, and none of the label.
  func before(_ index: Int, _ count: Int) -> Range<Int> { span(max(sentence.body, index - count), index) }

  /// So many units after an index.
  func after(_ index: Int, _ count: Int) -> Range<Int> { span(index + 1, index + 1 + count) }

  /// The units strictly between two indices.
  func between(_ first: Int, _ second: Int) -> Range<Int> { span(first + 1, second) }

  /// Whether a term stands within a range.
  func has(_ term: ReportTerm, in range: Range<Int>) -> Bool {
    range.clamped(to: 0..<units.count).contains { units[$0].has(term) }
  }

  func hasAny(_ terms: TermSet, in range: Range<Int>) -> Bool {
    range.clamped(to: 0..<units.count).contains { units[$0].hasAny(terms) }
  }

  /// The units of the part that a unit stands in.
  func partRange(_ index: Int) -> Range<Int> {
    guard units.indices.contains(index) else { return 0..<0 }
    var low = index
    var high = index + 1
    while low > 0, part[low - 1] == part[index] { low -= 1 }
    while high < units.count, part[high] == part[index] { high += 1 }
    return low..<high
  }

  /// Steps over articles.
  func afterArticles(_ index: Int) -> Int {
    var next = index
    while next < units.count, units[next].has(.the), units[next].region == nil { next += 1 }
    return next
  }

  /// The unit of measurement after a number; the index after it.
  func measure(after index: Int) -> (term: ReportTerm, end: Int)? {
    guard let next = unit(index + 1) else { return nil }
    for term in [
      ReportTerm.gramsPerArea, .milligramsPerArea, .percentSign, .squareMeasure, .centimeter, .inch, .foot, .kilogram,
      .pound, .meter, .otherMeasure, .year, .month, .week, .day, .yearsOld, .times,
    ]
    where next.has(term) {
      if term == .inch, next.has(.link) { continue }
      if term == .foot || term == .inch, case .mark = next.content, next.start > (unit(index)?.end ?? 0) { continue }
      return (term, index + 2)
    }
    // "67 -year-old"
    if next.isDash, next.start == unit(index)?.end, let after = unit(index + 2), after.start == next.end {
      for term in [ReportTerm.yearsOld, .year, .month, .week, .day] where after.has(term) { return (term, index + 3) }
    }
    return nil
  }

  private mutating func markParts() {
    var number = 0
    for unit in units {
      let isBorder =
        unit.isMark(",") || unit.isMark("(") || unit.isMark(")") || unit.isMark(":") || unit.has(.contrast)
        || (unit.isDash && true) || unit.isMark("|")
      if isBorder { number += 1 }
      part.append(number)
    }
  }

  private mutating func markLimits() {
    for index in units.indices where units[index].number != nil {
      let before = unit(index - 1)
      let isAfter = before?.hasAny(TermSet(.fewerThan, .moreThan, .between)) ?? false
      let next = unit(index + 1)
      let isBefore =
        (next?.hasAny(TermSet(.fewerThan, .moreThan)) ?? false) && next?.has(.again) == false
        && (next.map { units.indices.contains(index + 1) && isOrForm($0) } ?? false)
      if isAfter || isBefore { isLimit[index] = true }
      if let other = rangeEnd(from: index), isDefiningPair(index, other) {
        isLimit[index] = true
        isLimit[other] = true
      }
    }
  }

  /// "or lower", "and above": the comparison follows the number.
  private func isOrForm(_ unit: ReportUnit) -> Bool { unit.has(.limitAfter) }

  /// The second number of a range that begins at a number: "-1.0 to -2.5", "between -1 and -2.5".
  func rangeEnd(from index: Int) -> Int? {
    guard let joint = unit(index + 1), joint.isDash || joint.has(.to) || joint.has(.and) else { return nil }
    let second = index + 2
    if units.indices.contains(second), units[second].number != nil { return second }
    if joint.isDash || joint.has(.to), units.indices.contains(second), units[second].isDash,
      units.indices.contains(second + 1), units[second + 1].number != nil
    {
      return second + 1
    }
    return nil
  }

  private func isDefiningPair(_ first: Int, _ second: Int) -> Bool {
    guard let one = units[first].number, let two = units[second].number else { return false }
    if unit(first - 1)?.has(.between) == true { return true }
    let edges = [
      ExactDecimal(1), ExactDecimal(tenths: 25), ExactDecimal(tenths: 24), ExactDecimal(tenths: 11), ExactDecimal(2),
    ]
    return unit(first + 1)?.has(.and) == false && edges.contains(one.digits) && edges.contains(two.digits)
  }
}
