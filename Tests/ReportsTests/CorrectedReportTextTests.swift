// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

@testable internal import Assessment
internal import Densitometry
internal import Interchange
internal import KnowledgeBase
internal import Reports
internal import Statistics
internal import TestSupport
internal import Testing

@Suite("Text of a corrected report")
struct CorrectedReportTextTests {
  static func text(_ example: String, _ statements: [ReportStatement] = []) throws -> String {
    let study = try StudyDocument.read(Repository.bytes("Examples/\(example).json"))
    let audit = Audit(
      assessment: Assessment(of: study), findings: [], completeness: nil, statements: statements, unread: [],
      hasReport: true, rules: [])
    return CorrectedReportText.render(CorrectedReport(of: study, audit))
  }

  @Test(
    "The corrected report on some people is the recorded one",
    arguments: ["outside-report", "excluded-vertebra", "after-treatment", "child", "no-valid-site"])
  func snapshot(example: String) throws {
    try Snapshot.expect(try Self.text(example), "\(example).corrected")
  }

  @Test("A minus sign is a hyphen, and no other character is lost on an old system", arguments: People.examples)
  func ascii(example: String) throws {
    let text = try Self.text(example)
    #expect(text.utf8.allSatisfy { $0 < 128 })
    #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n") && !text.contains("\n\n\n"))
    for line in text.split(separator: "\n") { #expect(line.count <= 80 && !line.hasSuffix(" "), "\(line)") }
  }

  @Test("There is one category, and it stands in the impression", arguments: People.examples)
  func oneCategory(example: String) throws {
    let text = try Self.text(example)
    let impression = try #require(text.split(separator: "IMPRESSION\n").last?.split(separator: "\n\n").first)
    #expect(text.components(of: "by the lowest").count <= 2)
    #expect(impression.contains("by the lowest") || impression.contains("No diagnostic category is given."))
  }

  @Test("A significant change has both amounts with their signs, or a place to fill in; one that is not has none")
  func changes() throws {
    let hip = StatedRegion(.site(.totalHip), side: .left)
    var loss = StatedChange(region: hip, direction: .loss, isSignificant: true)
    loss.grams = ExactDecimal(text: "0.031")
    let small = StatedChange(
      region: StatedRegion(.site(.lumbarSpine)), direction: .loss, isSignificant: false)
    let place = ReportPlace.field("report.changes[0]")
    let text = try Self.text(
      "after-treatment", [ReportStatement(.change(loss), at: place), ReportStatement(.change(small), at: place)])
    #expect(text.contains("Left total hip: significant loss, -0.031 g/cm2, [change in percent]."))
    #expect(text.contains("Lumbar spine: no significant change."))
  }

  @Test(
    "The next scan is as stated; below a year it asks for the reason",
    arguments: [("24", "Next scan: in 24 months."), ("12", "Next scan: in 12 months."), ("11", "because of [reason")])
  func nextScan(months: String, words: String) throws {
    let next = StatedNextScan(months: ExactDecimal(text: months))
    let text = try Self.text("outside-report", [ReportStatement(.nextScan(next), at: .field("report.nextScan"))])
    #expect(text.contains(words))
  }

  @Test("A stated probability is written with its tool")
  func risk() throws {
    #expect(
      try Self.text("correct-report").contains(
        "10-year probability of fracture (FRAX): major osteoporotic fracture 12 %, hip\nfracture 2.6 %."))
  }
}

extension String {
  fileprivate func components(of separator: String) -> [Substring] { split(separator: separator) }
}
