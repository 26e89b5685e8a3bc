// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Testing

/// Rules NUM-03, NUM-04, REF-09, AUD-09 and AUD-10.
///
/// The neck of 0.570 g/cm² computes to (0.570 - 0.858) / 0.120 = -2.4 exactly.
@Suite("Printed and computed scores")
struct PrintedScoreTests {
  static func neck(gap: Double, _ reference: String? = nil) -> MeasuredRegion {
    MeasuredRegion.neck(0.570).printed(t: -2.4 + gap, reference)
  }

  @Test("The neck of these tests computes to -2.4 exactly")
  func computed() throws {
    let region = try Assessment(.woman(age: 66, [.neck(0.570)])).region("femoral-neck left")
    #expect(region.t?.origin == .computed && region.tenthsT == -24 && region.t?.unrounded == -2.4)
    #expect(region.t?.reference == "nhanes-iii.femoral-neck.white-female")
    #expect(region.rules.contains("NUM-04.computed"))
  }

  struct Outcome: Sendable {
    let gap: Double
    let origin: AssessedScore.Origin
    let isContested: Bool
    let audit: String?
  }

  @Test(
    "In a woman the printed score counts up to a gap of 0.5 and is contested beyond",
    arguments: [
      Outcome(gap: 0.0, origin: .printed, isContested: false, audit: nil),
      Outcome(gap: 0.1, origin: .printed, isContested: false, audit: nil),
      Outcome(gap: 0.2, origin: .printed, isContested: false, audit: "AUD-10"),
      Outcome(gap: 0.3, origin: .printed, isContested: false, audit: "AUD-10"),
      Outcome(gap: 0.5, origin: .printed, isContested: false, audit: "AUD-10"),
      Outcome(gap: 0.6, origin: .printed, isContested: true, audit: "AUD-10"),
    ], [1.0, -1.0])
  func woman(outcome: Outcome, sign: Double) throws {
    try check(.woman(age: 66, [Self.neck(gap: sign * outcome.gap)]), .iscd2023, outcome)
  }

  @Test(
    "In a man a printed score 0.3 to 0.5 lower means a male reference, and the computed one counts",
    arguments: [
      Outcome(gap: 0.1, origin: .printed, isContested: false, audit: nil),
      Outcome(gap: 0.2, origin: .printed, isContested: false, audit: "AUD-10"),
      Outcome(gap: 0.3, origin: .computed, isContested: false, audit: "AUD-09"),
      Outcome(gap: 0.5, origin: .computed, isContested: false, audit: "AUD-09"),
      Outcome(gap: 0.6, origin: .printed, isContested: true, audit: "AUD-09"),
    ])
  func manBelow(outcome: Outcome) throws {
    try check(.man(age: 66, [Self.neck(gap: -outcome.gap)]), .iscd2023, outcome)
  }

  @Test(
    "In a man a higher printed score is no male reference, which can only lower it, and it counts up to 0.5",
    arguments: [
      Outcome(gap: 0.2, origin: .printed, isContested: false, audit: "AUD-10"),
      Outcome(gap: 0.3, origin: .printed, isContested: false, audit: "AUD-09"),
      Outcome(gap: 0.5, origin: .printed, isContested: false, audit: "AUD-09"),
      Outcome(gap: 0.6, origin: .printed, isContested: true, audit: "AUD-09"),
    ])
  func manAbove(outcome: Outcome) throws {
    try check(.man(age: 66, [Self.neck(gap: outcome.gap)]), .iscd2023, outcome)
  }

  @Test(
    "A named female reference lets the printed score of a man count up to 0.5",
    arguments: [
      Outcome(gap: 0.3, origin: .printed, isContested: false, audit: "AUD-09"),
      Outcome(gap: 0.5, origin: .printed, isContested: false, audit: "AUD-09"),
      Outcome(gap: 0.6, origin: .printed, isContested: true, audit: "AUD-09"),
    ])
  func manWithFemaleReference(outcome: Outcome) throws {
    try check(.man(age: 66, [Self.neck(gap: outcome.gap, "NHANES III White Female")]), .iscd2023, outcome)
  }

