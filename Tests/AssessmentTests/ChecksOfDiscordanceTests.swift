// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Testing

/// Rules DSC-01 to DSC-05 and DIS-22 in whole studies, at their limits.
@Suite("Discordance")
struct ChecksOfDiscordanceTests {
  static func found(_ study: Study) -> [String] { Assessment(study).found("DSC") }

  @Test(
    "Categories of spine and hip are compared at the cut points",
    arguments: [
      (-1.0, -0.5, nil), (-1.1, -0.5, "DSC-01.minor"), (-0.9, -2.4, "DSC-01.minor"), (-0.9, -2.5, "DSC-01.major"),
      (-1.1, -2.5, "DSC-01.minor"), (-2.6, -2.5, nil), (-2.5, -1.0, "DSC-01.major"),
    ] as [(Double, Double, String?)])
  func categories(spine: Double, hip: Double, expected: String?) {
    #expect(Assessment(.scored(spine: spine, neck: hip)).found("DSC-01") == [expected].compactMap(\.self))
  }

  @Test("The lower one of neck and total hip stands for the hip")
  func lowerHip() {
    #expect(Assessment(.scored(spine: -0.5, neck: -0.5, hip: -2.5)).finds("DSC-01.major"))
    #expect(Assessment(.scored(spine: -0.5, neck: -2.5, hip: -0.5)).finds("DSC-01.major"))
  }

  @Test("Spine and neck may lie 2.0 apart", arguments: [(-2.5, false), (-2.6, true), (1.5, false), (1.6, true)])
  func twoApart(neck: Double, isTold: Bool) {
    #expect(Assessment(.scored(spine: -0.5, neck: neck)).finds("DSC-02") == isTold)
  }

  @Test(
    "A spine above the hip is told from 60 on under DSC-03, before under DSC-05",
    arguments: [
      (60.0, -0.9, []), (60.0, -0.8, ["DSC-03"]), (59.9, -0.8, ["DSC-05"]), (59.9, -0.9, []), (75.0, 0.5, ["DSC-03"]),
    ] as [(Double, Double, [String])])
  func spineAbove(age: Double, spine: Double, expected: [String]) {
    let assessment = Assessment(.scored(age: age, spine: spine, neck: -1.8))
    #expect(assessment.found("DSC-03") + assessment.found("DSC-05") == expected)
    #expect(assessment.finds("DIS-01.look") == !expected.isEmpty)
  }

  @Test(
    "A degenerative sign makes it DSC-03 at any age",
    arguments: ["osteophytes L3-L4", "bamboo spine", "facet arthropathy", "compression fracture L1"])
  func degenerative(remark: String) {
    let study = Study.scored(age: 55, spine: -0.5, neck: -1.5)
    #expect(Self.found(study.remarked(remark)).contains("DSC-03"))
    #expect(!Self.found(study.remarked("no " + remark)).contains("DSC-03"))
    #expect(!Self.found(study.remarked(remark)).contains("DSC-05"))
  }

  @Test(
    "What hardly raises the spine is no degenerative sign",
    arguments: ["scoliosis", "aortic calcification", "cervical spondylosis", "compression fracture T8"])
  func noSign(remark: String) {
    let study = Study.scored(age: 55, spine: -0.5, neck: -1.5).remarked(remark)
    #expect(!Self.found(study).contains("DSC-03") && Self.found(study).contains("DSC-05"))
  }

  @Test("From 60 on known hyperparathyroidism is told beside the general word", arguments: [59.0, 60, 67])
  func hyperparathyroidism(age: Double) {
    let study = Study.scored(age: age, spine: -0.2, neck: -1.6).having("primary hyperparathyroidism")
    let expected = age < 60 ? ["DSC-01.minor", "DSC-05"] : ["DSC-01.minor", "DSC-03", "DSC-05.hyperparathyroidism"]
    #expect(Self.found(study) == expected)
    #expect(!Self.found(study.remarked("osteophytes")).contains { $0.hasPrefix("DSC-05") })
  }

