// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Interchange
internal import Testing

/// What a sentence says in words of many kinds, and the sentences beside them that say something else.
@Suite("Wording of reports")
struct ReportTextWordingTests {
  private func statements(_ text: String, beginningWith beginnings: String...) -> [String] {
    ReportWords.read(text).filter { word in beginnings.contains { word.hasPrefix($0) } }
  }

  // MARK: Bones of another age

  @Test(
    "Bones likened to those of an age are told in many forms",
    arguments: [
      "The bone density is typical for an 80 year old.", "Her bones are as old as 80.", "In terms of bone she is 80.",
      "Bone-wise the patient is 80 years old.", "Bone age of 80.", "Skeletal age: 80 years",
      "Has the bones of someone who is 80.", "The bones have aged to 80.", "The BMD is typical of someone aged 80.",
      "The T-score is like that of an 80-year-old.", "Her skeleton is that of an 80-year-old lady.",
    ])
  func bonesOfAge(_ text: String) {
    #expect(statements(text, beginningWith: "bones", "person") == ["bones of 80"])
  }

  @Test(
    "Bones of a decade of life have no years", arguments: ["She has octogenarian bones.", "Bones of a nonagenarian."])
  func bonesOfDecade(_ text: String) {
    #expect(statements(text, beginningWith: "bones") == ["bones of -1"])
  }

