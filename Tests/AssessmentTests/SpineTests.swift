// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Testing

/// Rules ROI-02, ROI-03, ROI-04, ROI-07, ROI-08, ROI-09.
@Suite("Spine")
struct SpineTests {
  /// Content in g and area in cm² of each vertebra.
  static let measured: [Vertebra: (content: Double, area: Double)] = [
    .l1: (10.18, 11.50), .l2: (11.76, 12.50), .l3: (15.29, 14.00), .l4: (20.29, 16.00),
  ]

  static func vertebrae(without excluded: VertebralSubset) -> [MeasuredRegion] {
    Vertebra.allCases.compactMap { vertebra in
      measured[vertebra].map { values in
        let region = MeasuredRegion.vertebra(vertebra, values.content, values.area)
        return excluded.contains(VertebralSubset(vertebra)) ? region.excluded("osteophytes") : region
      }
    }
  }

  static func pooledDensity(of kept: VertebralSubset) -> Double {
    let values = kept.vertebrae.compactMap { measured[$0] }
    return values.reduce(0) { $0 + $1.content } / values.reduce(0) { $0 + $1.area }
  }

  static let subsets = (0...15).map { VertebralSubset(rawValue: UInt8($0)) }

  /// The means of GE Lunar Prodigy by kept vertebrae, in g/cm²; the standard deviation of all is 0.120.
  static let prodigyMeans: [VertebralSubset: Double] = [
    [.l1, .l2]: 1.165, [.l1, .l2, .l3]: 1.170, .all: 1.180, [.l2, .l3]: 1.200, [.l2, .l3, .l4]: 1.200,
    [.l3, .l4]: 1.200,
  ]

  // MARK: Pooling

  @Test("The vertebrae that a person keeps are pooled as content over area, two or more", arguments: subsets)
  func pooling(excluded: VertebralSubset) throws {
    let kept = VertebralSubset.all.subtracting(excluded)
    let assessment = Assessment(.woman(age: 66, on: .prodigy, Self.vertebrae(without: excluded)))
    let pooled = assessment.regions.filter { $0.isPooled }
    guard kept.count >= 2 else {
      #expect(pooled.isEmpty && assessment.diagnosis.category == nil)
      #expect(assessment.refused == ["no-valid-site"])
      return
    }
    try #require(pooled.count == 1)
    #expect(pooled[0].region.subset == kept)
    let density = try #require(pooled[0].region.density)
    #expect((density.gramsPerSquareCentimeter - Self.pooledDensity(of: kept)).magnitude < 1e-12)
    if let mean = Self.prodigyMeans[kept] {
      let expected = (Double(density.milligrams) / 1000 - mean) / 0.120
      #expect(try #require(pooled[0].t?.unrounded) - expected < 1e-9)
      #expect(pooled[0].usedForDiagnosis && assessment.diagnosis.region?.subset == kept)
    } else {
      #expect(pooled[0].t == nil && pooled[0].refused.first == "subset-reference-unknown")
      #expect(assessment.refused == ["no-valid-site"])
    }
  }

  @Test("L1 to L3 of the example pool to 0.980 g/cm² and a T-score of -1.6 on Prodigy")
  func example() throws {
    // (10.18 + 11.76 + 15.29) / (11.50 + 12.50 + 14.00) = 37.23 / 38.00 = 0.9797; (0.980 - 1.170) / 0.120 = -1.5833.
    let assessment = Assessment(.woman(age: 79, on: .prodigy, Self.vertebrae(without: [.l4])))
    let pooled = try assessment.region("lumbar-spine L1-L3")
    #expect(pooled.region.density?.milligrams == 980 && pooled.tenthsT == -16)
    #expect(pooled.t?.reference == "lunar-prodigy.lumbar-spine.l1-l3.female")
  }

