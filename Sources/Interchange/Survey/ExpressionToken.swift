// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A word of an expression.
enum ExpressionToken: Hashable, Sendable {
  case number(Double)
  case text(String)
  case name(String)
  /// A sign, a bracket, a comma, or one of `and`, `or`, `not`.
  case sign(String)
  case end

  /// The word as messages show it.
  var shown: String {
    switch self {
    case .number: "a number"
    case .text: "a text"
    case .name(let name), .sign(let name): "'\(name.prefix(40))'"
    case .end: "the end"
    }
  }
}

/// Cuts an expression into words.
struct ExpressionLexer {
  /// A word with the character at which it begins, counted from 1.
  struct Word {
    let token: ExpressionToken
    let position: Int
  }

  /// The longest expression, in characters.
  static let limit = 4000

  private static let doubleSigns = ["==", "!=", "<=", ">="]
  private static let singleSigns: Set<Character> = ["+", "-", "*", "/", "^", "(", ")", ",", "<", ">", "="]
  private static let words: Set<String> = ["and", "or", "not"]
  private let characters: [Character]
  private var place = 0

  /// Cuts a text.
  static func words(of text: String) throws(ExpressionError) -> [Word] {
    var lexer = ExpressionLexer(characters: Array(text.prefix(limit + 1)))
    guard lexer.characters.count <= limit else { throw ExpressionError(.tooLong(limit), at: limit + 1) }
    var words: [Word] = []
    while true {
      let word = try lexer.next()
      words.append(word)
      if word.token == .end { return words }
    }
  }

  private init(characters: [Character]) { self.characters = characters }

  private var current: Character? { place < characters.count ? characters[place] : nil }

  private mutating func next() throws(ExpressionError) -> Word {
    while let character = current, " \t\n\r\r\n".contains(character) { place += 1 }
    let start = place + 1
    guard let character = current else { return Word(token: .end, position: start) }
    let token: ExpressionToken
    if character == "'" || character == "\"" {
      token = .text(try quoted(character))
    } else if character == "`" {
      token = .name(try quoted(character))
    } else if Self.isDigit(character) || character == "." {
      token = .number(try number())
    } else if Self.beginsName(character) {
      let name = take { Self.continuesName($0) }
      token = Self.words.contains(name) ? .sign(name) : .name(name)
    } else {
      token = .sign(try sign(character))
    }
    return Word(token: token, position: start)
  }

  private mutating func sign(_ character: Character) throws(ExpressionError) -> String {
    let pair = String(characters[place..<min(place + 2, characters.count)])
    if Self.doubleSigns.contains(pair) {
      place += 2
      return pair
    }
    guard Self.singleSigns.contains(character) else {
      throw ExpressionError(.strayCharacter(Self.shown(character)), at: place + 1)
    }
    place += 1
    return String(character)
  }

  /// A quote inside is written twice.
  private mutating func quoted(_ quote: Character) throws(ExpressionError) -> String {
    let start = place + 1
    var text = ""
    place += 1
    while let character = current {
      guard !character.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
        throw ExpressionError(.strayCharacter(Self.shown(character)), at: place + 1)
      }
      place += 1
      if character == quote {
        guard current == quote else { return text }
        place += 1
      }
      text.append(character)
    }
    throw ExpressionError(.unclosedText, at: start)
  }

  private mutating func number() throws(ExpressionError) -> Double {
    let start = place + 1
    var text = take { Self.isDigit($0) || $0 == "." }
    if current == "e" || current == "E" {
      text += "e"
      place += 1
      if let sign = current, sign == "+" || sign == "-" {
        text.append(sign)
        place += 1
      }
      text += take { Self.isDigit($0) }
    }
    let isFollowed = current.map { Self.continuesName($0) } ?? false
    guard !isFollowed, let value = Double(text), value.isFinite else { throw ExpressionError(.badNumber, at: start) }
    return value
  }

  private mutating func take(while matches: (Character) -> Bool) -> String {
    let start = place
    while let character = current, matches(character) { place += 1 }
    return String(characters[start..<place])
  }

  private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isWholeNumber }

  private static func beginsName(_ character: Character) -> Bool { character.isLetter || character == "_" }

  private static func continuesName(_ character: Character) -> Bool {
    beginsName(character) || isDigit(character) || character == "."
  }

  /// A character that prints stands in quotes; another is named by its number.
  private static func shown(_ character: Character) -> String {
    guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else {
      return "another character"
    }
    let prints = character.isPunctuation || character.isSymbol || character.isNumber
    return prints ? "'\(character)'" : "the character U+" + String(scalar.value, radix: 16, uppercase: true)
  }
}
