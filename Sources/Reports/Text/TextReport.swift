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
    render(assessment, style, Wording.in(language), details: details)
  }

  static func render(_ assessment: Assessment, _ style: TextStyle, _ wording: Wording, details: Bool = false) -> String
  {
    TextReport(assessment, style, wording, details).lines.joined(separator: "\n") + "\n"
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
      [answer, guidance.alarms, RegionTable(assessment, style, wording).lines]
      + [ChangeText(assessment, style, wording).section, findings, refusals, nextScan] + guidance.sections
      + [questions, sources, CitedText.provenance(commit: assessment.provenance.commit, style, wording)]
    return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  private var guidance: GuidanceText { GuidanceText(assessment.guidance, wording, style, details: details) }

  // MARK: Answer

  private var answer: [String] {
    let diagnosis = assessment.diagnosis
    let name = wording.answer(diagnosis.category, isChild: isChild)
    let profile = assessment.profile.rawValue
    let gap = style.tableWidth - name.count - profile.count
    var lines =
      gap < 2
      ? style.wrap(name).map { style.mark($0, .strong) } + [style.mark(profile, .faint)]
      : [style.mark(name, .strong) + String(repeating: " ", count: gap) + style.mark(profile, .faint)]
    lines += sentences.flatMap { style.wrap($0) }
    return lines
  }

  private var sentences: [String] {
    [
      decidingSentence, contestSentence, nearSentence, unverifiedSentence, probabilitySentence, clinicalSentence,
      doubtSentence,
    ].compactMap(\.self)
  }

  private var decidingSentence: String? {
    let diagnosis = assessment.diagnosis
    guard let score = diagnosis.score, let region = diagnosis.region, let basis = diagnosis.basis else {
      return leadingRefusal.map { "\(wording.message(of: $0)) [\($0.code)]" }
    }
    return wording.phrase(
      "answer.lowest",
      ["kind": wording.score(basis), "score": wording.score(score), "region": wording.spoken(region)])
  }

  /// The refusal that stands in the place of an answer.
  private var leadingRefusal: Refusal? { assessment.diagnosis.score == nil ? assessment.refusals.first : nil }

  private var contestSentence: String? {
    guard let contest = assessment.diagnosis.contested else { return nil }
    return wording.phrase(
      "answer.contested",
      ["printed": wording.category(contest.printed), "computed": wording.category(contest.computed)])
  }

  private var nearSentence: String? {
    assessment.diagnosis.nearThreshold ? wording.phrase("answer.near") : nil
  }

  private var unverifiedSentence: String? {
    assessment.diagnosis.isUnverified ? wording.phrase("answer.unverified") : nil
  }

  private var probabilitySentence: String? {
    guard let probabilities = assessment.diagnosis.probabilities else { return nil }
    let parts = probabilities.values.map { value in
      "\(wording.category(value.category)) \(wording.outOfHundred(value.probability))"
    }
    return wording.phrase("answer.repeats", ["counts": parts.joined(separator: ", ")])
  }

  private var clinicalSentence: String? {
    let clinical = assessment.clinicalDiagnosis
    let because = clinical.rules.compactMap { wording.statement(of: $0) }.joined(separator: " ")
    let key =
      switch clinical.osteoporosis {
      case true?: "clinical.met"
      case false?: "clinical.not-met"
      case nil: clinical.missing.isEmpty ? "clinical.left" : "clinical.open"
      }
    return wording.phrase(key, ["criteria": clinical.criteria.rawValue, "because": because])
  }

  /// What is to be ruled out before the result is called osteoporosis.
  private var doubtSentence: String? {
    let rules = assessment.guidance.beforeDiagnosis.map { $0.rule }
    guard !rules.isEmpty, assessment.isCalledOsteoporosis else { return nil }
    return wording.phrase("answer.before", ["rules": rules.joined(separator: ", ")])
  }

  // MARK: Findings and refusals

  private var findings: [String] {
    let findings = assessment.findings.filter { !$0.isOnNextScan }
    guard !findings.isEmpty else { return [] }
    return [heading("findings")] + findings.flatMap { entry($0) }
  }

  private func entry(_ finding: Finding) -> [String] {
    let role: TextStyle.Role =
      switch finding.severity {
      case .error: .error
      case .warning: .warning
      case .information: .information
      }
    let subject = wording.subject(finding.subject, in: assessment).map { "\($0.capitalizedFirst): " } ?? ""
    let lead = self.lead(of: finding.severity)
    let indent = 2 + (Severity.allCases.map { self.lead(of: $0).count }.max() ?? 0)
    var lines = style.wrap("\(subject)\(sentence(finding)) [\(finding.rule)]", indent: indent, lead: lead)
    lines[0] = style.mark(lead, role) + lines[0].dropFirst(lead.count)
    return lines
  }

  private func lead(of severity: Severity) -> String { wording.name("severity.\(severity.rawValue)") }

  private func sentence(_ finding: Finding) -> String {
    let effect = assessment.exclusionEffects[finding.subject]
    let sentences = effect.map { [Fact.exclusionEffect: ExclusionText(effect: $0, wording: wording).sentence] } ?? [:]
    return wording.sentence(of: finding.rule, .clinician, finding.facts, sentences) ?? finding.message
  }

  private var refusals: [String] {
    let regions = assessment.regions.filter { $0.date == assessment.regions.first?.date }
    let all = (assessment.refusals + regions.flatMap { $0.refusals }).filter { $0 != leadingRefusal }
    guard !all.isEmpty else { return [] }
    var groups: [(subjects: [String], refusal: Refusal)] = []
    for refusal in all {
      let subject = wording.subject(refusal.subject, in: assessment)
      let isAlike = { (other: Refusal) in other.code == refusal.code && other.score == refusal.score }
      if let index = groups.firstIndex(where: { isAlike($0.refusal) }) {
        groups[index].subjects += [subject].compactMap(\.self)
      } else {
        groups.append(([subject].compactMap(\.self), refusal))
      }
    }
    return [heading("refusals")]
      + groups.flatMap { group in style.wrap(line(group.subjects, group.refusal), indent: 2, lead: "- ") }
  }

  private func line(_ subjects: [String], _ refusal: Refusal) -> String {
    let what = refusal.score.map { wording.score($0) }
    let about = [what, subjects.isEmpty ? nil : subjects.joined(separator: ", ")].compactMap(\.self)
    let head = about.isEmpty ? "" : about.joined(separator: ", ").capitalizedFirst + ": "
    let meaning = subjects.count > 1 ? wording.meaning(of: refusal.code) : nil
    return head + (meaning ?? wording.sentence(of: refusal)) + " [\(refusal.code)]"
  }

  private var nextScan: [String] {
    let next = assessment.nextScan
    return [heading("next", ["guideline": next.guideline.rawValue])]
      + NextScanText(next: next, wording: wording).sentences.flatMap { style.wrap($0, indent: 2, lead: "- ") }
  }

  private var questions: [String] {
    guard !assessment.questions.isEmpty else { return [] }
    let asked = assessment.questions.map { wording.question($0.fact) }
    return [heading("questions")] + asked.flatMap { style.wrap($0, indent: 2, lead: "- ") }
  }

  // MARK: Sources

  private var sources: [String] {
    let diagnoses = assessment.diagnosis.rules + assessment.clinicalDiagnosis.rules
    let stated = Set(assessment.findings.map { $0.rule } + diagnoses + guidance.writtenRules)
    return CitedText.sources(rules: stated.intersection(assessment.provenance.rules), style, wording)
  }

  private func heading(_ section: String, _ values: [String: String] = [:]) -> String {
    style.mark(wording.phrase("heading.report.\(section)", values), .strong)
  }
}

extension String {
  /// The text with a capital first letter.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension Assessment {
  /// Whether the score, or the clinical diagnosis, says osteoporosis or low bone mass.
  var isCalledOsteoporosis: Bool {
    clinicalDiagnosis.osteoporosis == true
      || diagnosis.category.map { $0 != .normal && $0 != .withinExpectedRange } ?? false
  }
}
