// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats
internal import Testing

@testable internal import knowledge

@Suite("Translations")
struct TranslationTests {
  /// A text of the original.
  static let place: [Step] = ["rules", "AUD-02", "clinician"]
  static let key = "rules.AUD-02.clinician"

  // MARK: A translation of every text

  @Test("The same texts with a decimal comma, and with thousands set apart, say the same", arguments: [" ", "."])
  func faithful(group: String) throws {
    let folder = try KnowledgeFolder()
    try folder.translate(group: group == " " ? "\u{202F}" : group)
    #expect(try folder.problems() == [])
  }

  @Test("The same texts with the numbers of the original do not, where a comma stands for decimals")
  func unchanged() throws {
    let folder = try KnowledgeFolder()
    try folder.translate(group: ",", point: ".")
    let problems = try folder.problems()
    #expect(problems.contains { $0.hasPrefix("Knowledge/wording/pt.json: ") && $0.contains("The numbers [") })
  }

  /// What stands in the place of the text that a test changes, the text of the translation, and what is wrong with it.
  static let slips: [(original: String, translated: String, problem: String?)] = [
    ("At {age} years the T-score is {printedT}.", "Aos {age} anos o T-score é {printedT}.", nil),
    ("At {age} years the T-score is {printedT}.", "O T-score é {printedT} aos {age} anos.", nil),
    ("Given {age} and {age}.", "Dado {age}.", "The facts in braces must be those of the original."),
    ("Given {age}.", "Dado {printedT}.", "The facts in braces must be those of the original."),
    ("Given {age}.", "Dado {idade}.", "The facts in braces must be those of the original."),
    ("Given {age}.", "Dado.", "The facts in braces must be those of the original."),
    ("Below 0.5 g/cm².", "Menos de 0,5 g/cm².", nil),
    // One digit after a point cannot be a group: the number of a version, or a decimal point that stayed.
    ("Below 0.5 g/cm².", "Menos de 0.5 g/cm².", nil),
    ("Below 0.5 g/cm².", "Menos de 0,6 g/cm².", "The numbers [\"0.6\"] must be [\"0.5\"]."),
    ("1,200 mg a day.", "1\u{202F}200 mg por dia.", nil),
    ("1,200 mg a day.", "1.200 mg por dia.", nil),
    ("1,200 mg a day.", "1200 mg por dia.", nil),
    ("1,200 mg a day.", "1,200 mg por dia.", "The numbers [\"1.200\"] must be [\"1200\"]."),
    ("1,200 mg a day.", "12\u{202F}000 mg por dia.", "The numbers [\"12000\"] must be [\"1200\"]."),
    ("From 20 to 50 years.", "De 50 a 20 anos.", nil),
    ("From 20 to 50 years.", "A partir de 20 anos.", "The numbers [\"20\"] must be [\"20\", \"50\"]."),
    ("A T-score of \u{2212}2.5.", "Um T-score de \u{2212}2,5.", nil),
    ("A T-score of \u{2212}2.5.", "Um T-score de 2,5.", "The numbers [\"2.5\"] must be [\"-2.5\"]."),
  ]

  @Test("A translation has the facts and the numbers of the original")
  func numbers() throws {
    let folder = try KnowledgeFolder()
    let rules = try KnowledgeFiles(root: folder.root).rules.filter { $0.severity != nil }.prefix(Self.slips.count)
    let places: [[Step]] = rules.map { ["rules", .key($0.id), "clinician"] }
    for (place, slip) in zip(places, Self.slips) {
      try folder.edit("wording/en.json", place) { _ in .string(slip.original) }
    }
    try folder.translate()
    for (place, slip) in zip(places, Self.slips) {
      try folder.edit("wording/pt.json", place) { _ in .string(slip.translated) }
    }
    let expected = zip(rules, Self.slips).compactMap { rule, slip in
      slip.problem.map { "Knowledge/wording/pt.json: rules.\(rule.id).clinician: \($0)" }
    }
    try #require(rules.count == Self.slips.count && expected.count == 9)
    #expect(try folder.problems().sorted() == expected.sorted())
  }

  // MARK: What is missing, and what is too much

  static let damages: [(path: [Step], change: @Sendable (JSONValue) -> JSONValue?, problem: String)] = [
    (place, { _ in nil }, "\(key): The text must be there, but is not."),
    (["names", "yes"], { _ in nil }, "names.yes: The text must be there, but is not."),
    (["questions", "age"], { _ in nil }, "questions.age: The text must be there, but is not."),
    (
      ["refusals", "pregnancy.remedy"], { _ in nil }, "refusals.pregnancy.remedy: The text must be there, but is not."
    ),
    (["names"], { $0.adding("perhaps", "talvez") }, "names.perhaps: The original has no such text."),
    (
      ["rules", "CLS-02"], { $0.adding("correction", "Nada.") },
      "rules.CLS-02.correction: The original has no such text."
    ),
    (["status"], { _ in "unreviewd" }, "The status must be reviewed or unreviewed, but is 'unreviewd'."),
  ]

  @Test("What is missing and what is too much is named")
  func damage() throws {
    let folder = try KnowledgeFolder()
    try folder.translate()
    for damage in Self.damages { try folder.edit("wording/pt.json", damage.path, damage.change) }
    let expected = Self.damages.map { "Knowledge/wording/pt.json: \($0.problem)" }
    #expect(try folder.problems().sorted() == expected.sorted())
  }

