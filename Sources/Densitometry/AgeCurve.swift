// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Statistics

/// What an age curve describes, and of whom.
public struct AgeCurveSubject: Hashable, Sendable {
  /// The quantity.
  public let quantity: Quantity

  /// The measured site; `nil` for body height.
  public let site: Site?

  /// The vertebrae, for the lumbar spine.
  public let vertebrae: VertebralSubset?

  /// The sex of the people.
  public let sex: Sex

  /// The population group; `nil` for all.
  public let group: PopulationGroup?

  /// The scale of the densities; `nil` for body height.
  public let scale: ScannerScale?

  /// Creates a subject.
  public init(
    quantity: Quantity = .arealDensity, site: Site?, vertebrae: VertebralSubset? = nil, sex: Sex,
    group: PopulationGroup? = nil, scale: ScannerScale?
  ) {
    self.quantity = quantity
    self.site = site
    self.vertebrae = vertebrae
    self.sex = sex
    self.group = group
    self.scale = scale
  }
}

/// The distribution of a quantity by age: curves of L, M and S.
///
/// L, M and S, not centiles, are interpolated on straight lines between the knots. Outside the knots there is no value.
public struct AgeCurve: Sendable {
  /// The stable key, such as `nhanes-2005-2010.femoral-neck.all-female`.
  public let key: String

  /// What the curve describes.
  public let subject: AgeCurveSubject

  /// The age in years from which few people stand behind the curve.
  public let sparseFrom: Double?

  /// The evidence behind the figures.
  public let tag: EvidenceTag

  /// The knots: age in years, L, M (in the unit of the quantity) and S.
  let knots: [Knot]

  /// The curves at one age.
  public struct Knot: Hashable, Sendable {
    /// The age in years.
    public let age: Double

    /// The distribution at that age.
    public let distribution: BoxCoxNormal

    /// Creates a knot.
    public init(age: Double, distribution: BoxCoxNormal) {
      self.age = age
      self.distribution = distribution
    }
  }

  /// Creates a curve.
  ///
  /// - Precondition: `knots` must not be empty; their ages must rise strictly.
  public init(key: String, subject: AgeCurveSubject, sparseFrom: Double?, tag: EvidenceTag, knots: [Knot]) {
    precondition(!knots.isEmpty, "A curve must have knots.")
    let ages = knots.map { $0.age }
    precondition(zip(ages, ages.dropFirst()).allSatisfy { $0 < $1 }, "The ages of a curve must rise strictly.")
    self.key = key
    self.subject = subject
    self.sparseFrom = sparseFrom
    self.tag = tag
    self.knots = knots
  }

  /// The first and the last age in years, both inside.
  public var domain: ClosedRange<Double> { knots[0].age...knots[knots.count - 1].age }

  /// The ages in years between which the curve is straight, rising.
  public var ages: [Double] { knots.map { $0.age } }

  /// Returns the distribution at an age.
  ///
  /// - Throws: ``ScoringRefusal/ageOutsideReference(age:domain:reference:)`` outside the ``domain``.
  /// - Complexity: O(log n) in the number of knots.
  public func distribution(atAge age: Double) throws(ScoringRefusal) -> BoxCoxNormal {
    guard let place = Interpolant(of: age, among: knots.count, knot: { knots[$0].age }) else {
      throw .ageOutsideReference(age: age, domain: domain, reference: key)
    }
    return BoxCoxNormal(
      power: place.value { knots[$0].distribution.power },
      median: place.value { knots[$0].distribution.median },
      variation: place.value { knots[$0].distribution.variation },
      degreesOfFreedom: knots[0].distribution.degreesOfFreedom)
  }
}

extension BoxCoxNormal {
  /// Returns the largest density in mg/cm² whose reported Z-score is at or below a score.
  public func largestDensity(atOrBelow score: ReportedScore) -> Int64 {
    var low: Int64 = 0
    var high: Int64 = 5000
    while high - low > 1 {
      let middle = (low + high) / 2
      let reported = ReportedScore(rounding: zScore(of: Double(middle) / 1000))
      if let reported, reported <= score { low = middle } else { high = middle }
    }
    return low
  }
}
