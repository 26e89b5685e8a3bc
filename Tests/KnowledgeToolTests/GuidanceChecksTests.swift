// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats
internal import Testing

@testable internal import knowledge

@Suite("Checks of the guidance")
struct GuidanceChecksTests {
  /// A damage of the advice of a rule.
  private static func adviceDamage(
    _ family: String, _ id: String, _ key: Step, to value: JSONValue, _ problem: String
  ) -> Damage {
    let file = "rules/\(family).json"
    return Damage(file, ["rules", .rule(id), "then", "advise", key], to: value, "\(file): \(id): \(problem)")
  }

  private static func factDamage(_ name: String, _ path: [Step], to value: JSONValue?, _ problem: String) -> Damage {
    Damage("facts.json", ["facts", .element("name", name)] + path, "facts.json: \(name): \(problem)") { _ in value }
  }

  // MARK: Advice

  static let adviceDamages = [
    adviceDamage("alarms", "COM-R01.adult", "urgency", to: "soon", "The advice is not complete."),
    adviceDamage("alarms", "COM-R01.adult", "kind", to: "siren", "The advice is not complete."),
    adviceDamage("treatment", "TRT-01.probability", "level", to: "certain", "The advice is not complete."),
    adviceDamage("drugs", "DRG-01.calcium", "stance", to: "forbids", "The advice is not complete."),
    adviceDamage("workup", "LAB-01", "tier", to: "C", "The advice is not complete."),
    adviceDamage("workup", "LAB-01", "tests", to: .array([]), "The advice is not complete."),
    adviceDamage("treatment", "TRT-05.option", "drugs", to: .array([]), "The advice is not complete."),
    adviceDamage("drugs", "DRG-01.calcium", "drugs", to: .array([]), "The advice is not complete."),
    adviceDamage("workup", "LAB-01", "tests", to: .array(["calcum"]), "The test 'calcum' is not listed."),
    adviceDamage(
      "treatment", "TRT-05.option", "drugs", to: .array(["statin"]), "The drug class 'statin' is not known."),
    adviceDamage(
      "workup", "RED-11.pth-analog", "blocks", to: .array(["pth-analogue"]),
      "The drug class 'pth-analogue' is not known."
    ),
    // The rule cites from memory: it may ask to look the text up, and goes no further.
    adviceDamage(
      "treatment", "TRT-01.probability-edge", "level", to: "consider",
      "An unverified rule may block or ask, but this one suggests."),
    Damage(
      "rules/treatment.json", ["rules", .rule("TRT-05.option"), "tag"], to: "unverified",
      "rules/treatment.json: TRT-05.option: An unverified rule may block or ask, but this one suggests."),
    Damage(
      "rules/treatment.json", ["rules", .rule("TRT-01.probability"), "guidelines"], to: .array(["BHOF2022", "ES2019"]),
      "rules/treatment.json: TRT-01.probability: What is said of treatment belongs to one guideline."),
    Damage(
      "rules/alarms.json", ["rules", .rule("COM-R01.adult"), "then"],
      to: .object([JSONMember("find", .object([JSONMember("severity", "warning")]))]),
      "rules/alarms.json: COM-R01.adult: A rule on guidance must advise."),
  ]

  @Test("Damaged advice is the one problem found, and its rule is named", arguments: Damage.batches(adviceDamages))
  func advice(damages: [Damage]) throws {
    try Damage.expectOnlyProblems(of: damages)
  }

  @Test("An unverified rule may block a drug, and may ask to look a threshold up")
  func unverified() throws {
    let folder = try KnowledgeFolder()
    try folder.edit("rules/drugs.json", ["rules", .rule("DRG-01.calcium"), "tag"]) { _ in "unverified" }
    try folder.edit("rules/alarms.json", ["rules", .rule("COM-R01.adult"), "tag"]) { _ in "unverified" }
    #expect(try folder.problems() == [])
  }

  // MARK: Facts

