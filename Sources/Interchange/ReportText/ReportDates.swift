// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase

// Reads dates. Where day and month could be exchanged, only the year is taken.
enum ReportDates {
  /// Reads a date in digits.
  static func date(_ scalars: [UInt32], _ token: ReportToken) -> PartialDate? {
    var parts: [(value: Int, digits: Int)] = [(0, 0)]
    for position in token.start..<token.end {
      let scalar = scalars[position]
      if ReportCharacter.isDigit(scalar) {
        parts[parts.count - 1].value = parts[parts.count - 1].value * 10 + Int(scalar) - 48
        parts[parts.count - 1].digits += 1
      } else {
        parts.append((0, 0))
      }
    }
    if parts.count == 2 {
      return parts[0].digits == 4
        ? date(parts[0].value, parts[1].value, nil) : date(parts[1].value, parts[0].value, nil)
    }
    guard parts.count == 3 else { return nil }
    if parts[0].digits == 4 { return date(parts[0].value, parts[1].value, parts[2].value) }
    let year = parts[2].digits == 2 ? century(parts[2].value) : parts[2].value
    let (first, second) = (parts[0].value, parts[1].value)
    if first > 12 { return date(year, second, first) }
    if second > 12 || first == second { return date(year, first, second) }
    // A point between the parts is written where the day stands first.
    if scalars[token.start + parts[0].digits] == 46 { return date(year, second, first) }
    return date(year, nil, nil)
  }

  /// Reads a date with the month in letters: "May 1, 2024", "1 May 2024", "1st of May, 2024", "May 2024", "01-May-24".
  static func spelled(
    _ tokens: [ReportToken], at first: Int, _ scalars: [UInt32], _ lexicon: ReportLexicon
  ) -> (PartialDate, Int)? {
    if let month = month(tokens, first, lexicon) { return monthFirst(month, tokens, first + 1, scalars) }
    guard tokens[first].kind == .number || tokens[first].kind == .ordinal, let day = whole(tokens[first], scalars),
      day >= 1, day <= 31
    else { return nil }
    var place = first + 1
    if place < tokens.count, ReportVertebrae.isWord(tokens[place], "of", scalars) { place += 1 }
    place = skipping(tokens, place)
    guard let month = month(tokens, place, lexicon) else { return nil }
    place = skipping(tokens, place + 1)
    guard place < tokens.count, let year = year(tokens[place], scalars) else { return nil }
    return date(year, month, day).map { ($0, place + 1) }
  }

  private static func monthFirst(
    _ month: Int, _ tokens: [ReportToken], _ start: Int, _ scalars: [UInt32]
  ) -> (PartialDate, Int)? {
    var place = start
    if place < tokens.count, tokens[place].isMark(".") { place += 1 }
    place = skipping(tokens, place)
    guard place < tokens.count else { return nil }
    if let year = fullYear(tokens[place], scalars) { return date(year, month, nil).map { ($0, place + 1) } }
    guard let day = whole(tokens[place], scalars), day >= 1, day <= 31 else { return nil }
    place = skipping(tokens, place + 1)
    guard place < tokens.count, let year = year(tokens[place], scalars) else { return nil }
    return date(year, month, day).map { ($0, place + 1) }
  }

  private static func skipping(_ tokens: [ReportToken], _ index: Int) -> Int {
    index < tokens.count && (tokens[index].isDash || tokens[index].isMark(",") || tokens[index].isMark("/"))
      ? index + 1 : index
  }

  private static func month(_ tokens: [ReportToken], _ index: Int, _ lexicon: ReportLexicon) -> Int? {
    guard index < tokens.count, tokens[index].kind == .word, tokens[index].word >= 0 else { return nil }
    guard let terms = lexicon.meaning(ofWord: tokens[index].word) else { return nil }
    for number in 0..<12 {
      guard let term = ReportTerm(rawValue: ReportTerm.january.rawValue + UInt8(number)) else { return nil }
      if terms.contains(term) { return number + 1 }
    }
    return nil
  }

  private static func whole(_ token: ReportToken, _ scalars: [UInt32]) -> Int? {
    guard token.kind == .number || token.kind == .ordinal else { return nil }
    var value = 0
    for position in token.start..<min(token.end, token.start + 9) {
      let scalar = scalars[position]
      if ReportCharacter.isDigit(scalar) {
        value = value * 10 + Int(scalar) - 48
      } else if token.kind == .number {
        return nil
      }
    }
    return value
  }

  private static func fullYear(_ token: ReportToken, _ scalars: [UInt32]) -> Int? {
    guard token.kind == .number, token.end - token.start == 4, let year = whole(token, scalars) else { return nil }
    return (1900...2100).contains(year) ? year : nil
  }

  private static func year(_ token: ReportToken, _ scalars: [UInt32]) -> Int? {
    if let year = fullYear(token, scalars) { return year }
    guard token.kind == .number, token.end - token.start == 2, let short = whole(token, scalars) else { return nil }
    return century(short)
  }

  /// Reads a lone year from 1950 to 2049.
  static func year(_ scalars: [UInt32], _ token: ReportToken) -> PartialDate? {
    guard let year = fullYear(token, scalars), (1950...2049).contains(year) else { return nil }
    return date(year, nil, nil)
  }

  private static func century(_ short: Int) -> Int { short < 70 ? 2000 + short : 1900 + short }

  private static func date(_ year: Int, _ month: Int?, _ day: Int?) -> PartialDate? {
    func padded(_ value: Int) -> String { (value < 10 ? "0" : "") + "\(value)" }
    return PartialDate("\(year)" + (month.map { "-" + padded($0) } ?? "") + (day.map { "-" + padded($0) } ?? ""))
  }
}
