// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Testing

/// Rules CLS-04 and CLS-06 at their edges; the references are those of REF-07 and the maker's spine, Hologic scale.
@Suite("Category")
struct CategoryTests {
  /// The last density in g/cm² below a cut point and the first above it, by arithmetic on mean and deviation.
  static let edges:
    [(region: @Sendable (Double) -> MeasuredRegion, below: Double, above: Double, isOsteoporosis: Bool)] =
      [
        // Neck 0.858 (0.120): -1.05 lies at 0.858 - 0.126 = 0.732, a tie, which goes away from zero to -1.1.
        ({ .neck($0) }, 0.732, 0.733, false),
        // -2.45 lies at 0.858 - 0.294 = 0.564, a tie again.
        ({ .neck($0) }, 0.564, 0.565, true),
        // Total hip 0.942 (0.122): -1.05 lies at 0.942 - 0.1281 = 0.8139, -2.45 at 0.942 - 0.2989 = 0.6431.
        ({ .hip($0) }, 0.813, 0.814, false), ({ .hip($0) }, 0.643, 0.644, true),
        // Spine 1.047 (0.110): -1.05 lies at 1.047 - 0.1155 = 0.9315, -2.45 at 1.047 - 0.2695 = 0.7775.
        ({ .spine($0) }, 0.931, 0.932, false), ({ .spine($0) }, 0.777, 0.778, true),
      ]

  @Test("One thousandth of a g/cm² beside a cut point changes the category", arguments: Profile.allCases, edges.indices)
  func densitiesBesideCutPoints(profile: Profile, index: Int) {
    let edge = Self.edges[index]
    let below = Assessment(.woman(age: 66, [edge.region(edge.below)]), profile).diagnosis
    let above = Assessment(.woman(age: 66, [edge.region(edge.above)]), profile).diagnosis
    #expect(below.score?.tenths == (edge.isOsteoporosis ? -25 : -11))
    #expect(below.category == (edge.isOsteoporosis ? .osteoporosis : .lowBoneMass))
    #expect(above.score?.tenths == (edge.isOsteoporosis ? -24 : -10))
    #expect(above.category == (edge.isOsteoporosis ? .lowBoneMass : .normal))
  }

  @Test(
    "A fourth decimal is rounded half away from zero to a whole mg/cm² before the T-score is made",
    arguments: [(0.7325, -10), (0.7324, -11), (0.5645, -24), (0.5644, -25)])
  func fourthDecimal(density: Double, tenths: Int) {
    // 0.7325 -> 0.733 -> (0.733 - 0.858) / 0.120 = -1.04; 0.7324 -> 0.732 -> -1.05 -> -1.1; and so at -2.5.
    #expect(Assessment(.woman(age: 66, [.neck(density)])).diagnosis.score?.tenths == tenths)
  }

  @Test(
    "A printed score is classified by its tenth",
    arguments: [
      (2.3, Category.normal), (-0.9, .normal), (-1.0, .normal), (-1.1, .lowBoneMass), (-2.4, .lowBoneMass),
      (-2.5, .osteoporosis), (-2.6, .osteoporosis), (-4.1, .osteoporosis),
    ])
  func printedTScores(score: Double, category: Category) {
    #expect(Assessment(.woman(age: 66, [.neck().printed(t: score)])).diagnosis.category == category)
    #expect(Assessment(.man(age: 66, [.neck().printed(t: score)])).diagnosis.category == category)
  }

  @Test(
    "A Z-score of -2.0 is below the expected range, and -1.9 is within it",
    arguments: [(0.4, Category.withinExpectedRange), (-1.9, .withinExpectedRange), (-2.0, .belowExpectedRange)])
  func printedZScores(score: Double, category: Category) {
    #expect(Assessment(.woman(age: 33, menopause: .pre, [.neck().printed(z: score)])).diagnosis.category == category)
    #expect(Assessment(.man(age: 33, [.neck().printed(z: score)])).diagnosis.category == category)
    #expect(Assessment(.child(.male, age: 12, [.spine().printed(z: score)])).diagnosis.category == category)
  }

  @Test("A score within 0.1 of a cut point is flagged", arguments: -30...0)
  func nearCutPointOfT(tenths: Int) {
    let assessment = Assessment(.woman(age: 66, [.neck().printed(t: Double(tenths) / 10)]))
    let isNear = [-26, -25, -24, -11, -10, -9].contains(tenths)
    #expect(assessment.diagnosis.nearThreshold == isNear)
    #expect(assessment.finds("NUM-05") == isNear)
  }

  @Test("A Z-score within 0.1 of -2.0 is flagged", arguments: -30...0)
  func nearCutPointOfZ(tenths: Int) {
    let assessment = Assessment(.man(age: 33, [.neck().printed(z: Double(tenths) / 10)]))
    #expect(assessment.diagnosis.nearThreshold == [-21, -20, -19].contains(tenths))
  }

