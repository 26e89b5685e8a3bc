// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

@testable internal import Assessment
internal import KnowledgeBase
internal import Statistics
internal import Testing

@testable internal import Reports

@Suite("Wording")
struct WordingTests {
  // MARK: Filling

  @Test("A value takes the place of its name in braces, each time")
  func fill() {
    #expect(Wording.fill("{a} and {b}, {a}", ["a": "1", "b": "two"]) == "1 and two, 1")
  }

  @Test("What has no value stays visible in its braces")
  func missing() {
    #expect(Wording.fill("At {age} years {score}.", ["score": "low"]) == "At {age} years low.")
  }

  @Test("A value in braces is not filled again")
  func onlyOnce() { #expect(Wording.fill("{a}", ["a": "{b}", "b": "no"]) == "{b}") }

  @Test("A phrase that is missing comes back as its key")
  func missingPhrase() { #expect(Wording.in(.english).phrase("no.such.phrase") == "no.such.phrase") }

  @Test("A line break in a text is a line break")
  func lineBreak() {
    #expect(Wording.sample([("pages.a.text", "One.\nTwo.")]).text("pages.a.text") == "One.\nTwo.")
  }

  // MARK: Values

  @Test(
    "A number has the decimals of its unit and of the language",
    arguments: [
      (Fact.lowestT, "-2.5", "\u{2212}2,5"), (.lowestT, "0.5", "+0,5"), (.alcoholUnits, "2", "2"),
    ])
  func number(fact: Fact, number: String, expected: String) throws {
    let wording = Wording.sample([("rules.X.clinician", "{\(fact.rawValue)}")], decimalSeparator: ",")
    let value = FactValue.number(try #require(ExactDecimal(text: number)))
    #expect(wording.sentence(of: "X", .clinician, [StatedFact(fact: fact, value: value)]) == expected)
  }

  @Test("A word of a fact has the name that the language gives it there, else its name, else itself")
  func names() {
    let wording = Wording.sample([("names.pregnancy.yes", "ja, sicher"), ("names.yes", "ja")])
    func text(_ fact: Fact, _ word: String) -> String { wording.text(of: StatedFact(fact: fact, value: .text(word))) }
    #expect(text(.pregnancy, "yes") == "ja, sicher")
    #expect(text(.boneDrug, "yes") == "ja")
    #expect(text(.boneDrug, "denosumab") == "denosumab")
  }

  @Test("A count of a hundred is never 0 or 100 where it is not quite that")
  func outOfHundred() {
    let english = Wording.in(.english)
    #expect([0, 0.004, 0.5, 0.996, 1].map(english.outOfHundred) == ["0", "fewer than 1", "50", "more than 99", "100"])
  }

  @Test("Months are years from two years on")
  func time() {
    #expect([1, 23, 24, 30].map(Wording.in(.english).time) == ["1 month", "23 months", "2.0 years", "2.5 years"])
  }

  // MARK: Rules

  /// The facts that a sentence shows and no example states: the engine gives them with the facts of the rule.
  static func completed(_ facts: [StatedFact], of rule: Rule) -> [StatedFact] {
    let asked = Set(rule.condition.facts).union(facts.map { $0.fact })
    return facts + Set(rule.shownFacts).subtracting(asked).map { StatedFact(fact: $0, value: .text("shown")) }
  }

  @Test("Every rule fills its sentences on each of its examples, in every language", arguments: Language.allCases)
  func noBraces(language: Language) throws {
    let wording = Wording.in(language)
    var count = 0
    for (id, facts) in try FiringExamples.all.get() {
      let rule = try #require(RuleBook.rule(id))
      for audience in Audience.allCases {
        guard let text = wording.sentence(of: id, audience, Self.completed(facts, of: rule)) else { continue }
        count += 1
        #expect(!text.contains("{") && !text.contains("}"), "\(id): \(text)")
      }
    }
    #expect(count > 1000)
  }

  @Test("No report has a brace, in any language", arguments: Language.allCases)
  func noBracesInReports(language: Language) throws {
    for assessment in try People.all.get() {
      let texts = [
        TextReport.render(assessment, language: language, details: true),
        PatientText.render(assessment, language: language),
      ]
      for text in texts { #expect(!text.contains("{") && !text.contains("}")) }
    }
  }

  @Test("The English sentence of a finding is its message, but for the names of its words")
  func message() throws {
    let english = Wording.in(.english)
    for assessment in try People.all.get() {
      for finding in assessment.findings where !finding.facts.contains(where: { $0.fact == .boneDrug }) {
        #expect(english.sentence(of: finding.rule, .clinician, finding.facts) == finding.message)
      }
    }
  }

  @Test("The English reason for the next scan is that of the assessment")
  func reasons() throws {
    for assessment in try People.all.get() {
      let next = assessment.nextScan
      let texts = NextScanText(next: next, wording: .in(.english)).sentences.prefix(next.reasons.count)
      #expect(zip(texts, next.reasons).allSatisfy { $0.hasSuffix($1) }, "\(texts) \(next.reasons)")
    }
  }

  @Test("The English effect of leaving out a vertebra is that of the finding")
  func exclusion() throws {
    var count = 0
    for assessment in try People.all.get() {
      for finding in assessment.findings {
        guard let effect = assessment.exclusionEffects[finding.subject] else { continue }
        let stated = finding.facts.first { $0.fact == .exclusionEffect }?.value
        count += 1
        #expect(stated == .text(ExclusionText(effect: effect, wording: .in(.english)).sentence))
      }
    }
    #expect(count > 0)
  }

  @Test("The title of an interval is that of its rule")
  func intervalTitles() {
    for rule in Rule.all where rule.interval != nil {
      #expect(Wording.in(.english).text("names.interval.\(rule.id)") == rule.title, "\(rule.id)")
    }
  }

  // MARK: Refusals

  @Test("A refusal is told by the sentence of its rule, else by its code, else in English")
  func refusals() {
    let wording = Wording.sample([
      ("rules.CLS-19.refusal", "Embarazo: {pregnancy}."), ("refusals.excluded.means", "Excluida."),
      ("refusals.excluded.remedy", "Use otra."),
    ])
    func refusal(_ code: String, rule: String?, _ facts: [StatedFact]?) -> Refusal {
      Refusal(
        code: code, subject: "person", message: "English.", remedy: "Way out.", missing: [], rule: rule, facts: facts)
    }
    let stated = [StatedFact(fact: .pregnancy, value: .text("yes"))]
    #expect(wording.sentence(of: refusal("pregnancy", rule: "CLS-19", stated)) == "Embarazo: yes.")
    #expect(wording.sentence(of: refusal("excluded", rule: nil, nil)) == "Excluida. Use otra.")
    #expect(wording.sentence(of: refusal("excluded", rule: "CLS-19", nil)) == "Excluida.")
    #expect(wording.sentence(of: refusal("unknown", rule: nil, nil)) == "English. Way out.")
  }

  @Test("A translation that no clinician has read says so at its end")
  func unreviewed() {
    let wording = Wording.sample([("phrases.unreviewed", "Sin revisar."), ("phrases.report.provenance", "{version}")])
    #expect(CitedText.provenance(commit: nil, TextStyle(), wording).first == "Sin revisar.")
    #expect(!CitedText.provenance(commit: nil, TextStyle()).joined().contains("translation"))
  }
}
