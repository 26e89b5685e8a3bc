// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats
internal import TestSupport
internal import Testing

@testable internal import knowledge

@Suite("What is covered")
struct CoverageTests {
  @Test("The page on disk is the one that the knowledge gives")
  func current() throws {
    let page = CoveragePage(try KnowledgeFiles(root: Repository.root)).text
    #expect(try Repository.text(CoveragePage.path) == page, "Run 'swift run knowledge write'.")
  }

  @Test("The page has one row for every identifier, with its rules or its reason")
  func rows() throws {
    let knowledge = try KnowledgeFiles(root: Repository.root)
    let lines = CoveragePage(knowledge).text.split(separator: "\n")
    for id in knowledge.coverage.ids {
      let rows = lines.filter { $0.hasPrefix("| \(id) |") }
      try #require(rows.count == 1, "\(id)")
      let reason = knowledge.coverage.absent.first { $0.id == id }
      if let reason { #expect(rows[0].contains("| none | \(reason.text)")) }
      for rule in knowledge.rules(carryingOut: id) { #expect(rows[0].contains(rule.title), "\(rule.id)") }
    }
  }

  @Test("The list holds every identifier of the audit, the report, the distortions and the discordance")
  func identifiers() throws {
    let ids = Set(try KnowledgeFiles(root: Repository.root).coverage.ids)
    for (prefix, count) in [("AUD-", 38), ("REP-", 18), ("DIS-", 27), ("DSC-", 8)] {
      for number in 1...count { #expect(ids.contains("\(prefix)\(number < 10 ? "0" : "")\(number)")) }
    }
    for number in 1...7 { #expect(ids.contains("REP-N\(number)")) }
  }

  static let damages: [(list: Step, change: @Sendable (JSONValue) -> JSONValue?, problem: String)] = [
    ("absent", { _ in .array([]) }, "'AUD-13' must have a rule, or a reason for having none."),
    (
      "absent", { adding($0, "CLS-01") }, "'CLS-01' has a rule, and must not be called absent."
    ),
    ("absent", { adding($0, "CLS-99") }, "'CLS-99' is remarked on, but is not in the list."),
    ("partial", { adding(adding($0, "CLS-01"), "CLS-01") }, "'CLS-01' stands twice."),
    (
      "families", { .array(Array(($0.array ?? []).dropFirst())) },
      "The rule 'NUM-01' must belong to an identifier of the list, but does not."
    ),
  ]

  @Test("A slip in the list is named", arguments: damages.indices)
  func damage(index: Int) throws {
    let damage = Self.damages[index]
    let folder = try KnowledgeFolder()
    try folder.edit("coverage.json", [damage.list], damage.change)
    #expect(try folder.problems().contains("Knowledge/coverage.json: " + damage.problem))
  }

  private static func adding(_ list: JSONValue, _ id: String) -> JSONValue {
    let remark = JSONValue.object([JSONMember("id", .string(id)), JSONMember("because", "Shown in a test.")])
    return .array((list.array ?? []) + [remark])
  }
}
