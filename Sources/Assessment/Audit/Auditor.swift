// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase

/// Works out the audit of one study.
struct Auditor {
  private let study: Study
  private let assessor: Assessor

  init(_ study: Study, _ options: AssessmentOptions) {
    self.study = study
    assessor = Assessor(study, options)
  }

  func audit() -> Audit {
    let assessment = assessor.assessment()
    guard let report = study.report else {
      return Audit(
        assessment: assessment, findings: assessment.findings, completeness: nil, statements: [], unread: [],
        hasReport: false, rules: assessment.provenance.rules)
    }
    let judged = judge(AuditContext(assessor, assessment, report))
    let findings = (assessment.findings + judged.findings).sorted(by: Finding.comesBefore)
    let rules = Set(assessment.provenance.rules).union(judged.rules).sorted()
    return Audit(
      assessment: assessment, findings: findings, completeness: judged.completeness, statements: report.statements,
      unread: report.unread, hasReport: true, rules: rules)
  }

  /// What the rules say of a report.
  private struct Judgement {
    var findings: [Finding] = []
    var completeness: Completeness?
    var rules: Set<String> = []
  }

  private func judge(_ context: AuditContext) -> Judgement {
    var judgement = Judgement()
    let statements = StatementFacts(context: context)
    for statement in context.report.statements.sorted(by: { ReportPlace.comesBefore($0.place, $1.place) }) {
      let facts = context.person.adding(statements.facts(of: statement.content))
      for rule in context.rules.holding(.statement, facts) {
        judgement.rules.insert(rule.id)
        judgement.findings += [Finding(rule, facts, at: [statement.place])].compactMap(\.self)
      }
    }
    let whole = ReportFacts(context: context)
    judgement.completeness = ReportItems(context: context).completeness(context.person.adding(whole.itemFacts))
    let facts = context.person.adding(whole.facts(judgement.completeness))
    for rule in context.rules.holding(.report, facts) {
      judgement.rules.insert(rule.id)
      let places = rule.condition.facts.unique.flatMap { whole.places(of: $0) }
      judgement.findings += [Finding(rule, facts, at: places.sorted(by: ReportPlace.comesBefore))].compactMap(\.self)
    }
    judgement.findings = Finding.list(judgement.findings)
    return judgement
  }
}

extension Finding {
  /// Creates the finding that a rule states about a report; `nil` if it states none.
  ///
  /// Its name holds the place, so that it does not depend on the order of the statements.
  fileprivate init?(_ rule: Rule, _ facts: Facts, at places: [ReportPlace]) {
    self.init(rule, subject: "report", facts)
    self.places = places
    if places.count == 1 { id = "\(rule.id)/\(places[0].name)" }
  }
}

extension ReportPlace {
  /// The place as a part of a name: the field, or the stretch of the text.
  fileprivate var name: String {
    switch self {
    case .field(let path): path
    case .text(let span): "report.text/\(span.start)-\(span.end)"
    }
  }

  /// Orders places as a reader meets them: the fields before the text.
  static func comesBefore(_ left: ReportPlace, _ right: ReportPlace) -> Bool {
    switch (left, right) {
    case (.field(let one), .field(let other)): (one.count, one) < (other.count, other)
    case (.field, .text): true
    case (.text, .field): false
    case (.text(let one), .text(let other)): (one.start, one.end) < (other.start, other.end)
    }
  }
}
