// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import Formats
internal import Interchange
internal import KnowledgeBase
internal import Testing

/// The guidance in the assessment document: keys in order, and values by hand.
@Suite("Guidance in the assessment document")
struct GuidanceFieldsTests {
  static let document = Result {
    let study = try StudyDocument.read(
      JSONValue(
        text: """
          { "osteon": "study/1",
            "patient": { "sexAtBirth": "female", "birthDate": "1958-03-02", "menopause": { "status": "post", "age": 50 } },
            "history": {
              "fractures": [], "medications": [ { "name": "prednisolone", "start": "2024-01", "doseMg": 5 } ],
              "conditions": [ { "name": "celiac disease" } ],
              "laboratory": [
                { "test": "25-OH vitamin D", "value": 25, "unit": "nmol/L", "date": "2026-04-20", "low": 50 },
                { "test": "total calcium", "value": 9.0, "unit": "mg/dL", "date": "2026-04-20" },
                { "test": "albumin", "value": 30, "unit": "g/L", "date": "2026-04-20" },
                { "test": "creatinine", "value": 0.8, "unit": "mg/dL", "date": "2026-04-20", "low": 0.5, "high": 1.1 },
                { "test": "calcium", "value": 2.3, "unit": "mg/dL", "date": "2026-04-21" }
              ],
              "fractureProbability": { "tool": "FRAX", "majorPercent": 21, "hipPercent": 3.1 },
              "answers": { "newBackPain": true }
            },
            "scans": [ { "date": "2026-05-01", "scanner": { "manufacturer": "Hologic" },
              "regions": [ { "site": "femoral-neck", "side": "left", "bmd": 0.6 } ] } ],
            "precision": { "sites": [ { "site": "femoral-neck", "leastSignificantChange": 0.03 } ] } }
          """))
    return AssessmentDocument.json(Assessment(of: study, options: AssessmentOptions(guideline: .bhof2022)))
  }

  static func guidance(_ key: String) throws -> JSONValue? { try document.get()["guidance"]?[key] }

  // MARK: Keys

