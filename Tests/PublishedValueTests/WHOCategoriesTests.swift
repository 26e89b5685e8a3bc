// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics
internal import Testing

/// The table of the World Health Organization of 1994, as its copy prints it:
/// normal: T of -1.0 and above; low bone mass (osteopenia): between -1.0 and -2.5; osteoporosis: -2.5 and below; severe or
/// established osteoporosis: -2.5 and below with one or more fragility fractures.
@Suite("who-categories: table of the categories")
struct WHOCategoriesTests {
  static let table: [(tenths: Int, category: Densitometry.Category)] = [
    (20, .normal), (0, .normal), (-9, .normal), (-10, .normal), (-11, .lowBoneMass), (-17, .lowBoneMass),
    (-24, .lowBoneMass), (-25, .osteoporosis), (-26, .osteoporosis), (-50, .osteoporosis),
  ]

  @Test("The cut points give the category of the table", arguments: table)
  func cutPoints(tenths: Int, category: Densitometry.Category) {
    #expect(CutPoints.published.classify(ReportedScore(tenths: tenths), by: .t) == category)
  }

  @Test(
    "The rules of the WHO profile give the category of the table, severe with a fragility fracture", arguments: table)
  func rules(tenths: Int, category: Densitometry.Category) {
    let book = RuleBook(profile: .who)
    for hasFracture in [false, true] {
      let facts = Facts([
        .basis: .text("t"), .lowestT: .score(ReportedScore(tenths: tenths)), .fragilityFracture: .flag(hasFracture),
      ])
      let answer = book.decide(facts) { decision in
        if case .category(let category) = decision { category } else { nil }
      }
      let expected = hasFracture && category == .osteoporosis ? .severeOsteoporosis : category
      #expect(answer.answer == expected)
    }
  }

  @Test("A T-score of -2.5 is a density 2.5 standard deviations below the mean of young women")
  func definition() throws {
    let population = try #require(ReferenceLibrary.population("nhanes-iii.femoral-neck.white-female"))
    // 0.858 - 2.5 * 0.120 = 0.558
    let density = try #require(ArealDensity(gramsPerSquareCentimeter: 0.558))
    #expect(try TScore(of: density, on: .hologic, against: population).unrounded == -2.5)
  }
}
