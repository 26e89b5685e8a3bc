// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// An assessment as text for a terminal: the answer, the regions, what to know, what is not said, and the sources.
public struct TextReport {
  private let assessment: Assessment
  private let style: TextStyle
  private let wording: Wording
  private let details: Bool
  private let isChild: Bool

  /// Returns an assessment as text that ends with a line break.
  ///
  /// - Parameters:
  ///   - assessment: The assessment.
  ///   - style: How the text is set.
  ///   - language: The language.
  ///   - details: Whether what helps, daily needs and background are written out.
  /// - Returns: The text.
  public static func render(
    _ assessment: Assessment, _ style: TextStyle = TextStyle(), language: Language = .english, details: Bool = false
  ) -> String {
    TextReport(assessment, style, Wording.in(language), details).lines.joined(separator: "\n") + "\n"
  }

  /// Returns the lines that begin a report: the category, what decides, and what limits it.
  static func answer(_ assessment: Assessment, _ style: TextStyle) -> [String] {
    TextReport(assessment, style, Wording.in(.english), false).answer
  }

  private init(_ assessment: Assessment, _ style: TextStyle, _ wording: Wording, _ details: Bool) {
    self.assessment = assessment
    self.wording = wording
    self.details = details
    self.style = style
    isChild = (assessment.regions.first?.age.completedYears ?? 99) < 20
  }

