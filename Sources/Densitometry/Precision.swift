// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The precision error of one site at a facility.
public struct SitePrecision: Hashable, Sendable {
  /// The factor from a precision error to the least significant change at 95 %.
  ///
  /// - Source: Rule SER-02; 1.96 times the square root of 2, as published.
  public static let leastSignificantChangeFactor = 2.77

  /// The site.
  public var site: Site

  /// The vertebrae, for the lumbar spine.
  public var vertebrae: VertebralSubset?

  /// The root-mean-square standard deviation of repeated scans in g/cm².
  public var rmsSd: Double

  /// The degrees of freedom of ``rmsSd``.
  public var degreesOfFreedom: Int?

  /// Creates a precision from a root-mean-square standard deviation in g/cm².
  public init(site: Site, vertebrae: VertebralSubset? = nil, rmsSd: Double, degreesOfFreedom: Int? = nil) {
    self.site = site
    self.vertebrae = vertebrae
    self.rmsSd = rmsSd
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// Creates a precision from a least significant change at 95 % in g/cm².
  public init(site: Site, vertebrae: VertebralSubset? = nil, leastSignificantChange: Double) {
    self.init(site: site, vertebrae: vertebrae, rmsSd: leastSignificantChange / Self.leastSignificantChangeFactor)
  }
}

/// The precision study of a facility.
public struct FacilityPrecision: Hashable, Sendable {
  /// The facility; `nil` where the study document names none.
  public var facility: String?

  /// The precision of each site.
  public var sites: [SitePrecision]

  /// Creates a precision study.
  public init(facility: String? = nil, sites: [SitePrecision]) {
    self.facility = facility
    self.sites = sites
  }

  /// Returns the precision error of a region in g/cm², for exactly these vertebrae.
  ///
  /// - Source: Rule SER-07: the error of another combination of vertebrae is no substitute.
  public func rmsSd(of region: MeasuredRegion, at facility: String?) -> Double? {
    if let own = self.facility, let facility, own != facility { return nil }
    return sites.first { $0.site == region.site && ($0.vertebrae ?? .all) == (region.vertebrae ?? .all) }?.rmsSd
  }
}