  static let factDamages = [
    factDamage("labCalcium", ["from", "laboratory"], to: "calcum", "the test 'calcum' is not listed."),
    factDamage("labCalcium", ["from", "as"], to: "mean", "a result gives its value, its status or low-twice."),
    factDamage("labCalcium", ["from", "as"], to: nil, "a result gives its value, its status or low-twice."),
    factDamage("labCalcium", ["unit"], to: "mmol/L", "the value of 'calcium' must be a number in mg/dL."),
    factDamage(
      "labCalciumStatus", ["values"], to: .array(["low", "normal", "high", "none"]),
      "a status must be one of low, normal and high."),
    factDamage("saysThighPain", ["path"], to: "history.answers.thigh", "its path must be 'history.answers.thighPain'."),
    factDamage("saysThighPain", ["path"], to: nil, "its path must be 'history.answers.thighPain'."),
    factDamage("saysDenosumabDoses", ["range"], to: nil, "an answer in numbers must have a range."),
    factDamage("saysDenosumabDoses", ["range", 1], to: nil, "an answer in numbers must have a range."),
  ]

  @Test("A damaged fact is the one problem found, and is named", arguments: Damage.batches(factDamages))
  func fact(damages: [Damage]) throws {
    try Damage.expectOnlyProblems(of: damages)
  }

  @Test(
    "An answer stands in the study document under the name of its fact without what marks it as said",
    arguments: [
      ("saysThighPain", "history.answers.thighPain"), ("saysNewStoop", "history.answers.newStoop"),
      ("Answer", "history.answers.answer"),
    ])
  func path(fact: String, path: String) {
    #expect(KnowledgeFiles.path(ofAnswer: fact) == path)
  }

  // MARK: Causes and effects

  static let otherDamages = [
    Damage(
      "concepts.json", ["concepts", .element("key", "glucocorticoids"), "cause", "group"], to: "drugs",
      "concepts.json: glucocorticoids: the cause has no known group or action."),
    Damage(
      "concepts.json", ["concepts", .element("key", "glucocorticoids"), "cause", "acts"], to: "muscle",
      "concepts.json: glucocorticoids: the cause has no known group or action."),
    Damage(
      "effects.json", ["effects", .element("rule", "INT-01"), "rule"], to: "INT-99",
      "effects.json: The rule 'INT-99' must be there, but is not."),
    Damage(
      "effects.json", ["effects", .element("rule", "INT-01")],
      "effects.json: INT-01: An effect is that of a rule or a drug."
    ) {
      $0.adding("agent", "exercise")?.adding("class", "denosumab")
    },
    // 2.9 to 2.9 %
    Damage(
      "effects.json", ["effects", .element("rule", "INT-01"), "percentHigh"], to: .number(JSONNumber(2.8)),
      "effects.json: INT-01: The range must not end before it begins."),
    Damage(
      "effects.json", ["effects", .element("agent", "alendronate"), "class"], to: "bisphosphonate",
      "effects.json: alendronate: The drug class is not known."),
    Damage(
      "effects.json", ["effects", .element("agent", "alendronate"), "class"],
      "effects.json: alendronate: The drug class is not known."
    ) { _ in nil },
    Damage(
      "effects.json", ["reductions", .element("agent", "romosozumab"), "class"], to: "antibody",
      "effects.json: romosozumab: The class is not known."),
    Damage(
      "effects.json", ["reductions", .element("agent", "romosozumab"), "fracture"], to: "spine",
      "effects.json: romosozumab: The fracture is not known."),
    // 73 to 73 %
    Damage(
      "effects.json", ["reductions", .element("agent", "romosozumab"), "percentLow"], to: .number(JSONNumber(74)),
      "effects.json: romosozumab: The range must not end before it begins."),
  ]

  @Test("A damaged cause or effect is the one problem found, and is named", arguments: Damage.batches(otherDamages))
  func other(damages: [Damage]) throws {
    try Damage.expectOnlyProblems(of: damages)
  }

  @Test("A condition or drug that is no concept is named, and so is what it is not of the kind")
  func unknownConcept() throws {
    let folder = try KnowledgeFolder()
    let origin = try #require(
      try folder.read("facts.json")["facts"]?.array?.first { $0["from"]?["drugEver"] != nil })
    let name = try #require(origin["name"]?.string)
    try folder.edit("facts.json", ["facts", .element("name", name), "from", "drugEver"]) { _ in "aspirine" }
    #expect(try folder.problems() == ["Knowledge/facts.json: \(name): the concept 'aspirine' is not listed."])
    let other = try KnowledgeFolder()
    try other.edit("facts.json", ["facts", .element("name", name), "kind"]) { _ in "name" }
    #expect(try other.problems().contains("Knowledge/facts.json: \(name): what is there or not must be a flag."))
  }
}
