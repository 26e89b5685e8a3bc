// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

@testable internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics
internal import Testing

@Suite("Facts for the next scan")
struct NextScanFactsTests {
  static func facts(_ study: Study) -> Facts {
    NextScanFacts(of: study, at: Assessor(study, AssessmentOptions()).visits[0]).facts
  }

  static let woman = Study.woman(age: 70, [.neck(0.678), .hip(0.942), .spine(0.8)]).dated("2026-05-10")

  @Test("The lowest T-score is that of neck and hip, not of the spine")
  func lowestHip() {
    // (0.678 - 0.858) / 0.120 = -1.5
    #expect(Self.facts(Self.woman)[.lowestHipT] == .score(ReportedScore(tenths: -15)))
    #expect(Self.facts(Study.woman(age: 70, [.spine(0.8)]))[.lowestHipT] == nil)
  }

  @Test(
    "Months since a dose are counted as begun, and a dose of a month gives the least",
    arguments: [
      ("2026-05-10", .count(0)), ("2025-10-10", .count(7)), ("2025-10-09", .count(8)), ("2025-10-11", .count(7)),
      ("2025-09", .atLeast(ExactDecimal(8))), ("2026-06-01", nil),
    ] as [(String, FactValue?)])
  func denosumab(dose: String, expected: FactValue?) {
    let study = Self.woman.with { study in
      var drug = Medication(name: "denosumab")
      drug.lastDose = PartialDate(dose)
      study.history.medications = [drug]
    }
    #expect(Self.facts(study)[.monthsSinceDenosumab] == expected)
  }

  @Test(
    "Conditions of special groups are known by name and by code",
    arguments: [
      (.transplant, "kidney transplant 2019", nil), (.bariatricSurgery, "gastric bypass", nil),
      (.hiv, "HIV infection", nil), (.spinalCordInjury, "spinal cord injury T10", nil),
      (.hiv, "infection", Code(system: "icd-10-cm", value: "B20")),
    ] as [(Fact, String, Code?)])
  func conditions(fact: Fact, name: String, code: Code?) {
    let study = Self.woman.with { $0.history.conditions = [MedicalCondition(name: name, code: code)] }
    #expect(Self.facts(study)[fact] == .flag(true))
    let later = study.with { $0.history.conditions?[0].since = PartialDate("2026-06") }
    #expect(Self.facts(later)[fact] == .flag(false))
    #expect(Self.facts(Self.woman.with { $0.history.conditions = [] })[fact] == .flag(false))
    #expect(Self.facts(Self.woman)[fact] == nil)
  }
}