  @Test("Normal has no upper bound; a lowest T-score above 1.0 is pointed out", arguments: [(1.0, false), (1.1, true)])
  func highScores(score: Double, isFound: Bool) {
    let assessment = Assessment(.woman(age: 66, [.neck().printed(t: score)]))
    #expect(assessment.diagnosis.category == .normal)
    #expect(assessment.finds("CLS-07") == isFound)
  }

  @Test(
    "A T-score below -3.5 is not called severe, and the other use of the word is named", arguments: Profile.allCases)
  func severeFromScoreAlone(profile: Profile) {
    for (score, isFound) in [(-3.5, false), (-3.6, true)] {
      let assessment = Assessment(.woman(age: 66, [.neck().printed(t: score)]).broken(), profile)
      #expect(assessment.diagnosis.category == .osteoporosis)
      #expect(assessment.finds("CLS-18") == isFound)
    }
  }

  @Test("Severe osteoporosis needs the WHO profile, a T-score of -2.5 or lower, and a fragility fracture")
  func severe() {
    func category(_ score: Double, _ profile: Profile, _ fractures: [Fracture]?) -> Densitometry.Category? {
      let study = Study.woman(age: 66, [.neck().printed(t: score)]).dated("2026-05-01")
      return Assessment(study.with { $0.history.fractures = fractures }, profile).diagnosis.category
    }
    #expect(category(-2.5, .who, [.low(.rib)]) == .severeOsteoporosis)
    #expect(category(-2.4, .who, [.low(.rib)]) == .lowBoneMass)
    #expect(category(-2.5, .who, []) == .osteoporosis)
    #expect(category(-2.5, .who, nil) == .osteoporosis)
    #expect(category(-2.5, .who, [Fracture(site: .rib, date: PartialDate("2020"), trauma: .high)]) == .osteoporosis)
    for profile in Profile.allCases where profile != .who {
      #expect(category(-2.5, profile, [.low(.rib)]) == .osteoporosis)
    }
  }

  @Test("Under WHO an unknown fracture history is asked for, and a known one is not")
  func severeAsks() {
    let study = Study.woman(age: 66, [.neck().printed(t: -2.5)])
    #expect(Assessment(study, .who).finds("CLS-06.fracture-unknown"))
    #expect(!Assessment(study.broken(), .who).finds("CLS-06.fracture-unknown"))
    #expect(!Assessment(study).finds("CLS-06.fracture-unknown"))
  }

  @Test(
    "In a man below 50 and a woman before menopause a low Z-score is no osteoporosis, and the reason is given",
    arguments: [
      (Study.man(age: 49.9, [.neck().printed(z: -2.4)]), "CLS-05"),
      (Study.woman(age: 49.9, menopause: .pre, [.neck().printed(z: -2.4)]), "CLS-05.women"),
    ])
  func notFromDensityAlone(study: Study, rule: String) {
    let assessment = Assessment(study)
    #expect(assessment.diagnosis.category == .belowExpectedRange)
    #expect(assessment.finds(rule))
    #expect(assessment.clinicalDiagnosis.osteoporosis != true)
  }

  @Test(
    "Osteoporosis with a Z-score of -2.0 or lower says so and stays osteoporosis",
    arguments: [(-1.9, false), (-2.0, true)])
  func lowZBesideOsteoporosis(z: Double, isFound: Bool) {
    let assessment = Assessment(.woman(age: 66, [.neck().printed(t: -3.1, z: z)]))
    #expect(assessment.diagnosis.category == .osteoporosis)
    #expect(assessment.finds("CLS-17") == isFound)
    #expect(!Assessment(.woman(age: 66, [.neck().printed(t: -2.4, z: z)])).finds("CLS-17"))
  }

  // MARK: Athletes

  @Test(
    "Under the athlete profile a Z-score from -1.0 to -1.9 needs the answer on risk factors",
    arguments: [
      (-0.9, nil, Category.withinExpectedRange), (-0.9, true, .withinExpectedRange), (-1.0, nil, nil),
      (-1.0, false, .withinExpectedRange), (-1.0, true, .lowWithRiskFactors), (-1.9, true, .lowWithRiskFactors),
      (-1.9, nil, nil), (-2.0, nil, .belowExpectedRange), (-2.0, true, .belowExpectedRange),
    ] as [(Double, Bool?, Category?)])
  func athletes(z: Double, hasRiskFactor: Bool?, category: Category?) {
    let study = Study.woman(age: 24, menopause: .pre, [.neck().printed(z: z)]).with { study in
      guard let hasRiskFactor else { return }
      study.history.riskFactors.currentSmoker = hasRiskFactor
      study.history.fractures = []
      study.history.conditions = []
      study.history.medications = []
    }
    let assessment = Assessment(study, .acsmAthlete)
    #expect(assessment.diagnosis.category == category)
    #expect(assessment.refused.contains("category-undecided") == (category == nil))
    #expect(assessment.finds("CLS-04.athlete-below") == (z == -2.0 && hasRiskFactor == true))
    #expect(Assessment(study).diagnosis.category == (z == -2.0 ? .belowExpectedRange : .withinExpectedRange))
  }
}
