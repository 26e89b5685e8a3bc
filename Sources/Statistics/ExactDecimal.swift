// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A decimal number held exactly, as a whole number of billionths.
///
/// Densities and scores are written with at most a few decimals, and what is decided on them must not depend on how a
/// binary fraction happens to fall: -1.95 is -2.0 to one decimal, although the nearest `Double` is a little above it.
///
/// - Accuracy: Exact for any decimal of up to nine places; a longer one is taken at the nearest billionth.
/// - Source: Rule NUM-01.
public struct ExactDecimal: Hashable, Comparable, Sendable {
  /// The value in billionths.
  public let billionths: Int64

  /// Creates a number from whole billionths.
  public init(billionths: Int64) {
    self.billionths = billionths
  }

  /// Creates the number nearest to a binary fraction.
  ///
  /// - Parameter value: Any number; `nil` comes back unless it is finite and smaller than nine billion in size.
  public init?(_ value: Double) {
    let whole = value.rounded(.towardZero)
    guard whole.magnitude < 9e9 else { return nil }
    let fraction = ((value - whole) * 1e9).rounded(.toNearestOrAwayFromZero)
    self.init(billionths: Int64(whole) * 1_000_000_000 + Int64(fraction))
  }

  /// Reads a number written with digits, an optional hyphen and an optional decimal point.
  ///
  /// - Parameter text: At most nine digits on either side of the point; anything else gives `nil`.
  public init?(text: String) {
    var digits: Int64 = 0
    var places: Int?
    var count = 0
    var isNegative = false
    for (index, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where index == 0: isNegative = true
      case UInt8(ascii: ".") where places == nil && count > 0: places = 0
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits = digits * 10 + Int64(byte - 48)
        count += 1
        places = places.map { $0 + 1 }
        guard count <= 18, (places ?? 0) <= 9, count - (places ?? 0) <= 9 else { return nil }
      default: return nil
      }
    }
    guard count > 0, places != 0 else { return nil }
    let scaled = digits * Self.powerOfTen(9 - (places ?? 0))
    self.init(billionths: isNegative ? -scaled : scaled)
  }

  /// Creates a number from whole tenths, the unit in which scores are reported.
  public init(tenths: Int64) {
    self.init(billionths: tenths * 100_000_000)
  }

  /// Creates a whole number.
  public init(_ whole: Int) {
    self.init(billionths: Int64(whole) * 1_000_000_000)
  }

  /// Returns the number in units of the given decimal place, rounded half away from zero.
  ///
  /// ```swift
  /// ExactDecimal(0.5645)?.rounded(toPlaces: 3)  // 565
  /// ExactDecimal(-1.95)?.rounded(toPlaces: 1)   // -20
  /// ```
  ///
  /// - Parameter places: The number of decimals, from 0 to 9.
  /// - Returns: A whole number of units, such as 565 for 0.5645 to three places.
  /// - Precondition: `places` must be from 0 to 9.
  /// - Source: Rule NUM-04.
  public func rounded(toPlaces places: Int) -> Int64 {
    precondition((0...9).contains(places), "The number of decimals must be from 0 to 9.")
    let unit = Self.powerOfTen(9 - places)
    return Rational(billionths, unit).roundedHalfAwayFromZero
  }

  /// Returns ten to a power from 0 to 9.
  static func powerOfTen(_ exponent: Int) -> Int64 {
    var power: Int64 = 1
    for _ in 0..<exponent { power *= 10 }
    return power
  }

  /// The decimals that the number needs, from 0 to 9: two for -2.53, none for 60.
  public var places: Int {
    var places = 9
    var digits = billionths
    while places > 0, digits % 10 == 0 {
      digits /= 10
      places -= 1
    }
    return places
  }

  /// The nearest binary fraction.
  public var doubleValue: Double { Double(billionths) / 1e9 }

  /// The distance from zero.
  public var magnitude: ExactDecimal { ExactDecimal(billionths: abs(billionths)) }

  /// Compares two numbers by value.
  public static func < (left: ExactDecimal, right: ExactDecimal) -> Bool { left.billionths < right.billionths }

  /// Returns the difference of two numbers.
  public static func - (left: ExactDecimal, right: ExactDecimal) -> ExactDecimal {
    ExactDecimal(billionths: left.billionths - right.billionths)
  }
}

extension ExactDecimal: CustomStringConvertible {
  /// The number as digits, without trailing zeros.
  public var description: String { Fixed(self, places: places).description }
}
