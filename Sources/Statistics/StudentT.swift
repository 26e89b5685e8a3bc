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