  @Test(
    "A named male reference never counts where a computed score exists, whatever the gap", arguments: [0.1, 0.4, 0.9])
  func maleReference(gap: Double) throws {
    for study in [
      Study.man(age: 66, [Self.neck(gap: -gap, "NHANES III White Male")]),
      Study.woman(age: 66, [Self.neck(gap: -gap, "NHANES III White Male")]),
    ] {
      let assessment = Assessment(study)
      let region = try assessment.region("femoral-neck left")
      #expect(region.t?.origin == .computed && region.tenthsT == -24)
      #expect(region.t?.printed?.tenths == Int((-24 - 10 * gap).rounded()))
      #expect(assessment.diagnosis.contested == nil && assessment.diagnosis.category == .lowBoneMass)
      let isMan = study.patient.sexAtBirth == .male
      #expect(assessment.found.contains { $0.hasPrefix("AUD-09") } == (isMan && gap >= 0.3))
      #expect(assessment.finds("REF-09.named") == !(isMan && gap >= 0.3))
    }
  }

  @Test(
    "The sex in the name of a reference is recognized as a word",
    arguments: [
      ("NHANES III White Male", Sex.male), ("Hologic MALE", .male), ("white men 20-29", .male),
      ("USA White Males", .male),
      ("NHANES III White Female", .female), ("white women", .female), ("Females 20-40", .female), ("Hologic", nil),
      ("Malecki 2004", nil),
    ] as [(String, Sex?)])
  func sexInReference(name: String, sex: Sex?) {
    #expect(PrintedScores(t: nil, z: nil, reference: name).referenceSex == sex)
  }

  @Test("A named male reference that cannot be replaced gives no T-score, with an error")
  func maleReferenceWithoutDensity() throws {
    let assessment = Assessment(.man(age: 66, [.neck().printed(t: -2.7, "White Male")]))
    #expect(assessment.diagnosis.category == nil)
    #expect(try assessment.region("femoral-neck left").refusals.map { $0.code } == ["male-reference"])
    let finding = try #require(assessment.findings.first { $0.rule == "REF-09.uncomputed" })
    #expect(finding.severity == .error)
  }

  @Test("Under CAR the male reference is the right one: nothing is replaced, and the male pair says it is unverified")
  func canada() throws {
    // Male neck 0.934 (0.137): (0.605 - 0.934) / 0.137 = -2.4015.
    let region = MeasuredRegion.neck(0.605)
    let computed = Assessment(.man(age: 66, [region]), .car2013)
    #expect(try computed.region("femoral-neck left").tenthsT == -24)
    #expect(computed.diagnosis.isUnverified && computed.finds("REF-06.pair"))
    for (t, origin, isContested) in [(-2.4, "printed", false), (-2.9, "printed", false), (-3.0, "printed", true)] {
      let assessment = Assessment(.man(age: 66, [region.printed(t: t, "White Male")]), .car2013)
      #expect(try assessment.region("femoral-neck left").t?.origin.rawValue == origin)
      #expect((assessment.diagnosis.contested != nil) == isContested)
      #expect(!assessment.finds("AUD-09") && !assessment.finds("REF-09.named"))
      #expect(assessment.finds("AUD-10.car") == (t < -2.4))
    }
    // The female neck under CAR: the same density is (0.605 - 0.858) / 0.120 = -2.1083.
    #expect(try Assessment(.woman(age: 66, [region]), .car2013).region("femoral-neck left").tenthsT == -21)
  }

  @Test("Under CAR a category that rests on a printed score does not rest on the unverified pair")
  func canadaPrinted() {
    let assessment = Assessment(.man(age: 66, [.neck(0.605).printed(t: -2.4, "White Male")]), .car2013)
    #expect(assessment.diagnosis.category == .lowBoneMass && !assessment.diagnosis.isUnverified)
  }

  @Test("The male spine of CAR is the maker's male reference, which is confirmed")
  func canadaSpine() throws {
    // Hologic male spine 1.091 (0.110): (0.816 - 1.091) / 0.110 = -2.5.
    let assessment = Assessment(.man(age: 66, [.spine(0.816)]), .car2013)
    #expect(try assessment.region("lumbar-spine L1-L4").tenthsT == -25)
    #expect(assessment.diagnosis.category == .osteoporosis && !assessment.diagnosis.isUnverified)
    // ISCD: the female spine, (0.816 - 1.047) / 0.110 = -2.1.
    #expect(Assessment(.man(age: 66, [.spine(0.816)])).diagnosis.score?.tenths == -21)
  }

