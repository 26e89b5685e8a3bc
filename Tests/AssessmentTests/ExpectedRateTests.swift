// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics
internal import Testing

/// The rules that rates come from, and when one follows another, as `docs/methods/expected-rates.md` tabulates them.
@Suite("Expected rates")
struct ExpectedRateTests {
  /// Returns the expected rates of a woman born on 14 September 1956 between two scans of one region.
  static func rates(
    _ region: (Double?) -> MeasuredRegion, from first: String = "2003-09-14",
    to last: String = "2026-09-14", _ change: (inout Study) -> Void = { _ in }
  ) throws -> [ExpectedRates.Step] {
    let study = Study.visits([last: [region(0.9)], first: [region(0.92)]]).with(change)
    let truth = try #require(Assessment(of: study).changes.first?.truth)
    return truth.expected?.rates.steps ?? []
  }

  /// Returns why nothing is expected.
  static func reason(_ change: (inout Study) -> Void) -> NoExpectation? {
    Assessment(of: Study.hips(then: 0.79).with(change)).changes.first?.truth?.noExpectation
  }

  @Test("The spine is lost fastest in the two years after the last period")
  func menopause() throws {
    // The last period at 53, on 14 September 2009; the transition is taken as the two years before.
    let steps = try Self.rates({ .spine($0) }) { $0.patient.menopauseAge = 53 }
    #expect(
      steps.map { $0.rule } == ["RATE-30.spine", "RATE-31.spine", "RATE-32.spine", "RATE-33.spine", "RATE-36.spine"])
    #expect(steps.map { $0.percentPerYear } == [0, -1.7, -3.3, -1.1, -0.4])
    // In years since 14 September 2003, the 47th birthday: at 51, 53, 55 and 60.
    for (step, years) in zip(steps, [0.0, 4, 6, 8, 13]) { #expect(abs(step.start - years) < 1e-6) }
  }

  @Test("A drug sets the rate from the day it is taken, and another one from its first anniversary")
  func drug() throws {
    var drug = Medication(name: "Alendronate 70 mg")
    drug.start = PartialDate("2024-05-31")
    let steps = try Self.rates({ .hip($0) }, from: "2024-05-01", to: "2026-05-01") { $0.history.medications = [drug] }
    #expect(steps.map { $0.rule } == ["RATE-36.hip-67", "RATE-11.hip-first", "RATE-11.hip-later"])
    #expect(steps.map { $0.tag } == [.derived, .confirmed, .derived])
    for (step, days) in zip(steps, [0.0, 30, 30 + 365.25]) { #expect(abs(step.start - days / 365.25) < 1e-6) }
  }

  @Test("Without a list of drugs the rates are those of people without any, and that is said")
  func noList() throws {
    let assessment = { (study: Study) in Assessment(of: study).changes.first?.truth?.expected?.rates }
    let known = try #require(assessment(Study.hips(then: 0.79).with { $0.history.medications = [] }))
    let unknown = try #require(assessment(.hips(then: 0.79)))
    #expect(!known.assumesNoDrugs && unknown.assumesNoDrugs)
    #expect(known.steps == unknown.steps)
  }

  @Test("After denosumab, on two drugs, on a drug without rates and below 20 nothing is expected")
  func none() {
    var denosumab = Medication(name: "denosumab")
    (denosumab.start, denosumab.stop) = (PartialDate("2020"), PartialDate("2024-01"))
    let drugs = [
      [denosumab], [Medication(name: "alendronate"), Medication(name: "teriparatide")],
      [Medication(name: "strontium ranelate")], [Medication(name: "calcitonin")],
    ]
    for list in drugs {
      guard case .rule(let rule) = Self.reason({ $0.history.medications = list }) else {
        Issue.record("\(list) must be refused a rate by a rule")
        continue
      }
      #expect(rule.hasPrefix("RATE-0"))
    }
    #expect(
      Self.reason {
        $0.patient.birthDate = nil; $0.setAges(18, 16)
      } == .rule("RATE-01.age"))
  }