  @Test("A translation may be reviewed, may say what a rule says in general, and is no original")
  func allowed() throws {
    let folder = try KnowledgeFolder()
    try folder.translate()
    try folder.edit("wording/pt.json", ["rules", "CLS-02"]) { $0.adding("says", "Nada.") }
    try folder.edit("wording/pt.json", ["status"]) { _ in "reviewed" }
    #expect(try folder.problems() == [])
    try folder.edit("wording/pt.json", ["status"]) { _ in "original" }
    let expected = "Knowledge/wording/pt.json: The status must be reviewed or unreviewed, but is 'original'."
    #expect(try folder.problems() == [expected])
  }

  @Test("A translation that goes by the name of the original is found, since it would not be compared")
  func hidden() throws {
    let folder = try KnowledgeFolder()
    try folder.write(JSONWriter.write(folder.read("wording/en.json")), to: "wording/pt.json")
    #expect(try folder.problems() == ["Knowledge/wording: The language 'en' stands twice."])
  }

  // MARK: Numbers

  @Test(
    "The numbers of an English text",
    arguments: [
      ("", []), ("no number", []), ("5", ["5"]), ("Below 20 years.", ["20"]), ("2.5, and 3.", ["2.5", "3"]),
      ("0.875 g/cm²", ["0.875"]), ("1,200 mg", ["1200"]), ("1,000,000 people", ["1000000"]),
      ("1,234.5 mg", ["1234.5"]), ("12,34", ["12.34"]), ("1,25-(OH)2-D", ["1.25", "2"]), ("L1-L4", ["1", "4"]),
      ("25-hydroxyvitamin D", ["25"]), ("5\u{A0}000 or 5\u{202F}000", ["5000", "5000"]), ("6 000", ["000", "6"]),
      ("{age} years, {count2} and 7", ["7"]), ("{open 5", []), ("5} closed 6", ["5", "6"]), ("10⁹/L", ["10"]),
      ("from \u{2212}1.0 to \u{2212}2.4", ["-1.0", "-2.4"]), ("a T-score of -2.5 (-3)", ["-2.5", "-3"]),
      ("50-60 and 1\u{2013}2", ["1", "2", "50", "60"]), ("\u{2212}1,200.25", ["-1200.25"]), ("3.", ["3"]),
      ("2%, 10%", ["10", "2"]), ("٣", []),
    ] as [(String, [String])])
  func english(text: String, numbers: [String]) {
    #expect(KnowledgeFiles.numbers(of: text, ".") == numbers)
  }

  @Test(
    "The numbers of a text with a decimal comma",
    arguments: [
      ("2,5 y 3.", ["2.5", "3"]), ("0,875 g/cm²", ["0.875"]), ("1.200 mg", ["1200"]), ("1\u{202F}200,5 mg", ["1200.5"]),
      ("1.200,5 mg", ["1200.5"]), ("1.000.000", ["1000000"]), ("12.34", ["12.34"]), ("\u{2212}2,5", ["-2.5"]),
      ("20, 30 o 40", ["20", "30", "40"]), ("1,25-(OH)2-D", ["1.25", "2"]),
    ] as [(String, [String])])
  func comma(text: String, numbers: [String]) {
    #expect(KnowledgeFiles.numbers(of: text, ",") == numbers)
  }

  @Test(
    "The facts in braces are found in their order",
    arguments: [
      ("", []), ("{a}", ["a"]), ("a {b} c {b}{d}", ["b", "b", "d"]), ("no } brace", []), ("{open", ["open"]),
    ] as [(String, [String])])
  func placeholders(text: String, names: [String]) {
    #expect(KnowledgeFiles.placeholders(of: text) == names)
  }
}

extension KnowledgeFolder {
  /// Writes a translation that says what the original says in the same words, with the numbers of another language.
  func translate(group: String = ".", point: String = ",") throws {
    let knowledge = try KnowledgeFiles(root: root)
    func text(_ text: String) -> JSONValue { .string(Self.numbers(in: text, group: group, point: point)) }
    let questions = knowledge.facts.filter { $0.path != nil }.map { JSONMember($0.name, text($0.ask)) }
    let refusals = knowledge.refusals.flatMap {
      [JSONMember("\($0.code).means", text($0.means)), JSONMember("\($0.code).remedy", text($0.remedy))]
    }
    let heads = ["language": "pt", "name": "Português", "status": "unreviewed", "decimalSeparator": ","]
    let members = (try read("wording/en.json").members ?? []).map { member in
      JSONMember(member.key, heads[member.key].map { .string($0) } ?? member.value.mapTexts(text))
    }
    let all = members + [JSONMember("questions", .object(questions)), JSONMember("refusals", .object(refusals))]
    try write(JSONWriter.write(.object(all)), to: "wording/pt.json")
  }

  /// Returns a text with its thousands and decimals set apart in another way.
  private static func numbers(in text: String, group: String, point: String) -> String {
    text.replacing(/(\d),(?=\d{3}(?!\d))/) { "\($0.output.1)\t" }
      .replacing(/(\d)\.(?=\d)/) { "\($0.output.1)\(point)" }.replacing("\t", with: group)
  }
}

extension JSONValue {
  /// Returns the value with every text in it changed.
  fileprivate func mapTexts(_ change: (String) -> JSONValue) -> JSONValue {
    switch self {
    case .string(let text): change(text)
    case .object(let members): .object(members.map { JSONMember($0.key, $0.value.mapTexts(change)) })
    default: self
    }
  }
}
