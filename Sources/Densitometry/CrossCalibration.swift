// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Statistics

/// The relation of two scanners, from people scanned on both.
///
/// - Source: Rules XCL-02 and XCL-04; `docs/methods/calibration.md`.
public struct CrossCalibration: Hashable, Sendable {
  /// The scans of one region of one person, in g/cm².
  public struct Pair: Hashable, Sendable {
    /// The scans on the old scanner, in the order of the table; at least one.
    public var old: [Double]
    /// The scans on the new scanner; at least one.
    public var new: [Double]

    /// Creates a pair.
    public init(old: [Double], new: [Double]) {
      self.old = old
      self.new = new
    }
  }

  /// The precision error of a scanner.
  public struct ScannerError: Hashable, Sendable {
    /// The root-mean-square standard deviation of a scan in g/cm².
    public let rmsSd: Double
    /// The degrees of freedom; `nil` for an error that was given and not estimated from these people.
    public let degreesOfFreedom: Int?
  }

  /// The least change from one scanner to the other that counts, of a person with some old density.
  public struct Limit: Hashable, Sendable {
    /// The old density in g/cm².
    public let density: Double
    /// What it is expected to read on the new scanner, in g/cm².
    public let converted: Double
    /// The generalized least significant change in g/cm².
    public let change: Double
    /// The degrees of freedom of its quantile of Student's t.
    public let degreesOfFreedom: Double
  }

  /// The number of people, each region and side counted.
  public let count: Int

  /// The mean number of scans of a person on the old scanner.
  public let meanOldScans: Double

  /// The mean number of scans of a person on the new scanner.
  public let meanNewScans: Double

  /// The relation of the scanners, both with errors.
  public let relation: DemingRegression

  /// How far the scanners agree.
  public let agreement: BlandAltman

  /// What one scan on the old scanner is expected to read on the new one.
  public let conversion: LeastSquaresLine

  /// The precision error of the old scanner, if it is known.
  public let oldError: ScannerError?

  /// The precision error of the new scanner, if it is known.
  public let newError: ScannerError?

  /// The variance that averaging repeats on the new scanner took from the scatter of one scan; 0 without repeats.
  public let averagedVariance: Double

  /// The old densities, each that of the first scan, rising.
  public let densities: [Double]

  /// Works out the relation.
  ///
  /// The answer is `nil` for fewer than four people, or where densities do not vary, or not together.
  ///
  /// - Parameters:
  ///   - pairs: The people.
  ///   - oldError: The precision error of the old scanner in g/cm², used for the ratio of errors without repeats.
  ///   - newError: The one of the new scanner.
  public init?(_ pairs: [Pair], oldError: Double? = nil, newError: Double? = nil) {
    let old = ScannerError(pairs.map { $0.old }, given: oldError)
    let new = ScannerError(pairs.map { $0.new }, given: newError)
    let scans = (old: Self.meanCount(pairs.map { $0.old }), new: Self.meanCount(pairs.map { $0.new }))
    let ratio = Self.errorRatio(old, new, scans)
    let (x, y) = (pairs.map { Self.mean($0.old) }, pairs.map { Self.mean($0.new) })
    let first = pairs.map { $0.old[0] }
    guard let relation = DemingRegression(x, y, errorRatio: ratio), let agreement = BlandAltman(x, y),
      let conversion = LeastSquaresLine(first, y)
    else { return nil }
    count = pairs.count
    (meanOldScans, meanNewScans) = scans
    self.relation = relation
    self.agreement = agreement
    self.conversion = conversion
    self.oldError = old
    self.newError = new
    averagedVariance = Self.averagedVariance(pairs, new)
    densities = first.sorted()
  }

  // MARK: Conversion

  /// The old densities that people of the table have; outside nothing is converted.
  public var range: ClosedRange<Double> { densities[0]...densities[densities.count - 1] }

  /// The standard error of the converted density of one person in g/cm².
  public var standardError: Double { (conversion.residualVariance + averagedVariance).squareRoot() }

