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
    #expect(text.components(of: "at a diagnostic site: ").count <= 2)
    #expect(impression.contains("at a diagnostic site: ") || impression.contains("No diagnostic category is given."))
  }

  @Test(
    "A significant change has both amounts with their signs; one that is not has none",
    arguments: [
      ("0.026", "Left total hip: no significant change; least significant change 0.026 g/cm2;"),
      ("0.018", "Left total hip: significant gain, +0.018 g/cm2 (+2.6 %); least significant"),
    ])
  func changes(limit: String, words: String) throws {
    // The hip goes from 0.701 to 0.719, by 0.018 or 2.57 percent.
    let change = StatedLeastSignificantChange(
      region: StatedRegion(.site(.totalHip)), grams: ExactDecimal(text: limit))
    let statement = ReportStatement(
      .leastSignificantChange(change), at: .field("report.leastSignificantChanges[0]"))
    #expect(try Self.text("after-treatment", [statement]).replacing("\n", with: " ").contains(words))
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