  private var lines: [String] {
    let guidance = self.guidance
    let sections =
      [answer, guidance.alarms, RegionTable(assessment, style).lines, ChangeText(assessment, style).section, findings]
      + [refusals, nextScan] + guidance.sections
      + [questions, sources, CitedText.provenance(commit: assessment.provenance.commit, style)]
    return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  private var guidance: GuidanceText { GuidanceText(assessment.guidance, wording, style, details: details) }

  // MARK: Answer

  private var answer: [String] {
    let diagnosis = assessment.diagnosis
    let name = diagnosis.category.map { Words.name(of: $0, isChild: isChild) } ?? "No densitometric category"
    let profile = assessment.profile.rawValue
    let gap = max(2, style.width - name.count - profile.count)
    var lines = [style.mark(name, .strong) + String(repeating: " ", count: gap) + style.mark(profile, .faint)]
    lines += sentences.flatMap { style.wrap($0) }
    return lines
  }

  private var sentences: [String] {
    [decidingSentence, contestSentence, nearSentence, unverifiedSentence, probabilitySentence, clinicalSentence]
      .compactMap(\.self)
  }

  private var decidingSentence: String? {
    let diagnosis = assessment.diagnosis
    guard let score = diagnosis.score, let region = diagnosis.region, let basis = diagnosis.basis else {
      return leadingRefusal.map { "\($0.message) [\($0.code)]" }
    }
    return "The lowest \(basis == .t ? "T-score" : "Z-score") at a diagnostic site is \(score.description),"
      + " at the \(region.spokenName)."
  }

  /// The refusal that stands in the place of an answer.
  private var leadingRefusal: Refusal? { assessment.diagnosis.score == nil ? assessment.refusals.first : nil }

  private var contestSentence: String? {
    guard let contest = assessment.diagnosis.contested else { return nil }
    let name = { (category: Densitometry.Category?) in
      category.map { Words.shortName(of: $0) } ?? "no category"
    }
    return "Contested: the printed scores give \(name(contest.printed)), the densities give \(name(contest.computed))."
  }

  private var nearSentence: String? {
    assessment.diagnosis.nearThreshold ? "The score lies within 0.1 of a cut point: a repeat may move it." : nil
  }

  private var unverifiedSentence: String? {
    assessment.diagnosis.isUnverified ? "This category rests on an unverified reference." : nil
  }

  private var probabilitySentence: String? {
    guard let probabilities = assessment.diagnosis.probabilities else { return nil }
    let parts = probabilities.values.map { value in
      "\(Words.shortName(of: value.category)) \(ChangeText.outOfHundred(value.probability))"
    }
    return "Of 100 repeats of the same scans: \(parts.joined(separator: ", "))."
  }

  private var clinicalSentence: String? {
    let clinical = assessment.clinicalDiagnosis
    let head = "Clinical diagnosis (\(clinical.criteria.rawValue)): "
    switch clinical.osteoporosis {
    case true?: return head + "osteoporosis. " + clinical.because.joined(separator: " ")
    case false?: return head + "the criteria are not met."
    case nil:
      guard !clinical.missing.isEmpty else { return head + "open; it is left to a person." }
      return head + "open. It is not made by what is known, and facts not given could make it."
    }
  }

  // MARK: Findings and refusals

  private var findings: [String] {
    let findings = assessment.findings.filter { !$0.isOnNextScan }
    guard !findings.isEmpty else { return [] }
    return [heading("To know")] + findings.flatMap { entry($0) }
  }

  private func entry(_ finding: Finding) -> [String] {
    let role: TextStyle.Role =
      switch finding.severity {
      case .error: .error
      case .warning: .warning
      case .information: .information
      }
    let subject = Words.subject(finding.subject, in: assessment).map { "\($0.capitalizedFirst): " } ?? ""
    let text = "\(subject)\(finding.message) [\(finding.rule)]"
    let lead = Self.leads[finding.severity] ?? ""
    var lines = style.wrap(text, indent: 9, lead: lead)
    lines[0] = style.mark(lead, role) + lines[0].dropFirst(lead.count)
    return lines
  }

  private static let leads: [Severity: String] = [.error: "error", .warning: "warning", .information: "note"]

  private var refusals: [String] {
    let regions = assessment.regions.filter { $0.date == assessment.regions.first?.date }
    let all = (assessment.refusals + regions.flatMap { $0.refusals }).filter { $0 != leadingRefusal }
    guard !all.isEmpty else { return [] }
    var groups: [(subjects: [String], refusal: Refusal)] = []
    for refusal in all {
      let subject = Words.subject(refusal.subject, in: assessment)
      let isAlike = { (other: Refusal) in other.code == refusal.code && other.score == refusal.score }
      if let index = groups.firstIndex(where: { isAlike($0.refusal) }) {
        groups[index].subjects += [subject].compactMap(\.self)
      } else {
        groups.append(([subject].compactMap(\.self), refusal))
      }
    }
    return [heading("Not said")]
      + groups.flatMap { group in style.wrap(line(group.subjects, group.refusal), indent: 2, lead: "- ") }
  }

  private func line(_ subjects: [String], _ refusal: Refusal) -> String {
    let what = refusal.score.map { $0 == .t ? "T-score" : "Z-score" }
    let about = [what, subjects.isEmpty ? nil : subjects.joined(separator: ", ")].compactMap(\.self)
    let topic = subjects.count > 1 ? RefusalTopic.withCode(refusal.code) : nil
    let head = about.isEmpty ? "" : about.joined(separator: ", ").capitalizedFirst + ": "
    let text = topic.map { "\($0.means) \($0.remedy)" } ?? refusal.text
    return head + text + " [\(refusal.code)]"
  }

  /// When to scan again; the first line with the days where these are known.
  private var nextScan: [String] {
    let next = assessment.nextScan
    let days = next.interval.flatMap { interval -> String? in
      guard let from = next.day(after: interval.interval.fromMonths) else { return nil }
      guard let end = interval.interval.toMonths else { return "From \(from.description) on. " }
      guard end > interval.interval.fromMonths, let to = next.day(after: end) else { return "\(from.description). " }
      return "\(from.description) to \(to.description). "
    }
    let sentences = next.reasons.enumerated().map { ($0.offset == 0 ? days ?? "" : "") + $0.element }
    return [heading("Next scan (\(next.guideline.rawValue))")]
      + (sentences + next.findings.map { "\($0.message) [\($0.rule)]" })
      .flatMap { style.wrap($0, indent: 2, lead: "- ") }
  }

  private var questions: [String] {
    guard !assessment.questions.isEmpty else { return [] }
    let asked = assessment.questions.map { $0.fact.question }
    return [heading("Would help")] + asked.flatMap { style.wrap($0, indent: 2, lead: "- ") }
  }

  // MARK: Sources

  private var sources: [String] {
    let diagnoses = assessment.diagnosis.rules + assessment.clinicalDiagnosis.rules
    let stated = Set(assessment.findings.map { $0.rule } + diagnoses + guidance.writtenRules)
    return CitedText.sources(rules: stated.intersection(assessment.provenance.rules), style)
  }

  private func heading(_ text: String) -> String { style.mark(text, .strong) }
}

extension Refusal {
  /// Message and way out; the sentence of a rule holds both.
  fileprivate var text: String { rule == nil ? message + (remedy.map { " \($0)" } ?? "") : message }
}

extension String {
  /// The text with a capital first letter.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
