// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import CMath

/// Student's t distribution.
public struct StudentT: Hashable, Sendable {
  /// The degrees of freedom, positive; they need not be whole.
  public let degreesOfFreedom: Double

  /// Creates a distribution.
  ///
  /// - Precondition: `degreesOfFreedom` must be positive.
  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "The degrees of freedom must be positive.")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// Returns the probability that a value falls at or below `t`.
  ///
  /// The regularized incomplete beta function by its continued fraction.
  ///
  /// - Parameter t: Any number.
  /// - Returns: A probability from 0 to 1; the lower tail keeps its relative precision, about 1e-12.
  /// - Source: Abramowitz and Stegun 1964, Handbook of Mathematical Functions, 26.5.8 and 26.7.1.
  public func cumulative(_ t: Double) -> Double {
    guard t <= 0 else { return 1 - cumulative(-t) }
    let x = degreesOfFreedom / (degreesOfFreedom + t * t)
    let y = t * t / (degreesOfFreedom + t * t)
    let (a, b) = (degreesOfFreedom / 2, 0.5)
    guard y > 0 else { return 0.5 }
    let front = exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log(y))
    if x < (a + 1) / (a + b + 2) { return front * Self.fraction(a, b, x) / a / 2 }
    return (1 - front * Self.fraction(b, a, y) / b) / 2
  }

  /// Returns the value at or below which a part of all values falls, by halving an interval and steps of Newton.
  ///
  /// - Parameter probability: A probability above 0 and below 1.
  /// - Returns: The value, within 1e-11 of its size.
  /// - Precondition: `probability` must lie between 0 and 1, both outside.
  public func quantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "The probability must lie between 0 and 1.")
    guard probability <= 0.5 else { return -quantile(1 - probability) }
    var low = -1.0
    while cumulative(low) > probability { low *= 2 }
    var high = 0.0
    var value = low / 2
    for _ in 0..<200 {
      let gap = cumulative(value) - probability
      if gap > 0 { high = value } else { low = value }
      let step = value - gap / density(value)
      let next = step > low && step < high ? step : (low + high) / 2
      if (next - value).magnitude <= 1e-14 * value.magnitude { return next }
      value = next
    }
    return value
  }

  /// Returns the density at a value.
  public func density(_ t: Double) -> Double {
    exp(logConstant - (degreesOfFreedom + 1) / 2 * log(1 + t * t / degreesOfFreedom))
  }

  /// Returns the score of the normal distribution with the same part of all values below it.
  func normalScore(of t: Double) -> Double {
    guard t != 0 else { return 0 }
    let below = NormalDistribution.quantile(max(cumulative(-t.magnitude), .leastNormalMagnitude))
    return t < 0 ? below : -below
  }

  /// Returns the value with the same part of all values below it as a score of the normal distribution has.
  func score(ofNormal z: Double) -> Double {
    guard z != 0 else { return 0 }
    let below = quantile(max(NormalDistribution.cumulative(-z.magnitude), .leastNormalMagnitude))
    return z < 0 ? below : -below
  }

  /// The continued fraction of the incomplete beta function, by the method of Lentz.
  private static func fraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
    var ratio = 1 / (1 - (a + b) * x / (a + 1))
    var (numerator, sum) = (1.0, ratio)
    for index in 1..<500 {
      let m = Double(index)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      ratio = 1 / (1 + even * ratio)
      numerator = 1 + even / numerator
      sum *= ratio * numerator
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      ratio = 1 / (1 + odd * ratio)
      numerator = 1 + odd / numerator
      let change = ratio * numerator
      sum *= change
      if (change - 1).magnitude < 1e-16 { break }
    }
    return sum
  }

  /// The logarithm of the density at 0.
  var logConstant: Double {
    logGamma((degreesOfFreedom + 1) / 2) - logGamma(degreesOfFreedom / 2) - log(degreesOfFreedom * Double.pi) / 2
  }
}

extension NormalDistribution {
  /// The logarithm of the density at 0, -log(2 pi) / 2.
  static let logConstant = -0.918_938_533_204_672_7
}

/// Returns the logarithm of the gamma function by Stirling's series, after raising the argument above 15.
///
/// - Accuracy: Within 1e-13, relative, for arguments from 0.1 to 1e6.
func logGamma(_ x: Double) -> Double {
  var x = x
  var product = 1.0
  while x < 15 {
    product *= x
    x += 1
  }
  let inverse = 1 / (x * x)
  let series = (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse / 1680))) / x
  return (x - 0.5) * log(x) - x + 0.918_938_533_204_672_7 + series - log(product)
}