  /// Returns what an old density converts to, and the change that counts.
  ///
  /// - Parameter density: A density on the old scanner in g/cm².
  /// - Returns: `nil` outside ``range``.
  public func limit(at density: Double) -> Limit? {
    guard range.contains(density) else { return nil }
    let scatter = conversion.predictionVariance(at: density)
    let variance = scatter + averagedVariance
    let freedom = degreesOfFreedom(scatter)
    let factor = StudentT(degreesOfFreedom: freedom).quantile(0.975)
    return Limit(
      density: density, converted: conversion.value(at: density), change: factor * variance.squareRoot(),
      degreesOfFreedom: freedom)
  }

  /// Those of the sum of two variances, by the formula of Satterthwaite.
  private func degreesOfFreedom(_ scatter: Double) -> Double {
    let own = Double(conversion.degreesOfFreedom)
    guard averagedVariance > 0, let others = newError?.degreesOfFreedom else { return own }
    let sum = scatter + averagedVariance
    return sum * sum / (scatter * scatter / own + averagedVariance * averagedVariance / Double(others))
  }

  /// Returns the old density below which a percentage of the people lies, on straight lines between them.
  ///
  /// - Parameter percent: From 0 to 100.
  /// - Returns: A density within ``range`` in g/cm².
  public func density(atPercentile percent: Double) -> Double {
    let place = percent / 100 * Double(densities.count - 1)
    let index = min(max(0, Int(place)), densities.count - 2)
    return densities[index] + (place - Double(index)) * (densities[index + 1] - densities[index])
  }

  /// The percentiles of old densities at which limits are printed.
  public static let percentiles = [10.0, 50, 90]

  /// Returns limits at equal distances over the range, both ends among them.
  ///
  /// - Parameter steps: The number of distances, one at least.
  /// - Returns: One more limit than there are distances.
  public func curve(steps: Int) -> [Limit] {
    (0...steps).compactMap { step in
      let part = Double(step) / Double(steps)
      let place = step == steps ? range.upperBound : range.lowerBound + part * (range.upperBound - range.lowerBound)
      return limit(at: place)
    }
  }

  // MARK: Sums

  private static func mean(_ scans: [Double]) -> Double { scans.reduce(0, +) / Double(scans.count) }

  private static func meanCount(_ scans: [[Double]]) -> Double {
    guard !scans.isEmpty else { return 0 }
    return Double(scans.reduce(0) { $0 + $1.count }) / Double(scans.count)
  }

  /// An error below it comes of rounding, from repeats that are all equal.
  private static let leastError = 1e-9

  /// The ratio of the error variances of means; 1 unless both errors are known and neither is 0.
  private static func errorRatio(
    _ old: ScannerError?, _ new: ScannerError?, _ scans: (old: Double, new: Double)
  ) -> Double {
    guard let old, let new, min(old.rmsSd, new.rmsSd) > leastError else { return 1 }
    return (new.rmsSd * new.rmsSd / scans.new) / (old.rmsSd * old.rmsSd / scans.old)
  }

  private static func averagedVariance(_ pairs: [Pair], _ new: ScannerError?) -> Double {
    guard let new, new.degreesOfFreedom != nil else { return 0 }
    let inverse = pairs.reduce(0) { $0 + 1 / Double($1.new.count) } / Double(pairs.count)
    return new.rmsSd * new.rmsSd * (1 - inverse)
  }
}

extension CrossCalibration.ScannerError {
  /// The error by the repeats, or else the one that is given.
  fileprivate init?(_ scans: [[Double]], given: Double?) {
    if let estimate = PrecisionEstimate(scans) {
      self.init(rmsSd: estimate.rmsSd, degreesOfFreedom: estimate.degreesOfFreedom)
    } else if let given {
      self.init(rmsSd: given, degreesOfFreedom: nil)
    } else {
      return nil
    }
  }
}
