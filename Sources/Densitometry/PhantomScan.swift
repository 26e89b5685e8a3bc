// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics

/// A scan of a phantom.
public struct PhantomScan: Hashable, Sendable {
  /// The day.
  public let date: CalendarDate

  /// The areal density that was measured.
  public let density: ArealDensity

  /// Creates a scan.
  public init(date: CalendarDate, density: ArealDensity) {
    self.date = date
    self.density = density
  }
}

extension ArealDensity {
  /// The density in whole billionths of 1 g/cm², in which sums of scans are exact.
  var billionths: Int64 { ExactDecimal(gramsPerSquareCentimeter)?.billionths ?? 0 }
}
