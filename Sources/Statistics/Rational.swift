// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A quotient of two whole numbers.
public struct Rational: Hashable, Sendable {
  /// The number above the line.
  public let numerator: Int64

  /// The number below the line, positive.
  public let denominator: Int64

  /// Creates a quotient.
  ///
  /// - Precondition: `denominator` must be positive.
  public init(_ numerator: Int64, _ denominator: Int64) {
    precondition(denominator > 0, "The denominator must be positive.")
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The nearest whole number, with a half rounded away from zero.
  ///
  /// - Source: Rule NUM-04: at every negative cut point this errs toward the lower category.
  public var roundedHalfAwayFromZero: Int64 {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    guard abs(remainder) >= denominator - abs(remainder) else { return quotient }
    return quotient + (numerator < 0 ? -1 : 1)
  }

  /// The nearest binary fraction.
  public var doubleValue: Double { Double(numerator) / Double(denominator) }
}
