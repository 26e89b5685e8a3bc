// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics
internal import Testing

@Suite("Rational")
struct RationalTests {
  @Test(
    "The nearest whole number rounds a half away from zero",
    arguments: [
      (0, 7, 0), (1, 2, 1), (-1, 2, -1), (1, 3, 0), (-1, 3, 0), (2, 3, 1), (-2, 3, -1), (5, 2, 3), (-5, 2, -3),
      (-2450, 100, -25), (-2449, 100, -24), (7, 1, 7), (49, 100, 0), (50, 100, 1), (51, 100, 1),
    ] as [(Int64, Int64, Int64)])
  func rounding(numerator: Int64, denominator: Int64, expected: Int64) {
    #expect(Rational(numerator, denominator).roundedHalfAwayFromZero == expected)
  }

  @Test("Rounding does not overflow where the numbers are largest")
  func largest() {
    #expect(Rational(.max, 1).roundedHalfAwayFromZero == .max)
    #expect(Rational(.min, 1).roundedHalfAwayFromZero == .min)
    #expect(Rational(.max - 1, .max).roundedHalfAwayFromZero == 1)
    #expect(Rational(.max / 2, .max).roundedHalfAwayFromZero == 0)
    #expect(Rational(.min, .max).roundedHalfAwayFromZero == -1)
  }

  @Test("Rounding is symmetric about zero, and never off by more than a half")
  func symmetric() {
    for denominator: Int64 in 1...12 {
      for numerator: Int64 in 0...60 {
        let rounded = Rational(numerator, denominator).roundedHalfAwayFromZero
        #expect(Rational(-numerator, denominator).roundedHalfAwayFromZero == -rounded)
        #expect(2 * abs(numerator - rounded * denominator) <= denominator)
      }
    }
  }

  @Test("The binary fraction is the one nearest to the quotient")
  func binary() {
    #expect(Rational(-294, 120).doubleValue == -2.45)
    #expect(Rational(1, 3).doubleValue == 1.0 / 3.0)
  }

  @Test("A denominator that is not positive is a mistake of the program")
  func denominatorPrecondition() async {
    await #expect(processExitsWith: .failure) { _ = Rational(1, 0) }
    await #expect(processExitsWith: .failure) { _ = Rational(1, -2) }
  }
}
