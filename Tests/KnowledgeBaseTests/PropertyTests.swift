// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics
internal import Testing

@Suite("Properties of every reference")
struct PropertyTests {
  static let densities = (100...2500).compactMap { ArealDensity(gramsPerSquareCentimeter: Double($0) / 1000) }

  @Test("Every density that a bone can have up to 2.5 g/cm² is tried")
  func densities() {
    #expect(Self.densities.count == 2401)
    #expect(Self.densities.map { $0.milligrams } == Array(100...2500))
  }

  @Test(
    "A T-score never falls as the density rises, and the category changes only at the cut points",
    arguments: ReferenceLibrary.populations.map { $0.key })
  func tScore(key: String) throws {
    let population = try #require(ReferenceLibrary.population(key))
    var last: (score: TScore, category: Densitometry.Category)?
    var changes: [String] = []
    for density in Self.densities {
      let score = try TScore(of: density, on: population.scale, against: population)
      let category = CutPoints.published.classify(score.reported, by: .t)
      if let last {
        if score.reported < last.score.reported || score.unrounded <= last.score.unrounded {
          Issue.record("The score falls at \(density.milligrams) mg/cm².")
        }
        if category != last.category {
          changes.append("\(last.score.reported.tenths) \(last.category) to \(score.reported.tenths) \(category)")
        }
      }
      last = (score, category)
    }
    #expect(changes == ["-25 osteoporosis to -24 lowBoneMass", "-11 lowBoneMass to -10 normal"])
  }

  @Test(
    "A Z-score rises with the density at every age of a curve, and the category changes only at the cut point",
    arguments: ReferenceLibrary.curves.filter { $0.subject.quantity == .arealDensity }.map { $0.key })
  func zScore(key: String) throws {
    let curve = try #require(ReferenceLibrary.curve(key))
    let (first, final) = (curve.domain.lowerBound, curve.domain.upperBound)
    for age in [first, (first + final) / 2, final] {
      let distribution = try curve.distribution(atAge: age)
      var last = -Double.infinity
      var changes: [String] = []
      for density in Self.densities {
        let z = distribution.zScore(of: density.gramsPerSquareCentimeter)
        if z <= last { Issue.record("The score falls at \(density.milligrams) mg/cm² and \(age) years.") }
        if let before = ReportedScore(rounding: last), let after = ReportedScore(rounding: z) {
          let categories = [before, after].map { CutPoints.published.classify($0, by: .z) }
          if categories[0] != categories[1] { changes.append("\(before.tenths) to \(after.tenths)") }
        }
        last = z
      }
      #expect(changes == ["-20 to -19"], "\(age)")
    }
  }

  @Test(
    "At every age of its domain a curve is a distribution whose median scores zero",
    arguments: ReferenceLibrary.curves.map { $0.key })
  func distribution(key: String) throws {
    let curve = try #require(ReferenceLibrary.curve(key))
    for age in stride(from: curve.domain.lowerBound, through: curve.domain.upperBound, by: 0.1) {
      let distribution = try curve.distribution(atAge: age)
      #expect(distribution.median > 0 && distribution.variation > 0 && distribution.variation < 0.5)
      #expect(distribution.power.isFinite && distribution.zScore(of: distribution.median) == 0)
    }
  }
}