  @Test("A vertebral fracture of the history is a sign, and one after the scan is none")
  func fracture() {
    let study = Study.scored(age: 55, spine: -0.5, neck: -1.5).dated("2026-05-01")
    #expect(Self.found(study.broken(.low(.vertebra, "2020"))).contains("DSC-03"))
    #expect(!Self.found(study.broken(.low(.vertebra, "2027"))).contains("DSC-03"))
    #expect(!Self.found(study.broken(.low(.hip, "2020"))).contains("DSC-03"))
  }

  @Test("A spine below the hip keeps its weight", arguments: [(-1.4, false), (-1.5, true), (-2.0, true)])
  func spineBelow(spine: Double, isTold: Bool) {
    let assessment = Assessment(.scored(spine: spine, neck: -0.5))
    #expect(assessment.finds("DSC-04") == isTold && assessment.finds("DIS-05.look") == isTold)
  }

  @Test("A one-third radius below the spine is told", arguments: [(-1.4, false), (-1.5, true)])
  func radius(t: Double, isTold: Bool) {
    let study = Study.scored(spine: -0.5, neck: -0.5).with { $0.scans[0].regions.append(.radius().printed(t: t)) }
    #expect(Assessment(study).finds("DSC-05.radius") == isTold)
  }

  @Test("Where Z-scores decide, Z-scores are compared, and no categories")
  func zScores() {
    let study = Study.woman(
      age: 40, menopause: .pre,
      [.spine().printed(t: -0.5, z: -1.5), .neck().printed(t: -2.5, z: -0.5), .hip().printed(t: -2.5, z: -0.5)])
    #expect(Self.found(study) == ["DSC-04"])
  }

  @Test("Nothing of discordance changes the diagnosis: the lowest score decides")
  func lowestDecides() {
    let assessment = Assessment(Study.scored(spine: 0.5, neck: -2.6).remarked("osteophytes"))
    #expect(assessment.diagnosis.category == .osteoporosis && assessment.diagnosis.score?.tenths == -26)
  }

  @Test(
    "A score of +2.5 informs, and one of +4.0 warns",
    arguments: [(2.4, []), (2.5, ["DIS-22"]), (3.9, ["DIS-22"]), (4.0, ["DIS-22", "DIS-22.very-high"])]
      as [(Double, [String])])
  func high(spine: Double, expected: [String]) {
    #expect(Assessment(.scored(spine: spine, neck: 1.9)).found("DIS-22") == expected)
    #expect(Assessment(.scored(spine: 1.9, neck: spine)).found("DIS-22") == expected)
  }

  @Test("A very high score warns where nobody knows whether T or Z decides")
  func highWithoutBasis() {
    let study = Study.scored(age: 49, spine: 5, neck: 1).with { $0.patient.menopause = nil }
    #expect(Assessment(study).diagnosis.basis == nil)
    #expect(Assessment(study).finds("DIS-22.very-high"))
  }

  @Test(
    "High Z-scores of L1 and hip are a pattern", arguments: [(3.2, 1.2, true), (3.1, 1.2, false), (3.2, 1.1, false)])
  func pattern(first: Double, hip: Double, isTold: Bool) {
    let l1 = MeasuredRegion.region(.lumbarSpine, vertebrae: [.l1]).printed(z: first)
    let study = Study.woman(age: 66, [l1, .hip().printed(t: 1, z: hip)])
    #expect(Assessment(study).finds("DIS-22.pattern") == isTold)
  }

  @Test("Findings about anatomy inform, and each states its rate or that there is none")
  func rates() throws {
    for rule in Rule.all where ["DSC-0", "AUD-08", "AUD-21", "DIS-22"].contains(where: { rule.id.hasPrefix($0) }) {
      guard let finding = rule.finding, rule.id != "DIS-22.pattern" else { continue }
      #expect(finding.message.contains("NHANES 2005-2010") || finding.message.contains("rate is known"), "\(rule.id)")
      let doubtful: Set = ["AUD-08.order", "AUD-21.swapped", "AUD-21.sides", "DIS-22.very-high"]
      #expect(finding.severity == (doubtful.contains(rule.id) ? .warning : .information), "\(rule.id)")
    }
  }
}
