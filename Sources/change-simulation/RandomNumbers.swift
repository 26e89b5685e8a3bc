// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics

/// Random numbers that are the same in every run and of every compiler.
///
/// - Source: SplitMix64, public domain, Vigna 2015.
struct RandomNumbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// Returns a number between 0 and 1, both outside.
  mutating func unit() -> Double {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return (Double((bits ^ (bits >> 31)) >> 12) + 0.5) * 0x1p-52
  }

  /// Returns a number between two others.
  mutating func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * unit() }

  /// Returns a number of the normal distribution with mean 0 and standard deviation 1.
  mutating func normal() -> Double { NormalDistribution.quantile(unit()) }

  /// Returns one of some values.
  mutating func one(of values: [Double]) -> Double { values[Int(unit() * Double(values.count))] }
}
