// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Testing

/// Rules ROI-05 and ROI-06: a proposal, strictly more than 1.0 from a neighbor.
@Suite("Suspect vertebra")
struct SuspectVertebraTests {
  /// The proposals as subject and rule, for four printed T-scores from L1 down.
  static func proposals(_ scores: [Double], age: Double = 66) -> [String] {
    let regions = zip(Vertebra.allCases, scores).map { MeasuredRegion.vertebra($0, t: $1) }
    return proposals(.woman(age: age, [.neck(0.9)] + regions))
  }

  static func proposals(_ study: Study) -> [String] {
    Assessment(study).findings.filter { $0.rule.hasPrefix("ROI-06") }.map { "\($0.subject) \($0.rule)" }
  }

  @Test("A difference of exactly 1.0 is silent, and 1.1 is not", arguments: [(1.0, 0), (1.1, 1), (-1.0, 0), (-1.1, 1)])
  func strict(gap: Double, count: Int) {
    #expect(Self.proposals([-2.0, -2.0 + gap, -2.0 + gap, -2.0 + gap]).count == count)
  }

  @Test("Of two neighbors the one with the higher score is suspect")
  func higherIsSuspect() {
    #expect(Self.proposals([-2.0, -2.0, -2.0, -0.9]) == ["lumbar-spine L4 ROI-06.weak"])
    #expect(Self.proposals([-0.9, -2.0, -2.0, -2.0]) == ["lumbar-spine L1 ROI-06.weak"])
    #expect(Self.proposals([-2.0, -2.0, -0.9, -0.9]) == ["lumbar-spine L3 ROI-06.weak"])
  }

  @Test("A vertebra above both neighbors is a strong proposal, above one a weak one")
  func strength() {
    #expect(Self.proposals([-2.0, -0.9, -2.0, -2.0]) == ["lumbar-spine L2 ROI-06.strong"])
    #expect(Self.proposals([-2.0, -0.9, -1.5, -2.0]) == ["lumbar-spine L2 ROI-06.weak"])
  }

  @Test("A vertebra below both neighbors makes each of them a weak suspect")
  func low() {
    #expect(
      Self.proposals([-1.0, -2.5, -1.0, -1.0]) == ["lumbar-spine L1 ROI-06.weak", "lumbar-spine L3 ROI-06.weak"])
  }

  @Test("The proposal changes no score and no diagnosis")
  func changesNothing() {
    let regions = zip(Vertebra.allCases, [-2.0, -0.9, -2.0, -2.0]).map { MeasuredRegion.vertebra($0, t: $1) }
    let with = Assessment(.woman(age: 66, [.spine().printed(t: -1.8)] + regions))
    #expect(with.finds("ROI-06.strong"))
    #expect(with.diagnosis == Assessment(.woman(age: 66, [.spine().printed(t: -1.8)])).diagnosis)
  }

  @Test("The vertebrae of a Prodigy are compared by the maker's references")
  func prodigy() {
    // L1 (0.885 - 1.130) / 0.120 = -2.0; L2 (0.941 - 1.200) / 0.120 = -2.2; L3 (1.092 - 1.200) / 0.120 = -0.9.
    let regions: [MeasuredRegion] = [
      .vertebra(.l1, 10.18, 11.5), .vertebra(.l2, 11.76, 12.5), .vertebra(.l3, 15.29, 14),
    ]
    #expect(Self.proposals(.woman(age: 66, on: .prodigy, regions)) == ["lumbar-spine L3 ROI-06.weak"])
  }

  @Test("The vertebrae of a Hologic are compared by NHANES 2005-2010")
  func hologic() {
    // White women: L1 0.9614 (0.1194), L2 1.0647 (0.1213).
    // L1 0.80: -1.35; L2 1.05: -0.12: a gap of 1.3 as reported, -1.4 and -0.1.
    let apart = [MeasuredRegion.vertebra(.l1, 8.0, 10), .vertebra(.l2, 10.5, 10)]
    #expect(Self.proposals(.woman(age: 66, apart)) == ["lumbar-spine L2 ROI-06.weak"])
    // L1 0.84: -1.02; L2 1.05: -0.12: a gap of 0.9.
    let near = [MeasuredRegion.vertebra(.l1, 8.4, 10), .vertebra(.l2, 10.5, 10)]
    #expect(Self.proposals(.woman(age: 66, near)).isEmpty)
  }

  @Test("A vertebra that a person left out is neither suspect nor compared with")
  func excludedVertebra() {
    let regions = [
      MeasuredRegion.vertebra(.l1, t: -2.0), .vertebra(.l2, t: -0.9).excluded("osteophytes"), .vertebra(.l3, t: -2),
    ]
    #expect(Self.proposals(.woman(age: 66, regions)).isEmpty)
  }

  @Test("Scores of different kinds are not compared with each other")
  func mixedOrigins() {
    let regions = [MeasuredRegion.vertebra(.l1, t: -2.5), .vertebra(.l2, 10.5, 10)]
    #expect(Self.proposals(.woman(age: 66, on: .norland, regions)).isEmpty)
  }

  @Test("Below 20 no vertebra is compared by T-scores", arguments: [(19.9, 0), (20.0, 1)])
  func children(age: Double, count: Int) {
    #expect(Self.proposals([-2.0, -2.0, -2.0, -0.9], age: age).count == count)
  }
}
