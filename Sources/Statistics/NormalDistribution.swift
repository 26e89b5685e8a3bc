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
}