  @Test(
    "An age of the person, of young adults, or of no bone is no age of bones",
    arguments: [
      "The patient is 80 and her bones are osteoporotic.", "She is 80 years old; her bones are strong for her age.",
      "This octogenarian was referred for DXA.", "Bone age was not assessed.", "Density is average for age.",
      "The T-score compares BMD with that of a 30-year-old.", "T-score: comparison with a healthy 30 year old.",
      "In terms of bone density the patient is at 80% of young adults.",
      "The Z-score is as expected for a 67-year-old.",
    ])
  func noBonesOfAge(_ text: String) { #expect(statements(text, beginningWith: "bones").isEmpty) }

  // MARK: Changes told by scores

  @Test(
    "A change told by a score has its direction, and no amount in densities",
    arguments: [
      ("The total hip T-score went from -1.8 to -2.2.", "loss in t @total-hip"),
      ("Total hip T-score -2.2, previously -1.8.", "loss in t @total-hip"),
      ("Total hip T-score -2.2 (prior -1.8).", "loss in t @total-hip"),
      ("The T-score of the total hip is 0.5 SD lower than before.", "loss in t @total-hip"),
      ("An improvement of 0.3 in T-score is seen at the total hip.", "gain in t @total-hip"),
      ("The total hip T-score dropped by 0.4.", "loss in t @total-hip"),
      ("The total hip T-score is lower than on the previous scan.", "loss in t @total-hip"),
    ])
  func scoreChanges(_ text: String, _ expected: String) {
    #expect(statements(text, beginningWith: "loss", "gain", "stable", "unnamed") == [expected])
  }

  @Test(
    "A score compared with another region, with young adults, or per step is no change",
    arguments: [
      "The hip has a lower T-score than the spine.", "The lower T-score is -2.3 at the total hip.",
      "Each SD decrease in BMD doubles the risk.", "Each 1 SD decrease in T-score doubles the risk.",
      "The total hip T-score is -2.2, which is 2.2 SD below young adults.",
    ])
  func noScoreChanges(_ text: String) {
    #expect(statements(text, beginningWith: "loss", "gain", "unnamed").isEmpty)
  }

  @Test("The earlier of two scores is no result")
  func earlierScores() {
    let words = ReportWords.read("Left total hip T-score -2.8, formerly -2.4.")
    #expect(words.filter { $0.hasPrefix("t ") } == ["t -2.8 minus 1 @total-hip/left"])
  }

  @Test("'Up' is a gain before an amount, and nothing where somebody is followed up")
  func upward() {
    #expect(statements("Hip BMD is up 3.2% since 2020.", beginningWith: "gain") == ["gain 3.2 % since 2020 @hip"])
    #expect(statements("The hip was picked up late. Follow up of the hip.", beginningWith: "gain").isEmpty)
  }

  @Test("'The decrease is significant' speaks of the change of the sentence before")
  func significanceOfBefore() {
    let words = statements(
      "Total hip BMD decreased by 0.031 g/cm² (3.9%); the decrease is significant.", beginningWith: "loss")
    #expect(words == ["loss significant 0.031 g 3.9 % @total-hip"])
  }

  // MARK: Sex

  @Test(
    "A title tells the sex unless a word tells it, or both titles stand there",
    arguments: [
      ("Mr Doe is here.", ["person male"]), ("Ms/Mr Doe, DOB: 1950-01-02", []),
      ("Ms Doe, 70 years, male, DOB: 1950-01-02", ["person male"]),
      ("Ms/Mr Doe, 70 yrs, male, DOB: 1950-01-02", ["person male"]),
    ] as [(String, [String])])
  func titles(_ text: String, _ expected: [String]) { #expect(statements(text, beginningWith: "person") == expected) }

  // MARK: Categories that are denied, defined or said of others

  @Test(
    "Criteria that are not met deny one category, and leave the other",
    arguments: [
      "Does not fulfil criteria for osteoporosis - osteopenia",
      "BMD does not meet the WHO definition of osteoporosis. Osteopenia.",
      "Nil osteoporosis. Osteopenia.", "The results exclude densitometric osteoporosis and show osteopenia.",
    ])
  func denied(_ text: String) {
    #expect(
      Set(statements(text, beginningWith: "osteoporosis", "low")) == ["osteoporosis denied", "low-bone-mass"])
  }

  @Test(
    "A definition that the person meets states the category",
    arguments: [
      "Densitometry meets the definition of osteopenia.",
      "Using WHO definitions this examination demonstrates osteopenia.",
    ])
  func metDefinition(_ text: String) { #expect(statements(text, beginningWith: "low") == ["low-bone-mass"]) }

  @Test(
    "What is said of people, of cases, of causes and of the classification is no category of the person",
    arguments: [
      "In the event of osteoporosis, guidelines advise a review of drug treatment.",
      "Where osteoporosis is present, fracture prevention should be discussed.",
      "Secondary causes of low BMD may need to be excluded where appropriate.",
      "Patients with osteoporosis may benefit from drug treatment.", "Osteoporosis is a common disease.",
      "A diagnosis of osteoporosis requires a T-score of -2.5 or lower.",
      "Osteoporosis is defined by the WHO as a T-score of -2.5 or lower.",
    ])
  func general(_ text: String) {
    #expect(statements(text, beginningWith: "osteoporosis", "low", "advice treatment").isEmpty)
  }

  @Test("A category after a region and WHO criteria belongs to the region")
  func criteria() {
    #expect(
      statements("By WHO criteria the total hip is in the range of osteopenia.", beginningWith: "low") == [
        "low-bone-mass @total-hip"
      ])
  }

  // MARK: Risk

  @Test("A threshold beside a probability is no probability")
  func thresholds() {
    let text = "FRAX: major osteoporotic fracture 14% (threshold 20%), hip fracture 3.1% (3% threshold)."
    #expect(statements(text, beginningWith: "risk") == ["risk 14 major 3.1 hip"])
  }

  // MARK: The next scan

  @Test(
    "A purpose after an interval is its reason, in words of any kind",
    arguments: [
      "Repeat DXA in 2 years to assess for change.", "Next scan: 2 years (monitoring of bone density)",
      "A repeat DXA scan in 2 years would help guide management.", "Next scan in 2 years. Reason: monitoring.",
      "Rescan in 2 years to see whether bone is lost.",
    ])
  func reasons(_ text: String) {
    #expect(statements(text, beginningWith: "next") == ["next 24 months reason"])
  }

  @Test("An interval alone has no reason", arguments: ["Repeat DXA in 2 years.", "Next DXA: 12 to 24 months."])
  func noReason(_ text: String) {
    #expect(statements(text, beginningWith: "next").allSatisfy { !$0.hasSuffix("reason") })
  }

  @Test("A row of dots leads to a number with its sign")
  func dots() {
    #expect(ReportWords.read("Left total hip...T-score...-2.4") == ["t -2.4 minus 1 @total-hip/left"])
    #expect(ReportWords.read("T(left total hip) -2.4") == ["t -2.4 minus 1 @total-hip/left"])
  }
}
