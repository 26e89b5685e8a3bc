// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Testing

@testable internal import Reports

@Suite("Guidance for clinicians")
struct GuidanceTextTests {
  /// 0.500 is (0.500 - 0.858) / 0.120 = -2.98 against the young women of NHANES III.
  static let lowNeck = #"[ { "site": "femoral-neck", "bmd": 0.500 } ]"#

  static func person(history: String, _ options: AssessmentOptions = AssessmentOptions()) throws -> Assessment {
    try People.study(patient: TextReportTests.woman, regions: lowNeck, history: history, options)
  }

  static func report(_ history: String, guideline: Guideline? = nil, details: Bool = false) throws -> String {
    let assessment = try person(history: history, AssessmentOptions(guideline: guideline))
    return TextReport.render(assessment, TextStyle(width: 4000), details: details)
  }

  /// The lines below a heading.
  static func section(_ heading: String, of report: String) -> [String] {
    let lines = report.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let start = lines.firstIndex(of: heading) else { return [] }
    return Array(lines[(start + 1)...].prefix { !$0.isEmpty })
  }

  // MARK: Order

  @Test("Red flags stand before the table, all else behind the next scan, in one order")
  func order() throws {
    let history = """
      { "fractures": [ { "site": "hip", "date": "2025-01", "trauma": "low" } ], "medications": [],
        "conditions": [ { "name": "celiac disease" }, { "name": "hemodialysis" } ], "answers": { "nightPain": true },
        "laboratory": [ { "test": "25-hydroxyvitamin-d", "value": 12, "unit": "ng/mL" },
                        { "test": "calcium", "value": 9000, "unit": "mg/dL" } ] }
      """
    let report = try Self.report(history, guideline: .es2019)
    let headings = [
      "Red flags", "Scan at age 66.0", "Next scan (ES2019)", "Looking for causes", "Tests to consider",
      "Results that are not used", "What the results say", "Known causes", "Next steps", "Other examinations",
      "Treatment thresholds", "Limits of drug classes", "What helps, and by how much",
      "Questions that would settle most", "Background", "Sources",
    ]
    let lines = report.split(separator: "\n").map(String.init)
    #expect(lines.filter { headings.contains($0) } == headings)
  }

  // MARK: Red flags

  @Test("Every branch of a red flag speaks, the most urgent first")
  func everyBranch() throws {
    let history = """
      { "answers": { "nightPain": true, "newBackPain": true, "tingling": true, "severeSpasm": true },
        "conditions": [ { "name": "breast cancer" } ], "medications": [ { "name": "denosumab", "start": "2024-01" } ] }
      """
    let rules = try Self.person(history: history).guidance.alarms.map { $0.rule }
    #expect(rules.filter { $0.hasPrefix("COM-R08.") }.count > 1 && rules.contains("COM-R07.tingling"))
    let flags = Self.section("Red flags", of: try Self.report(history))
    for rule in rules { #expect(flags.contains { $0.contains("[\(rule)") }, "\(rule)") }
    #expect(flags.first?.hasPrefix("- Call the emergency number now: ") == true)
    #expect(flags.first?.hasSuffix("[COM-R07.severe]") == true)
  }

  // MARK: Length

  @Test("In short the background is named by its rules, with details it is written out")
  func details() throws {
    let short = Self.section("Background", of: try Self.report("{}"))
    let long = Self.section("Background", of: try Self.report("{}", details: true))
    #expect(short.count == 1 && short[0].hasPrefix("- Explanations and figures"))
    let background = try Self.person(history: "{}").guidance.points { $0 == .background }.map { $0.rule }
    #expect(long.count == background.count && background.count > 1)
    for (line, rule) in zip(long, background) {
      #expect(short[0].contains(rule) && line.contains("[\(rule)"), "\(rule)")
    }
  }

  @Test("Warnings about drug classes are always written")
  func warnings() throws {
    let history = #"{ "medications": [], "conditions": [ { "name": "kidney stones" } ] }"#
    let limits = try Self.person(history: history).guidance.drugs
    let warnings = Set(limits.flatMap { $0.warnings }.map { $0.rule })
    #expect(!warnings.isEmpty)
    let short = Self.section("Limits of drug classes", of: try Self.report(history)).joined()
    for rule in warnings { #expect(short.contains("[\(rule)"), "\(rule)") }
  }

  // MARK: Treatment

  @Test("What was not verified says so beside its rule")
  func unverified() throws {
    let thresholds = Self.section("Treatment thresholds", of: try Self.report("{}", guideline: .es2019))
    #expect(RuleBook.rule("TRT-05.density")?.tag == .unverified)
    #expect(thresholds.contains { $0.hasSuffix("[TRT-05.density, unverified]") })
    let confirmed = Self.section("Background", of: try Self.report("{}", details: true)).filter { line in
      let rule = line.matches(of: /\[([A-Z]+-[0-9A-Za-z.-]+)\]/).last.map { String($0.output.1) }
      return rule.flatMap { RuleBook.rule($0) }?.tag == .unverified
    }
    #expect(confirmed.isEmpty)
  }

  @Test("Each other guideline that speaks has one line with its level and its rules")
  func others() throws {
    let guidance = try Self.person(history: "{}").guidance
    let thresholds = Self.section("Treatment thresholds", of: try Self.report("{}", guideline: .es2019))
    let speaking = guidance.comparisons.filter { $0.level != nil && $0.guideline != .es2019 }
    #expect(speaking.count > 1)
    for other in speaking {
      #expect(thresholds.filter { $0.hasPrefix("- \(other.guideline.rawValue): ") }.count == 1)
    }
    #expect(thresholds.contains("- BHOF2022: its text is to be looked up [TRT-01.density]"))
  }

  @Test("Where a disease forbids the usual drugs no threshold is compared and no class is named")
  func withheld() throws {
    let history = #"{ "conditions": [ { "name": "hypophosphatasia" } ] }"#
    let report = try Self.report(history, guideline: .es2019)
    #expect(
      Self.section("Treatment thresholds", of: report) == [
        "- No threshold is compared and no drug is named before these are settled: DRG-01.hypophosphatasia."
      ])
    #expect(!report.contains("[TRT-"))
  }

  @Test("The laboratory tests stand in one line a tier, each of those in every search once")
  func tests() throws {
    for assessment in try People.all.get() {
      let report = TextReport.render(assessment, TextStyle(width: 4000))
      let lines = Self.section("Tests to consider", of: report)
      #expect(lines.count <= Advice.Tier.allCases.count)
      for name in ["25-hydroxyvitamin D", "creatinine"] {
        #expect(lines.filter { $0.contains(name) }.count <= 1, "\(lines)")
      }
    }
  }
}
