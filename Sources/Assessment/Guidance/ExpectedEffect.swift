// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
public import KnowledgeBase
internal import Statistics

/// What a change of density that a study measured would be at a site of this person.
///
/// It is arithmetic on a mean of a study, and no forecast.
///
/// - Source: Rules INT-01 to INT-08; `docs/methods/guidance.md`.
public struct ExpectedEffect: Hashable, Sendable {
  /// A change at one end of the published range.
  public struct Change: Hashable, Sendable {
    /// In percent.
    public let percent: Double

    /// In g/cm².
    public let density: Double

    /// In standard deviations of the score that applies.
    public let score: Double
  }

  /// The published effect.
  public let effect: Effect

  /// The region of the person.
  public let region: MeasuredRegion

  /// The density in g/cm² that it is worked out from.
  public let density: Double

  /// Whether T-scores or Z-scores apply.
  public let basis: ScoreBasis

  /// The standard deviation in g/cm² by which density becomes a score; for Z-scores that of peers at the median.
  public let deviation: Double

  /// The smallest published change.
  public let low: Change

  /// The largest published change.
  public let high: Change

  /// The least significant change of the facility in g/cm²; `nil` where it is not known.
  public let leastSignificantChange: Double?

  /// Whether two scans would tell the largest change from noise; `nil` where the least significant change is not known.
  public var isTellable: Bool? {
    guard let limit = leastSignificantChange.flatMap({ ExactDecimal($0) }) else { return nil }
    return ExactDecimal(high.density).map { $0.magnitude >= limit }
  }
}

/// Works out what published effects would be for a person.
struct EffectMaker {
  let study: Study
  let latest: VisitAssessment

  /// Returns the effects of some rules and drug classes at the person's sites.
  func effects(of rules: Set<String>, _ classes: Set<DrugClass>) -> [ExpectedEffect] {
    guard let basis = latest.diagnosis.basis else { return [] }
    return Effect.all.filter { effect in
      effect.rule.map { rules.contains($0) } ?? effect.drugClass.map { classes.contains($0) } ?? false
    }.compactMap { expected($0, basis) }
  }

  private func expected(_ effect: Effect, _ basis: ScoreBasis) -> ExpectedEffect? {
    let usable = latest.regions.map { $0.assessed }.filter { $0.region.site == effect.site && $0.isMeasuredAndUsable }
    guard let region = usable.first(where: { $0.region.singleVertebra == nil }) else { return nil }
    guard let density = region.region.density?.gramsPerSquareCentimeter else { return nil }
    guard let deviation = deviation(of: region, basis) else { return nil }
    func change(_ percent: Double) -> ExpectedEffect.Change {
      let change = density * percent / 100
      return ExpectedEffect.Change(percent: percent, density: change, score: change / deviation)
    }
    let limit = ScanPair(later: region, earlier: region).leastSignificantChange(by: study.precision)
    return ExpectedEffect(
      effect: effect, region: region.region, density: density, basis: basis, deviation: deviation,
      low: change(effect.low.doubleValue), high: change(effect.high.doubleValue),
      leastSignificantChange: limit.map { Double($0) / 1000 })
  }

  /// The standard deviation that makes a score of a density: of young adults, or of peers at their median.
  private func deviation(of region: AssessedRegion, _ basis: ScoreBasis) -> Double? {
    switch basis {
    case .t:
      let key = region.t?.computed?.reference
      return key.flatMap { ReferenceLibrary.population($0) }.map { Double($0.deviationTenThousandths) / 10_000 }
    case .z:
      guard let key = region.z?.computed?.reference, let age = region.age.exactYears else { return nil }
      guard let curve = ReferenceLibrary.curves.first(where: { $0.key == key }) else { return nil }
      return (try? curve.distribution(atAge: age)).map { $0.median * $0.variation }
    }
  }
}
