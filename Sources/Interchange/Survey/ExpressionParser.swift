// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats

/// Reads an expression by recursive descent, from the weakest sign to the strongest.
///
/// ```
/// either  = both { "or" both }
/// both    = denied { "and" denied }
/// denied  = "not" denied | comparison
/// comparison = sum [ ("==" | "!=" | "<" | "<=" | ">" | ">=") sum ]
/// sum     = product { ("+" | "-") product }
/// product = negated { ("*" | "/") negated }
/// negated = "-" negated | power
/// power   = atom [ "^" negated ]
/// atom    = number | text | column | function "(" either { "," either } ")" | "(" either ")"
/// ```
struct ExpressionParser {
  /// How deeply parts may be nested.
  static let depthLimit = 50

  /// How many signs of the same rank may stand in a row.
  static let chainLimit = 50

  private let words: [ExpressionLexer.Word]
  private var place = 0
  private var depth = 0

  /// Reads a whole text.
  static func parse(_ text: String) throws(ExpressionError) -> ExpressionSyntax {
    var parser = ExpressionParser(words: try ExpressionLexer.words(of: text))
    guard parser.word.token != .end else { throw ExpressionError(.empty, at: 1) }
    let syntax = try parser.either()
    guard parser.word.token == .end else { throw parser.expected("a sign or the end") }
    return syntax
  }

  private init(words: [ExpressionLexer.Word]) { self.words = words }

  // MARK: Ranks

  private mutating func either() throws(ExpressionError) -> ExpressionSyntax {
    try enter()
    defer { depth -= 1 }
    var left = try both()
    var count = 0
    while let position = take("or") {
      try countLink(&count)
      left = .either(left, try both(), at: position)
    }
    return left
  }

  private mutating func both() throws(ExpressionError) -> ExpressionSyntax {
    var left = try denied()
    var count = 0
    while let position = take("and") {
      try countLink(&count)
      left = .both(left, try denied(), at: position)
    }
    return left
  }

  private mutating func denied() throws(ExpressionError) -> ExpressionSyntax {
    guard let position = take("not") else { return try comparison() }
    try enter()
    defer { depth -= 1 }
    return .not(try denied(), at: position)
  }

  private mutating func comparison() throws(ExpressionError) -> ExpressionSyntax {
    let left = try sum()
    guard let (sign, position) = takeComparison() else { return left }
    let right = try sum()
    if let (_, next) = takeComparison() { throw ExpressionError(.chainedComparison, at: next) }
    return .comparison(sign, left, right, at: position)
  }

  private mutating func sum() throws(ExpressionError) -> ExpressionSyntax {
    var left = try product()
    var count = 0
    while let (sign, position) = takeArithmetic([.plus, .minus]) {
      try countLink(&count)
      left = .arithmetic(sign, left, try product(), at: position)
    }
    return left
  }

  private mutating func product() throws(ExpressionError) -> ExpressionSyntax {
    var left = try negated()
    var count = 0
    while let (sign, position) = takeArithmetic([.times, .over]) {
      try countLink(&count)
      left = .arithmetic(sign, left, try negated(), at: position)
    }
    return left
  }

  private mutating func negated() throws(ExpressionError) -> ExpressionSyntax {
    guard let position = take("-") else { return try power() }
    try enter()
    defer { depth -= 1 }
    return .negative(try negated(), at: position)
  }

  private mutating func power() throws(ExpressionError) -> ExpressionSyntax {
    let base = try atom()
    guard let position = take("^") else { return base }
    try enter()
    defer { depth -= 1 }
    return .arithmetic(.power, base, try negated(), at: position)
  }

  private mutating func atom() throws(ExpressionError) -> ExpressionSyntax {
    let word = word
    switch word.token {
    case .number(let number):
      place += 1
      return .number(number, at: word.position)
    case .text(let text):
      place += 1
      return .text(text, at: word.position)
    case .name(let name):
      place += 1
      return take("(") == nil ? .column(name, at: word.position) : try call(name, at: word.position)
    default:
      guard take("(") != nil else { throw expected("a number, a text, a column or '('") }
      let inner = try either()
      guard take(")") != nil else { throw expected("')'") }
      return inner
    }
  }

  private mutating func call(_ name: String, at position: Int) throws(ExpressionError) -> ExpressionSyntax {
    guard let function = ExpressionFunction(rawValue: name) else {
      let known = ExpressionFunction.allCases.map { $0.rawValue }
      let suggestion = Suggestion.nearest(to: name, among: known)
      throw ExpressionError(.unknownFunction(String(name.prefix(40)), suggestion: suggestion), at: position)
    }
    var parts: [ExpressionSyntax] = []
    if take(")") == nil {
      repeat { parts.append(try either()) } while take(",") != nil
      guard take(")") != nil else { throw expected("',' or ')'") }
    }
    guard function.isUnary ? parts.count == 1 : !parts.isEmpty else {
      let expected = function.isUnary ? "one value" : "at least one value"
      throw ExpressionError(.argumentCount(name, expected: expected, found: parts.count), at: position)
    }
    return .call(function, parts, at: position)
  }

  // MARK: Words

  private var word: ExpressionLexer.Word { words[min(place, words.count - 1)] }

  /// Passes over a sign and returns its position.
  private mutating func take(_ sign: String) -> Int? {
    guard word.token == .sign(sign) else { return nil }
    defer { place += 1 }
    return word.position
  }

  private mutating func takeComparison() -> (ExpressionSyntax.ComparisonSign, Int)? {
    guard case .sign(let text) = word.token, let sign = ExpressionSyntax.ComparisonSign(rawValue: text) else {
      return nil
    }
    defer { place += 1 }
    return (sign, word.position)
  }

  private mutating func takeArithmetic(
    _ signs: [ExpressionSyntax.ArithmeticSign]
  ) -> (ExpressionSyntax.ArithmeticSign, Int)? {
    guard case .sign(let text) = word.token, let sign = signs.first(where: { $0.rawValue == text }) else { return nil }
    defer { place += 1 }
    return (sign, word.position)
  }

  private mutating func enter() throws(ExpressionError) {
    depth += 1
    guard depth <= Self.depthLimit else { throw ExpressionError(.tooDeep(Self.depthLimit), at: word.position) }
  }

  /// A long row of signs is a deep expression too, because each holds the one before.
  private func countLink(_ count: inout Int) throws(ExpressionError) {
    count += 1
    guard count <= Self.chainLimit else { throw ExpressionError(.tooDeep(Self.chainLimit), at: word.position) }
  }

  private func expected(_ what: String) -> ExpressionError {
    ExpressionError(.expected(what, found: word.token.shown), at: word.position)
  }
}
