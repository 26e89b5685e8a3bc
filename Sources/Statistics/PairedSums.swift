// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The means of pairs of values, and the sums of squares and products about them.
///
/// The sums are taken after the means, in a second pass.
public struct PairedSums: Hashable, Sendable {
  /// The number of pairs.
  public let count: Int

  /// The mean of the first values.
  public let meanX: Double

  /// The mean of the second values.
  public let meanY: Double

  /// The sum of the squared deviations of the first values.
  public let sxx: Double

  /// The sum of the squared deviations of the second values.
  public let syy: Double

  /// The sum of the products of both deviations.
  public let sxy: Double

  /// Sums pairs.
  ///
  /// - Precondition: `x` and `y` must be equally long, and not empty.
  public init(_ x: [Double], _ y: [Double]) {
    precondition(x.count == y.count && !x.isEmpty, "The values must be pairs, one at least.")
    let n = Double(x.count)
    let (meanX, meanY) = (x.reduce(0, +) / n, y.reduce(0, +) / n)
    var (sxx, syy, sxy) = (0.0, 0.0, 0.0)
    for index in x.indices {
      let (dx, dy) = (x[index] - meanX, y[index] - meanY)
      sxx += dx * dx
      syy += dy * dy
      sxy += dx * dy
    }
    self.init(count: x.count, meanX: meanX, meanY: meanY, sxx: sxx, syy: syy, sxy: sxy)
  }

  private init(count: Int, meanX: Double, meanY: Double, sxx: Double, syy: Double, sxy: Double) {
    self.count = count
    self.meanX = meanX
    self.meanY = meanY
    self.sxx = sxx
    self.syy = syy
    self.sxy = sxy
  }

  /// Returns the sums without one of the pairs, of which there must be two or more.
  func leavingOut(_ x: Double, _ y: Double) -> PairedSums {
    let (n, rest) = (Double(count), Double(count - 1))
    let (dx, dy) = (x - meanX, y - meanY)
    return PairedSums(
      count: count - 1, meanX: meanX - dx / rest, meanY: meanY - dy / rest, sxx: sxx - dx * dx * n / rest,
      syy: syy - dy * dy * n / rest, sxy: sxy - dx * dy * n / rest)
  }

  /// Whether the first values differ by more than rounding does.
  var hasSpread: Bool { sxx > 1e-18 * Double(count) * meanX * meanX }
}
