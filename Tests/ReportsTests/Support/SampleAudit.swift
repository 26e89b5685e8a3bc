// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

@testable internal import Assessment
internal import Densitometry
internal import Interchange
internal import KnowledgeBase
internal import Statistics
internal import TestSupport

/// An audit made by hand: errors and doubts in text and fields, items, statements, and a part that was not read.
enum SampleAudit {
  static func audit() throws -> Audit {
    let study = try StudyDocument.read(Repository.bytes("Examples/postmenopausal-woman.json"))
    return Audit(
      assessment: Assessment(of: study), findings: findings, completeness: Completeness(items: items),
      statements: statements, unread: [place(20, "Clinical korrelation is recomended by the undersigned.")],
      hasReport: true, rules: ["CLS-11", "NUM-05"])
  }

  static func place(_ line: Int, _ quote: String) -> ReportPlace {
    .text(.init(start: line * 100, end: line * 100 + quote.unicodeScalars.count, line: line, quote: quote))
  }

  private static func finding(
    _ severity: Severity, _ rule: String, _ subject: String, _ message: String, _ places: [ReportPlace],
    correct: String? = nil
  ) -> Finding {
    var finding = Finding(
      id: "\(rule)/\(message.prefix(9))", severity: severity, subject: subject, message: message, facts: [], rule: rule,
      sources: ["osteon-design"])
    finding.places = places
    finding.correction = correct
    return finding
  }

  private static let findings = [
    finding(
      .error, "CLS-11", "report",
      "The report calls the left hip osteoporosis and the person low bone mass. There is one diagnosis for a person.",
      [place(14, "IMPRESSION: Moderate osteopenia of the\nleft hip"), .field("report.diagnosis[1]")],
      correct: "Low bone mass (osteopenia), by the T-score of -2.4 at the left femoral neck."),
    finding(
      .warning, "NUM-05", "femoral-neck left", "The printed score lies near a cut point.",
      (1...6).map { place($0, "T-score -2.4") }),
    finding(.information, "NUM-05", "person", "A repeat may move the category.", []),
  ]

  private static func item(_ rule: String, _ item: ReportItem, _ title: String, isPresent: Bool) -> Completeness.Item {
    Completeness.Item(rule: rule, item: item, title: title, isRequired: true, isPresent: isPresent, place: nil)
  }

  private static let items = [
    item("REP-01", .identity, "Identity", isPresent: true),
    item("REP-02", .requestingProvider, "Requesting provider", isPresent: false),
    item("REP-03", .indication, "Indication", isPresent: false),
  ]

  static func number(_ text: String) -> ExactDecimal { ExactDecimal(text: text) ?? ExactDecimal(0) }

  private static let neck = StatedRegion(.site(.femoralNeck), side: .left)

  static let statements: [ReportStatement] = [
    ReportStatement(
      .density(StatedDensity(region: neck, value: number("0.571"), decimals: 3)), at: place(8, "0.571")),
    ReportStatement(
      .score(StatedScore(region: neck, basis: .t, value: number("-2.4"), sign: .minus, decimals: 1)),
      at: place(8, "-2.4")),
    ReportStatement(
      .score(StatedScore(region: neck, basis: .z, value: number("1.30"), sign: .none, decimals: 2)),
      at: place(8, "1.30")),
    ReportStatement(
      .diagnosis(StatedDiagnosis(category: .lowBoneMass, region: StatedRegion(.hip, side: .left))),
      at: place(14, "osteopenia of the left hip")),
    ReportStatement(.grade("moderate"), at: place(14, "Moderate")),
    ReportStatement(.diagnosis(StatedDiagnosis(category: .osteoporosis)), at: .field("report.diagnosis[1]")),
  ]
}
