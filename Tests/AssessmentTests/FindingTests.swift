// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics
internal import Testing

@Suite("Findings and questions")
struct FindingTests {
  @Test("A finding names its rule, its subject, the facts of its condition and of its sentence, and its sources")
  func content() throws {
    let assessment = Assessment(.woman(age: 66, [.neck(0.570).printed(t: -2.0)]))
    let finding = try #require(assessment.findings.first { $0.rule == "AUD-10" })
    #expect(finding.id == "AUD-10/femoral-neck/left" && finding.subject == "femoral-neck left")
    #expect(finding.severity == .warning && finding.sources == ["osteon-design"])
    let shown: Set<Fact> = [.printedT, .computedT, .knownReferences, .nearestReference, .nearestT]
    let facts = finding.facts.map { $0.fact }
    #expect(
      Set(facts) == shown.union([.sexAtBirth, .scoreGap]) && facts == Fact.allCases.filter { facts.contains($0) })
    let values = Dictionary(uniqueKeysWithValues: finding.facts.map { ($0.fact, $0.value) })
    #expect(values[.sexAtBirth] == .text("female") && values[.scoreGap] == .number(ExactDecimal(tenths: 4)))
    // (0.570 - 0.858) / 0.120 = -2.4
    #expect(values[.printedT] == .number(ExactDecimal(tenths: -20)))
    #expect(values[.computedT] == .number(ExactDecimal(tenths: -24)))
    #expect(finding.message.contains("the print says \u{2212}2.0, and the density gives \u{2212}2.4."))
  }

  @Test("Errors come first, then warnings, then information; within these by subject and rule")
  func order() {
    for study in PropertyTests.studies.prefix(200) {
      let keys = Assessment(study).findings.map { ($0.severity, $0.subject, $0.rule) }
      #expect(zip(keys, keys.dropFirst()).allSatisfy { $0 <= $1 })
    }
  }

  @Test("A repeated measurement on one day keeps the names of findings apart")
  func repeatedMeasurement() {
    let study = Study.woman(age: 66, [.hip(0.760).measured(2, 35)]).with(age: 66, [.hip(0.760).measured(3, 35)])
    let ids = Assessment(study).findings.filter { $0.rule == "AUD-11" }.map { $0.id }
    #expect(ids == ["AUD-11/total-hip/left", "AUD-11/total-hip/left/2"])
  }

  @Test("The order of repeated measurements in the study does not matter")
  func repeatedMeasurementInAnyOrder() {
    func densities(_ scans: [Double]) -> [Int64?] {
      let study = Study.woman(age: 66, [.hip(scans[0])]).with(age: 66, [.hip(scans[1])]).with(age: 66, [.hip(scans[2])])
      return Assessment(study).regions.map { $0.region.density?.milligrams }
    }
    #expect(densities([0.760, 0.750, 0.770]) == densities([0.770, 0.760, 0.750]))
    #expect(densities([0.760, 0.750, 0.770]) == densities([0.750, 0.770, 0.760]))
  }

  @Test("Of a repeated measurement only the one with a score is used")
  func repeatedMeasurementInUse() {
    let study = Study.woman(age: 66, [.neck(0.570)]).with(age: 66, [.neck(0.560)])
      .with { $0.scans[0].scanner = .unknown }
    let regions = Assessment(study).regions
    #expect(regions.map { $0.usedForDiagnosis } == regions.map { $0.t != nil })
  }

  @Test("Only the latest visit has findings of regions")
  func latestOnly() {
    let wrong = MeasuredRegion.hip(0.760).measured(2, 35)
    #expect(!Assessment(Study.woman(age: 70, [.hip(0.7)]).with(age: 60, [wrong])).finds("AUD-11"))
    #expect(Assessment(Study.woman(age: 60, [.hip(0.7)]).with(age: 70, [wrong])).finds("AUD-11"))
  }

  @Test("A question is asked once, with all that it would decide")
  func questions() throws {
    let study = Study.woman(age: 50, menopause: nil, [.neck(0.7)])
    let questions = Assessment(study).questions
    #expect(Set(questions.map { $0.fact.question }).count == questions.count)
    let menopause = try #require(questions.first { $0.fact == .menopause })
    #expect(menopause.decides == ["menopause-unknown", "clinical-undecided"])
  }

  @Test("Nothing is asked that the study document has no place for")
  func questionsHavePlaces() {
    for study in PropertyTests.studies.prefix(200) {
      #expect(Assessment(study).questions.allSatisfy { $0.fact.path != nil && !$0.decides.isEmpty })
    }
  }

  @Test("What decides nothing is not asked")
  func noQuestions() {
    let study = Study.woman(age: 66, [.neck().printed(t: -2.6)])
    #expect(Assessment(study).questions.isEmpty)
  }

  @Test("No sentence and no question takes the gender of the person for granted")
  func pronouns() {
    let sentences = Rule.all.flatMap { [$0.finding?.message, $0.refusal?.message] } + Fact.allCases.map { $0.question }
    for sentence in sentences.compactMap(\.self) {
      let words = Set(sentence.lowercased().split { !$0.isLetter })
      #expect(words.isDisjoint(with: ["she", "he", "her", "his", "him"]), "\(sentence)")
    }
  }

  // MARK: Risk factors of athletes

  /// A history of which only this is known.
  static func history(_ set: (inout History) -> Void) -> History {
    var history = History()
    set(&history)
    return history
  }

  static let accident = Fracture(site: .tibia, trauma: .high)

  static let histories: [(History, Bool?)] = [
    (history { $0.riskFactors.currentSmoker = true }, true),
    (history { $0.fractures = [Fracture(site: .tibia, trauma: .low)] }, true),
    (history { $0.fractures = [accident] }, nil),
    (history { $0.medications = [Medication(name: "prednisolone")] }, true),
    (history { $0.conditions = [MedicalCondition(name: "amenorrhea")] }, true),
    (history { $0.medications = [] }, nil),
    (
      history {
        $0.fractures = [accident]
        $0.conditions = []
        $0.medications = []
        $0.riskFactors.currentSmoker = false
      }, false
    ),
  ]

  @Test(
    "A risk factor of athletes is smoking, a disease, a drug, or a fracture that is no accident; less asks",
    arguments: histories)
  func athleteRiskFactor(history: History, answer: Bool?) {
    let study = Study.woman(age: 24, menopause: .pre, [.neck().printed(z: -1.5)]).with { $0.history = history }
    let category = Assessment(study, .acsmAthlete).diagnosis.category
    #expect(category == answer.map { $0 ? .lowWithRiskFactors : .withinExpectedRange })
  }
}
