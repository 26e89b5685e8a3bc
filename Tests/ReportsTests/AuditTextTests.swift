// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

@testable internal import Assessment
internal import Densitometry
internal import Interchange
internal import KnowledgeBase
internal import Statistics
internal import TestSupport
internal import Testing

@testable internal import Reports

@Suite("Text of an audit")
struct AuditTextTests {
  static func lines(_ audit: Audit, width: Int = 80) -> [String] {
    AuditText.render(audit, TextStyle(width: width)).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }

  static func audit(of example: String) throws -> Audit {
    Audit(of: try StudyDocument.read(Repository.bytes("Examples/\(example).json")))
  }

  @Test("The text of a hand-made audit is the recorded one")
  func snapshot() throws {
    let text = AuditText.render(try SampleAudit.audit()).replacing(KnowledgeVersion.hash, with: "HASH")
    try Snapshot.expect(text, "sample.audit")
  }

  @Test("No line is wider than the page, and none ends in a space", arguments: [60, 80, 100])
  func width(width: Int) throws {
    for audit in try [SampleAudit.audit()] + People.examples.map(Self.audit) {
      for line in Self.lines(audit, width: width) {
        #expect(line.count <= width, "\(line)")
        #expect(!line.hasSuffix(" "), "\(line)|")
      }
    }
  }

  @Test("It begins with the verdict, ends with a line break, and has no two empty lines in a row")
  func shape() throws {
    for audit in try [SampleAudit.audit()] + People.examples.map(Self.audit) {
      let text = AuditText.render(audit)
      #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n") && !text.contains("\n\n\n"))
      let start = text.split(separator: "\n\n")[0].split(separator: "\n").joined(separator: " ")
      #expect(start == TextStyle().wrap(audit.verdict.sentence).joined(separator: " "))
    }
  }

  @Test("A finding shows four of its places at most, and the number of the others")
  func places() throws {
    let text = AuditText.render(try SampleAudit.audit())
    #expect(text.contains("Line 4: \"T-score -2.4\"") && !text.contains("Line 5: \"T-score -2.4\""))
    #expect(text.contains("and at 2 other places"))
  }

  @Test(
    "A quote stands on one line; a long one loses its middle, and what moves a terminal is shown as a mark",
    arguments: [
      ("IMPRESSION:\n  osteopenia", "IMPRESSION: osteopenia"), ("a\u{1B}[31mb", "a\u{FFFD}[31mb"),
      (String(repeating: "ab ", count: 39) + "cde", String(repeating: "ab ", count: 39) + "cde"),
      (
        String(repeating: "x", count: 80) + String(repeating: "y", count: 41),
        String(repeating: "x", count: 60) + " ... " + String(repeating: "y", count: 41).padded(to: 55)
      ),
    ])
  func quotes(quote: String, shown: String) {
    #expect(PlaceText.shown(quote) == shown)
  }

  @Test("A score that has no sign in the report has none in what was read")
  func sign() {
    let words = { (sign: StatedSign, value: String) in
      AuditStatementText(
        content: .score(
          StatedScore(region: nil, basis: .t, value: SampleAudit.number(value), sign: sign, decimals: 1))
      ).words
    }
    #expect(words(.none, "2.6") == "T 2.6 without a sign")
    #expect(words(.minus, "-2.6") == "T \u{2212}2.6")
    #expect(words(.plus, "2.6") == "T +2.6")
  }

  @Test("Every kind of statement has words of its own")
  func everyKind() {
    var change = StatedChange(region: StatedRegion(.site(.totalHip)), direction: .loss, isSignificant: true)
    change.grams = SampleAudit.number("-0.031")
    change.since = PartialDate("2024-05")
    var risk = StatedRisk()
    risk.relative = SampleAudit.number("2")
    let expected: [(ReportStatement.Content, String)] = [
      (
        .density(StatedDensity(region: nil, value: SampleAudit.number("0.6"), decimals: 3, isEarlier: true)),
        "0.600 g/cm² at an earlier scan"
      ),
      (.diagnosis(StatedDiagnosis(category: .osteoporosis, isDenied: true)), "not osteoporosis"),
      (.change(change), "total hip: significant loss of \u{2212}0.031 g/cm² since 2024-05"),
      (
        .leastSignificantChange(StatedLeastSignificantChange(percent: SampleAudit.number("5"))),
        "least significant change 5 %"
      ),
      (.risk(risk), "fracture risk: 2 times that of whom it does not say"),
      (.advice(StatedAdvice(.treatment, because: [.score])), "recommends treatment, because of a score"),
      (.nextScan(StatedNextScan(months: nil, isDeclined: true)), "no next scan"),
      (.bonesOfAge(years: 90), "bones compared with those of another age, 90 years"),
      (.grade("mild"), "graded as \"mild\""), (.item(.technicalQuality), "technical quality"),
    ]
    for (content, words) in expected { #expect(AuditStatementText(content: content).words == words) }
  }

  @Test("Missing items are named with their rules, and the others are counted")
  func items() throws {
    let lines = Self.lines(try SampleAudit.audit())
    #expect(lines.contains("1 of 3 required items are there (33 %). Missing:"))
    #expect(lines.contains("- Requesting provider [REP-02]") && lines.contains("- Indication [REP-03]"))
    #expect(!lines.contains { $0.contains("REP-01") })
  }

  @Test("A study without a report has no list of items, nothing read and nothing unread")
  func noReport() throws {
    let text = AuditText.render(try Self.audit(of: "postmenopausal-woman"))
    for heading in ["Items of a complete report", "Read in the report", "Not read"] { #expect(!text.contains(heading)) }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String { String(repeating: "x", count: width - count) + self }
}
