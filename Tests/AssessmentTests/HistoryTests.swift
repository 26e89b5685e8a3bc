// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics
internal import Testing

/// Rules CLS-15 and NUM-06, and what an earlier visit may say.
@Suite("Earlier visits")
struct HistoryTests {
  /// A woman of 72 with a printed T-score now and one five years before.
  static func study(now: Double, before: Double) -> Study {
    Study.woman(age: 72, [.neck().printed(t: now)]).dated("2026-05-01")
      .with(age: 67, date: "2021-05-01", [.neck().printed(t: before)])
      .with { study in
        study.patient.menopauseAge = 50
        study.history.fractures = []
        study.history.medications = []
        study.history.fractureProbability = FractureProbability(
          tool: "FRAX", majorPercent: ExactDecimal(5), hipPercent: ExactDecimal(1))
      }
  }

  @Test("An osteoporosis that a T-score diagnosed stands under a better score", arguments: [-2.4, -1.0, 0.3])
  func persists(now: Double) {
    for criteria in [ClinicalCriteria.nbha2014, .oc2023, .aace2020] {
      let assessment = Assessment(Self.study(now: now, before: -2.5), criteria: criteria)
      #expect(assessment.clinicalDiagnosis.osteoporosis == true)
      #expect(assessment.clinicalDiagnosis.rules == [criteria == .aace2020 ? "CLS-15" : "CLS-15.other"])
      #expect(assessment.diagnosis.category == (now == -2.4 ? .lowBoneMass : .normal))
    }
    #expect(Assessment(Self.study(now: now, before: -2.4)).clinicalDiagnosis.osteoporosis == false)
  }

  @Test(
    "Under a current drug it is worded as treated",
    arguments: [("alendronate", nil, true), ("x", "M05BX04", true), ("metformin", nil, false)]
      as [(String, String?, Bool)])
  func treated(name: String, code: String?, isTreated: Bool) {
    let study = Self.study(now: -2.3, before: -2.6).with { study in
      study.history.medications = [Medication(name: name, code: code.map { Code(system: "atc", value: $0) })]
    }
    #expect(Assessment(study).clinicalDiagnosis.rules == [isTreated ? "CLS-15.other-treated" : "CLS-15.other"])
  }

  @Test(
    "A drug counts from its start to its stop, both days included",
    arguments: [
      ("2026-05-01", nil, true), ("2026-05-02", nil, false), ("2020", "2026-05-01", true),
      ("2020", "2026-04-30", false),
      ("2020", "2026", true),
    ] as [(String, String?, Bool)])
  func currentDrug(start: String, stop: String?, isCurrent: Bool) {
    let study = Self.study(now: -2.3, before: -2.6).with { study in
      var drug = Medication(name: "zoledronic acid (zoledronate)")
      drug.start = PartialDate(start)
      drug.stop = stop.flatMap { PartialDate($0) }
      study.history.medications = [drug]
    }
    #expect(Assessment(study).finds("CLS-15.other-treated") == isCurrent)
  }

  @Test("A present osteoporosis needs no rule on the past")
  func present() {
    let clinical = Assessment(Self.study(now: -2.5, before: -2.6)).clinicalDiagnosis
    #expect(clinical.osteoporosis == true && clinical.rules == ["CLS-14.nbha-density"])
  }

  @Test("Where the present scan gives no category, nothing is said of one")
  func presentUnknown() throws {
    let study = Self.study(now: -2.4, before: -2.6).with { $0.scans[0].regions = [.region(.wards, 0.4, .left)] }
    let assessment = Assessment(study)
    #expect(assessment.clinicalDiagnosis.osteoporosis == true && assessment.diagnosis.category == nil)
    let finding = try #require(assessment.findings.first { $0.rule == "CLS-15.other" })
    #expect(!finding.message.contains("present category is no longer"))
  }

  @Test(
    "A category that moved is by itself no loss or gain",
    arguments: [(-2.4, -2.6, true), (-2.4, -1.2, false), (-2.6, -2.4, true)])
  func moved(now: Double, before: Double, isFound: Bool) {
    #expect(Assessment(Self.study(now: now, before: before)).finds("NUM-06") == isFound)
  }

  @Test("A category on the Z-score and one on the T-score are not compared")
  func otherBasis() {
    let study = Study.man(age: 51, [.neck().printed(t: -1.5, z: -1.0)]).with(
      age: 48, [.neck().printed(t: -1.5, z: -1.0)])
    #expect(!Assessment(study).finds("NUM-06"))
  }

  @Test("A woman who was before menopause at the earlier scan had no osteoporosis from a T-score")
  func earlierBeforeMenopause() {
    // Menopause at 50, the earlier scan at 44: read by the Z-score.
    let study = Study.woman(age: 52, [.neck().printed(t: -2.0)]).with(age: 44, [.neck().printed(t: -2.6, z: -1.9)])
      .with { $0.patient.menopauseAge = 50 }
    #expect(!Assessment(study).finds("CLS-15.other"))
  }

  @Test("An earlier scan whose category menopause would decide leaves an earlier osteoporosis unknown, not excluded")
  func earlierUndecided() {
    let study = Study.woman(age: 58, [.neck().printed(t: -2.0)]).with(age: 52, [.neck().printed(t: -2.8)])
      .with { study in
        study.history.fractures = []
        study.history.fractureProbability = FractureProbability(
          tool: "FRAX", majorPercent: ExactDecimal(5), hipPercent: ExactDecimal(1))
      }
    #expect(Assessment(study).clinicalDiagnosis.osteoporosis == nil)
    #expect(Assessment(study.with { $0.patient.menopauseAge = 50 }).clinicalDiagnosis.osteoporosis == true)
  }

  @Test("The regions of all visits are listed, the latest first")
  func order() {
    let study = Study.woman(age: 60, [.neck(0.7)]).with(age: 70, [.neck(0.6)]).with(age: 65, [.neck(0.65)])
    #expect(Assessment(study).regions.map { $0.age } == [.exact(70), .exact(65), .exact(60)])
  }

  @Test("Pregnancy at the latest scan does not undo what earlier scans gave")
  func pregnancyNow() throws {
    let study = Study.woman(age: 36, menopause: .pre, [.neck(0.7)]).with(age: 34, [.neck(0.7)])
      .with { $0.patient.pregnancy = .possible }
    #expect(Assessment(study).regions.count == 2)
    #expect(Assessment(study).refused == ["pregnancy"])
  }
}
