// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import CMath

/// The normal distribution with mean 0 and standard deviation 1.
public enum NormalDistribution {
  /// Returns the probability that a value falls at or below `z`.
  ///
  /// ```
  /// Phi(z) = erfc(-z / sqrt(2)) / 2
  /// ```
  ///
  /// - Parameter z: Any number, in standard deviations.
  /// - Returns: A probability from 0 to 1; the lower tail keeps its relative precision down to z = -37.
  public static func cumulative(_ z: Double) -> Double {
    erfc(-z * 0.707_106_781_186_547_524_4) / 2
  }

  /// Returns the percentage of values that fall at or below `z`, as a column of centiles has it.
  ///
  /// Faster than ``cumulative(_:)``, and a few units of the last place less exact.
  ///
  /// - Parameter z: Any number, in standard deviations; one below -37.5 counts as that, with 5e-306 percent.
  /// - Returns: 0 to 100, within 5 + 3 z^2 units of the last place.
  public static func centile(_ z: Double) -> Double { 100 * ElementaryFunctions.normalCumulative(z) }

  /// Returns the density of the distribution at `z`.
  ///
  /// ```
  /// phi(z) = exp(-z^2 / 2) / sqrt(2 pi)
  /// ```
  public static func density(_ z: Double) -> Double {
    exp(-z * z / 2) / rootOfTwoPi
  }

  /// Returns the score at or below which a given part of all values falls; the inverse of ``cumulative(_:)``.
  ///
  /// Near one half the power series of the inverse, elsewhere a rational start and two steps of Halley's method on
  /// ``cumulative(_:)``. Above one half the upper tail is mirrored, which costs no digit: `1 - p` is exact there.
  ///
  /// - Parameter probability: A probability above 0 and below 1.
  /// - Returns: The score in standard deviations, within 1e-14 of its size for probabilities from 1e-307 on; a smaller
  ///   one holds fewer digits itself.
  /// - Precondition: `probability` must lie between 0 and 1, both outside.
  /// - Source: Abramowitz and Stegun 1964, Handbook of Mathematical Functions, 26.2.23, for the start.
  public static func quantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "The probability must lie between 0 and 1.")
    guard probability <= 0.5 else { return -quantile(1 - probability) }
    let center = (probability - 0.5) * rootOfTwoPi
    guard center < -0.08 else { return quantileSeries(center) }
    let root = (-2 * log(probability)).squareRoot()
    var z =
      (2.515517 + (0.802853 + 0.010328 * root) * root)
      / (1 + (1.432788 + (0.189269 + 0.001308 * root) * root) * root) - root
    for _ in 0..<2 {
      let step = (cumulative(z) - probability) / density(z)
      z -= step / (1 + z * step / 2)
    }
    return z
  }

  /// Returns the quantile from its Taylor series at one half, in units of the square root of two pi.
  ///
  /// The coefficients are 1, 1, 7, 127, 4369, 243649 over the factorials of 1, 3, 5 and so on. For |x| up to 0.08 the
  /// first term left out is below 3e-16 of the sum.
  private static func quantileSeries(_ x: Double) -> Double {
    let square = x * x
    let tail = 7.0 / 120 + square * (127.0 / 5040 + square * (4369.0 / 362_880 + square * (243_649.0 / 39_916_800)))
    return x + x * square * (1.0 / 6 + square * tail)
  }

  private static let rootOfTwoPi = 2.506_628_274_631_000_502_4
}
