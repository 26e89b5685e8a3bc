// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import CMath

/// The chi-square distribution.
public struct ChiSquared: Hashable, Sendable {
  /// The degrees of freedom, positive; they need not be whole.
  public let degreesOfFreedom: Double

  /// Creates a distribution.
  ///
  /// - Precondition: `degreesOfFreedom` must be positive.
  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "The degrees of freedom must be positive.")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// Returns the probability that a value falls at or below `x`.
  ///
  /// - Parameter x: Any number.
  /// - Returns: A probability from 0 to 1; the lower tail keeps its relative precision, about 1e-12.
  /// - Source: Abramowitz and Stegun 1964, Handbook of Mathematical Functions, 6.5.29 and 6.5.31.
  public func cumulative(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    return isBelowMiddle(x) ? series(x) : 1 - fraction(x)
  }

  /// Returns the probability that a value falls above `x`; the upper tail keeps its relative precision.
  public func upperTail(_ x: Double) -> Double {
    guard x > 0 else { return 1 }
    return isBelowMiddle(x) ? 1 - series(x) : fraction(x)
  }

  /// Returns the value at or below which a part of all values falls, by steps of Newton within a halved interval.
  ///
  /// - Parameter probability: A probability above 0 and below 1.
  /// - Returns: The value, within 1e-12 of its size.
  /// - Precondition: `probability` must lie between 0 and 1, both outside.
  public func quantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "The probability must lie between 0 and 1.")
    var (low, high) = (0.0, degreesOfFreedom + 10)
    while cumulative(high) < probability { high *= 2 }
    var value = degreesOfFreedom
    for _ in 0..<200 {
      // Above the middle the upper tail is the more precise of the two.
      let gap = probability < 0.5 ? cumulative(value) - probability : (1 - probability) - upperTail(value)
      if gap > 0 { high = value } else { low = value }
      let step = value - gap / density(value)
      let next = step > low && step < high ? step : (low + high) / 2
      if (next - value).magnitude <= 1e-15 * value { return next }
      value = next
    }
    return value
  }

  /// Returns the density at a positive value.
  func density(_ x: Double) -> Double { front(x) * shape / x }

  private var shape: Double { degreesOfFreedom / 2 }

  private func isBelowMiddle(_ x: Double) -> Bool { x / 2 < shape + 1 }

  /// (x/2)^a exp(-x/2) / Gamma(a + 1), with a half the degrees of freedom.
  private func front(_ x: Double) -> Double { exp(shape * log(x / 2) - x / 2 - logGamma(shape + 1)) }

  /// The lower tail as a power series.
  private func series(_ x: Double) -> Double {
    var (term, sum, index) = (1.0, 1.0, shape)
    while term > sum * 1e-17 {
      index += 1
      term *= x / 2 / index
      sum += term
    }
    return front(x) * sum
  }

  /// The upper tail as a continued fraction, by the method of Lentz.
  private func fraction(_ x: Double) -> Double {
    var next = x / 2 + 1 - shape
    var ratio = 1 / next
    var (numerator, sum) = (1e300, ratio)
    for index in 1..<10_000 {
      let step = Double(index)
      let factor = -step * (step - shape)
      next += 2
      ratio = 1 / (factor * ratio + next)
      numerator = next + factor / numerator
      let change = ratio * numerator
      sum *= change
      if (change - 1).magnitude < 1e-16 { break }
    }
    return front(x) * shape * sum
  }
}
