// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import CMath
internal import Formats

/// Evaluates an expression over all rows at once, so that names and kinds are checked once.
struct ExpressionEvaluation {
  /// The columns by name.
  let columns: [String: ExpressionValues]

  /// How many rows there are.
  let rowCount: Int

  /// Evaluates a part of any kind.
  func values(_ syntax: ExpressionSyntax) throws(ExpressionError) -> ExpressionValues {
    switch syntax {
    case .number(let number, _): return .numbers(Array(repeating: number, count: rowCount))
    case .text(let text, _): return .texts(Array(repeating: text, count: rowCount))
    case .column(let name, let position): return try column(name, at: position)
    case .negative(let part, _): return .numbers(try numbers(part).map { -$0 })
    case .not(let part, _): return .truths(try truths(part).map { $0.map { !$0 } })
    case .arithmetic(let sign, let left, let right, _):
      return .numbers(Self.combine(try numbers(left), try numbers(right), sign.operation))
    case .comparison(let sign, let left, let right, let position):
      return .truths(try compare(sign, left, right, at: position))
    case .both(let left, let right, _): return .truths(Self.both(try truths(left), try truths(right)))
    case .either(let left, let right, _):
      let denied = Self.both(try truths(left).map { $0.map { !$0 } }, try truths(right).map { $0.map { !$0 } })
      return .truths(denied.map { $0.map { !$0 } })
    case .call(let function, let parts, _): return try call(function, parts)
    }
  }

  /// Evaluates a part that must give numbers.
  func numbers(_ syntax: ExpressionSyntax) throws(ExpressionError) -> [Double] {
    let values = try values(syntax)
    guard case .numbers(let numbers) = values else { throw kindError(.number, values, syntax) }
    return numbers
  }

  /// Evaluates a part that must be a condition.
  func truths(_ syntax: ExpressionSyntax) throws(ExpressionError) -> [Bool?] {
    let values = try values(syntax)
    guard case .truths(let truths) = values else { throw kindError(.truth, values, syntax) }
    return truths
  }

  private func kindError(
    _ expected: ExpressionValues.Kind, _ found: ExpressionValues, _ syntax: ExpressionSyntax
  ) -> ExpressionError {
    let column: String? = if case .column(let name, _) = syntax { name } else { nil }
    return ExpressionError(.kind(expected: expected, found: found.kind, column: column), at: syntax.position)
  }

  private func column(_ name: String, at position: Int) throws(ExpressionError) -> ExpressionValues {
    guard let values = columns[name] else {
      let suggestion = Suggestion.nearest(to: name, among: columns.keys.sorted())
      throw ExpressionError(.unknownColumn(String(name.prefix(40)), suggestion: suggestion), at: position)
    }
    return values
  }

  // MARK: Conditions

  /// False where one is false, true where both are true, and missing otherwise.
  private static func both(_ left: [Bool?], _ right: [Bool?]) -> [Bool?] {
    zip(left, right).map { left, right in
      if left == false || right == false { return false }
      return left == nil || right == nil ? nil : true
    }
  }

  private func compare(
    _ sign: ExpressionSyntax.ComparisonSign, _ left: ExpressionSyntax, _ right: ExpressionSyntax, at position: Int
  ) throws(ExpressionError) -> [Bool?] {
    switch (try values(left), try values(right)) {
    case (.numbers(let left), .numbers(let right)):
      return zip(left, right).map { $0.isNaN || $1.isNaN ? nil : sign.holds($0, $1) }
    case (.texts(let left), .texts(let right)):
      guard sign == .equal || sign == .unequal else { throw ExpressionError(.orderOfTexts, at: position) }
      return zip(left, right).map { $0.isEmpty || $1.isEmpty ? nil : ($0 == $1) == (sign == .equal) }
    case (.truths(_), _): throw ExpressionError(.chainedComparison, at: position)
    case (_, .truths(_)): throw ExpressionError(.chainedComparison, at: position)
    default: throw ExpressionError(.mixedComparison, at: position)
    }
  }

  // MARK: Numbers

  /// Combines two numbers a row; a result that is not finite is missing.
  private static func combine(
    _ left: [Double], _ right: [Double], _ operation: (Double, Double) -> Double
  ) -> [Double] {
    zip(left, right).map { left, right in
      guard !left.isNaN, !right.isNaN else { return .nan }
      let result = operation(left, right)
      return result.isFinite ? result : .nan
    }
  }

  private func call(
    _ function: ExpressionFunction, _ parts: [ExpressionSyntax]
  ) throws(ExpressionError) -> ExpressionValues {
    switch function {
    case .missing: return .truths(try values(parts[0]).missing.map { $0 })
    case .present: return .truths(try values(parts[0]).missing.map { !$0 })
    case .abs: return .numbers(try numbers(parts[0]).map { $0.magnitude })
    case .sqrt: return .numbers(try numbers(parts[0]).map { $0 < 0 ? .nan : $0.squareRoot() })
    case .log: return .numbers(try numbers(parts[0]).map { $0 > 0 ? CMath.log($0) : .nan })
    case .sum: return .numbers(try reduce(parts) { $0 + $1 })
    case .mean: return .numbers(try reduce(parts) { $0 + $1 }.map { $0 / Double(parts.count) })
    case .min: return .numbers(try reduce(parts) { Swift.min($0, $1) })
    case .max: return .numbers(try reduce(parts) { Swift.max($0, $1) })
    }
  }

  private func reduce(
    _ parts: [ExpressionSyntax], _ operation: (Double, Double) -> Double
  ) throws(ExpressionError) -> [Double] {
    var result = try numbers(parts[0])
    for part in parts.dropFirst() { result = Self.combine(result, try numbers(part), operation) }
    return result
  }
}

extension ExpressionSyntax.ArithmeticSign {
  fileprivate var operation: (Double, Double) -> Double {
    switch self {
    case .plus: { $0 + $1 }
    case .minus: { $0 - $1 }
    case .times: { $0 * $1 }
    case .over: { $0 / $1 }
    case .power: { pow($0, $1) }
    }
  }
}

extension ExpressionSyntax.ComparisonSign {
  fileprivate func holds(_ left: Double, _ right: Double) -> Bool {
    switch self {
    case .equal: left == right
    case .unequal: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }
}