  @Test("Two categories that contradict each other are both shown, and neither stands")
  func contestedCategories() throws {
    // Printed -2.5 is osteoporosis; (0.630 - 0.858) / 0.120 = -1.9 is low bone mass: the gap is 0.6.
    let assessment = Assessment(.woman(age: 66, [.neck(0.630).printed(t: -2.5), .spine(1.0)]))
    let contest = try #require(assessment.diagnosis.contested)
    #expect(contest.printed == .osteoporosis && contest.computed == .lowBoneMass)
    #expect(assessment.diagnosis.category == nil)
    #expect(assessment.refused == ["contested-score"])
    #expect(assessment.clinicalDiagnosis.osteoporosis == nil)
  }

  @Test("Two scores that contradict each other within one category are named, and the category stands")
  func contestedScoresOfOneCategory() throws {
    // Printed -2.3, computed -1.5 (0.678): both are low bone mass.
    let assessment = Assessment(.woman(age: 66, [.neck(0.678).printed(t: -2.3)]))
    #expect(assessment.diagnosis.contested?.printed == .lowBoneMass)
    #expect(assessment.diagnosis.contested?.computed == .lowBoneMass)
    #expect(assessment.diagnosis.category == .lowBoneMass)
    #expect(!assessment.refused.contains("contested-score"))
  }

  @Test("A contested score that does not decide leaves the diagnosis alone")
  func contestedElsewhere() {
    // Neck: printed -0.5, computed (0.703 - 0.858) / 0.120 = -1.2917. The spine decides with -2.6 in both readings.
    let assessment = Assessment(.woman(age: 66, [.neck(0.703).printed(t: -0.5), .spine().printed(t: -2.6)]))
    #expect(assessment.diagnosis.category == .osteoporosis && assessment.diagnosis.contested == nil)
    #expect(assessment.finds("AUD-10"))
  }

  @Test("A contested score is worked out with the other regions: the lowest of each reading counts")
  func contestedLowest() {
    // Neck printed -1.2, computed -2.4; hip (0.690 - 0.942) / 0.122 = -2.0656. Readings: -2.1 and -2.4.
    let assessment = Assessment(.woman(age: 66, [.neck(0.570).printed(t: -1.2), .hip(0.690)]))
    #expect(assessment.diagnosis.score?.tenths == -21)
    #expect(assessment.diagnosis.contested?.printed == .lowBoneMass)
    #expect(assessment.diagnosis.category == .lowBoneMass)
  }

  @Test(
    "A printed score without a density classifies, with the reference as printed or none", arguments: ["Hologic", nil])
  func printedAlone(reference: String?) throws {
    let assessment = Assessment(.woman(age: 66, on: .unknown, [.neck().printed(t: -2.6, reference)]))
    let region = try assessment.region("femoral-neck left")
    #expect(region.t?.origin == .printed && region.t?.reference == reference)
    #expect(region.t?.unrounded == nil && region.t?.computed == nil && region.refusals.isEmpty)
    #expect(assessment.diagnosis.category == .osteoporosis)
  }

  @Test("A printed Z-score counts before the computed one and carries no centile of ours")
  func printedZ() throws {
    let region = try Assessment(.woman(age: 66, [.neck(0.570).printed(z: 0.3)])).region("femoral-neck left")
    #expect(region.tenthsZ == 3 && region.z?.origin == .printed && region.z?.centile == nil)
    #expect(region.z?.computed != nil && region.tenthsT == -24 && region.t?.origin == .computed)
  }

  private func check(_ study: Study, _ profile: Profile, _ outcome: Outcome) throws {
    let assessment = Assessment(study, profile)
    let region = try assessment.region("femoral-neck left")
    #expect(region.t?.origin == outcome.origin)
    #expect(region.t?.computed?.reported.tenths == -24)
    #expect((region.choice == .contested) == outcome.isContested)
    #expect((assessment.diagnosis.contested != nil) == outcome.isContested)
    // Which branch of the rule speaks depends on the references that explain the print.
    let audits = assessment.found.filter { $0.hasPrefix("AUD") }.map { String($0.prefix { $0 != "." }) }
    #expect(audits == [outcome.audit].compactMap(\.self))
    if outcome.origin == .computed { #expect(assessment.diagnosis.score?.tenths == -24) }
  }
}
