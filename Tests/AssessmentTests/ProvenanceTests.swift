// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Testing

@Suite("Provenance")
struct ProvenanceTests {
  static let study = Study.woman(age: 66, [.neck(0.571), .spine(0.8).printed(t: -1.7, z: 0.2, "Hologic"), .hip(0.7)])
    .with(age: 60, [.hip(0.75)])

  @Test("Every reference that a score was computed against is named once, in order, of earlier visits too")
  func references() {
    let expected = [
      "hologic.lumbar-spine.l1-l4.female", "nhanes-2005-2010.femoral-neck.all-female",
      "nhanes-2005-2010.lumbar-spine.l1-l4.all-female", "nhanes-2005-2010.total-hip.all-female",
      "nhanes-iii.femoral-neck.white-female", "nhanes-iii.total-hip.white-female",
    ]
    #expect(Assessment(Self.study).provenance.references == expected)
  }

  @Test("A score adjusted for height names the height curve and the adjustment")
  func heightReferences() {
    let references = Assessment(.child(.male, age: 12, height: 140, [.spine(0.6)])).provenance.references
    #expect(references.contains("cdc-2000.height.male") && references.contains("height-adjustment-2005-2010"))
    let without = Assessment(.child(.male, age: 12, [.spine(0.6)])).provenance.references
    #expect(without == ["nhanes-2005-2010.lumbar-spine.l1-l4.all-male"])
  }

  @Test("A reference that shows what if is named")
  func whatIf() {
    let references = Assessment(Self.study, whatIf: true).provenance.references
    #expect(references.contains("nhanes-2005-2014.femoral-neck.white-female"))
  }

  @Test("Every rule that decided, found or refused is named, once and in order")
  func rules() {
    for study in PropertyTests.studies.prefix(200) {
      let assessment = Assessment(study)
      let rules = assessment.provenance.rules
      let spoken =
        assessment.findings.map { $0.rule } + assessment.diagnosis.rules + assessment.clinicalDiagnosis.rules
        + assessment.regions.flatMap { $0.rules } + assessment.refusals.compactMap { $0.rule }
        + assessment.regions.flatMap { $0.refusals.compactMap { $0.rule } }
      #expect(Set(spoken).isSubset(of: rules))
      #expect(rules == Set(rules).sorted())
      #expect(rules.allSatisfy { RuleBook.rule($0) != nil })
    }
  }

  @Test("A rule that governs a value is cited beside it")
  func governingRules() throws {
    let assessment = Assessment(.woman(age: 66, on: .prodigy, SpineTests.vertebrae(without: [.l4]) + [.neck(0.7)]))
    let pooled = try assessment.region("lumbar-spine L1-L3").rules
    for rule in ["NUM-01", "NUM-02", "NUM-04", "NUM-07", "ROI-02", "ROI-07"] {
      #expect(pooled.contains(rule), "\(rule)")
    }
    let neck = try assessment.region("femoral-neck left").rules
    #expect(neck.contains("REF-07") && !neck.contains("ROI-07"))
    #expect(Set(pooled + neck).isSubset(of: assessment.provenance.rules))
  }

  @Test("No rule of another profile, of other criteria or of another guideline is named", arguments: Profile.allCases)
  func profiles(profile: Profile) {
    for study in PropertyTests.studies.prefix(100) {
      let assessment = Assessment(study, profile)
      let criteria = assessment.clinicalDiagnosis.criteria
      for id in assessment.provenance.rules {
        let rule = RuleBook.rule(id)
        let isInForce = rule?.profiles.contains(profile) == true || rule?.criteria.contains(criteria) == true
        #expect(isInForce || rule?.guidelines.contains(assessment.nextScan.guideline) == true, "\(id)")
      }
    }
  }

  @Test("The commit and the source of the precision are passed on")
  func commitAndPrecision() {
    let options = AssessmentOptions(commit: "0123abc")
    #expect(Assessment(of: Self.study, options: options).provenance.commit == "0123abc")
    #expect(Assessment(Self.study).provenance.commit == nil && Assessment(Self.study).provenance.precision == nil)
    let sites = [SitePrecision(site: .femoralNeck, rmsSd: 0.012)]
    let study = Study.woman(age: 66, [.neck(0.570)])
    let named = study.with { $0.precision = FacilityPrecision(facility: "A", sites: sites) }
    #expect(Assessment(named).provenance.precision == "facility A")
    let nameless = study.with { $0.precision = FacilityPrecision(sites: sites) }
    #expect(Assessment(nameless).provenance.precision == "stated in the study")
    let unused = study.with { $0.precision = FacilityPrecision(facility: "A", sites: []) }
    #expect(Assessment(unused).provenance.precision == nil)
  }

  @Test("The identifier is passed on as given")
  func identifier() {
    #expect(Assessment(Self.study.with { $0.patient.id = "example-1" }).id == "example-1")
    #expect(Assessment(Self.study).id == nil)
  }
}
