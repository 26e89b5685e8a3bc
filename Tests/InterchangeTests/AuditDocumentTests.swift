// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

@testable internal import Assessment
internal import Densitometry
internal import Formats
internal import Interchange
internal import KnowledgeBase
internal import TestSupport
internal import Testing

@Suite("Audit document")
struct AuditDocumentTests {
  static func assessment() throws -> Assessment {
    Assessment(of: try StudyDocument.read(Repository.bytes("Examples/postmenopausal-woman.json")))
  }

  /// An audit with one error in the report, half of the items, and a statement of each kind.
  static func audit() throws -> Audit {
    var finding = Finding(
      id: "AUD-03/report", severity: .error, subject: "report", message: "The category is wrong.",
      facts: [StatedFact(fact: .age, value: .count(68))], rule: "AUD-03", sources: ["osteon-design"])
    finding.places = [.field("report.diagnosis[0]"), .text(.init(start: 4, end: 10, line: 2, quote: "normal"))]
    finding.correction = "Low bone mass."
    let items = [
      Completeness.Item(
        rule: "REP-09", item: .category, title: "Category", isRequired: true, isPresent: true,
        place: .field("report.diagnosis[0]")),
      Completeness.Item(
        rule: "REP-03", item: .indication, title: "Indication", isRequired: true, isPresent: false, place: nil),
      Completeness.Item(
        rule: "REP-15", item: .comparedStudy, title: "Compared study", isRequired: false, isPresent: false, place: nil),
    ]
    return Audit(
      assessment: try assessment(), findings: [finding], completeness: Completeness(items: items),
      statements: EveryStatement.all, unread: [.text(.init(start: 40, end: 44, line: 5, quote: "blah"))],
      hasReport: true, rules: ["AUD-03"])
  }

  @Test("The keys stand in the order of the contract")
  func keys() throws {
    let document = AuditDocument.json(try Self.audit())
    #expect(
      document.members?.map { $0.key } == [
        "osteon", "id", "profile", "verdict", "findings", "completeness", "read", "unread", "corrected", "assessment",
        "provenance",
      ])
    #expect(document["osteon"]?.string == "audit/1")
    #expect(document["id"]?.string == "postmenopausal-woman")
    #expect(document["assessment"] == AssessmentDocument.json(try Self.assessment()))
    #expect(document["provenance"]?["rules"]?.array == ["AUD-03"])
  }

  @Test("The verdict counts each severity and tells the error")
  func verdict() throws {
    let verdict = AuditDocument.json(try Self.audit())["verdict"]
    #expect(verdict?["errors"]?.number?.intValue == 1)
    #expect(verdict?["warnings"]?.number?.intValue == 0)
    #expect(verdict?["information"]?.number?.intValue == 0)
    #expect(
      verdict?["sentence"]?.string
        == "1 error and no warning: The category is wrong. 1 passage of the report could not be read, and was not checked."
    )
  }

  @Test("A finding has its places, by field and by text, and what would be right")
  func findings() throws {
    let finding = try #require(AuditDocument.json(try Self.audit())["findings"]?.array?.first)
    let keys = ["id", "severity", "subject", "message", "facts", "rule", "sources", "places", "correction"]
    #expect(finding.members?.map { $0.key } == keys)
    let text = #"{ "start": 4, "end": 10, "line": 2, "quote": "normal" }"#
    let places = try JSONReader.read(Array(#"[ { "field": "report.diagnosis[0]" }, \#(text) ]"#.utf8))
    #expect(finding["places"] == places)
    #expect(finding["correction"]?.string == "Low bone mass.")
  }

  @Test("An item that is not required counts for nothing: 1 of 2 is 50 percent")
  func completeness() throws {
    let completeness = AuditDocument.json(try Self.audit())["completeness"]
    #expect(completeness?["percent"]?.number?.intValue == 50)
    #expect(completeness?["required"]?.number?.intValue == 2)
    #expect(completeness?["present"]?.number?.intValue == 1)
    #expect(completeness?["items"]?.array?.map { $0["place"] != .null } == [true, false, false])
  }

  @Test("What was read has all its values, as the schema describes them")
  func statements() throws {
    let expected = try JSONReader.read(Repository.bytes("Tests/EndToEndTests/data/every-statement.json"))
    let read = AuditDocument.json(try Self.audit())["read"]
    #expect(read?.array?.count == expected.array?.count)
    for (statement, wanted) in zip(read?.array ?? [], expected.array ?? []) {
      #expect(statement.members?.map { $0.key } == wanted.members?.map { $0.key })
      for member in wanted.members ?? [] { #expect(Self.isAlike(statement[member.key], member.value), "\(member)") }
    }
  }

  /// Compares values, and numbers by what they are and not by how they are written.
  private static func isAlike(_ left: JSONValue?, _ right: JSONValue) -> Bool {
    if let members = right.members { return members.allSatisfy { isAlike(left?[$0.key], $0.value) } }
    if let number = right.number { return left?.number?.doubleValue == number.doubleValue }
    return left == right
  }

  @Test("Without a report there is nothing read, no completeness, and no corrected text unless it is asked for")
  func noReport() throws {
    let study = try StudyDocument.read(Repository.bytes("Examples/postmenopausal-woman.json"))
    let document = AuditDocument.json(Audit(of: study))
    #expect(document["read"] == .array([]))
    #expect(document["unread"] == .array([]))
    #expect(document["completeness"] == .null)
    #expect(document["corrected"] == .null)
    #expect(AuditDocument.json(Audit(of: study), corrected: "REPORT")["corrected"]?.string == "REPORT")
  }
}