  @Test("The keys stand in their order")
  func keys() throws {
    #expect(
      try Self.document.get()["guidance"]?.members?.map { $0.key } == [
        "guideline", "alarms", "beforeDiagnosis", "workUp", "tests", "results", "causes", "onCauses", "companions",
        "treatment", "drugs", "habits", "needs", "effects", "background", "visitQuestions", "laboratory",
        "decisiveQuestions",
      ])
    #expect(try Self.guidance("guideline")?.string == "BHOF2022")
  }

  /// A list of points, and what its points have besides what all have.
  static let lists: [(list: String, own: [String])] = [
    ("alarms", ["urgency"]), ("workUp", []), ("tests", ["tests", "tier"]), ("results", []), ("onCauses", []),
    ("companions", []), ("habits", []), ("needs", []), ("background", []), ("visitQuestions", []),
  ]

  @Test("A point has its rule, its sentence, its facts, its evidence and its sources", arguments: lists.indices)
  func points(index: Int) throws {
    let (list, own) = Self.lists[index]
    for point in try #require(try Self.guidance(list)?.array) {
      #expect(point.members?.map { $0.key } == ["rule", "message"] + own + ["blocks", "facts", "tag", "sources"])
      let rule = Rule.all.first { $0.id == point["rule"]?.string }
      #expect(rule?.tag.rawValue == point["tag"]?.string)
      #expect(rule?.sources.map { $0.key } == point["sources"]?.array?.compactMap { $0.string })
      #expect(point["message"]?.string?.contains("{") == false)
    }
  }

  // MARK: Alarms and causes

  @Test("A red flag says how soon, and which fact raised it")
  func alarm() throws {
    let alarm = try #require(try Self.guidance("alarms")?.array?.first { $0["rule"]?.string == "COM-R01.adult" })
    #expect(alarm["urgency"]?.string == "prompt")
    #expect(alarm["facts"]?["saysNewBackPain"]?.bool == true)
  }

  @Test("A known cause is named as the study names it")
  func causes() throws {
    let causes = try #require(try Self.guidance("causes")?.array)
    #expect(causes.map { $0["cause"]?.string } == ["glucocorticoids", "celiac-disease"])
    #expect(causes.map { $0["named"]?.string } == ["prednisolone", "celiac disease"])
    #expect(causes.map { $0["group"]?.string } == ["drug", "gut-liver"])
    #expect(causes.allSatisfy { $0["acts"]?.string == "density" })
  }

  // MARK: Laboratory

  @Test("A result stands in the conventional unit with the factor, beside its own limits")
  func converted() throws {
    let result = try #require(try Self.guidance("laboratory")?.array?.first)
    #expect(
      result.members?.map { $0.key } == [
        "test", "given", "value", "unit", "factor", "date", "low", "high", "limits", "status", "doubt",
      ])
    #expect(result["test"]?.string == "25-hydroxyvitamin-d" && result["given"]?.string == "25-OH vitamin D: 25 nmol/L")
    // 25 / 2.496 = 10.016, and 50 / 2.496 = 20.032, to two decimals.
    #expect(result["value"]?.number?.text == "10.02" && result["unit"]?.string == "ng/mL")
    #expect(result["factor"]?.number?.text == "2.496" && result["date"]?.string == "2026-04-20")
    #expect(result["low"]?.number?.text == "20.03" && result["high"] == .null)
    #expect(result["limits"]?.string == "laboratory" && result["status"]?.string == "low" && result["doubt"] == .null)
  }

  @Test("Calcium is corrected for the albumin of its day, and the filtration rate worked out of creatinine")
  func derived() throws {
    let results = try #require(try Self.guidance("laboratory")?.array)
    // By name as given and day, so that the order of the study does not matter; what is worked out stands last.
    #expect(
      results.map { $0["test"]?.string } == [
        "25-hydroxyvitamin-d", "albumin", "calcium", "creatinine", "calcium", "corrected-calcium", "egfr",
      ])
    #expect(results[4]["factor"] == .null && results[4]["limits"]?.string == "fallback")
    // 30 g/L are 3.0 g/dL; 9.0 + 0.8 (4.0 - 3.0) = 9.8.
    #expect(results[1]["value"]?.number?.text == "3" && results[1]["status"]?.string == "low")
    #expect(results[5]["value"]?.number?.text == "9.8" && results[5]["given"] == .null)
    // 142 (0.8 / 0.7)^-1.2 0.9938^68 1.012 = 80.2 at 68 years.
    #expect(results[6]["value"]?.number?.text == "80.2" && results[6]["given"] == .null)
    #expect(results[6]["date"]?.string == "2026-04-20")
  }

  @Test("A result that cannot be in its unit is not used, and says why with its rule")
  func doubt() throws {
    let result = try #require(try Self.guidance("laboratory")?.array?[2])
    #expect(result["value"] == .null && result["status"] == .null && result["limits"] == .null)
    #expect(result["doubt"]?["rule"]?.string == "LAB-00.other-unit")
    #expect(result["doubt"]?["message"]?.string?.hasPrefix("calcium: 2.3 mg/dL lies outside") == true)
  }

  // MARK: Treatment and drugs

  @Test("The chosen guideline comes first, and each stands with its thresholds, its options and what it lacks")
  func treatment() throws {
    let treatment = try #require(try Self.guidance("treatment"))
    #expect(treatment["withheld"] == .array([]))
    let guidelines = try #require(treatment["guidelines"]?.array)
    #expect(guidelines.first?["guideline"]?.string == "BHOF2022")
    let names = guidelines.compactMap { $0["guideline"]?.string }
    #expect(Set(names).count == names.count && names.allSatisfy { Guideline(rawValue: $0) != nil })
    for guideline in guidelines {
      #expect(guideline.members?.map { $0.key } == ["guideline", "level", "thresholds", "options", "missing"])
      #expect(guideline["level"] == guideline["thresholds"]?.array?.first?["level"] ?? .null)
      for option in guideline["options"]?.array ?? [] { #expect(option["drugs"]?.array?.isEmpty == false) }
    }
    // (0.600 - 0.858) / 0.120 = -2.15: low bone mass, and 21 % reach the 20 % of this guideline.
    #expect(guidelines.first?["level"]?.string == "consider")
    #expect(
      guidelines.first?["thresholds"]?.array?.contains { $0["rule"]?.string == "TRT-01.probability" } == true)
  }

  @Test("A drug class stands with what blocks it, what must be asked and what is to be kept in mind")
  func drugs() throws {
    for drug in try #require(try Self.guidance("drugs")?.array) {
      #expect(drug.members?.map { $0.key } == ["class", "blocks", "asks", "warnings"])
      let name = try #require(drug["class"]?.string)
      #expect(DrugClass(rawValue: name) != nil)
      for point in drug["blocks"]?.array ?? [] { #expect(point["blocks"]?.array?.contains(.string(name)) == true) }
      for point in drug["asks"]?.array ?? [] { #expect(point["stance"]?.string == "asks") }
      for point in drug["warnings"]?.array ?? [] { #expect(point["stance"]?.string == "warns") }
    }
  }

  // MARK: Effects and questions

  @Test("An effect is the percentage of the density at the site, in g/cm² and in standard deviations")
  func effect() throws {
    let effects = try #require(try Self.guidance("effects")?.array)
    let effect = try #require(
      effects.first { $0["rule"]?.string == "INT-04.density" && $0["site"]?.string == "femoral-neck" })
    #expect(
      effect.members?.map { $0.key } == [
        "rule", "agent", "site", "side", "study", "against", "months", "bmd", "standardDeviation", "basis", "low",
        "high",
        "leastSignificantChange", "tellable", "tag", "sources",
      ])
    #expect(effect["site"]?.string == "femoral-neck" && effect["side"]?.string == "left" && effect["agent"] == .null)
    #expect(effect["months"]?.number?.text == "24" && effect["basis"]?.string == "t")
    #expect(effect["bmd"]?.number?.doubleValue == 0.6 && effect["standardDeviation"]?.number?.doubleValue == 0.12)
    // Calcium: 0.7 to 1.8 %, of 0.600 g/cm² 0.0042 to 0.0108 g/cm², and 0.0108 / 0.120 = 0.09.
    #expect(effect["low"]?["percent"]?.number?.text == "0.7")
    #expect(((effect["low"]?["bmd"]?.number?.doubleValue ?? 0) - 0.0042).magnitude < 1e-12)
    #expect(((effect["high"]?["score"]?.number?.doubleValue ?? 0) - 0.09).magnitude < 1e-12)
    #expect(effect["leastSignificantChange"]?.number?.doubleValue == 0.03 && effect["tellable"]?.bool == false)
  }

  @Test("The questions come by their weight, each with its place in the study and the rules that wait for it")
  func questions() throws {
    let questions = try #require(try Self.guidance("decisiveQuestions")?.array)
    let weights = questions.compactMap { $0["weight"]?.number?.doubleValue }
    #expect(weights.count == questions.count && weights == weights.sorted(by: >) && (weights.last ?? 0) > 0)
    let ids = Set(Rule.all.map { $0.id })
    for question in questions {
      #expect(question.members?.map { $0.key } == ["fact", "question", "weight", "rules"])
      #expect(question["question"]?.string?.hasSuffix("?") == true)
      #expect(question["rules"]?.array?.allSatisfy { ids.contains($0.string ?? "") } == true)
    }
    #expect(!questions.contains { $0["fact"]?.string == "history.answers.newBackPain" }, "this was answered")
  }

  @Test("The next steps stand outside of the guidance, in the order of their rules")
  func steps() throws {
    let rules = try Self.document.get()["next"]?.array?.compactMap { $0["rule"]?.string } ?? []
    #expect(!rules.isEmpty && rules == rules.sorted() && rules.allSatisfy { $0.hasPrefix("NXT-") })
  }
}
