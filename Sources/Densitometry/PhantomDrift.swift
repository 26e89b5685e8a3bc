// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The state of the tabular cumulative sum after a scan of a phantom, in standard deviations.
///
/// ```
/// up   = max(0, up before + z - 0.5)
/// down = max(0, down before - z - 0.5)
/// ```
///
/// z is cut at 4 in size, so that one outlier cannot signal a drift. Where a sum exceeds 5 there is a signal, and both
/// start anew at 0; a sum of exactly 5 is none.
///
/// - Source: Rule QC-05; `docs/methods/phantom.md`.
public struct PhantomDrift: Hashable, Sendable {
  /// What is taken off each step.
  public static let slack = 0.5
  /// The sum above which there is a signal.
  public static let limit = 5.0
  /// The size at which a step is cut.
  public static let largestStep = 4.0
  /// What the rounding of sums may add to one that is exactly at the limit.
  private static let rounding = 1e-9

  /// The sum of steps upward, as it is before it starts anew.
  public let up: Double

  /// The sum of steps downward, as it is before it starts anew.
  public let down: Double

  /// Whether one of the two signals.
  public var isSignal: Bool { max(up, down) > Self.limit + Self.rounding }

  /// Takes a step.
  ///
  /// - Parameters:
  ///   - score: How many standard deviations the scan lies from the mean of the baseline.
  ///   - before: The state after the scan before; `nil` at the first one.
  public init(_ score: Double, after before: PhantomDrift?) {
    let step = max(-Self.largestStep, min(Self.largestStep, score))
    let start = before.flatMap { $0.isSignal ? nil : $0 }
    up = max(0, (start?.up ?? 0) + step - Self.slack)
    down = max(0, (start?.down ?? 0) - step - Self.slack)
  }

  /// Returns the plain cumulative sums of scans, in g/cm²: the distances from the mean of the first ten, added up.
  ///
  /// - Parameter densities: The scans in the order of time.
  /// - Returns: A sum for each scan, without rounding error before the last place; none for fewer than ten scans.
  public static func plainSums(_ densities: [ArealDensity]) -> [Double] {
    guard densities.count >= 10 else { return [] }
    let first = densities.prefix(10).reduce(Int64(0)) { $0 + $1.billionths }
    var sum: Int64 = 0
    return densities.map { density in
      sum += 10 * density.billionths - first
      return Double(sum) / 1e10
    }
  }
}
