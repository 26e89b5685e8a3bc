// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics

/// An areal bone mineral density.
///
/// A T-score reads the density in whole mg/cm², a Z-score reads it as it was given.
///
/// - Source: Rule NUM-01.
public struct ArealDensity: Hashable, Sendable {
  /// The densities that a bone can have, in g/cm²; what lies outside is a wrong unit or a slip.
  public static let plausible = 0.1...3.0

  /// The density as given, in g/cm².
  public let gramsPerSquareCentimeter: Double

  /// The density in mg/cm², rounded half away from zero.
  public let milligrams: Int64

  /// Creates a density.
  ///
  /// - Parameter gramsPerSquareCentimeter: A number from 0.1 to 3.0; anything else gives `nil`.
  public init?(gramsPerSquareCentimeter: Double) {
    guard Self.plausible.contains(gramsPerSquareCentimeter) else { return nil }
    guard let exact = ExactDecimal(gramsPerSquareCentimeter) else { return nil }
    self.gramsPerSquareCentimeter = gramsPerSquareCentimeter
    milligrams = exact.rounded(toPlaces: 3)
  }

  /// Returns how far the density lies from content over area, in units of what rounding of the printed values can make.
  ///
  /// ```
  /// gap = |density - content / area| / (0.0005 + (0.005 + 0.005 * density) / area)
  /// ```
  ///
  /// Density is printed to 0.001, content and area to 0.01; half of each last digit is what honest rounding can hide.
  ///
  /// - Parameters:
  ///   - content: The bone mineral content in g.
  ///   - area: The projected area in cm², positive.
  /// - Returns: A number above 1 where the three values contradict each other.
  /// - Source: Rule AUD-11.
  public func gap(fromContent content: Double, overArea area: Double) -> Double {
    let tolerance = 0.0005 + (0.005 + 0.005 * gramsPerSquareCentimeter) / area
    return (gramsPerSquareCentimeter - content / area).magnitude / tolerance
  }
}
