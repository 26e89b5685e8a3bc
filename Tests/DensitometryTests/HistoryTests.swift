// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Statistics
internal import Testing

@Suite("History")
struct HistoryTests {
  @Test("Long bones are those of arm and leg")
  func longBones() {
    #expect(Fracture.Site.allCases.filter { $0.isLongBone } == [.hip, .humerus, .forearm, .tibia, .femurShaft])
  }

  @Test("A fracture of which nothing was said has unknown trauma")
  func unknownTrauma() {
    #expect(Fracture(site: .hip).trauma == .unknown)
    #expect(Fracture(site: .hip).date == nil)
  }

  @Test("Of a new history nothing is known, which is not the same as knowing of nothing")
  func nothingKnown() {
    let history = History()
    #expect(history.fractures == nil)
    #expect(history.medications == nil)
    #expect(history.conditions == nil)
    #expect(history.laboratory == nil)
    #expect(history.riskFactors == RiskFactors())
    #expect(history.fractureProbability == nil)
    #expect(history.riskFactors.currentSmoker == nil)
  }

  @Test("Entries hold what was given, and the rest is unknown")
  func entries() {
    let code = Code(system: "atc", value: "M05BX04")
    let drug = Medication(name: "denosumab", code: code)
    #expect(drug.name == "denosumab" && drug.code == code)
    #expect(drug.doseMg == nil && drug.start == nil && drug.stop == nil && drug.lastDose == nil)
    let condition = MedicalCondition(name: "celiac disease", since: PartialDate("2015"))
    #expect(condition.name == "celiac disease" && condition.code == nil && condition.since?.year == 2015)
    let result = LaboratoryResult(test: "25-hydroxyvitamin-d", value: ExactDecimal(18), unit: "ng/mL")
    #expect(result.test == "25-hydroxyvitamin-d" && result.value == ExactDecimal(18) && result.unit == "ng/mL")
    #expect(result.code == nil && result.date == nil && result.low == nil && result.high == nil)
    let probability = FractureProbability(tool: "FRAX", majorPercent: ExactDecimal(20))
    #expect(probability.tool == "FRAX" && probability.majorPercent == ExactDecimal(20) && probability.hipPercent == nil)
  }
}
