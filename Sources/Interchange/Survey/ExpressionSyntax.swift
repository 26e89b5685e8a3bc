// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The parts of an expression; each knows the character at which it begins, counted from 1.
indirect enum ExpressionSyntax: Hashable, Sendable {
  case number(Double, at: Int)
  case text(String, at: Int)
  case column(String, at: Int)
  case negative(ExpressionSyntax, at: Int)
  case not(ExpressionSyntax, at: Int)
  case arithmetic(ArithmeticSign, ExpressionSyntax, ExpressionSyntax, at: Int)
  case comparison(ComparisonSign, ExpressionSyntax, ExpressionSyntax, at: Int)
  case both(ExpressionSyntax, ExpressionSyntax, at: Int)
  case either(ExpressionSyntax, ExpressionSyntax, at: Int)
  case call(ExpressionFunction, [ExpressionSyntax], at: Int)

  /// Arithmetic.
  enum ArithmeticSign: String, Sendable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"
    case power = "^"
  }

  /// Comparisons.
  enum ComparisonSign: String, Sendable {
    case equal = "=="
    case unequal = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
  }

  /// The character at which the part begins, or that of its sign.
  var position: Int {
    switch self {
    case .number(_, let position), .text(_, let position), .column(_, let position), .negative(_, let position),
      .not(_, let position), .arithmetic(_, _, _, let position), .comparison(_, _, _, let position),
      .both(_, _, let position), .either(_, _, let position), .call(_, _, let position):
      position
    }
  }

  /// The parts directly below.
  var parts: [ExpressionSyntax] {
    switch self {
    case .number, .text, .column: []
    case .negative(let part, _), .not(let part, _): [part]
    case .arithmetic(_, let left, let right, _), .comparison(_, let left, let right, _),
      .both(let left, let right, _), .either(let left, let right, _):
      [left, right]
    case .call(_, let parts, _): parts
    }
  }

  /// The names of the columns, in the order in which they stand.
  var columns: [String] {
    if case .column(let name, _) = self { return [name] }
    return parts.flatMap { $0.columns }
  }
}
