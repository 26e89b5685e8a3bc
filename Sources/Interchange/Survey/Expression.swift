// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats

/// A formula or a condition over the columns of a table, such as `abs(A - B / C) <= 0.005 and SEX == 'F'`.
///
/// A missing value makes every number that needs it missing, and every condition that it could decide. So `sum(A, B)` is
/// missing where `A` is, `A > 1 or B > 1` holds where `B > 1` does whatever `A` is, and a division by zero, a root of a
/// negative number or any result that is not finite is missing. `log` is the natural logarithm.
///
/// A column whose name has other characters than letters, digits, `_` and `.` stands in backticks.
public struct Expression: Hashable, Sendable {
  /// The expression as it was written.
  public let text: String

  /// The parts.
  let syntax: ExpressionSyntax

  /// Reads an expression.
  ///
  /// - Throws: ``ExpressionError`` with the position and what was expected.
  public init(_ text: String) throws(ExpressionError) {
    self.text = text
    syntax = try ExpressionParser.parse(text)
  }

  /// The columns that the expression needs.
  public var columns: Set<String> { Set(syntax.columns) }

  /// Returns the values of all rows of a table, whose columns all have as many values as there are rows.
  ///
  /// - Throws: ``ExpressionError`` for an unknown column, or a part of the wrong kind.
  public func values(
    in columns: [String: ExpressionValues], rowCount: Int
  ) throws(ExpressionError) -> ExpressionValues {
    try ExpressionEvaluation(columns: columns, rowCount: rowCount).values(syntax)
  }

  /// Returns the numbers of all rows.
  ///
  /// - Throws: ``ExpressionError`` also for an expression that gives no number.
  public func numbers(in columns: [String: ExpressionValues], rowCount: Int) throws(ExpressionError) -> [Double] {
    try ExpressionEvaluation(columns: columns, rowCount: rowCount).numbers(syntax)
  }

  /// Returns for all rows whether the condition holds; `nil` where it cannot be told.
  ///
  /// - Throws: ``ExpressionError`` also for an expression that is no condition.
  public func truths(in columns: [String: ExpressionValues], rowCount: Int) throws(ExpressionError) -> [Bool?] {
    try ExpressionEvaluation(columns: columns, rowCount: rowCount).truths(syntax)
  }
}
