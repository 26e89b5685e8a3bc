// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Makes units of tokens: phrases, numbers with their signs, dates and vertebrae.
struct ReportUnits {
  private let scalars: [UInt32]
  private let tokens: [ReportToken]
  private var units: [ReportUnit] = []
  private var index = 0

  /// Returns the units of a text.
  static func units(of scalars: [UInt32]) -> [ReportUnit] {
    var tokens = ReportTokenizer.tokens(of: scalars)
    let lexicon = ReportLexicon.english
    lexicon.identify(&tokens, in: scalars)
    var builder = ReportUnits(scalars: scalars, tokens: ReportLines.joined(tokens, lexicon, scalars))
    builder.units.reserveCapacity(builder.tokens.count)
    while builder.index < builder.tokens.count { builder.step(lexicon) }
    return builder.units
  }

  private init(scalars: [UInt32], tokens: [ReportToken]) {
    self.scalars = scalars
    self.tokens = tokens
  }

  private mutating func step(_ lexicon: ReportLexicon) {
    let token = tokens[index]
    if token.kind == .lineBreak { return add(.lineBreak, upTo: index + 1) }
    if token.kind == .date { return add(.date(ReportDates.date(scalars, token)), upTo: index + 1) }
    if let (set, end) = ReportVertebrae.read(tokens, at: index, scalars) {
      return add(.vertebrae(set), upTo: end)
    }
    if let (date, end) = ReportDates.spelled(tokens, at: index, scalars, lexicon) {
      return add(.date(date), upTo: end)
    }
    let phrase = lexicon.longestPhrase(in: tokens, at: index)
    if isYear(token) { return add(.date(ReportDates.year(scalars, token)), upTo: index + 1) }
    if token.kind == .number {
      // "10 year" is a phrase; a lone digit never is.
      if let phrase, phrase.end > index + 1 { return add(.words, upTo: phrase.end, phrase.terms) }
      return addNumber(token)
    }
    if let phrase {
      return add(
        token.kind == .mark && phrase.end == index + 1 ? .mark(token.mark) : .words, upTo: phrase.end, phrase.terms)
    }
    add(token.kind == .mark ? .mark(token.mark) : .words, upTo: index + 1)
  }

  private mutating func add(_ content: ReportUnit.Content, upTo end: Int, _ terms: TermSet = TermSet()) {
    let first = tokens[index]
    var unit = ReportUnit(
      content: content, terms: terms, start: first.start, end: tokens[end - 1].end, line: first.line)
    unit.opensCell = isApart(from: index)
    if terms.contains(.grade) || terms.contains(.significant) {
      for position in unit.start..<unit.end {
        if let scalar = Unicode.Scalar(ReportCharacter.folded(scalars[position])) {
          unit.words.unicodeScalars.append(scalar)
        }
      }
    }
    units.append(unit)
    index = end
  }

  /// Whether a tab or more than one space stands before a token.
  private func isApart(from index: Int) -> Bool {
    guard index > 0, tokens[index - 1].kind != .lineBreak else { return false }
    let (low, high) = (tokens[index - 1].end, tokens[index].start)
    return high - low > 1 || (high > low && scalars[low] == 9)
  }

  /// Adds a number; the sign before it becomes part of it.
  private mutating func addNumber(_ token: ReportToken) {
    let content = number(token)
    guard case .number(let value) = content, value.sign != .none, let sign = units.last else {
      return add(content, upTo: index + 1)
    }
    units.removeLast()
    var unit = ReportUnit(content: content, terms: TermSet(), start: sign.start, end: token.end, line: sign.line)
    unit.opensCell = sign.opensCell
    units.append(unit)
    index += 1
  }

  /// Whether a number is a year of the calendar.
  private func isYear(_ token: ReportToken) -> Bool {
    guard token.kind == .number, token.end - token.start == 4, ReportDates.year(scalars, token) != nil else {
      return false
    }
    guard index + 1 < tokens.count, tokens[index + 1].kind == .word else { return true }
    return !["iu", "mg", "units", "mcg", "kcal", "ml"].contains {
      ReportVertebrae.isWord(tokens[index + 1], $0, scalars)
    }
  }

  private mutating func number(_ token: ReportToken) -> ReportUnit.Content {
    var text = ""
    var decimals = 0
    var isAfterPoint = false
    for position in token.start..<token.end {
      let scalar = scalars[position]
      if scalar == 46 || scalar == 44 {
        text += text.isEmpty ? "0." : "."
        isAfterPoint = true
      } else {
        text.unicodeScalars.append(Unicode.Scalar(UInt8(scalar & 127)))
        if isAfterPoint { decimals += 1 }
      }
      if text.utf8.count > 20 { return .words }
    }
    guard let digits = ExactDecimal(text: text) else { return .words }
    return .number(ReportNumber(digits: digits, sign: sign(), decimals: decimals))
  }

  // MARK: Signs

  // The sign of the number at the index. A dash is a minus sign only where nothing else explains it.
  private func sign() -> StatedSign {
    guard let before = units.last, index > 0 else { return .none }
    let token = tokens[index - 1]
    if before.has(.minus), token.kind == .word || token.isMark(".") { return .minus }
    if before.has(.plus), token.kind == .word { return .plus }
    if token.isDash {
      // "minus-2.5"
      return isMinus(token) ? .minus : .none
    }
    if token.isMark("+"), token.end == tokens[index].start { return .plus }
    return .none
  }

  private func isMinus(_ dash: ReportToken) -> Bool {
    let number = tokens[index]
    let isAttached = dash.end == number.start
    guard index > 1 else { return isAttached || dash.mark == 0x2212 }
    let before = tokens[index - 2]
    let isApart = before.end < dash.start || before.kind == .lineBreak
    if before.kind == .lineBreak { return isAttached }
    if isAttached {
      if isApart { return true }
      switch before.kind {
      case .mark:
        // A row of dots leads to the value: "T-score...-2.4".
        let isLeader = before.isMark(".") && index > 2 && tokens[index - 3].isMark(".")
        return isLeader || (!before.isMark(")") && !before.isMark(".") && !before.isMark("]") && !before.isMark("%"))
      case .word: return dash.mark == 0x2212
      default: return false
      }
    }
    switch before.kind {
    case .number, .date, .ordinal: return false
    case .mark: return ":=(|≤≥<>[".unicodeScalars.contains { before.mark == $0.value } || dash.mark == 0x2212
    case .word:
      // Two spaces or a tab before it open a cell of a table.
      return dash.mark == 0x2212 || dash.start - before.end > 1 || opensNumber(units[units.count - 2])
    case .lineBreak: return false
    }
  }

  /// Whether a word lets a number follow, as in "a T-score of - 2.5".
  private func opensNumber(_ unit: ReportUnit) -> Bool {
    unit.has(.link) || unit.has(.from) || unit.has(.by) || unit.has(.equals)
  }
}
