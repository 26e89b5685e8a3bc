// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics
internal import Testing

/// A rule on guidance that no study document can reach advises nobody: each is reached by a study that gives the facts of its
/// own firing examples.
@Suite("Reach of the rules on guidance")
struct GuidanceReachTests {
  static let advising = Rule.all.filter { $0.subject == .guidance }

  @Test("A rule on guidance speaks in a study that gives the facts of its example", arguments: advising.map { $0.id })
  func isReached(id: String) throws {
    let rule = try #require(RuleBook.rule(id))
    let examples = try #require(try KnowledgeExamples.firing.get()[id])
    #expect(examples.contains { Self.reaches(rule, $0) }, "\(examples.map { $0.known })")
  }

  static func reaches(_ rule: Rule, _ example: Facts) -> Bool {
    let study = StudyOfFacts(example).study
    let profiles = rule.profiles.isEmpty ? [.iscd2023] : rule.profiles
    for profile in profiles {
      for guideline in rule.guidelines.isEmpty ? [profile.guideline, .acp2023, .acr2022, .nogg2024] : rule.guidelines {
        let options = AssessmentOptions(profile: profile, guideline: guideline)
        for change in Self.additions {
          let guidance = Assessment(of: study.with(change), options: options).guidance
          if guidance.rules.contains(rule.id) { return true }
        }
      }
    }
    return false
  }

  /// What makes a search for causes or a treatment due where an example only states that it is.
  static let additions: [@Sendable (inout Study) -> Void] = [
    { _ in },
    { $0.scans[0].regions.append(.radius().printed(t: -2.6, z: 0)) },
    { $0.scans[0].regions.append(.hip().printed(z: -2.1)) },
    { study in
      let low = Fracture(site: .humerus, date: PartialDate("2026-04-01"), trauma: .low)
      study.history.fractures = (study.history.fractures ?? []) + [low]
    },
    { $0.patient.menopause = nil },
    { $0.history.medications = nil },
    { $0.precision = nil },
    { study in
      var prednisone = Medication(name: "prednisone")
      (prednisone.doseMg, prednisone.start) = (30, PartialDate("2025-11-01"))
      study.history.medications = (study.history.medications ?? []) + [prednisone]
    },
  ]
}
