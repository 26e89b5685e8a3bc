// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A place between two neighboring knots.
public struct Interpolant: Hashable, Sendable {
  /// The index of the knot at or before the place.
  public let index: Int

  /// How far the place lies toward the next knot, from 0 to below 1.
  public let fraction: Double

  /// Finds the place of `x` among knots that rise strictly.
  ///
  /// - Returns: `nil` outside the knots: there is no extrapolation.
  /// - Complexity: O(log n).
  public init?(of x: Double, among count: Int, knot: (Int) -> Double) {
    guard count > 0, x >= knot(0), x <= knot(count - 1) else { return nil }
    var low = 0
    var high = count
    while high - low > 1 {
      let middle = (low + high) / 2
      if knot(middle) <= x { low = middle } else { high = middle }
    }
    index = low
    fraction = low + 1 < count ? (x - knot(low)) / (knot(low + 1) - knot(low)) : 0
  }

  /// Returns the value at the place, on the straight line between its neighbors.
  public func value(_ at: (Int) -> Double) -> Double {
    fraction == 0 ? at(index) : at(index) + fraction * (at(index + 1) - at(index))
  }
}
