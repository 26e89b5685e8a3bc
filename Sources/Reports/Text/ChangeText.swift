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

  /// Returns the changes of an assessment in full, as text that ends with a line break.
  public static func render(_ assessment: Assessment, _ style: TextStyle = TextStyle()) -> String {
    let text = ChangeText(assessment, style)
    let rules = Set(assessment.changes.flatMap { $0.rules } + text.findings.map { $0.rule })
    let sections =
      assessment.changes.map(text.block) + [text.together, text.notes]
      + [CitedText.sources(rules: rules, style), CitedText.provenance(commit: assessment.provenance.commit, style)]
    let lines = sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
    return (assessment.changes.isEmpty ? [text.nothing.joined(separator: "\n")] : []).joined()
      + lines
      .joined(separator: "\n\n") + "\n"
  }

  init(_ assessment: Assessment, _ style: TextStyle) {
    self.assessment = assessment
    self.style = style
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
    return [style.mark("Change", .strong)] + entries + (together.isEmpty ? [] : together)
  }

  private func name(_ change: AssessedChange) -> String { change.later.region.spokenName.capitalizedFirst }

  private func since(_ change: AssessedChange) -> String {
    let day = change.earlier.date.map { $0.description }
    let age = change.earlier.age.exactYears.map { "the age of \(Fixed($0, places: 1))" }
    return "since \(day ?? age ?? "an earlier scan")" + (change.span == .baseline ? ", the first that compares" : "")
  }

  private func sentence(_ change: AssessedChange) -> String {
    guard let milligrams = change.milligrams else {
      return "\(name(change)), \(since(change)): " + refusals(change)
    }
    let amount = Self.grams(Double(milligrams) / 1000)
    guard let limit = change.leastSignificantChange, let isSignificant = change.isSignificant else {
      return "\(name(change)), \(since(change)): \(amount) g/cm². " + refusals(change)
    }
    let against = "\(Fixed(limit, places: 3)) g/cm²"
    let doubt = change.difference.map { " The \($0.part) differs, which leaves a doubt." } ?? ""
    guard isSignificant else {
      return "\(name(change)), \(since(change)): no significant change (\(amount) g/cm² against \(against))." + doubt
    }
    let direction = milligrams < 0 ? "loss" : "gain"
    let percent = Self.percent(change.percent)
    let yearly = change.percentPerYear.flatMap { change.years >= 1.5 ? ", \(Self.percent($0)) a year" : nil } ?? ""
    return
      "\(name(change)), \(since(change)): significant \(direction) of \(Self.grams(abs(Double(milligrams)) / 1000))"
      + " g/cm² (\(percent)\(yearly)) against \(against)." + doubt
  }

  private func refusals(_ change: AssessedChange) -> String {
    change.refusals.map { Words.printable("\($0.message) [\($0.code)]") }.joined(separator: " ")
  }

  private func sureness(_ change: AssessedChange) -> [String] {
    guard let truth = change.truth else { return [] }
    return ["Of 100 people with such scans \(Self.outOfHundred(truth.probabilityOfLoss)) truly lost bone here."]
  }

  /// What the sites say together.
  private var together: [String] {
    guard let person = assessment.personChange else { return [] }
    let sites = person.regions.map { $0.spokenName }.joined(separator: " and ")
    return style.wrap(
      "Together, \(sites): \(Self.percent(person.percent.mean)) ± \(Fixed(person.percent.deviation, places: 1)) %;"
        + " of 100 people with such scans \(Self.outOfHundred(person.probabilityOfLoss)) truly lost bone.", indent: 2,
      lead: "- ")
  }

  // MARK: In full

  private func block(_ change: AssessedChange) -> [String] {
    let head = [style.mark("\(name(change)) \(since(change))", .strong)]
    guard let milligrams = change.milligrams else { return head + style.wrap(refusals(change), indent: 2) }
    var rows = [
      row(
        "measured",
        "\(Self.density(change.earlier)) to \(Self.density(change.later)) g/cm² in \(Fixed(change.years, places: 1)) years"
      ),
      row("change", "\(Self.grams(Double(milligrams) / 1000)) g/cm²" + verdict(change)),
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
    case true?: ", \(Self.percent(change.percent)): significant"
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
        "\(Self.grams(truth.change.mean)) ± \(Fixed(truth.change.deviation, places: 3)) g/cm², from \(truth.scans) scans"
      ),
      row("truly lost", "by \(Self.outOfHundred(truth.probabilityOfLoss)) of 100 people with such scans"),
      row("lost more than \(amount)", "by \(Self.outOfHundred(truth.probabilityOfLargeLoss)) of 100"),
      row("gained more than \(amount)", "by \(Self.outOfHundred(truth.probabilityOfLargeGain)) of 100"),
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
      "\(Self.grams(expected.measured.mean)) ± \(Fixed(expected.measured.deviation, places: 3)) g/cm², \(fits)")
    let steps = expected.rates.steps.map { step in
      let source = step.rule.map { " [\($0), \(step.tag?.rawValue ?? "")]" } ?? " (as asked for)"
      return row(
        "  from year \(Fixed(step.start, places: 1))",
        "\(Self.percent(step.percentPerYear)) ± \(Fixed(step.spread, places: 1)) % a year\(source)")
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
        let subject = Words.subject(finding.subject, in: assessment).map { "\($0.capitalizedFirst): " } ?? ""
        return style.wrap("\(subject)\(finding.message) [\(finding.rule)]", indent: 2, lead: "- ")
      }
  }

  // MARK: Numbers

  private static func density(_ region: AssessedRegion) -> String {
    region.region.density.map { Fixed($0.gramsPerSquareCentimeter, places: 3).description } ?? ""
  }

  private static func grams(_ value: Double) -> String { Fixed(value, places: 3).withMinusSign() }

  private static func percent(_ value: Double?) -> String { Fixed(value ?? 0, places: 1).withMinusSign() + " %" }

  /// A probability as a count of a hundred; never 0 or 100 where it is not quite that.
  static func outOfHundred(_ probability: Double) -> String {
    let count = (probability * 100).rounded()
    if count == 0, probability > 0 { return "fewer than 1" }
    return count == 100 && probability < 1 ? "more than 99" : "\(Int(count))"
  }
}
