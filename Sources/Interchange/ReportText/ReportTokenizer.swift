// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// Cuts a text into tokens, in one pass.
struct ReportTokenizer {
  private let scalars: [UInt32]
  private var position = 0
  private var line = 1
  private var tokens: [ReportToken] = []

  /// Cuts a text into tokens.
  static func tokens(of scalars: [UInt32]) -> [ReportToken] {
    var tokenizer = ReportTokenizer(scalars: scalars)
    tokenizer.tokens.reserveCapacity(scalars.count / 4)
    while tokenizer.position < scalars.count { tokenizer.step() }
    return tokenizer.tokens
  }

  private init(scalars: [UInt32]) {
    self.scalars = scalars
  }

  private mutating func step() {
    let scalar = scalars[position]
    if ReportCharacter.isLineBreak(scalar) {
      let length = scalar == 13 && at(position + 1) == 10 ? 2 : 1
      add(.lineBreak, length: length, mark: 10)
      line += 1
    } else if ReportCharacter.isSpace(scalar) {
      position += 1
    } else if ReportCharacter.isDigit(scalar) {
      readDigits()
    } else if scalar == 46, ReportCharacter.isDigit(at(position + 1)), !followsDigitOrLetter {
      add(.number, length: 1 + digits(from: position + 1))
    } else if ReportCharacter.isLetter(scalar) {
      readWord()
    } else if scalar == 45, at(position + 1) == 62 {
      // "->" is an arrow
      add(.mark, length: 2, mark: 0x2192)
    } else {
      add(.mark, length: 1, mark: ReportCharacter.isApostrophe(scalar) ? 39 : scalar)
    }
  }

  private var followsDigitOrLetter: Bool {
    guard position > 0 else { return false }
    let before = scalars[position - 1]
    return ReportCharacter.isDigit(before) || ReportCharacter.isLetter(before)
  }

  private func at(_ index: Int) -> UInt32 { index < scalars.count ? scalars[index] : 0 }

  /// Returns how many digits stand from an index on.
  private func digits(from index: Int) -> Int {
    var end = index
    while end < scalars.count, ReportCharacter.isDigit(scalars[end]) { end += 1 }
    return end - index
  }

  private mutating func add(_ kind: ReportToken.Kind, length: Int, mark: UInt32 = 0) {
    var hash = ReportCharacter.emptyHash
    for index in position..<position + length { hash = ReportCharacter.hash(hash, scalars[index]) }
    tokens.append(
      ReportToken(kind: kind, start: position, end: position + length, line: line, hash: hash, mark: mark))
    position += length
  }

  private mutating func readWord() {
    var end = position
    while end < scalars.count {
      let scalar = scalars[end]
      // "x3"
      if end == position + 1, ReportCharacter.folded(scalars[position]) == 120, ReportCharacter.isDigit(scalar) {
        break
      }
      let isInside = ReportCharacter.isApostrophe(scalar) && end > position && ReportCharacter.isLetter(at(end + 1))
      guard ReportCharacter.isLetter(scalar) || ReportCharacter.isDigit(scalar) || scalar == 0xB2 || isInside else {
        break
      }
      end += 1
    }
    add(.word, length: end - position)
  }

  private mutating func readDigits() {
    if let length = dateLength() { return add(.date, length: length) }
    let whole = digits(from: position)
    var end = position + whole
    let point = at(end)
    if point == 46 || point == 44, ReportCharacter.isDigit(at(end + 1)) {
      let places = digits(from: end + 1)
      let next = at(end + 1 + places)
      // Digits in groups are no decimals, and neither are the parts of a version.
      let isGrouped = (next == point || next == 46) && ReportCharacter.isDigit(at(end + 2 + places))
      if !isGrouped { end += 1 + places }
    }
    let suffix = (ReportCharacter.folded(at(end)), ReportCharacter.folded(at(end + 1)))
    let isOrdinal =
      end == position + whole && !ReportCharacter.isLetter(at(end + 2))
      && [(115, 116), (110, 100), (114, 100), (116, 104)].contains { $0 == suffix }
    add(isOrdinal ? .ordinal : .number, length: end - position + (isOrdinal ? 2 : 0))
  }

  /// Returns the length of a date in digits, such as 2024-05-01, 5/1/24, 01.05.2024, 2024-05 or 05/2024.
  private func dateLength() -> Int? {
    guard !followsDigitOrLetter else { return nil }
    let first = digits(from: position)
    let separator = at(position + first)
    guard first == 4 || first <= 2, separator == 45 || separator == 47 || separator == 46 else { return nil }
    let secondStart = position + first + 1
    let second = digits(from: secondStart)
    if separator != 46, second == 4, first <= 2, isYear(secondStart), endsHere(secondStart + 4) { return first + 5 }
    guard second == 1 || second == 2 else { return nil }
    let thirdStart = secondStart + second + 1
    if at(thirdStart - 1) == separator {
      let third = digits(from: thirdStart)
      let isWhole = first == 4 ? third <= 2 && third > 0 : third == 4 || (third == 2 && separator != 45)
      if isWhole, first != 4 || isYear(position), endsHere(thirdStart + third) {
        return thirdStart + third - position
      }
      return nil
    }
    let isMonth = first == 4 && second == 2 && separator == 45 && isYear(position) && endsHere(secondStart + 2)
    return isMonth ? 7 : nil
  }

  private func isYear(_ index: Int) -> Bool {
    (at(index) == 49 && at(index + 1) == 57) || (at(index) == 50 && at(index + 1) == 48)
  }

  private func endsHere(_ index: Int) -> Bool {
    let next = at(index)
    return !ReportCharacter.isDigit(next) && !ReportCharacter.isLetter(next)
      && !((next == 45 || next == 47) && ReportCharacter.isDigit(at(index + 1)))
  }
}
