// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// The quality control of a facility as text for a terminal.
public struct PhantomText {
  private let style: TextStyle

  /// Returns the quality control of each scanner and phantom as text that ends with a line break.
  ///
  /// - Parameters:
  ///   - phantoms: The scans of each scanner and phantom, judged.
  ///   - patients: Scans of patients held against them, where a table of them was given.
  ///   - emptyRows: The number of rows of the table of phantom scans without a value.
  ///   - commit: The commit that the program was built from, if it is known.
  ///   - style: Width and color.
  /// - Returns: The text.
  public static func render(
    _ phantoms: [AssessedPhantom], patients: CheckedPatientScans?, emptyRows: Int, commit: String?,
    _ style: TextStyle = TextStyle()
  ) -> String {
    let text = PhantomText(style: style)
    let findings = phantoms.flatMap { $0.findings } + (patients?.findings ?? [])
    let rules = Set(findings.map { $0.rule } + ["QC-03", "QC-04.a", "QC-05"])
    let sections =
      phantoms.map(text.lines) + [patients.map(text.lines) ?? [], text.remarks(emptyRows)]
      + [CitedText.sources(rules: rules, style), CitedText.provenance(commit: commit, style)]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private func lines(of one: AssessedPhantom) -> [String] {
    let head = [style.mark(Words.printable(one.series.name).capitalizedFirst, .strong)]
    return head + style.wrap(counts(one), indent: 2) + baseline(one.control.baseline) + flagged(one)
      + spans(one.control.stops, "out of control", .error) + spans(one.control.doubts, "doubtful", .warning)
      + lines(of: one.findings)
  }

  private func counts(_ one: AssessedPhantom) -> String {
    let days = one.control.scans.map { $0.scan.date }
    let span = days.first.flatMap { first in days.last.map { "from \(first) to \($0)" } } ?? ""
    let baseline = "\(Self.counted(one.control.baseline.count, "scan")) on \(Self.counted(one.baselineDays, "day"))"
    return "\(Self.counted(days.count, "scan")) \(span); the baseline is the first \(baseline)"
  }

  private func baseline(_ baseline: PhantomBaseline) -> [String] {
    let limits = baseline.limits
    let mean = row("baseline mean", "\(Fixed(baseline.mean, places: 4)) g/cm²")
    let passes = row(
      "limits, 1.5 %", "\(Self.density(limits.lower)) to \(Self.density(limits.upper)) g/cm²")
    guard let deviation = baseline.standardDeviation else { return [mean, passes] }
    let percent = Fixed(100 * deviation / baseline.mean, places: 2)
    let three =
      "\(Fixed(baseline.mean - 3 * deviation, places: 4)) to \(Fixed(baseline.mean + 3 * deviation, places: 4)) g/cm²"
    return [
      mean, row("standard deviation", "\(Fixed(deviation, places: 4)) g/cm² (\(percent) %)"), passes,
      row("3 standard deviations", three),
    ]
  }

  /// The scans at which a rule fires or the cumulative sum signals, one a line.
  private func flagged(_ one: AssessedPhantom) -> [String] {
    zip(one.entries, one.control.scans).compactMap { entry, judged in
      let signal = judged.drift.map { $0.isSignal } ?? false
      guard !judged.rules.isEmpty || signal else { return nil }
      let score = judged.score.map { "z \(Fixed($0, places: 1).withMinusSign(plus: true))" } ?? ""
      let names = judged.rules.map { $0.rawValue } + (signal ? ["cusum"] : [])
      let value = "\(Fixed(judged.scan.density.gramsPerSquareCentimeter, places: 3)) g/cm²"
      let start = "  " + TextStyle.left("line \(entry.line)", 12) + "\(judged.scan.date)  \(value)"
      return start + "  " + TextStyle.left(score, 9)
        + style.mark(names.joined(separator: ", "), judged.rules.contains(.a) ? .error : .warning)
    }
  }

  private func spans(_ spans: [PhantomSpan], _ name: String, _ role: TextStyle.Role) -> [String] {
    spans.map { span in
      guard span.first != span.last else { return "  " + style.mark(name, role) + " on \(span.first)" }
      let end = span.last.map { "to \($0)" } ?? "on, without an end so far"
      return "  " + style.mark(name, role) + " from \(span.first) \(end)"
    }
  }

  private func lines(of checked: CheckedPatientScans) -> [String] {
    let head = [style.mark("Scans of patients", .strong)]
    let count = "\(Self.counted(checked.count, "scan")), \(checked.listed.count) listed"
    let rows = checked.listed.map { one in
      let id = one.scan.id.map { Words.printable($0) } ?? ""
      let reasons = one.reasons.map { $0.rawValue.replacing("-", with: " ") }.joined(separator: ", ")
      return "  " + TextStyle.left("line \(one.scan.line)", 12) + TextStyle.left(id, 16) + "  " + reasons
    }
    return head + style.wrap(count, indent: 2) + rows + lines(of: checked.findings)
  }

  private func lines(of findings: [Finding]) -> [String] {
    findings.flatMap { style.wrap("\($0.message) [\($0.rule)]", indent: 2, lead: "- ") }
  }

  private func remarks(_ emptyRows: Int) -> [String] {
    let empty = emptyRows == 0 ? "" : " \(Self.counted(emptyRows, "row")) without a value."
    return style.wrap(
      "A scan on a limit passes [QC-03]. z counts standard deviations of the baseline. a: outside 1.5 % or beyond 3;"
        + " it fails. b: two in a row beyond 2 on one side. c: two in a row differ by more than 4. d: four in a row"
        + " beyond 1 on one side. e: ten in a row with a mean beyond 1, or on one side; b to e ask for a look [QC-04]."
        + " cusum: a tabular cumulative sum above 5 [QC-05]." + empty)
  }

  private func row(_ name: String, _ value: String) -> String { "  " + TextStyle.left(name, 24) + value }

  private static func counted(_ count: Int, _ name: String) -> String { "\(count) \(name)\(count == 1 ? "" : "s")" }

  private static func density(_ milligrams: Int64) -> String {
    Fixed(ExactDecimal(billionths: milligrams * 1_000_000), places: 3).description
  }
}