  @Test("A drug that stops before it starts is not dated, and nothing is expected")
  func stopBeforeStart() {
    var drug = Medication(name: "alendronate")
    (drug.start, drug.stop) = (PartialDate("2024"), PartialDate("2020"))
    #expect(Self.reason { $0.history.medications = [drug] } == .missing([.yearsOnBoneDrug]))
    drug.stop = PartialDate("2024")
    #expect(Self.reason { $0.history.medications = [drug] } == nil)
  }

  @Test("Where scans have ages and no days, a drug with days leaves the rate open")
  func agesAndDays() {
    var drug = Medication(name: "prednisone")
    drug.start = PartialDate("2024")
    let reason = Self.reason { study in
      study.patient.birthDate = nil
      study.setAges(68, 66)
      study.history.medications = [drug]
    }
    #expect(reason == .missing([.yearsOnLossCause]))
  }

  @Test("Denosumab ends seven months after a last dose that no other followed")
  func overdueDose() {
    // The scans are of 1 May 2024 and 2 May 2026; seven months are 213.06 days.
    let reason = { (day: String) in
      Self.reason { study in
        var drug = Medication(name: "denosumab")
        (drug.start, drug.lastDose) = (PartialDate("2023-05-01"), PartialDate(day))
        study.history.medications = [drug]
      }
    }
    #expect(reason("2025-10-02") == nil)
    guard case .rule = reason("2025-09-30") else {
      Issue.record("Nothing must be expected after an overdue dose")
      return
    }
  }

  @Test("A drug whose start is not known leaves the rate open, and names what is missing")
  func unknownStart() {
    let reason = Self.reason { $0.history.medications = [Medication(name: "alendronate")] }
    #expect(reason == .missing([.yearsOnBoneDrug]))
  }

  @Test("Around 50 the menopausal status is asked for")
  func unknownMenopause() {
    let reason = Self.reason { study in
      (study.patient.menopause, study.patient.menopauseAge, study.patient.birthDate) = (nil, nil, nil)
      study.setAges(52, 50)
    }
    guard case .missing(let facts) = reason else {
      Issue.record("The status must be missing")
      return
    }
    #expect(facts.contains(.menopause))
  }

  @Test("A man has the rates of men")
  func man() throws {
    let steps = try Self.rates({ .hip($0) }, from: "2024-05-01", to: "2026-05-01") {
      $0.patient.sexAtBirth = .male
      ($0.patient.menopause, $0.patient.menopauseAge) = (nil, nil)
    }
    #expect(steps.map { $0.rule } == ["RATE-40.hip-50"])
    #expect(steps.map { $0.percentPerYear } == [-0.3])
  }

  @Test("How a person did before a drug says nothing of how they do on it")
  func regimes() throws {
    // Before the drug the hip behaved as expected; on it, it lost where a gain was expected.
    var drug = Medication(name: "alendronate")
    drug.start = PartialDate("2022-05-01")
    let study = Study.visits([
      "2026-05-01": [.hip(0.77)], "2022-05-01": [.hip(0.79)], "2018-05-01": [.hip(0.80)],
    ]).with { $0.history.medications = [drug] }
    let treated = try #require(Assessment(of: study).changes.first?.truth)
    let without = try #require(Assessment.withoutExpectation(study).changes.first?.truth)
    // The densities outweigh the expected gain: the answer lies near that of the scans alone.
    #expect(abs(treated.change.mean - without.change.mean) < 0.008)
    #expect(treated.probabilityOfLoss > 0.8)
  }

  @Test("A rate of one's own is taken in place of the tabled ones")
  func own() {
    let options = AssessmentOptions(expectedRate: .own(percentPerYear: -2, spread: 1))
    let rates = Assessment(of: .hips(then: 0.79), options: options).changes.first?.truth?.expected?.rates
    #expect(rates?.steps.map { $0.percentPerYear } == [-2])
    #expect(rates?.steps.map { $0.spread } == [1])
  }
}

extension Study {
  /// Gives the two scans exact ages in place of days.
  fileprivate mutating func setAges(_ latest: Double, _ first: Double) {
    for (index, age) in [latest, first].enumerated() {
      scans[index].age = .exact(age)
      scans[index].date = nil
    }
  }
}
