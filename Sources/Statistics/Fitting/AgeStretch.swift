// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import CMath

/// A stretching of age that gives the years in which curves turn fast more room.
///
/// ```
/// t = (f(a) - f(first)) / (f(last) - f(first)) + spurt / (1 + exp((middle - a) / 1.5))
/// f(a) = (a^power - 1) / power;  log a where the power is 0
/// ```
///
/// - Source: Method note `docs/methods/age-curves.md`.
public struct AgeStretch: Hashable, Sendable {
  /// The power of age; 1 leaves age as it is, 0 is the logarithm.
  public var power: Double

  /// How much room the spurt of puberty gets, as a part of all the rest; 0 gives it none.
  public var spurt: Double

  /// The age in years at the middle of the spurt.
  public var middle: Double

  /// The first and the last age in years.
  public let ages: Range<Double>

  /// Creates a stretching.
  ///
  /// - Precondition: The first age must be positive and below the last.
  public init(over ages: Range<Double>, power: Double, spurt: Double = 0, middle: Double = 13) {
    precondition(ages.lowerBound > 0 && !ages.isEmpty, "Ages to be stretched must be positive.")
    self.power = power
    self.spurt = spurt
    self.middle = middle
    self.ages = ages
  }

  /// Returns the stretched age.
  public func callAsFunction(_ age: Double) -> Double {
    let share = (powered(age) - powered(ages.lowerBound)) / (powered(ages.upperBound) - powered(ages.lowerBound))
    return share + spurt / (1 + exp((middle - age) / 1.5))
  }

  private func powered(_ age: Double) -> Double {
    power == 0 ? log(age) : expm1(power * log(age)) / power
  }
}
