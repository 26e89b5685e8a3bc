// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// A part of a report under a heading.
enum ReportSection {
  case none
  case identity
  case requesting
  case indication
  case technique
  case comparison
  case findings
  case impression
  case recommendation
  case riskFactors
  case interpreter
}

/// A sentence, a line of a list, or a row of a table.
struct ReportSentence {
  /// The longest sentence, in units; a longer one is cut, so that the work stays linear.
  static let limit = 240

  var units: [ReportUnit]
  /// The first unit after the label.
  var body = 0
  var section = ReportSection.none
  /// The section that its own label opens.
  var opens: ReportSection?
  /// Whether a blank line stands before it.
  var followsBlank: Bool
  /// Whether it begins a line.
  var beginsLine: Bool
  /// Whether it opens an item with a number: "3. Osteopenia."
  var isNumbered = false
  /// Whether it is a question.
  var isQuestion = false
  /// Whether it ends with its line.
  var endsLine = false
  /// What its words may mean, taken together.
  var terms = TermSet()

  init(_ units: [ReportUnit], followsBlank: Bool, beginsLine: Bool) {
    self.units = units
    self.followsBlank = followsBlank
    self.beginsLine = beginsLine
  }

  func has(_ term: ReportTerm) -> Bool { terms.contains(term) }
  func hasAny(_ set: TermSet) -> Bool { terms.intersects(set) }

  /// Whether it ends with a colon, as a heading does.
  var endsWithColon: Bool { units.last?.isMark(":") ?? false }
}

/// Cuts units into sentences.
enum ReportSentences {
  static func sentences(of units: [ReportUnit]) -> [ReportSentence] {
    var sentences: [ReportSentence] = []
    var current: [ReportUnit] = []
    var breaks = 2
    var isFirst = true
    var isNumbered = false
    func close(endsLine: Bool) {
      if !current.isEmpty {
        var sentence = ReportSentence(
          ReportRegions.composed(current), followsBlank: breaks > 1 && isFirst, beginsLine: isFirst)
        sentence.endsLine = endsLine
        sentence.isNumbered = isNumbered
        isNumbered = false
        for unit in sentence.units { sentence.terms.formUnion(unit.terms) }
        sentences.append(sentence)
        current = []
        isFirst = false
        breaks = 0
      } else if endsLine, !sentences.isEmpty {
        sentences[sentences.count - 1].endsLine = true
      }
    }
    for (index, unit) in units.enumerated() {
      if case .lineBreak = unit.content {
        close(endsLine: true)
        breaks += 1
        isFirst = true
        continue
      }
      if isBullet(units, index, current) {
        isNumbered = isNumbered || unit.number != nil
        continue
      }
      if ends(units, index) {
        let isQuestion = unit.isMark("?") && !current.isEmpty
        close(endsLine: false)
        if isQuestion { sentences[sentences.count - 1].isQuestion = true }
        continue
      }
      current.append(unit)
      if current.count >= ReportSentence.limit { close(endsLine: false) }
    }
    close(endsLine: true)
    return sentences
  }

  // Whether a unit opens an item of a list: "- ", "* ", "1. ", "(2) ".
  private static func isBullet(_ units: [ReportUnit], _ index: Int, _ current: [ReportUnit]) -> Bool {
    let unit = units[index]
    guard case .mark(let mark) = unit.content else {
      guard current.isEmpty, let number = unit.number, number.decimals == 0, index + 1 < units.count else {
        return false
      }
      let next = units[index + 1]
      let isLineStart = index == 0 || units[index - 1].content == .lineBreak || units[index - 1].isMark(".")
      return isLineStart && (next.isMark(".") || next.isMark(")")) && unit.end - unit.start <= 2
    }
    if !current.isEmpty { return mark == 0x2022 || mark == 0x25CF || mark == 0x25AA }
    let isLineStart = index == 0 || units[index - 1].content == .lineBreak
    if isLineStart, ReportCharacter.isDash(mark) {
      return index + 1 < units.count && units[index + 1].start > unit.end
    }
    return mark == 0x2022 || mark == 0x25CF || mark == 0x25AA || mark == 42 || mark == 0xB7 || mark == 62 || mark == 35
      || mark == 46 || mark == 41 || mark == 44 || mark == 95 || mark == 61
  }

  /// "-1.8 in 2024; now -2.2": the second half belongs to the first.
  private static func comparesTimes(_ units: [ReportUnit], _ index: Int) -> Bool {
    guard index + 1 < units.count, units[index + 1].hasAny(TermSet(.now, .earlier)) else { return false }
    return (index + 1..<min(units.count, index + 6)).contains { units[$0].number?.decimals == 1 }
  }

  /// "Total hip: -1.5; low bone mass": the category is that of the one number before it.
  private static func namesCategory(_ units: [ReportUnit], _ index: Int) -> Bool {
    let categories = TermSet(.osteoporosis, .lowBoneMass, .normalDensity, .withinExpected, .belowExpected)
    guard index + 1 < units.count, units[index + 1].hasAny(categories), index > 0 else { return false }
    var numbers = 0
    for place in stride(from: index - 1, through: max(0, index - 8), by: -1) {
      if units[place].content == .lineBreak || units[place].isMark(";") { break }
      if units[place].hasAny(TermSet(.tScore, .zScore, .density)) { return false }
      if units[place].number != nil { numbers += 1 }
    }
    return numbers == 1
  }

  /// "? osteoporosis", "Indication:?low bone mass": the mark doubts what follows it.
  private static func opensQuestion(_ units: [ReportUnit], _ index: Int) -> Bool {
    let before = units[index - 1]
    if before.content == .lineBreak || before.isMark("(") || before.isMark(":") || before.isMark(",") { return true }
    guard index + 1 < units.count, case .words = units[index + 1].content else { return false }
    return before.end < units[index].start || before.isDash
  }

  /// Whether a unit ends a sentence.
  private static func ends(_ units: [ReportUnit], _ index: Int) -> Bool {
    let unit = units[index]
    if unit.isMark(";") { return !comparesTimes(units, index) && !namesCategory(units, index) }
    if unit.isMark("!") { return true }
    if unit.isMark("?") { return index > 0 && !opensQuestion(units, index) }
    guard unit.isMark(".") else { return false }
    // A row of dots leads from a name to its value.
    if index + 1 < units.count, units[index + 1].isMark("."), units[index + 1].start == unit.end { return false }
    if index > 0, units[index - 1].isMark("."), units[index - 1].end == unit.start { return false }
    guard index + 1 < units.count else { return true }
    let next = units[index + 1]
    if next.start == unit.end {
      if case .words = next.content {
        return index > 0 && next.end - next.start > 2 && units[index - 1].end == unit.start
      }
      return next.content == .lineBreak
    }
    guard index > 0, case .words = units[index - 1].content else { return true }
    // "Dr. Name", initials
    return units[index - 1].terms.contains(.abbreviation) == false
  }
}
