// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Testing

/// Rule REF-08: another reference is shown when asked for, and never diagnoses.
@Suite("Other references")
struct WhatIfTests {
  @Test("The proposal of NHANES 2005-2014 is shown beside the score and moves nothing")
  func proposal() throws {
    let study = Study.woman(age: 66, [.neck(0.583)])
    let assessment = Assessment(study, whatIf: true)
    let region = try assessment.region("femoral-neck left")
    // NHANES III (0.583 - 0.858) / 0.120 = -2.2917; the proposal (0.583 - 0.888) / 0.121 = -2.5207.
    let other = try #require(region.whatIf.first { $0.reference == "nhanes-2005-2014.femoral-neck.white-female" })
    #expect(other.t.reported.tenths == -25 && region.tenthsT == -23)
    #expect(assessment.diagnosis == Assessment(study).diagnosis)
    #expect(assessment.diagnosis.category == .lowBoneMass)
  }

  @Test("Without being asked for they are not shown, except where the maker's reference is unknown")
  func onRequest() throws {
    #expect(try Assessment(.woman(age: 66, [.neck(0.583)])).region("femoral-neck left").whatIf.isEmpty)
    #expect(try !Assessment(.woman(age: 66, [.spine(0.9, [.l1, .l2])])).region("lumbar-spine L1-L2").whatIf.isEmpty)
  }

  @Test(
    "No reference that classifies is among them, and each is on the scale of the scanner",
    arguments: [Scanner.hologic, .prodigy])
  func neverDiagnostic(scanner: Scanner) throws {
    let regions: [MeasuredRegion] = [
      .spine(0.9), .neck(0.7), .hip(0.8), .region(.wards, 0.5, .left), .region(.trochanter, 0.6, .left),
    ]
    for region in Assessment(.woman(age: 66, on: scanner, regions), whatIf: true).regions {
      for other in region.whatIf {
        let population = try #require(ReferenceLibrary.population(other.reference))
        #expect(!population.isDiagnostic && population.scale == scanner.scale && population.site == region.region.site)
      }
    }
  }
}
