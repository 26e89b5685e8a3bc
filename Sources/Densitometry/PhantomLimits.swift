// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics

/// The limits within which a phantom scan passes, in whole mg/cm².
///
/// ```
/// offset = 0.015 * mean, limits = mean - offset ... mean + offset
/// ```
///
/// Offset and mean are each rounded half away from zero to 0.001 g/cm², from the exact mean of the baseline. A scan on a
/// limit passes. A mean of 1.177 allows 1.159 to 1.195.
///
/// - Source: Rule QC-03; `docs/methods/phantom.md`.
public struct PhantomLimits: Hashable, Sendable {
  /// The mean of the baseline in mg/cm².
  public let mean: Int64

  /// How far a scan may lie from the mean, in mg/cm².
  public let offset: Int64

  /// Creates the limits around the mean of scans.
  ///
  /// - Parameters:
  ///   - sum: The sum of the scans of the baseline in billionths of 1 g/cm².
  ///   - count: Their number, positive.
  init(sum: Int64, count: Int) {
    mean = Rational(sum, Int64(count) * 1_000_000).roundedHalfAwayFromZero
    offset = Rational(15 * sum, Int64(count) * 1_000_000_000).roundedHalfAwayFromZero
  }

  /// The lowest density that passes, in mg/cm².
  public var lower: Int64 { mean - offset }

  /// The highest density that passes, in mg/cm².
  public var upper: Int64 { mean + offset }

  /// Tells whether a density passes, read in whole mg/cm².
  public func contains(_ density: ArealDensity) -> Bool { (lower...upper).contains(density.milligrams) }
}
