// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A number as text with a fixed count of decimals.
///
/// The sign is a hyphen, as machines read it; ``withMinusSign`` is for people.
public struct Fixed: CustomStringConvertible, Sendable {
  private let units: Int64
  private let places: Int

  /// Prepares a number for printing, rounded half away from zero.
  ///
  /// - Parameters:
  ///   - number: The number.
  ///   - places: The number of decimals, from 0 to 9.
  public init(_ number: ExactDecimal, places: Int) {
    units = number.rounded(toPlaces: places)
    self.places = places
  }

  /// Prepares a number for printing; one that is not finite, or beyond nine billion, prints as zero billions.
  public init(_ value: Double, places: Int) {
    self.init(ExactDecimal(value) ?? ExactDecimal(billionths: 0), places: places)
  }

  /// The number with a hyphen for a sign.
  public var description: String { (units < 0 ? "-" : "") + digits }

  /// The number with a true minus sign, and a plus sign where asked for.
  public func withMinusSign(plus: Bool = false) -> String {
    if units < 0 { return "\u{2212}" + digits }
    return (plus && units > 0 ? "+" : "") + digits
  }

  private var digits: String {
    let power = ExactDecimal.powerOfTen(places)
    let (whole, fraction) = abs(units).quotientAndRemainder(dividingBy: power)
    guard places > 0 else { return "\(whole)" }
    let text = "\(fraction)"
    return "\(whole)." + String(repeating: "0", count: places - text.utf8.count) + text
  }
}
