// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics
internal import TestSupport

extension SeededGenerator {
  /// Returns a number from 0 to below 1.
  mutating func unit() -> Double { Double.random(in: 0..<1, using: &self) }

  /// Returns a number of the normal distribution.
  mutating func normal() -> Double { NormalDistribution.quantile(Double.random(in: 1e-9..<(1 - 1e-9), using: &self)) }
}
