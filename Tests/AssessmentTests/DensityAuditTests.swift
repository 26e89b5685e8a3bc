// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics
internal import Testing

/// Rule AUD-11: a density that content and area contradict.
@Suite("Density, content and area")
struct DensityAuditTests {
  /// A hip of 0.760 g/cm² on 35 cm²: 0.760 x 35 = 26.60 g, and the tolerance is
  /// 0.0005 + (0.005 + 0.005 x 0.760) / 35 = 0.000751 g/cm², or 0.0263 g of content.
  static func hip(content: Double) -> MeasuredRegion { .hip(0.760).measured(content, 35) }

  @Test("A difference that rounding can make is accepted", arguments: [26.58, 26.60, 26.62])
  func rounding(content: Double) throws {
    let assessment = Assessment(.woman(age: 66, [Self.hip(content: content)]))
    #expect(assessment.diagnosis.score?.tenths == -15)
    #expect(!assessment.finds("AUD-11"))
  }

  @Test("A difference beyond it refuses the region, with its size as the fact", arguments: [26.57, 26.63, 2.66, 266])
  func contradiction(content: Double) throws {
    let assessment = Assessment(.woman(age: 66, [Self.hip(content: content)]))
    let region = try assessment.region("total-hip left")
    #expect(region.t == nil && region.z == nil && region.percentOfYoungAdult == nil && !region.isDiagnostic)
    #expect(region.refused == ["density-contradicted"])
    let finding = try #require(assessment.findings.first { $0.rule == "AUD-11" })
    #expect(finding.severity == .error && finding.subject == "total-hip left")
    let expected = (0.760 - content / 35).magnitude / (0.0005 + (0.005 + 0.005 * 0.760) / 35)
    #expect(finding.facts.map { $0.fact } == [.densityGap])
    #expect(finding.message.contains("\(Fixed(expected, places: 2)) times"))
  }

  @Test("The region is refused and not the study")
  func restOfStudy() {
    let assessment = Assessment(.woman(age: 66, [Self.hip(content: 2.66), .neck(0.570), .spine(1.0)]))
    #expect(assessment.diagnosis.score?.tenths == -24 && assessment.diagnosis.region?.site == .femoralNeck)
    #expect(assessment.refusals.isEmpty)
  }

  @Test("A printed score of a contradicted region does not classify either")
  func printedScore() {
    let assessment = Assessment(.woman(age: 66, [Self.hip(content: 2.66).printed(t: -2.9), .neck(0.570)]))
    #expect(assessment.diagnosis.score?.tenths == -24)
  }

  @Test("Without content or area there is nothing to contradict")
  func incomplete() {
    var region = MeasuredRegion.hip(0.760)
    region.content = 2.66
    #expect(!Assessment(.woman(age: 66, [region])).finds("AUD-11"))
    region.content = nil
    region.area = 35
    #expect(!Assessment(.woman(age: 66, [region])).finds("AUD-11"))
  }

  @Test("A vertebra that contradicts itself is not pooled: its content would move the spine")
  func contradictedVertebraIsNotPooled() throws {
    // L2 has a content of 1.176 g for 11.76 g. Pooled, the spine would be (10.18 + 1.176 + 15.29) / 38 = 0.701 g/cm².
    let study = Study.woman(
      age: 66, on: .prodigy,
      [
        .vertebra(.l1, 10.18, 11.50), .region(.lumbarSpine, 0.941, vertebrae: [.l2]).measured(1.176, 12.50),
        .vertebra(.l3, 15.29, 14.00), .vertebra(.l4, 20.29, 16.00).excluded("osteophytes"), .neck(0.95),
      ])
    let assessment = Assessment(study)
    #expect(assessment.regions.allSatisfy { !$0.isPooled })
    #expect(try assessment.region("lumbar-spine L2").refused == ["density-contradicted"])
    #expect(assessment.diagnosis.category == .normal)
  }
}
