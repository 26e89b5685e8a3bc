// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Statistics

/// The evidence behind a figure or a rule.
public enum EvidenceTag: String, CaseIterable, Sendable {
  /// Seen in a source.
  case confirmed
  /// Arithmetic on confirmed figures.
  case derived
  /// A choice of this project where the published positions are silent.
  case design
  /// From memory of the named source.
  case unverified
}

/// The family that a young-adult reference belongs to.
public enum ReferenceFamily: String, CaseIterable, Sendable {
  case nhanesIII = "nhanes-iii"
  case manufacturer
  case nhanes2005to2010 = "nhanes-2005-2010"
  case nhanes2005to2014 = "nhanes-2005-2014"

  /// The name for people.
  public var name: String {
    switch self {
    case .nhanesIII: "NHANES III"
    case .manufacturer: "the manufacturer's"
    case .nhanes2005to2010: "NHANES 2005-2010"
    case .nhanes2005to2014: "NHANES 2005-2014"
    }
  }
}

/// The young adults that a T-score compares with.
public struct YoungAdultPopulation: Hashable, Sendable {
  /// The stable key, such as `nhanes-iii.femoral-neck.white-female`.
  public let key: String

  /// The measured site.
  public let site: Site

  /// The vertebrae, for the lumbar spine.
  public let vertebrae: VertebralSubset?

  /// The sex of the young adults; `nil` where the source does not say.
  public let sex: Sex?

  /// The scale of the densities.
  public let scale: ScannerScale

  /// The models that the figures belong to; empty for all of the scale.
  public let devices: [String]

  /// The family.
  public let family: ReferenceFamily

  /// Whether a diagnosis may rest on it; otherwise it only shows what another reference would give.
  public let isDiagnostic: Bool

  /// The evidence behind the figures.
  public let tag: EvidenceTag

  /// The mean in ten-thousandths of g/cm².
  public let meanTenThousandths: Int64

  /// The standard deviation in ten-thousandths of g/cm², positive.
  public let deviationTenThousandths: Int64

  /// How far the true mean may lie from the stated one, in ten-thousandths of g/cm²; 0 where the source states no bound.
  public let meanToleranceTenThousandths: Int64

  /// Creates a population.
  ///
  /// `mean`, `deviation` and `meanTolerance` are in g/cm² with at most four decimals; the first two must be positive when
  /// rounded to four.
  ///
  /// - Precondition: `mean` and `deviation` must be positive, and `meanTolerance` not negative.
  public init(
    key: String, site: Site, vertebrae: VertebralSubset?, sex: Sex?, scale: ScannerScale, devices: [String],
    family: ReferenceFamily, isDiagnostic: Bool, tag: EvidenceTag, mean: ExactDecimal, deviation: ExactDecimal,
    meanTolerance: ExactDecimal = ExactDecimal(0)
  ) {
    self.key = key
    self.site = site
    self.vertebrae = vertebrae
    self.sex = sex
    self.scale = scale
    self.devices = devices
    self.family = family
    self.isDiagnostic = isDiagnostic
    self.tag = tag
    meanTenThousandths = mean.rounded(toPlaces: 4)
    deviationTenThousandths = deviation.rounded(toPlaces: 4)
    meanToleranceTenThousandths = meanTolerance.rounded(toPlaces: 4)
    precondition(meanToleranceTenThousandths >= 0, "The tolerance of the mean must not be negative.")
    precondition(deviationTenThousandths > 0, "The standard deviation must be positive.")
    precondition(meanTenThousandths > 0, "The mean must be positive.")
  }

  /// Returns the density as a percentage of the young-adult mean, to a whole number.
  public func percentOfMean(_ density: ArealDensity) -> Int {
    Int(Rational(density.milligrams * 1000, meanTenThousandths).roundedHalfAwayFromZero)
  }

  /// Returns the largest density in mg/cm² whose reported T-score is at or below a score.
  public func largestDensity(atOrBelow score: ReportedScore) -> Int64 {
    let guess = (meanTenThousandths * 10 + deviationTenThousandths * Int64(score.tenths)) / 100
    var density = guess + deviationTenThousandths / 100 + 1
    while TScore(milligrams: density, against: self).reported > score { density -= 1 }
    return density
  }
}
