// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// What a scan of a region on one scanner is expected to read on another, from people scanned on both.
///
/// - Source: Rules SER-05 and XCL-04; `docs/methods/calibration.md`.
public struct ScannerCalibration: Hashable, Sendable {
  /// The site.
  public var site: Site

  /// The vertebrae, for the lumbar spine; `nil` for L1-L4.
  public var vertebrae: VertebralSubset?

  /// The serial number of the old scanner, or its model where scans name no serial number.
  public var from: String

  /// The serial number of the new scanner, or its model.
  public var to: String

  /// The slope of the conversion.
  public var slope: Double

  /// The intercept of the conversion in g/cm².
  public var intercept: Double

  /// The standard error of the converted density of one person in g/cm², with the precision errors of both scanners and the
  /// person-by-scanner scatter.
  public var standardError: Double

  /// The generalized least significant change in g/cm².
  public var leastSignificantChange: Double

  /// The old densities in g/cm² that the conversion was made from; others are not converted.
  public var range: ClosedRange<Double>

  /// Creates a calibration.
  public init(
    site: Site, vertebrae: VertebralSubset? = nil, from: String, to: String, slope: Double, intercept: Double,
    standardError: Double, leastSignificantChange: Double, range: ClosedRange<Double>
  ) {
    self.site = site
    self.vertebrae = vertebrae
    self.from = from
    self.to = to
    self.slope = slope
    self.intercept = intercept
    self.standardError = standardError
    self.leastSignificantChange = leastSignificantChange
    self.range = range
  }

  /// Returns what a density in g/cm² on the old scanner is expected to read on the new one; `nil` outside ``range``.
  public func converted(_ density: Double) -> Double? {
    range.contains(density) ? slope * density + intercept : nil
  }

  /// Tells whether it is of a region, and from one scanner to another.
  public func serves(_ region: MeasuredRegion, from old: Scanner, to new: Scanner) -> Bool {
    region.site == site && (region.vertebrae ?? .all) == (vertebrae ?? .all) && old.isNamed(from) && new.isNamed(to)
  }

  /// The standard deviation in g/cm² of what all scans of one person on one scanner share against the other.
  ///
  /// It is what the standard error holds besides the errors of one scan on each scanner.
  ///
  /// - Parameter error: The precision error of a scan in g/cm².
  /// - Returns: A number that is not negative.
  public func offsetError(precision error: Double) -> Double {
    max(0, standardError * standardError - error * error * (1 + slope * slope)).squareRoot()
  }
}

extension Scanner {
  /// Tells whether a name is that of the scanner: its serial number, or its model where it names none.
  func isNamed(_ name: String) -> Bool { (serial ?? model)?.lowercased() == name.lowercased() }
}
