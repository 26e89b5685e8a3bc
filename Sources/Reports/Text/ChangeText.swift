// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// The changes of a person as text for a terminal.
///
/// - Source: Rules SER-04 and NUM-06: what is not significant is told with no percentage and no trend.
public struct ChangeText {
  private let assessment: Assessment
  private let style: TextStyle
  private let wording: Wording

  /// Returns the changes of an assessment in full, as text that ends with a line break.
  public static func render(_ assessment: Assessment, _ style: TextStyle = TextStyle()) -> String {
    let text = ChangeText(assessment, style, .in(.english))
    let rules = Set(assessment.changes.flatMap { $0.rules } + text.findings.map { $0.rule })
    let sections =
      assessment.changes.map(text.block) + [text.together, text.notes]
      + [CitedText.sources(rules: rules, style), CitedText.provenance(commit: assessment.provenance.commit, style)]
    let lines = sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
    return (assessment.changes.isEmpty ? [text.nothing.joined(separator: "\n")] : []).joined()
      + lines
      .joined(separator: "\n\n") + "\n"
  }

  init(_ assessment: Assessment, _ style: TextStyle, _ wording: Wording) {
    self.assessment = assessment
    self.style = style
    self.wording = wording
  }

  private var nothing: [String] {
    style.wrap(
      "A change needs two scans of one region on two days, but there are none. Give the earlier scan in 'scans'.")
      + ["", ""]
  }

  // MARK: In a report

  /// The section of a report: a sentence for each change, and how sure it is.
  var section: [String] {
    guard !assessment.changes.isEmpty else { return [] }
    let entries = assessment.changes.flatMap { change in
      style.wrap(([sentence(change)] + sureness(change)).joined(separator: " "), indent: 2, lead: "- ")
    }
    return [style.mark(wording.phrase("heading.report.change"), .strong)] + entries + (together.isEmpty ? [] : together)
  }

  private func name(_ change: AssessedChange) -> String { wording.spoken(change.later.region).capitalizedFirst }

  private func since(_ change: AssessedChange) -> String {
    let age = change.earlier.age.exactYears
    let since =
      if let day = change.earlier.date {
        wording.phrase("since.day", ["moment": day.description])
      } else if let age {
        wording.phrase("since.age", ["moment": wording.number(age, 1)])
      } else {
        wording.phrase("since.unknown")
      }
    return change.span == .baseline ? wording.phrase("since.baseline", ["since": since]) : since
  }

  private func sentence(_ change: AssessedChange) -> String {
    var values = ["region": name(change), "since": since(change)]
    guard let milligrams = change.milligrams else {
      values["text"] = refusals(change)
      return wording.phrase("change.refused", values)
    }
    let amount = Double(milligrams) / 1000
    values["amount"] = wording.number(amount, 3)
    guard let limit = change.leastSignificantChange, let isSignificant = change.isSignificant else {
      return wording.phrase("change.amount", values) + " " + refusals(change)
    }
    values["limit"] = wording.number(limit, 3)
    var key = "change.none"
    if isSignificant {
      key = amount < 0 ? "change.loss" : "change.gain"
      values["amount"] = wording.number(amount.magnitude, 3)
      values["percent"] = percent(change)
    }
    let doubt = change.difference.map { wording.phrase("change.doubt", ["part": wording.name("part.\($0.part)")]) }
    return [wording.phrase(key, values), doubt].compactMap(\.self).joined(separator: " ")
  }

  /// The change in percent, from a year and a half on also that of a year.
  private func percent(_ change: AssessedChange) -> String {
    let percent = self.percent(change.percent)
    guard let yearly = change.percentPerYear, change.years >= 1.5 else { return percent }
    return wording.phrase("change.yearly", ["percent": percent, "yearly": self.percent(yearly)])
  }

  private func refusals(_ change: AssessedChange) -> String {
    change.refusals.map { Words.printable("\(wording.message(of: $0)) [\($0.code)]") }.joined(separator: " ")
  }

  private func sureness(_ change: AssessedChange) -> [String] {
    guard let truth = change.truth else { return [] }
    return [wording.phrase("change.truly", ["count": wording.outOfHundred(truth.probabilityOfLoss)])]
  }

  /// What the sites say together.
  private var together: [String] {
    guard let person = assessment.personChange else { return [] }
    let text = wording.phrase(
      "change.together",
      [
        "regions": wording.list(person.regions.map { wording.spoken($0) }),
        "percent": percent(person.percent.mean), "deviation": wording.number(person.percent.deviation, 1),
        "count": wording.outOfHundred(person.probabilityOfLoss),
      ])
    return style.wrap(text, indent: 2, lead: "- ")
  }

  // MARK: In full

