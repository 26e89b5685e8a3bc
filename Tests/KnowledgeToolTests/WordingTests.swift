// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats
internal import Testing

@testable internal import knowledge

@Suite("Wording")
struct WordingTests {
  static let file = "wording/en.json"

  // MARK: The file

  @Test("A rule has its sentences by part, and every text its key")
  func texts() throws {
    let wording = try WordingFile(
      JSONNode(
        JSONReader.read(
          Array(
            """
            { "language": "en", "name": "English", "status": "original", "decimalSeparator": ".",
              "rules": { "A-1": { "clinician": "One.", "patient": "Two." } },
              "names": { "yes": "yes" }, "phrases": { "and": "and" } }
            """.utf8))))
    #expect(wording.text("A-1", "patient") == "Two.")
    #expect(wording.text("A-1", "refusal") == nil && wording.text("A-2", "patient") == nil)
    // The sections have an order of their own: phrases before names.
    #expect(
      wording.all.map { "\($0.key)=\($0.text)" } == [
        "rules.A-1.clinician=One.", "rules.A-1.patient=Two.", "phrases.and=and", "names.yes=yes",
      ])
  }

  @Test(
    "A slip in the shape of the file is named",
    arguments: [
      (["rules", "AUD-02", "doctor"], "x", "'rules.AUD-02.doctor' is not a known key."),
      (["rules", "AUD-02"], "x", "'rules.AUD-02' must be an object, but is a text."),
      (["rules"], .array([]), "'rules' must be an object."),
      (
        ["rules", "AUD-02", "patient"], .number(JSONNumber(1)),
        "'rules.AUD-02.patient' must be a text, but is a number."
      ),
      (["phrases"], "x", "'phrases' must be an object."),
      (["name"], .null, "'name' must be given, but is missing."),
      (["sayings"], .object([]), "'sayings' is not a known key."),
    ] as [([Step], JSONValue, String)])
  func shape(path: [Step], value: JSONValue, expected: String) throws {
    let folder = try KnowledgeFolder()
    try folder.edit(Self.file, Array(path.dropLast())) { object in
      guard case .key(let key)? = path.last else { return nil }
      let others = (object.members ?? []).filter { $0.key != key }
      return .object(others + [JSONMember(key, value)])
    }
    let refusal = try #require(KnowledgeFilesTests.refusal(folder))
    #expect(refusal.hasPrefix("Knowledge/\(Self.file): \(expected)"), "\(refusal)")
  }

  // MARK: The original

  static let damages = [
    Damage(
      file, ["rules", "AUD-02", "clinician"], "\(file): AUD-02: The sentence 'clinician' must be there, but is not."
    ) {
      _ in nil
    },
    Damage(file, ["rules", "CLS-19", "refusal"], "\(file): CLS-19: The sentence 'refusal' must be there, but is not.") {
      _ in nil
    },
    Damage(
      file, ["rules", "COM-R01.adult"], "\(file): COM-R01.adult: The sentence 'clinician' must be there, but is not."
    ) { _ in .object([]) },
    Damage(file, ["rules"], "\(file): AUD-99: There is no such rule.") {
      $0.adding("AUD-99", .object([JSONMember("clinician", "Said of nothing.")]))
    },
    Damage(file, ["rules", "AUD-02"], "\(file): AUD-02: The rule does not say 'refusal'.") {
      $0.adding("refusal", "Nothing is refused.")
    },
    Damage(file, ["rules", "COM-R01.adult"], "\(file): COM-R01.adult: The rule does not say 'correction'.") {
      $0.adding("correction", "Only a finding has a correction.")
    },
    Damage(
      file, ["rules", "AUD-02", "patient"], to: "At {agee} years.",
      "\(file): AUD-02: A message holds '{agee}', which is no fact."),
    Damage(
      file, ["tests", "calcium"], "\(file): The test 'calcium' must have a name, but has none."
    ) { _ in nil },
    Damage(file, ["tests"], "\(file): tests.calcum: There is no such test.") { $0.adding("calcum", "calcium") },
    Damage(
      file, ["causes", "glucocorticoids"], "\(file): The cause 'glucocorticoids' must have a name, but has none."
    ) { _ in nil },
    Damage(file, ["causes"], "\(file): causes.smoke: There is no such cause.") { $0.adding("smoke", "smoke") },
    Damage(file, ["pages"], "\(file): pages.t-scor.title: There is no such text of a page.") {
      $0.adding("t-scor.title", "T-scores")
    },
    Damage(
      file, ["status"], to: "unreviewed", "\(file): The status must be original, but is 'unreviewed'."),
    Damage(file, ["decimalSeparator"], to: ";", "\(file): The decimal separator must be a point or a comma."),
  ]

  @Test("A damaged sentence of the original is the one problem found, and is named", arguments: Damage.batches(damages))
  func original(damages: [Damage]) throws {
    try Damage.expectOnlyProblems(of: damages)
  }

  @Test("Without the original there is one problem, whatever else is said")
  func noOriginal() throws {
    let folder = try KnowledgeFolder()
    try folder.remove(Self.file)
    #expect(
      try KnowledgeFiles(root: folder.root).wordingProblems().map { "\($0.file): \($0.message)" } == [
        "Knowledge/wording/en.json: The original must be there, but is not."
      ])
  }
}
