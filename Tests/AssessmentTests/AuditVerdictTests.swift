// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

@testable internal import Assessment
internal import Densitometry
internal import Interchange
internal import KnowledgeBase
internal import TestSupport
internal import Testing

@Suite("Verdict of an audit")
struct AuditVerdictTests {
  static func finding(
    _ severity: Severity, _ message: String, subject: String = "report", at place: ReportPlace? = nil
  ) -> Finding {
    var finding = Finding(
      id: message, severity: severity, subject: subject, message: message, facts: [], rule: "AUD-03",
      sources: ["osteon-design"])
    finding.places = [place].compactMap(\.self)
    return finding
  }

  static func audit(
    _ findings: [Finding], statements: [ReportStatement] = [], unread: [ReportPlace] = [], hasReport: Bool = true
  ) throws -> Audit {
    let study = try StudyDocument.read(Repository.bytes("Examples/postmenopausal-woman.json"))
    return Audit(
      assessment: Assessment(of: study), findings: findings, completeness: nil, statements: statements, unread: unread,
      hasReport: hasReport, rules: [])
  }

  static let item = ReportStatement(.item(.indication), at: .field("report.items[0]"))
  static let diagnosis = ReportStatement(
    .diagnosis(StatedDiagnosis(category: .normal)), at: .field("report.diagnosis[0]"))

  @Test(
    "The numbers of errors and warnings lead, in words where there is none",
    arguments: [
      ([Severity.error, .error, .warning], "2 errors and 1 warning: 0"), ([.error], "1 error and no warning: 0"),
      ([.warning, .warning], "No error and 2 warnings: 0"), ([.information], "No error and no warning."),
      ([], "No error and no warning."),
    ])
  func counts(severities: [Severity], sentence: String) throws {
    let findings = severities.enumerated().map { Self.finding($0.element, "\($0.offset)") }
    let audit = try Self.audit(findings, statements: [Self.item])
    #expect(audit.verdict.sentence == sentence)
    #expect(audit.verdict.errors == severities.count { $0 == .error })
    #expect(audit.verdict.information == severities.count { $0 == .information })
  }

  @Test("What is said of the diagnosis matters more than another place of the report, and that more than the scan")
  func order() throws {
    let scan = Self.finding(.error, "scan")
    let other = Self.finding(.error, "other", at: .field("report.risks[0]"))
    let ofDiagnosis = Self.finding(.error, "diagnosis", at: .field("report.diagnosis[0]"))
    let statements = [Self.diagnosis]
    #expect(try Self.audit([scan, other, ofDiagnosis], statements: statements).leadingFinding == ofDiagnosis)
    #expect(try Self.audit([scan, other], statements: statements).leadingFinding == other)
    #expect(try Self.audit([scan], statements: statements).leadingFinding == scan)
  }

  @Test("A warning about the diagnosis does not stand before an error about the scan")
  func severityFirst() throws {
    let warning = Self.finding(.warning, "warning", at: .field("report.diagnosis[0]"))
    let error = Self.finding(.error, "error")
    #expect(try Self.audit([error, warning], statements: [Self.diagnosis]).leadingFinding == error)
  }

  @Test("A region is named before the sentence about it")
  func region() throws {
    let finding = Self.finding(.error, "The area is impossible.", subject: "femoral-neck left")
    let sentence = try Self.audit([finding], statements: [Self.item]).verdict.sentence
    #expect(sentence == "1 error and no warning. Left femoral neck: The area is impossible.")
  }

  @Test("A clean verdict says where there was no report, or one of which nothing was understood")
  func limits() throws {
    let unread = [ReportPlace.text(.init(start: 0, end: 3, line: 1, quote: "xyz"))]
    #expect(
      try Self.audit([], hasReport: false).verdict.sentence
        == "No error and no warning. There is no report, so only the scan was checked.")
    #expect(
      try Self.audit([], unread: unread).verdict.sentence
        == "No error and no warning. Nothing of the report could be understood, so only the scan was checked.")
    #expect(
      try Self.audit([]).verdict.sentence
        == "No error and no warning. The report states nothing that could be checked.")
    #expect(
      try Self.audit([], statements: [Self.item], unread: unread).verdict.sentence
        == "No error and no warning. 1 passage of the report could not be read, and was not checked.")
    #expect(
      try Self.audit([], statements: [Self.item], unread: unread + unread).verdict.sentence
        == "No error and no warning. 2 passages of the report could not be read, and were not checked.")
    #expect(try Self.audit([], statements: [Self.item]).verdict.sentence == "No error and no warning.")
  }
}
