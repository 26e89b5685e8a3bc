// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The first scans of a phantom, which later ones are held against.
///
/// Whether a scan lies beyond so many standard deviations is decided on sums of squares, without a root or a quotient: for
/// densities of up to four decimals that is exact, and a scan exactly on a border is on it.
///
/// - Source: Rule QC-02; `docs/methods/phantom.md`.
public struct PhantomBaseline: Hashable, Sendable {
  /// The number of scans.
  public let count: Int

  /// The mean in g/cm².
  public let mean: Double

  /// The standard deviation in g/cm², with one scan less than there are below the line; `nil` where it is 0, or where
  /// there is one scan.
  public let standardDeviation: Double?

  /// The limits of 1.5 %.
  public let limits: PhantomLimits

  private let sum: Int64
  private let squares: Double

  /// Takes scans as a baseline.
  ///
  /// - Parameter densities: The scans.
  /// - Precondition: `densities` must not be empty.
  public init(_ densities: [ArealDensity]) {
    precondition(!densities.isEmpty, "A baseline must hold a scan.")
    let count = densities.count
    let sum = densities.reduce(Int64(0)) { $0 + $1.billionths }
    let squares = densities.reduce(0.0) { squares, density in
      let distance = Self.distance(of: density, sum, count)
      return squares + distance * distance
    }
    self.count = count
    self.sum = sum
    self.squares = squares
    mean = Double(sum) / 1e9 / Double(count)
    standardDeviation = squares > 0 ? (squares / Double(count - 1)).squareRoot() / (1e4 * Double(count)) : nil
    limits = PhantomLimits(sum: sum, count: count)
  }

  /// Returns how far a density lies from the mean, in units of 0.0001 g/cm² over the number of scans.
  func distance(of density: ArealDensity) -> Double { Self.distance(of: density, sum, count) }

  private static func distance(of density: ArealDensity, _ sum: Int64, _ count: Int) -> Double {
    Double(Int64(count) * density.billionths - sum) / 1e5
  }

  /// Returns how many standard deviations a density lies from the mean; `nil` without a standard deviation.
  public func score(of density: ArealDensity) -> Double? {
    guard squares > 0 else { return nil }
    return distance(of: density) / (squares / Double(count - 1)).squareRoot()
  }

  /// Tells whether a distance is larger in size than a whole number of standard deviations; never without one.
  func isBeyond(_ deviations: Int, _ distance: Double) -> Bool {
    squares > 0 && distance * distance * Double(count - 1) > Double(deviations * deviations) * squares
  }
}