  @Test("The mean of the densities or of the T-scores is not what pooling gives")
  func notTheMean() throws {
    let pooled = try #require(
      try Assessment(.woman(age: 66, on: .prodigy, Self.vertebrae(without: []))).region("lumbar-spine L1-L4").region
        .density)
    // 57.52 / 54.00 = 1.06519; the mean of 0.885, 0.941, 1.092 and 1.268 would be 1.0465.
    #expect(pooled.milligrams == 1065)
  }

  @Test("A given total is taken as given, and no second one is pooled")
  func givenTotal() throws {
    let assessment = Assessment(.woman(age: 66, on: .prodigy, [.spine(1.060)] + Self.vertebrae(without: [])))
    #expect(assessment.regions.allSatisfy { !$0.isPooled })
    #expect(assessment.diagnosis.score?.tenths == -10)  // (1.060 - 1.180) / 0.120 = -1.0
  }

  @Test("A given total of the kept vertebrae is taken before pooling", arguments: subsets)
  func givenSubtotal(excluded: VertebralSubset) throws {
    let kept = VertebralSubset.all.subtracting(excluded)
    guard kept.count >= 2 else { return }
    let given = MeasuredRegion.spine(0.9, kept).printed(t: -2.2)
    let assessment = Assessment(.woman(age: 66, [given] + Self.vertebrae(without: excluded)))
    #expect(assessment.regions.allSatisfy { !$0.isPooled })
    #expect(assessment.diagnosis.region?.subset == kept && assessment.diagnosis.score?.tenths == -22)
  }

  @Test("A total that holds an excluded vertebra is refused", arguments: subsets)
  func totalWithExcluded(excluded: VertebralSubset) throws {
    guard excluded.count > 0 else { return }
    let total = MeasuredRegion.spine(0.700).printed(t: -3.0)
    let assessment = Assessment(.woman(age: 66, on: .prodigy, [total] + Self.vertebrae(without: excluded)))
    let refused = try assessment.region("lumbar-spine L1-L4")
    #expect(refused.refused == ["includes-excluded-vertebra"])
    #expect(refused.t == nil && !refused.isDiagnostic)
    #expect(assessment.diagnosis.score?.tenths != -30)
  }

  @Test("Without content and area of the kept vertebrae nothing is pooled")
  func withoutContent() {
    let regions = [MeasuredRegion.spine(0.7), .region(.lumbarSpine, vertebrae: [.l4]).excluded("fracture")]
    let assessment = Assessment(.woman(age: 66, on: .prodigy, regions))
    #expect(assessment.regions.allSatisfy { !$0.isPooled })
    #expect(assessment.refused == ["no-valid-site"])
  }

  // MARK: Which total counts

  @Test("Of several totals of one scan the one with the most vertebrae diagnoses, low as a part may be")
  func mostVertebrae() throws {
    // GE prints every combination. ROI-02: all evaluable vertebrae are used, four before three before two.
    let combinations: [(VertebralSubset, Double)] = [
      ([.l1, .l2], -2.7), ([.l1, .l2, .l3], -2.6), (.all, -2.3), ([.l2, .l3], -2.5), ([.l2, .l3, .l4], -2.1),
      ([.l3, .l4], -1.9),
    ]
    let regions = combinations.map { MeasuredRegion.spine(nil, $0.0).printed(t: $0.1) }
    for scanner in [Scanner.prodigy, .hologic] {
      let assessment = Assessment(.woman(age: 66, on: scanner, regions))
      #expect(assessment.diagnosis.score?.tenths == -23 && assessment.diagnosis.category == .lowBoneMass)
      #expect(assessment.regions.filter { $0.usedForDiagnosis }.map { $0.label } == ["lumbar-spine L1-L4"])
      #expect(!assessment.finds("ROI-09"), "nothing was left out")
    }
  }

  @Test("With a vertebra excluded the largest total without it diagnoses")
  func mostKeptVertebrae() {
    let regions: [MeasuredRegion] = [
      .spine().printed(t: -0.9), .spine(nil, [.l1, .l2, .l3]).printed(t: -2.0),
      .spine(nil, [.l1, .l2]).printed(t: -2.6),
      .region(.lumbarSpine, vertebrae: [.l4]).excluded("osteophytes"),
    ]
    let assessment = Assessment(.woman(age: 66, regions))
    #expect(assessment.diagnosis.region?.subset == [.l1, .l2, .l3] && assessment.diagnosis.score?.tenths == -20)
  }

  @Test("A larger total without a score does not stand in the way of a smaller one with one")
  func largerWithoutScore() {
    // On a Lunar of unknown model L1-L4 has no T-score unless one is printed.
    let assessment = Assessment(
      .woman(age: 66, on: .lunar, [.spine(0.9), .spine(nil, [.l2, .l3, .l4]).printed(t: -2.2)]))
    #expect(assessment.diagnosis.score?.tenths == -22)
  }

  @Test("All four vertebrae are pooled where only a part was given as a total")
  func poolsBeyondGivenPart() throws {
    let regions = [MeasuredRegion.spine(0.9, [.l1, .l2]).printed(t: -2.6)] + Self.vertebrae(without: [])
    let assessment = Assessment(.woman(age: 66, on: .prodigy, regions))
    // 57.52 / 54.00 = 1.065; (1.065 - 1.180) / 0.120 = -0.958.
    #expect(assessment.diagnosis.score?.tenths == -10 && assessment.diagnosis.region?.subset == .all)
  }

  // MARK: References of combinations

  @Test("On Hologic the maker's reference is known for L1-L4 only; another one shows what if", arguments: subsets)
  func hologicSubsets(excluded: VertebralSubset) throws {
    let kept = VertebralSubset.all.subtracting(excluded)
    guard kept.count >= 2, kept != .all else { return }
    let assessment = Assessment(.woman(age: 66, Self.vertebrae(without: excluded) + [.neck(0.9)]))
    let pooled = try #require(assessment.regions.first { $0.isPooled })
    #expect(pooled.t == nil && pooled.refused.contains("subset-reference-unknown"))
    #expect(pooled.refusals.first?.missing == ["regions[].printed.t"])
    #expect(!pooled.usedForDiagnosis && assessment.diagnosis.region?.site == .femoralNeck)
    #expect(!pooled.whatIf.isEmpty && pooled.whatIf.allSatisfy { $0.reference.hasPrefix("nhanes-2005-2010.") })
  }

  @Test("The what-if of L1-L3 on Hologic is the NHANES score of that combination")
  func whatIf() throws {
    // White women of 20 to 29, L1-L3: 1.0466 (0.1142); (0.980 - 1.0466) / 0.1142 = -0.5832.
    let pooled = try Assessment(.woman(age: 66, Self.vertebrae(without: [.l4]))).region("lumbar-spine L1-L3")
    let white = try #require(pooled.whatIf.first { $0.reference.contains("white-female") })
    #expect((white.t.unrounded - (0.980 - 1.0466) / 0.1142).magnitude < 1e-9 && white.t.reported.tenths == -6)
  }

  @Test("A printed T-score of a combination without a known reference classifies")
  func printedSubset() throws {
    let region = MeasuredRegion.spine(0.8, [.l1, .l2, .l3]).printed(t: -2.5)
    let assessment = Assessment(.woman(age: 66, [region]))
    #expect(assessment.diagnosis.category == .osteoporosis)
    #expect(try assessment.region("lumbar-spine L1-L3").refusals.allSatisfy { $0.score != .t })
  }

  @Test("iDXA knows L1-L4 only")
  func iDXA() throws {
    // (0.895 - 1.195) / 0.120 = -2.5
    #expect(Assessment(.woman(age: 66, on: .iDXA, [.spine(0.895)])).diagnosis.score?.tenths == -25)
    let part = try Assessment(.woman(age: 66, on: .iDXA, [.spine(0.895, [.l1, .l2])])).region("lumbar-spine L1-L2")
    #expect(part.t == nil && part.refused.contains("subset-reference-unknown"))
  }

  // MARK: What is said

  @Test("Two vertebrae that are no neighbors are accepted and pointed out", arguments: subsets)
  func noNeighbors(subset: VertebralSubset) {
    guard subset.count >= 2 else { return }
    let assessment = Assessment(.woman(age: 66, [.spine(nil, subset).printed(t: -1.2)]))
    #expect(assessment.diagnosis.category == .lowBoneMass)
    let apart: [VertebralSubset] = [[.l1, .l3], [.l1, .l4], [.l2, .l4]]
    #expect(assessment.finds("ROI-04") == apart.contains(subset))
  }

  @Test("Vertebrae left out without a reason are pointed out; with a reason for each they are not", arguments: subsets)
  func reasons(excluded: VertebralSubset) {
    let kept = VertebralSubset.all.subtracting(excluded)
    guard kept.count >= 2 else { return }
    let bare = Assessment(.woman(age: 66, [.spine(nil, kept).printed(t: -1.2)]))
    #expect(bare.finds("ROI-09") == (kept != .all))
    let named = excluded.vertebrae.map {
      MeasuredRegion.region(.lumbarSpine, vertebrae: VertebralSubset($0)).excluded("osteophytes")
    }
    #expect(!Assessment(.woman(age: 66, [.spine(nil, kept).printed(t: -1.2)] + named)).finds("ROI-09"))
  }

  @Test(
    "A reason that speaks of a fracture asks for it among the fractures",
    arguments: [("compression fracture", true), ("collapsed", true), ("osteophytes", false)])
  func fractureAsReason(reason: String, isFound: Bool) {
    let regions: [MeasuredRegion] = [
      .spine(nil, [.l1, .l2, .l3]).printed(t: -1.2), .region(.lumbarSpine, vertebrae: [.l4]).excluded(reason),
    ]
    #expect(Assessment(.woman(age: 66, regions)).finds("ROI-08") == isFound)
  }

  @Test("A spine or another region that a person marked as not usable gets no score, and the mark is named")
  func excludedRegions() throws {
    let regions: [MeasuredRegion] = [
      .spine(0.7).printed(t: -3.1).excluded("hardware"), .neck(0.5).excluded("prosthesis"), .hip(0.9, .right),
    ]
    let assessment = Assessment(.woman(age: 66, regions))
    #expect(assessment.diagnosis.category == .normal)
    let spine = try assessment.region("lumbar-spine L1-L4")
    let neck = try assessment.region("femoral-neck left")
    #expect(spine.t == nil && spine.z == nil && spine.refusals.map { $0.rule } == ["ROI-02.excluded"])
    #expect(neck.t == nil && neck.z == nil && neck.refusals.map { $0.rule } == ["ROI-10"])
  }

  @Test("Fewer than two vertebrae refuse the spine and leave the hip")
  func oneVertebra() throws {
    let regions = Self.vertebrae(without: [.l2, .l3, .l4]) + [.neck(0.570)]
    let assessment = Assessment(.woman(age: 66, regions))
    #expect(assessment.diagnosis.region?.site == .femoralNeck)
    let refusal = try #require(try assessment.region("lumbar-spine L1").refusals.first { $0.rule == "ROI-03" })
    #expect(refusal.code == "too-few-vertebrae" && refusal.message.contains("has 1."))
  }
}
