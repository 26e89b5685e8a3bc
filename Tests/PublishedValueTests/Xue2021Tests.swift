// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Testing

/// The reference that Xue 2021 proposes from NHANES 2005-2014, as its abstract gives it.
@Suite("xue-2021: proposed reference from NHANES 2005-2014")
struct Xue2021Tests {
  @Test(
    "Mean and standard deviation are those of the abstract",
    arguments: [
      ("nhanes-2005-2014.femoral-neck.white-female", 8880, 1210),
      ("nhanes-2005-2014.lumbar-spine.l1-l4.white-female", 10650, 1220),
    ] as [(String, Int64, Int64)])
  func abstract(key: String, mean: Int64, deviation: Int64) throws {
    let population = try #require(ReferenceLibrary.population(key))
    #expect(population.meanTenThousandths == mean)
    #expect(population.deviationTenThousandths == deviation)
    #expect(!population.isDiagnostic && population.family == .nhanes2005to2014)
  }

  @Test("The spine carries the doubt about its standard deviation")
  func doubt() throws {
    let note = try #require(ReferenceLibrary.note("nhanes-2005-2014.lumbar-spine.l1-l4.white-female"))
    #expect(note.label?.contains("doubt") == true)
  }
}
