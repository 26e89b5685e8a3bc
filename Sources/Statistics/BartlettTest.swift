// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import CMath

/// Bartlett's test of equal variances.
public struct BartlettTest: Hashable, Sendable {
  /// The statistic, which follows chi-square where variances are equal.
  public let statistic: Double

  /// The degrees of freedom: the number of groups less one.
  public let degreesOfFreedom: Int

  /// The probability of a statistic at least as large where variances are equal.
  public var probability: Double { ChiSquared(degreesOfFreedom: Double(degreesOfFreedom)).upperTail(statistic) }

  /// Tests groups; `nil` for fewer than two, or one without variance.
  ///
  /// - Parameter groups: The variance of each group with its degrees of freedom, both positive.
  /// - Source: Bartlett 1937, Proceedings of the Royal Society A 160:268.
  public init?(_ groups: [(variance: Double, degreesOfFreedom: Double)]) {
    guard groups.count > 1, groups.allSatisfy({ $0.variance > 0 && $0.degreesOfFreedom > 0 }) else { return nil }
    let total = groups.reduce(0) { $0 + $1.degreesOfFreedom }
    let pooled = groups.reduce(0) { $0 + $1.degreesOfFreedom * $1.variance } / total
    // Ratios to the pooled variance keep the difference of two nearly equal logarithms precise.
    let spread = -groups.reduce(0) { $0 + $1.degreesOfFreedom * log($1.variance / pooled) }
    let inverse = groups.reduce(0) { $0 + 1 / $1.degreesOfFreedom }
    let correction = 1 + (inverse - 1 / total) / (3 * Double(groups.count - 1))
    statistic = max(0, spread / correction)
    degreesOfFreedom = groups.count - 1
  }
}
