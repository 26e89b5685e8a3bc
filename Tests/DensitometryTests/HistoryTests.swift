// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
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
  }
}