  private func block(_ change: AssessedChange) -> [String] {
    let head = [style.mark("\(name(change)) \(since(change))", .strong)]
    guard let milligrams = change.milligrams else { return head + style.wrap(refusals(change), indent: 2) }
    var rows = [
      row(
        "measured",
        "\(wording.density(change.earlier.region.density)) to \(wording.density(change.later.region.density)) g/cm² in \(Fixed(change.years, places: 1)) years"
      ),
      row("change", "\(wording.number(Double(milligrams) / 1000, 3)) g/cm²" + verdict(change)),
    ]
    if change.calibration != nil, let converted = change.earlierDensity {
      rows.append(row("on the later scanner", "from \(Fixed(converted, places: 3)) g/cm²"))
    }
    if let limit = change.leastSignificantChange {
      let rule = change.calibration == nil ? "SER-02" : "SER-05.calibrated"
      rows.append(row("least significant change", "\(Fixed(limit, places: 3)) g/cm² [\(rule)]"))
    }
    let doubt = change.difference.map {
      style.wrap(
        Words.printable("The \($0.part) differs (\($0.earlier), then \($0.later)), which leaves a doubt. [SER-10]"),
        indent: 2)
    }
    let refused = change.refusals.isEmpty ? [] : style.wrap(refusals(change), indent: 2)
    return head + rows + truth(change) + (doubt ?? []) + refused
  }

  private func verdict(_ change: AssessedChange) -> String {
    switch change.isSignificant {
    case true?: ", \(percent(change.percent)): significant"
    case false?: ": not significant"
    case nil: ""
    }
  }

  private func truth(_ change: AssessedChange) -> [String] {
    guard let truth = change.truth else { return [] }
    let amount = Fixed(truth.amount, places: 3)
    var rows = [
      row(
        "true change",
        "\(wording.number(truth.change.mean, 3)) ± \(Fixed(truth.change.deviation, places: 3)) g/cm², from \(truth.scans) scans"
      ),
      row("truly lost", "by \(wording.outOfHundred(truth.probabilityOfLoss)) of 100 people with such scans"),
      row("lost more than \(amount)", "by \(wording.outOfHundred(truth.probabilityOfLargeLoss)) of 100"),
      row("gained more than \(amount)", "by \(wording.outOfHundred(truth.probabilityOfLargeGain)) of 100"),
    ]
    if change.isSignificant == true, let share = truth.shareSeenAgain {
      rows.append(row("expected to be true", "\(Fixed(min(share, 9.99) * 100, places: 0)) % of the measured change"))
    }
    return rows + expectation(truth)
  }

  private func expectation(_ truth: TrueChange) -> [String] {
    guard let expected = truth.expected else {
      return truth.noExpectation.map { style.wrap(Self.sentence($0), indent: 2) } ?? []
    }
    let fits = expected.fits ? "which the measured one fits" : "which the measured one does not fit"
    let head = row(
      "expected to be measured",
      "\(wording.number(expected.measured.mean, 3)) ± \(Fixed(expected.measured.deviation, places: 3)) g/cm², \(fits)")
    let steps = expected.rates.steps.map { step in
      let source = step.rule.map { " [\($0), \(step.tag?.rawValue ?? "")]" } ?? " (as asked for)"
      return row(
        "  from year \(Fixed(step.start, places: 1))",
        "\(percent(step.percentPerYear)) ± \(Fixed(step.spread, places: 1)) % a year\(source)")
    }
    let assumption = "No list of drugs was given: these are rates of people without any that act on bone."
    return [head] + steps + (expected.rates.assumesNoDrugs ? style.wrap(assumption, indent: 2) : [])
  }

  private static func sentence(_ reason: NoExpectation) -> String {
    switch reason {
    case .switchedOff: "Nothing was expected beforehand: the scans alone speak."
    case .rule(let rule):
      "No rate is expected, because none is known for such a person [\(rule)]: the scans alone speak."
    case .missing(let facts):
      facts.isEmpty
        ? "No rate is expected, because none is known for such a person: the scans alone speak."
        : "No rate is expected, because what would tell it is missing: the scans alone speak. Would help: "
          + facts.map { $0.question }.joined(separator: " ")
    }
  }

  private func row(_ name: String, _ value: String) -> String {
    "  " + TextStyle.left(name, 26) + value.replacing(" -", with: " \u{2212}")
  }

  /// What the rules find in the changes.
  private var findings: [Finding] { assessment.findings.filter { $0.isOnChange } }

  private var notes: [String] {
    guard !findings.isEmpty else { return [] }
    return [style.mark("To know", .strong)]
      + findings.flatMap { finding in
        let subject = wording.subject(finding.subject, in: assessment).map { "\($0.capitalizedFirst): " } ?? ""
        return style.wrap("\(subject)\(finding.message) [\(finding.rule)]", indent: 2, lead: "- ")
      }
  }

  // MARK: Numbers

  private func percent(_ value: Double?) -> String {
    wording.phrase("change.percent", ["number": wording.number(value ?? 0, 1)])
  }
}
