// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats
internal import TestSupport
internal import Testing

@testable internal import knowledge

@Suite("Topics and claims of the articles")
struct ArticleCoverageTests {
  static let file = "coverage.json"

  // MARK: What is wrong

  @Test("A topic needs a rule, a page or a reason, and names what is there; an identifier of several rules is a rule")
  func topic() throws {
    let folder = try KnowledgeFolder()
    try folder.add(topic: "one", [JSONMember("rules", .array(["CLS-01"]))])
    try folder.add(topic: "two", [JSONMember("pages", .array(["t-score"]))])
    try folder.add(topic: "three", [JSONMember("absent", "A reason.")])
    try folder.add(topic: "four", [])
    // CLS-06 has branches and no rule of its own.
    try folder.add(
      topic: "five",
      [JSONMember("rules", .array(["CLS-06", "CLS-99"])), JSONMember("pages", .array(["t-score", "tscore"]))])
    #expect(
      try folder.problems() == [
        "Knowledge/coverage.json: four: A topic must have a rule, a page, or a reason for having none.",
        "Knowledge/coverage.json: five: There is no rule 'CLS-99'.",
        "Knowledge/coverage.json: five: There is no page 'tscore'.",
      ])
  }

  /// A claim, and what is wrong with it.
  static let claims: [(verdict: String, ships: Bool, rules: [String], problems: [String])] = [
    ("OK", true, ["CLS-01"], []), ("PART", true, ["CLS-01"], []), ("PART", false, [], []), ("OK", false, [], []),
    ("NOT TRACED", false, [], []), ("NOT TRACED", false, ["CLS-01"], []),
    ("NOT TRACED", true, ["CLS-01"], ["It must not ship."]),
    ("NOT TRACED", true, [], ["It must not ship.", "What ships must stand in a rule or on a page."]),
    ("OK", true, [], ["What ships must stand in a rule or on a page."]),
    ("MAYBE", false, [], ["The verdict is not known."]), ("ok", true, ["CLS-01"], ["The verdict is not known."]),
    ("OK", true, ["CLS-99"], ["There is no rule 'CLS-99'."]),
  ]

  @Test("A claim ships where it was traced, and then it stands somewhere")
  func claim() throws {
    let folder = try KnowledgeFolder()
    for (index, claim) in Self.claims.enumerated() {
      try folder.add(claim: 990 + index, claim.verdict, ships: claim.ships, rules: claim.rules)
    }
    let expected = Self.claims.enumerated().flatMap { index, claim in
      claim.problems.map { "Knowledge/coverage.json: claim \(990 + index): \($0)" }
    }
    #expect(try folder.problems() == expected)
  }

  @Test(
    "A value that does not fit its place is named",
    arguments: [
      (["articles", 0, "place"], .null, "'articles[0].place' must be given, but is missing."),
      (["articles", 0, "article"], "one", "'articles[0].article' must be a number, but is a text."),
      (["claims", 0, "shipped"], "no", "'claims[0].shipped' must be true or false, but is a text."),
      (["claims", 0, "as"], .null, "'claims[0].as' must be given, but is missing."),
    ] as [([Step], JSONValue, String)])
  func shape(path: [Step], value: JSONValue, expected: String) throws {
    let folder = try KnowledgeFolder()
    try folder.edit(Self.file, path) { _ in value }
    let refusal = try #require(KnowledgeFilesTests.refusal(folder))
    #expect(refusal.hasPrefix("Knowledge/\(Self.file): \(expected)"), "\(refusal)")
  }

  // MARK: The page

  @Test("The page has a row for each topic and each claim, with its rules, pages and reason")
  func rows() throws {
    let knowledge = try KnowledgeFiles(root: Repository.root)
    let lines = Set(CoveragePage(knowledge).text.split(separator: "\n").map { String($0) })
    #expect(!knowledge.coverage.articles.isEmpty && !knowledge.coverage.claims.isEmpty)
    for topic in knowledge.coverage.articles {
      let cells = [
        topic.place, topic.topic, topic.rules.joined(separator: ", "), topic.pages.joined(separator: ", "),
        topic.absent ?? "",
      ]
      #expect(lines.contains("| " + cells.joined(separator: " | ") + " |"), "\(topic.topic)")
    }
    for claim in knowledge.coverage.claims {
      let row = lines.first { $0.hasPrefix("| \(claim.number) | \(claim.article) | ") }
      let verdict = "| \(claim.verdict) | \(claim.ships ? "yes" : "no") |"
      #expect(row?.contains(verdict) == true, "claim \(claim.number)")
    }
  }

  @Test("A bar within a cell does not end the cell")
  func bar() throws {
    let folder = try KnowledgeFolder()
    try folder.add(topic: "how the score is used", [JSONMember("absent", "T | Z")])
    let text = CoveragePage(try KnowledgeFiles(root: folder.root)).text
    #expect(text.contains("| in a test | how the score is used |  |  | T \\| Z |\n"))
  }

  @Test("The claims are numbered without gaps, and those that were not traced do not ship")
  func numbers() throws {
    let claims = try KnowledgeFiles(root: Repository.root).coverage.claims
    #expect(claims.map { $0.number } == Array(1...claims.count))
    #expect(claims.filter { $0.verdict == "NOT TRACED" }.allSatisfy { !$0.ships })
    #expect(Set(claims.map { $0.article }).isSubset(of: [1, 2, 3]))
  }
}

extension KnowledgeFolder {
  /// Adds a topic of the first article with some members.
  fileprivate func add(topic: String, _ members: [JSONMember]) throws {
    let head = [
      JSONMember("article", 1), JSONMember("place", "in a test"),
      JSONMember("topic", .string(topic)),
    ]
    try add(.object(head + members), to: "articles")
  }

  /// Adds a claim.
  fileprivate func add(claim number: Int, _ verdict: String, ships: Bool, rules: [String]) throws {
    let claim = JSONValue.object([
      JSONMember("number", .number(JSONNumber(number))), JSONMember("article", 1),
      JSONMember("claim", "Shown in a test."),
      JSONMember("verdict", .string(verdict)), JSONMember("shipped", .bool(ships)), JSONMember("as", "a test"),
      JSONMember("rules", .array(rules.map { .string($0) })),
    ])
    try add(claim, to: "claims")
  }

  private func add(_ value: JSONValue, to list: String) throws {
    try edit("coverage.json", [.key(list)]) { .array(($0.array ?? []) + [value]) }
  }
}
