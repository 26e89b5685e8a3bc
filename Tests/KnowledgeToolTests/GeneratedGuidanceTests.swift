// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats
internal import TestSupport
internal import Testing

@testable internal import knowledge

@Suite("Generated sources of the guidance")
struct GeneratedGuidanceTests {
  static let folder = "Sources/Reports/Generated"

  @Test("What is said on disk is what the knowledge gives, a file a language, and there are no others")
  func current() throws {
    let files = GeneratedSources(try KnowledgeFiles(root: Repository.root)).wordingFiles
    for file in files {
      let isCurrent = try Repository.text(Self.folder + "/" + file.name) == file.text
      #expect(isCurrent, "\(file.name) is not current. Run 'swift run knowledge write'.")
    }
    #expect(try Repository.names(in: Self.folder, endingIn: "") == files.map { $0.name }.sorted())
  }

  @Test("Every text stands on a line of its own, its key first and its line breaks marked")
  func wording() throws {
    let folder = try KnowledgeFolder()
    try folder.edit("wording/en.json", ["names", "yes"]) { _ in "y\"e\"s\nand \\ more" }
    let knowledge = try KnowledgeFiles(root: folder.root)
    let files = GeneratedSources(knowledge).wordingFiles
    try #require(files.map { $0.name } == ["Wording+En.swift"])
    let parts = files[0].text.split(separator: "\"\"\"")
    let lines = try #require(parts.dropFirst().first).split(separator: "\n")
    #expect(lines.filter { $0 != "#" }.count == knowledge.english?.all.count)
    // A raw literal: a break is the two characters that the reader turns into one, all else is as it stands.
    #expect(lines.contains("names.yes\ty\"e\"s\\nand \\ more"))
  }

  /// A change of a file, the generated file that it changes, and a text that this then holds.
  static let changes: [(file: String, path: [Step], value: JSONValue, name: String, text: String)] = [
    (
      "laboratory.json", ["tests", .element("key", "calcium"), "plausible"], .array([3, .number(JSONNumber(19.5))]),
      "LaboratoryTests",
      "plausible: ExactDecimal(billionths: 3000000000)...ExactDecimal(billionths: 19500000000),"
    ),
    (
      "formulas.json", ["correctedCalcium", "albumin"], .number(JSONNumber(4.1)), "Formulas",
      "albumin: ExactDecimal(billionths: 4100000000))"
    ),
    ("formulas.json", ["ckdEpi2021", "male", "alpha"], .number(JSONNumber(-0.5)), "Formulas", "alpha: -0.5,"),
    (
      "effects.json", ["effects", .element("agent", "alendronate"), "percentLow"], .number(JSONNumber(4.25)),
      "Effects",
      "low: ExactDecimal(billionths: 4250000000)"
    ),
    (
      "effects.json", ["reductions", .element("agent", "romosozumab"), "fracture"], "hip", "Effects",
      "fracture: \"hip\", low: ExactDecimal(billionths: 73000000000)"
    ),
    (
      "pages.json", ["pages", .element("key", "t-score"), "names"], .array(["a \"T\""]), "TopicPages",
      "key: \"t-score\", names: [\"a \\\"T\\\"\"],"
    ),
    (
      "concepts.json", ["concepts", .element("key", "glucocorticoids"), "cause", "acts"], "falls", "Causes",
      "Cause(.glucocorticoids, .drug, .falls),"
    ),
    (
      "facts.json", ["facts", .element("name", "saysDenosumabDoses"), "range", 1], .number(JSONNumber(90)),
      "FactOrigins",
      "case .saysDenosumabDoses: .number(ExactDecimal(billionths: 0), ExactDecimal(billionths: 90000000000))"
    ),
    (
      "facts.json", ["facts", .element("name", "labCalcium"), "from", "laboratory"], "albumin", "FactOrigins",
      "(.labCalcium, .laboratory(\"albumin\", .value)),"
    ),
    (
      "wording/en.json", ["rules", "COM-R01.adult", "clinician"], "Seek help.", "Rules+Alarms",
      "advice: Advice(.alarm(.emergency), \"Seek help.\"),"
    ),
    (
      "rules/alarms.json", ["rules", .rule("COM-R01.adult"), "then", "advise", "urgency"], "emergency",
      "Rules+Alarms",
      "Advice(.alarm(.emergency), \"Seek help.\"),"
    ),
    (
      "rules/workup.json", ["rules", .rule("LAB-01"), "then", "advise", "tier"], "B", "Rules+Workup",
      "Advice(.test([\"25-hydroxyvitamin-d\"], .further), "
    ),
    (
      "rules/drugs.json", ["rules", .rule("DRG-01.calcium"), "then", "advise", "drugs"],
      .array(["pth-analog", "strontium"]),
      "Rules+Drugs", "Advice(.drug([.pthAnalog, .strontium], .blocks), "
    ),
    (
      "rules/treatment.json", ["rules", .rule("TRT-01.probability"), "then", "advise", "level"], "very-high",
      "Rules+Treatment", "Advice(.treatment(.veryHigh), \"Low bone mass (T-score {lowestT}) with"
    ),
  ]

  @Test("A changed figure, word or sentence changes its own file and the version, and stands there")
  func change() throws {
    let folder = try KnowledgeFolder()
    let before = GeneratedSources(try KnowledgeFiles(root: folder.root)).files
    for change in Self.changes { try folder.edit(change.file, change.path) { _ in change.value } }
    let after = GeneratedSources(try KnowledgeFiles(root: folder.root)).files
    let changed = zip(before, after).filter { $0.text != $1.text }
    let names = Set((["KnowledgeVersion"] + Self.changes.map { $0.name }).map { $0 + ".swift" })
    #expect(Set(changed.map { $0.1.name }) == names)
    for change in Self.changes {
      let file = try #require(changed.first { $0.1.name == change.name + ".swift" }, "\(change.name)")
      #expect(file.1.text.contains(change.text) && !file.0.text.contains(change.text), "\(change.text)")
    }
  }
}
