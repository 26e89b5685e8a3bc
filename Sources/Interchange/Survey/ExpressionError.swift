// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// Why a text is no expression over columns, and where.
public struct ExpressionError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// There is nothing.
    case empty
    /// Something else stands where this was expected.
    case expected(String, found: String)
    /// A text is not closed.
    case unclosedText
    /// A character that no expression has.
    case strayCharacter(String)
    /// A number is not written as numbers are.
    case badNumber
    /// A comparison is compared again.
    case chainedComparison
    /// Expressions are nested more deeply than this many levels.
    case tooDeep(Int)
    /// The text has more characters than this.
    case tooLong(Int)
    /// A function is not known.
    case unknownFunction(String, suggestion: String?)
    /// A function was given another number of values.
    case argumentCount(String, expected: String, found: Int)
    /// A column is not known.
    case unknownColumn(String, suggestion: String?)
    /// A part is of another kind than its place asks for.
    case kind(expected: ExpressionValues.Kind, found: ExpressionValues.Kind, column: String?)
    /// Two parts of different kinds are compared.
    case mixedComparison
    /// Texts are put in order.
    case orderOfTexts
  }

  /// What is wrong.
  public let reason: Reason

  /// The character at which it is seen, counted from 1.
  public let position: Int

  /// Creates an error.
  public init(_ reason: Reason, at position: Int) {
    self.reason = reason
    self.position = position
  }

  /// The rule and the fact, as the predicate of a sentence about the expression.
  public var predicate: String {
    let place = "at character \(position)"
    return switch reason {
    case .empty: "must hold an expression, but is empty"
    case .expected(let what, let found): "needs \(what) \(place), but \(found) stands there"
    case .unclosedText: "must close the text that begins \(place), but ends inside it"
    case .strayCharacter(let character): "must be made of names, numbers, texts and signs, but \(place) is \(character)"
    case .badNumber: "must write numbers with digits and one decimal point, but does not \(place)"
    case .chainedComparison: "may compare two values, but \(place) a comparison is compared again"
    case .tooDeep(let limit): "may be nested \(limit) levels deep, but is one more \(place)"
    case .tooLong(let limit): "may have \(limit) characters, but has more"
    case .unknownFunction(let name, _): "may call \(ExpressionFunction.list), but calls '\(name)' \(place)"
    case .argumentCount(let name, let expected, let found):
      "must give '\(name)' \(expected), but gives \(found) \(place)"
    case .unknownColumn(let name, _): "must name columns of the tables, but '\(name)' \(place) is none"
    case .kind(let expected, let found, let column):
      "needs \(expected.name) \(place), but " + (column.map { "'\($0)'" } ?? "the part there") + " is \(found.name)"
    case .mixedComparison: "must compare two numbers or two texts, but \(place) compares one with the other"
    case .orderOfTexts: "may ask of texts whether they are equal, but \(place) asks for their order"
    }
  }

  /// What the writer can do.
  public var remedy: String {
    switch reason {
    case .empty: "Write a column or a formula."
    case .expected(let what, let found):
      found == "'='" ? "Write == to compare." : "Write \(what), or check the part before."
    case .unclosedText: "Close it with the same kind of quote."
    case .strayCharacter: "Put a column name that has it in `backticks`."
    case .badNumber: "Write a decimal point, not a comma, and no unit."
    case .chainedComparison: "Write 'a < b and b < c'."
    case .tooDeep, .tooLong: "Name a part under 'columns' and use its name."
    case .unknownFunction(_, let suggestion): suggestion.map { "Did you mean '\($0)'?" } ?? "Use one of these."
    case .argumentCount: "See the functions of recipes."
    case .unknownColumn(_, let suggestion):
      suggestion.map { "Did you mean '\($0)'?" } ?? "Check the name, and the tables of the survey."
    case .kind(let expected, _, _): expected.remedy
    case .mixedComparison: "Write a text in quotes and a number without."
    case .orderOfTexts: "Use == or !=."
    }
  }
}

/// A function that expressions may call.
enum ExpressionFunction: String, CaseIterable, Sendable {
  case sum
  case mean
  case min
  case max
  case abs
  case sqrt
  case log
  case missing
  case present

  /// The names, for messages.
  static let list = allCases.map { $0.rawValue }.joined(separator: ", ")

  /// Whether it takes exactly one value; the others take any number from one.
  var isUnary: Bool {
    switch self {
    case .sum, .mean, .min, .max: false
    case .abs, .sqrt, .log, .missing, .present: true
    }
  }
}
