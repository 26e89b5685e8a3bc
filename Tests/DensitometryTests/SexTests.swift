// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Testing

@Suite("Sex and gender")
struct SexTests {
  @Test("A gender identity names the sex of a reference, except a non-binary one")
  func reference() {
    #expect(GenderIdentity.allCases.map { $0.sex } == [.female, .male, nil])
  }

  @Test("The words of documents do not change")
  func words() {
    #expect(Sex.allCases.map { $0.rawValue } == ["female", "male"])
    #expect(GenderIdentity.allCases.map { $0.rawValue } == ["female", "male", "non-binary"])
    #expect(MenopausalStatus.allCases.map { $0.rawValue } == ["pre", "transition", "post", "unknown"])
    #expect(PregnancyStatus.allCases.map { $0.rawValue } == ["no", "possible", "yes"])
    #expect(PopulationGroup.allCases.map { $0.rawValue } == ["white", "black", "mexican-american", "asian", "other"])
  }
}
