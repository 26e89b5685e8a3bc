// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
internal import Statistics

/// How well a reference explains a printed score.
public enum FitLevel: String, CaseIterable, Comparable, Sendable {
  /// The density as printed gives the printed score, rounded as the engine rounds.
  case exact
  /// A density that prints as this one gives a score that prints as this one.
  case rounding = "within-rounding"
  /// So does one whose reference lies within its stated tolerance.
  case tolerance = "within-tolerance"
  /// The reference does not give the printed score.
  case none

  /// Orders the best fit first.
  public static func < (left: FitLevel, right: FitLevel) -> Bool { left.rank < right.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// A printed score beside what one reference makes of the printed density.
public struct ReferenceFit: Hashable, Sendable {
  /// The key of the reference.
  public let reference: String

  /// The name of the set that it belongs to.
  public let set: String

  /// The people of the set in words, such as `NHANES III White women`.
  public let people: String

  /// The sex of its people; `nil` where the source does not say.
  public let sex: Sex?

  /// Its scale.
  public let scale: ScannerScale?

  /// The evidence behind it.
  public let tag: EvidenceTag

  /// Whether a diagnosis may rest on it, on this scanner.
  public let isDiagnostic: Bool

  /// Whether the print names it.
  public let isStated: Bool

  /// How well it explains the print.
  public let level: FitLevel

  /// The score that it gives for the density as printed.
  public let score: ReportedScore

  /// That score before rounding.
  public let unrounded: Double

  /// By how many tenths the print differs from that score.
  public let missTenths: Int

  /// By how much the print lies beyond the scores that rounding and tolerance allow, in standard deviations; 0 if it fits.
  public let miss: Double

  /// The models that it belongs to; empty for all of the scale.
  let devices: [String]

  /// Whether the reference explains the print.
  public var explains: Bool { level != .none }
}

extension ReferenceFit {
  /// Orders the best explanation first: by fit, then the stated reference, a diagnostic one, a confirmed one, the key.
  static func isBetter(_ left: ReferenceFit, _ right: ReferenceFit) -> Bool {
    left.preference.lexicographicallyPrecedes(right.preference)
      || (left.preference == right.preference && left.reference < right.reference)
  }

  /// What comes first of two, as whole numbers; less is better.
  var preference: [Int] {
    let tags: [EvidenceTag] = [.confirmed, .derived, .design, .unverified]
    return [
      FitLevel.allCases.firstIndex(of: level) ?? 0, isStated ? 0 : 1, isDiagnostic ? 0 : 1,
      tags.firstIndex(of: tag) ?? 0,
    ]
  }

  /// Orders the smallest miss first.
  static func isNearer(_ left: ReferenceFit, _ right: ReferenceFit) -> Bool {
    (left.miss, left.missTenths) < (right.miss, right.missTenths)
      || ((left.miss, left.missTenths) == (right.miss, right.missTenths) && isBetter(left, right))
  }
}

/// The comparison of one printed T-score with young adults, in whole numbers.
///
/// ```
/// print:     20 tenths - 10 ... 20 tenths + 10            in two-hundredths of a standard deviation
/// reachable: (10 mg - 5 - mean) / SD ... (10 mg + 5 - mean) / SD, with mean +/- its tolerance
/// ```
///
/// A printed density of three decimals stands for every density within half a mg/cm² of it, and a printed score for every
/// score within 0.05, both ends included: which way a device rounds a half is not known.
///
/// - Accuracy: Exact.
/// - Source: Method note `docs/methods/reference-explanation.md`.
struct PrintedTFit {
  let level: FitLevel
  let score: TScore
  let miss: Double

  init(_ printed: ReportedScore, of density: ArealDensity, against population: YoungAdultPopulation) {
    score = TScore(onScaleOf: population, density)
    let rounding = Self.distance(printed, density, population, tolerance: 0)
    let distance = Self.distance(printed, density, population, tolerance: population.meanToleranceTenThousandths)
    level =
      if score.reported == printed { .exact } else if rounding == 0 { .rounding } else {
        distance == 0 ? .tolerance : .none
      }
    miss = level == .none ? Rational(distance, 20 * population.deviationTenThousandths).doubleValue : 0
  }

  /// How far the print lies outside of what is reachable, times 20 standard deviations in ten-thousandths of g/cm².
  private static func distance(
    _ printed: ReportedScore, _ density: ArealDensity, _ population: YoungAdultPopulation, tolerance: Int64
  ) -> Int64 {
    let (mean, deviation) = (population.meanTenThousandths, population.deviationTenThousandths)
    let tenths = Int64(printed.tenths)
    let lowest = 20 * (10 * density.milligrams - 5 - mean - tolerance)
    let highest = 20 * (10 * density.milligrams + 5 - mean + tolerance)
    return max(0, lowest - deviation * (2 * tenths + 1), deviation * (2 * tenths - 1) - highest)
  }
}

extension TScore {
  /// Expresses a density that is on the scale of the population.
  init(onScaleOf population: YoungAdultPopulation, _ density: ArealDensity) {
    guard let score = try? TScore(of: density, on: population.scale, against: population) else {
      preconditionFailure("A density on the scale of a population must have a score.")
    }
    self = score
  }
}

/// The comparison of one printed Z-score with an age curve.
///
/// The score rises with density, so that the lowest and the highest density that print as this one bound it; over the ages
/// that the stated age stands for, the ends, the knots and four places between neighboring ones are tried.
///
/// - Accuracy: A score 1e-6 beyond the print still counts as within rounding.
struct PrintedZFit {
  let level: FitLevel
  let score: ZScore
  let miss: Double

  /// Compares; `nil` where the curve does not cover the ages.
  init?(
    _ printed: ReportedScore, of density: ArealDensity, at ages: ClosedRange<Double>, given age: Double,
    against curve: AgeCurve
  ) {
    guard ages.overlaps(curve.domain) else { return nil }
    let covered = ages.clamped(to: curve.domain)
    let own = min(max(age, covered.lowerBound), covered.upperBound)
    guard let distribution = try? curve.distribution(atAge: own),
      let score = ZScore(unrounded: distribution.zScore(of: density.gramsPerSquareCentimeter))
    else { return nil }
    self.score = score
    let grams = Double(density.milligrams) / 1000
    let places = Self.places(covered, curve).compactMap { try? curve.distribution(atAge: $0) }
    let lowest = places.map { $0.zScore(of: grams - 0.0005) }.min() ?? score.unrounded
    let highest = places.map { $0.zScore(of: grams + 0.0005) }.max() ?? score.unrounded
    let distance = max(lowest - (printed.value + 0.05), printed.value - 0.05 - highest)
    let fits = distance <= 1e-6
    level = score.reported == printed ? .exact : fits ? .rounding : .none
    miss = level == .none ? distance : 0
  }

  private static func places(_ ages: ClosedRange<Double>, _ curve: AgeCurve) -> [Double] {
    let inner = curve.ages.filter { $0 > ages.lowerBound && $0 < ages.upperBound }
    let ends = [ages.lowerBound] + inner + [ages.upperBound]
    let between = zip(ends, ends.dropFirst()).flatMap { low, high in (1...4).map { low + (high - low) * Double($0) / 5 }
    }
    return ages.lowerBound == ages.upperBound ? [ages.lowerBound] : ends + between
  }
}
