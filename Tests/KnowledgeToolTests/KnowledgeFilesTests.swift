// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats
internal import TestSupport
internal import Testing

@testable internal import knowledge

@Suite("Files of the knowledge")
struct KnowledgeFilesTests {
  /// Expects that the files cannot be read, and returns how the tool would say so.
  static func refusal(_ folder: KnowledgeFolder, _ location: SourceLocation = #_sourceLocation) -> String? {
    let problem = #expect(throws: Problem.self, sourceLocation: location) { try KnowledgeFiles(root: folder.root) }
    return problem.map { "\($0.file): \($0.message)" }
  }

  @Test("The files of the repository are read, and counted")
  func counts() throws {
    let knowledge = try KnowledgeFiles(root: Repository.root)
    let ids = try Repository.names(in: "Knowledge/rules", endingIn: ".json").flatMap { name in
      try JSONReader.read(Repository.bytes("Knowledge/rules/" + name))["rules"]?.array ?? []
    }
    #expect(knowledge.rules.count == ids.count)
    #expect(knowledge.rules.map { $0.id } == ids.compactMap { $0["id"]?.string })
    #expect(knowledge.summary.contains("\(ids.count) rules"))
    // 125 populations, 92 + 8 + 8 + 40 + 2 curves and 60 height adjustments.
    let entries = knowledge.references.reduce(0) { $0 + $1.entryCount }
    #expect(entries == 335)
  }

  @Test("The version is the same for the same bytes, and another for others")
  func version() throws {
    let knowledge = try KnowledgeFiles(root: Repository.root)
    let folder = try KnowledgeFolder(translations: true)
    #expect(try KnowledgeFiles(root: folder.root).version == knowledge.version)
    #expect(knowledge.version.count == 16)
    let text = try Repository.text("Knowledge/concepts.json")
    try folder.write(text + " ", to: "concepts.json")
    #expect(try KnowledgeFiles(root: folder.root).version != knowledge.version)
  }

  @Test("A file that is missing is named")
  func missing() throws {
    let folder = try KnowledgeFolder()
    try folder.remove("facts.json")
    #expect(Self.refusal(folder) == "Knowledge/facts.json: The file must be there and readable, but is not.")
  }

  @Test("A file that is no JSON is named with line and column")
  func noJSON() throws {
    let folder = try KnowledgeFolder()
    try folder.write("{ \"facts\": [\n  01 ] }", to: "facts.json")
    #expect(
      Self.refusal(folder)
        == "Knowledge/facts.json: Line 2, column 3: A number must be written with digits, one decimal point and no leading"
        + " zero, and be finite; this one is not.")
  }

  @Test("A key that a file does not know is named, with the nearest one")
  func unknownKey() throws {
    let folder = try KnowledgeFolder()
    try folder.edit("rules/audit.json", ["rules", 0]) { $0.adding("titel", "x") }
    #expect(
      Self.refusal(folder) == "Knowledge/rules/audit.json: 'rules[0].titel' is not a known key. Did you mean 'title'?")
  }

  @Test(
    "A value that does not fit its place is named",
    arguments: [
      (
        "rules/audit.json", ["rules", 0, "tag"], "sure",
        "'rules[0].tag' must be one of confirmed, derived, design, unverified"
      ),
      ("rules/audit.json", ["rules", 0, "when"], .object([]), "'rules[0].when.fact' must be given, but is missing."),
      (
        "rules/audit.json", ["rules", 0, "when"], .object([JSONMember("fact", "age")]),
        "'rules[0].when' must compare a fact in exactly one way."
      ),
      (
        "rules/classification.json", ["rules", 0, "then", "decide"], .object([]),
        "'rules[0].then.decide' must decide exactly one thing."
      ),
      (
        "references/norland.json", ["kind"], "table",
        "The document must be a young-adult, lms-curve or height-adjustment file."
      ),
      (
        "references/norland.json", ["populations", 0, "mean"], "1,1",
        "'populations[0].mean' must be a number, but is the text '1,1'."
      ),
      (
        "references/norland.json", ["populations", 0, "scale"], "sunlight",
        "'populations[0].scale' must be one of hologic, lunar, norland"
      ),
      (
        "references/cdc-2000-height.json", ["x", "interpolation"], "spline",
        "'x' must ask for linear interpolation, the only one there is."
      ),
      (
        "references/cdc-2000-height.json", ["curves", 0, "rows", 0], .array([1, 2, 3]),
        "'curves[0].rows[0]' must hold age, L, M and S."
      ),
    ] as [(String, [Step], JSONValue, String)])
  func misfit(file: String, path: [Step], value: JSONValue, expected: String) throws {
    let folder = try KnowledgeFolder()
    try folder.edit(file, path) { _ in value }
    let refusal = try #require(Self.refusal(folder))
    #expect(refusal.hasPrefix("Knowledge/\(file): \(expected)"), "\(refusal)")
  }
}
