// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats
internal import KnowledgeBase
internal import Statistics
internal import Testing

@Suite("Advice")
struct AdviceTests {
  @Test("A drug limit that blocks takes its own classes and those beside it; another limit only those beside it")
  func blocks() {
    let blocking = Advice(.drug([.denosumab], .blocks), "", blocks: [.zoledronate])
    #expect(blocking.blockedClasses == [.zoledronate, .denosumab])
    #expect(Advice(.drug([.denosumab], .warns), "", blocks: [.zoledronate]).blockedClasses == [.zoledronate])
    #expect(Advice(.result, "", blocks: [.romosozumab]).blockedClasses == [.romosozumab])
    #expect(Advice(.habit, "").blockedClasses.isEmpty)
  }

  @Test("Only a level at which treatment is considered meets the threshold")
  func levels() {
    #expect(Advice.Level.allCases.filter { $0.isMet } == [.veryHigh, .high, .consider])
  }

  @Test("Drugs that slow the loss of bone are told from those that build it")
  func antiresorptives() {
    #expect(DrugClass.allCases.filter { !$0.isAntiresorptive } == [.pthAnalog, .romosozumab, .strontium])
  }

  @Test("A rule that was not verified never says that treatment is considered")
  func unverified() {
    for rule in Rule.all where rule.tag == .unverified {
      if case .treatment(let level) = rule.advice?.kind { #expect(!level.isMet, "\(rule.id)") }
    }
  }

  @Test("Advice stands in rules on guidance and nowhere else, and every such rule advises")
  func subjects() {
    for rule in Rule.all { #expect((rule.advice != nil) == (rule.subject == .guidance), "\(rule.id)") }
  }

  @Test("A test that is advised is one that can be read")
  func tests() {
    var count = 0
    for rule in Rule.all {
      guard case .test(let keys, _) = rule.advice?.kind else { continue }
      count += keys.count
      for key in keys { #expect(LaboratoryTest.withKey(key) != nil, "\(rule.id): \(key)") }
    }
    #expect(count > 0)
  }

  // MARK: Causes and effects

  @Test("Every cause stands once, with a group that tells drugs from diseases")
  func causes() throws {
    let keys = Cause.all.map { $0.concept.key }
    #expect(!keys.isEmpty && Set(keys).count == keys.count)
    let drugs = Set(Cause.all.filter { $0.group == .drug }.map { $0.concept.key })
    #expect(drugs.contains(Concept.aromataseInhibitor.key) && !drugs.contains(Concept.celiacDisease.key))
  }

  @Test("An effect belongs to a rule or to a drug, its range is in order, and its sources are listed")
  func effects() {
    #expect(!Effect.all.isEmpty && !FractureReduction.all.isEmpty)
    for effect in Effect.all {
      #expect((effect.rule == nil) != (effect.agent == nil) && (effect.agent == nil) == (effect.drugClass == nil))
      #expect(effect.rule.map { RuleBook.rule($0) != nil } ?? true)
      #expect(effect.low <= effect.high && !effect.sources.isEmpty)
      #expect(effect.sources.allSatisfy { Source.withKey($0.key) != nil })
    }
    for reduction in FractureReduction.all {
      #expect(reduction.low <= reduction.high && reduction.high <= ExactDecimal(100))
      #expect(["vertebra", "hip", "nonvertebral"].contains(reduction.fracture))
      #expect(reduction.sources.allSatisfy { Source.withKey($0.key) != nil })
    }
  }

  @Test("The effects are those of the file")
  func sameEffects() throws {
    let entries = try #require(try KnowledgeFile.read("effects.json")["effects"]?.array)
    #expect(entries.count == Effect.all.count)
    for (effect, entry) in zip(Effect.all, entries) {
      #expect(effect.site.rawValue == entry["site"]?.string)
      #expect(effect.low == (try KnowledgeFile.exact(entry["percentLow"])))
      #expect(effect.high == (try KnowledgeFile.exact(entry["percentHigh"])))
    }
  }

  // MARK: Answers

  @Test("An answer is named after its place in the study document, each once")
  func answers() throws {
    let answers = Fact.answers
    #expect(!answers.isEmpty && Set(answers.map { $0.name }).count == answers.count)
    for (name, fact) in answers { #expect(fact.path == "history.answers.\(name)" && fact.answerName == name) }
    #expect(Fact.saysThighPain.answerName == "thighPain")
    #expect(Fact.smokes.answerName == nil && Fact.workUpIndicated.answerName == nil)
  }

  @Test("A number as an answer has limits; all else is yes or no")
  func forms() {
    #expect(Fact.saysDietaryCalcium.answerForm == .number(ExactDecimal(0), ExactDecimal(5000)))
    #expect(Fact.saysThighPain.answerForm == .flag)
  }

  // MARK: Pages

  @Test(
    "A page is found by its key and every name, whatever its capitals, and names rules, sources and pages that there are"
  )
  func pages() {
    for page in TopicPage.all {
      #expect(TopicPage.find(page.key.uppercased()) == page)
      for name in page.names { #expect(TopicPage.find(name)?.names.contains(name) == true, "\(name)") }
      for id in page.rules {
        #expect(Rule.all.contains { $0.id == id || $0.id.hasPrefix(id + ".") }, "\(page.key): \(id)")
      }
      #expect(page.sources.allSatisfy { Source.withKey($0.key) != nil }, "\(page.key)")
      for key in page.seeAlso { #expect(TopicPage.all.contains { $0.key == key }, "\(page.key): \(key)") }
    }
    #expect(TopicPage.find("no such page") == nil)
  }

  @Test("A space in the name of a page counts as a hyphen")
  func pageWithSpace() throws {
    let page = try #require(TopicPage.all.first { $0.key.contains("-") })
    #expect(TopicPage.find(page.key.replacing("-", with: " ")) == page)
  }
}
