// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The part of a child's Z-score that height explains.
public struct HeightAdjustment: Hashable, Sendable {
  /// The key of the data set that it stands in.
  public let key: String

  /// The site.
  public let site: Site

  /// The vertebrae, for the lumbar spine.
  public let vertebrae: VertebralSubset?

  /// The sex.
  public let sex: Sex

  /// The ages in years, from the lower bound to below the upper.
  public let ages: Range<Double>

  /// The Z-score expected at median height.
  public let intercept: Double

  /// The rise of the Z-score for each unit of height-for-age Z-score.
  public let slope: Double

  /// Creates an adjustment.
  public init(
    key: String, site: Site, vertebrae: VertebralSubset?, sex: Sex, ages: Range<Double>, intercept: Double,
    slope: Double
  ) {
    self.key = key
    self.site = site
    self.vertebrae = vertebrae
    self.sex = sex
    self.ages = ages
    self.intercept = intercept
    self.slope = slope
  }

  /// Returns the Z-score less what height explains.
  ///
  /// ```
  /// adjusted Z = Z - (intercept + slope * height-for-age Z)
  /// ```
  ///
  /// - Source: Rule PED-06; the form of `zemel-2010`, fitted to NHANES.
  public func adjusted(_ z: ZScore, forHeight height: ZScore) -> ZScore? {
    ZScore(unrounded: z.unrounded - (intercept + slope * height.unrounded))
  }
}
