// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Testing

@testable internal import Reports

@Suite("Text for patients")
struct PatientTextTests {
  static func text(_ assessment: Assessment) -> String { PatientText.render(assessment, TextStyle(width: 4000)) }

  static func sections(_ assessment: Assessment) -> [PatientText.Section] {
    PatientText(assessment, .in(.english), TextStyle()).sections
  }

  // MARK: The first words

  @Test(
    "One plain sentence comes first",
    arguments: [
      ("postmenopausal-woman", "Your bone density is lower than that of most young adults."),
      ("premenopausal-woman", "Your bone density is below the expected range for your age."),
      ("no-valid-site", "This scan does not give one overall result."),
    ])
  func first(example: String, sentence: String) throws {
    let first = try #require(Self.sections(try People.example(example)).first?.paragraphs.first)
    let plain = first.replacing(/\ \([^)]*\)/, with: "")
    #expect(plain.hasPrefix(sentence), "\(first)")
  }

  @Test("The first words hold no number")
  func noNumberFirst() throws {
    for assessment in try People.all.get() where assessment.diagnosis.category != nil {
      let first = try #require(Self.sections(assessment).first?.paragraphs.first)
      #expect(!first.contains { $0.isNumber }, "\(first)")
    }
  }

  @Test("A red flag stands before every number")
  func redFlag() throws {
    let assessment = try GuidanceTextTests.person(history: #"{ "answers": { "chestPain": true } }"#)
    let sections = Self.sections(assessment)
    #expect(sections[1].heading == "Please read this first")
    #expect(sections[1].points.first?.hasPrefix("Call the emergency number now: ") == true)
    let before = Self.text(assessment).prefix { !$0.isNumber }
    #expect(before.contains("Please read this first"))
  }

  // MARK: Children and the young

  @Test("The text of a child speaks to the parent")
  func child() throws {
    let text = Self.text(try People.example("child"))
    #expect(text.hasPrefix("Your child's bone density"))
    #expect(!text.contains("Your bone density") && !text.contains("Your score"))
  }

  @Test("Where Z-scores apply nothing is called osteopenia or osteoporosis", arguments: ["osteopenia", "osteoporosis"])
  func zScores(word: String) throws {
    var count = 0
    for assessment in try People.all.get() where assessment.diagnosis.basis == .z {
      guard assessment.clinicalDiagnosis.osteoporosis != true else { continue }
      count += 1
      let said = Self.sections(assessment).prefix { $0.heading != "Questions for your visit" }
      let text = said.flatMap { $0.paragraphs + $0.points }.joined(separator: "\n").lowercased()
      #expect(!text.contains(word), "\(text)")
    }
    #expect(count > 2)
  }

  // MARK: What to do

  @Test("There are three next steps at the most, and three where the rules name as many")
  func steps() throws {
    for assessment in try People.all.get() {
      let steps = Self.sections(assessment).first { $0.heading == "Your next steps" }
      #expect((steps?.points.count ?? 0) <= 3)
    }
    let woman = try GuidanceTextTests.person(history: #"{ "fractures": [], "medications": [], "conditions": [] }"#)
    #expect(Self.sections(woman).first { $0.heading == "Your next steps" }?.points.count == 3)
  }

  @Test("The next scan belongs on the same machine")
  func sameMachine() throws {
    for assessment in try People.all.get() {
      let next = try #require(Self.sections(assessment).first { $0.heading == "The next scan" })
      #expect(next.paragraphs.contains { $0.hasPrefix("Use the same machine and the same center.") })
    }
  }

  @Test(
    "A person who takes no drug is told of none to take",
    arguments: [
      "alendronate", "risedronate", "ibandronate", "zoledronate", "denosumab", "romosozumab", "teriparatide",
      "abaloparatide", "raloxifene", "strontium", "calcitonin",
    ])
  func noDrugs(drug: String) throws {
    let untreated = ["postmenopausal-woman", "followed-woman"]
    for example in untreated {
      #expect(!Self.text(try People.example(example)).lowercased().contains(drug), "\(example)")
    }
  }

  @Test(
    "Nothing orders a treatment",
    arguments: ["you must take", "you need to take", "you should take", "start taking", "stop taking your"])
  func noOrders(words: String) throws {
    for assessment in try People.all.get() { #expect(!Self.text(assessment).lowercased().contains(words)) }
  }

  // MARK: Form

  @Test("A text ends with one line break, its sources and what wrote it")
  func shape() throws {
    for assessment in try People.all.get() {
      let text = Self.text(assessment)
      #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n") && !text.contains("\n\n\n"))
      #expect(text.contains("Written by fixed rules, not by a person: osteon \(Provenance.engineVersion)"))
    }
  }
}
