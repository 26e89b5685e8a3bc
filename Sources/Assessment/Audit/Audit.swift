// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
public import KnowledgeBase

/// What is wrong or doubtful about a scan and its finished report, and what a complete report would hold besides.
///
/// Renderers only read it.
public struct Audit: Sendable {
  /// What the scans mean.
  public let assessment: Assessment

  /// What is wrong, doubtful or worth knowing of scan and report, most severe first.
  public let findings: [Finding]

  /// How many of the required items the report holds; `nil` where the study has no report, or where neither its text nor a
  /// list says what it holds.
  public let completeness: Completeness?

  /// What the report states, as it was read; empty without a report.
  public let statements: [ReportStatement]

  /// The parts of the text that could not be read.
  public let unread: [ReportPlace]

  /// Whether the study has a report.
  public let hasReport: Bool

  /// The rules that spoke about scan or report, in order.
  public let rules: [String]

  /// How many findings have a severity.
  public func count(of severity: Severity) -> Int { findings.count { $0.severity == severity } }
}

/// Which of the items of a complete report are there.
///
/// - Source: Rules REP-01 to REP-18.
public struct Completeness: Hashable, Sendable {
  /// The items in the order of the rules.
  public let items: [Item]

  /// Creates a completeness.
  public init(items: [Item]) {
    self.items = items
  }

  /// One item.
  public struct Item: Hashable, Sendable {
    /// The rule that asks for it.
    public let rule: String

    /// The item.
    public let item: ReportItem

    /// What it is, in words.
    public let title: String

    /// Whether this report must hold it; an item of a follow-up is not asked of a first scan.
    public let isRequired: Bool

    /// Whether the report holds it.
    public let isPresent: Bool

    /// Where, as far as it was found in text or fields.
    public let place: ReportPlace?

    /// Creates an item.
    public init(
      rule: String, item: ReportItem, title: String, isRequired: Bool, isPresent: Bool, place: ReportPlace?
    ) {
      self.rule = rule
      self.item = item
      self.title = title
      self.isRequired = isRequired
      self.isPresent = isPresent
      self.place = place
    }
  }

  /// The required items.
  public var required: [Item] { items.filter { $0.isRequired } }

  /// The required items that are there, in whole percent, rounded down; 100 where nothing is required.
  public var percent: Int {
    required.isEmpty ? 100 : required.count { $0.isPresent } * 100 / required.count
  }
}

extension Audit {
  /// Audits one person's scans and, where the study has one, the finished report.
  ///
  /// - Parameters:
  ///   - study: The person with their scans and the report.
  ///   - options: The profile and what else the caller chooses.
  public init(of study: Study, options: AssessmentOptions = AssessmentOptions()) {
    self = Auditor(study, options).audit()
  }
}
