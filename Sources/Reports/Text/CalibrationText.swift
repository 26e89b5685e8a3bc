// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Assessment
internal import Densitometry
internal import Statistics

/// The relation of two scanners as text for a terminal.
public struct CalibrationText {
  private let from: String
  private let to: String
  private let style: TextStyle

  /// Returns the relation at each site as text that ends with a line break.
  ///
  /// - Parameters:
  ///   - measured: The relation at each site.
  ///   - question: What was asked, with the scanners.
  ///   - emptyRows: The number of rows of the table without a density.
  ///   - commit: The commit that the program was built from, if it is known.
  ///   - style: Width and color.
  /// - Returns: The text.
  public static func render(
    _ measured: [MeasuredCalibration], _ question: MeasuredCalibration.Question, emptyRows: Int, commit: String?,
    _ style: TextStyle = TextStyle()
  ) -> String {
    let text = CalibrationText(
      from: Words.printable(question.from), to: Words.printable(question.to), style: style)
    let found = measured.flatMap { one in
      one.findings.map { $0.rule } + [one.refusal?.rule, one.conversionRefusal?.rule].compactMap(\.self)
    }
    let sections =
      [text.head] + measured.map(text.lines) + [text.remarks(measured, emptyRows)]
      + [
        CitedText.sources(rules: Set(found + ["XCL-02", "XCL-04"]), style), CitedText.provenance(commit: commit, style),
      ]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private var head: [String] { style.wrapVerbatim("Old scanner: \(from). New scanner: \(to).", indent: 0, lead: "") }

  private func lines(of measured: MeasuredCalibration) -> [String] {
    let people = "\(measured.people) \(measured.people == 1 ? "person" : "people") on both scanners"
    let sides = measured.pairs == measured.people ? "" : ", \(measured.pairs) pairs with both sides"
    let left = measured.leftOut == 0 ? "" : "; \(measured.leftOut) on one only, left out"
    let head =
      [style.mark(measured.place.spokenName.capitalizedFirst, .strong)]
      + style.wrap(people + sides + left, indent: 2)
    guard let relation = measured.relation else {
      return head + (measured.refusal.map(refused) ?? [])
    }
    return head + precision(relation) + deming(relation.relation) + agreement(relation.agreement)
      + conversion(relation) + limits(relation) + (measured.converted.map(converted) ?? [])
      + (measured.conversionRefusal.map(refused) ?? [])
      + measured.findings.flatMap { style.wrap("\($0.message) [\($0.rule)]", indent: 2, lead: "- ") }
  }

  private func refused(_ refusal: Refusal) -> [String] {
    let words = [refusal.message, refusal.remedy].compactMap { $0 }.joined(separator: " ")
    return style.wrap("Refused: \(words)" + (refusal.rule.map { " [\($0)]" } ?? ""), indent: 2)
  }

  // MARK: Rows

  private func row(_ name: String, _ value: String, _ rest: String = "") -> String {
    "  " + TextStyle.left(name, 30) + value + (rest.isEmpty ? "" : "  " + rest)
  }

  private func digits(_ value: Double, _ places: Int = 4) -> String { Fixed(value, places: places).withMinusSign() }

  private func signed(_ value: Double) -> String { Fixed(value, places: 4).withMinusSign(plus: true) }

  private func precision(_ relation: CrossCalibration) -> [String] {
    func row(_ name: String, _ error: CrossCalibration.ScannerError?, _ scans: Double) -> String? {
      guard let error else { return nil }
      let origin = error.degreesOfFreedom.map { "\($0) degrees of freedom" } ?? "as given"
      return self.row("precision error, \(name)", digits(error.rmsSd) + " g/cm²", "(\(origin))")
    }
    return [
      row("old scanner", relation.oldError, relation.meanOldScans),
      row("new scanner", relation.newError, relation.meanNewScans),
    ].compactMap(\.self)
  }

  private func deming(_ line: DemingRegression) -> [String] {
    func row(_ name: String, _ value: DemingRegression.Estimate, _ unit: String) -> String {
      self.row(name, digits(value.value) + unit, "(\(digits(value.lower)) to \(digits(value.upper)))")
    }
    return [row("slope (Deming)", line.slope, ""), row("intercept (Deming)", line.intercept, " g/cm²")]
  }

  private func agreement(_ agreement: BlandAltman) -> [String] {
    let trend = agreement.trend.map { trend in
      row("trend of the difference", signed(trend.slope), "(probability \(digits(trend.probability)))")
    }
    let limits = "\(digits(agreement.lower)) to \(digits(agreement.upper)) g/cm²"
    return [
      row("mean difference, new less old", signed(agreement.bias) + " g/cm²"), row("limits of agreement", limits),
    ] + [trend].compactMap(\.self)
  }

  private func conversion(_ relation: CrossCalibration) -> [String] {
    let line = relation.conversion
    let sign = line.intercept < 0 ? "\u{2212}" : "+"
    let equation = "new = \(digits(line.slope)) old \(sign) \(digits(line.intercept.magnitude))"
    let (low, high) = (digits(relation.range.lowerBound, 3), digits(relation.range.upperBound, 3))
    return [
      row("conversion of one old scan", equation),
      row("  from, to", "\(low) to \(high) g/cm²"),
      row("  standard error, one person", digits(relation.standardError) + " g/cm²"),
    ]
  }

  private func limits(_ relation: CrossCalibration) -> [String] {
    let rows = CrossCalibration.percentiles.compactMap { percent in
      relation.limit(at: relation.density(atPercentile: percent)).map { limit in
        row(
          "  at old \(digits(limit.density, 3)) (centile \(Fixed(percent, places: 0)))",
          digits(limit.change) + " g/cm²", "from \(digits(limit.converted)) on the new")
      }
    }
    return ["  generalized least significant change, 95 %"] + rows
  }

  private func converted(_ limit: CrossCalibration.Limit) -> [String] {
    style.wrap(
      "\(digits(limit.density, 3)) g/cm² on the old scanner is expected to read \(digits(limit.converted)) g/cm² on the"
        + " new one. A person who reads at least \(digits(limit.change)) g/cm² less or more has changed [XCL-04].",
      indent: 2)
  }

  private func remarks(_ measured: [MeasuredCalibration], _ emptyRows: Int) -> [String] {
    let empty = emptyRows == 0 ? "" : " \(emptyRows) \(emptyRows == 1 ? "row has" : "rows have") no density."
    guard measured.contains(where: { $0.relation != nil }) else { return style.wrap(empty) }
    return style.wrap(
      "Limits hold the true value with 95 % confidence. A change between the scanners is the new density less the"
        + " converted old one; it counts if its size is at least the limit at the old density, unrounded [XCL-04]. JSON has"
        + " the limit over the whole range." + empty)
  }
}

/// How far phantom scans on two scanners agree, as text for a terminal.
public enum PhantomAgreementText {
  /// Returns text that ends with a line break.
  public static func render(
    _ phantom: PhantomAgreement, _ question: (from: String, to: String), commit: String?,
    _ style: TextStyle = TextStyle()
  ) -> String {
    func row(_ name: String, _ scans: PhantomAgreement.Scans) -> [String] {
      let spread = scans.standardDeviation.map { ", standard deviation \(Fixed($0, places: 4))" } ?? ""
      let count = "\(scans.count) \(scans.count == 1 ? "scan" : "scans")"
      let words = "\(Words.printable(name)): \(count), mean \(Fixed(scans.mean, places: 4)) g/cm²\(spread)"
      return style.wrapVerbatim(words, indent: 2, lead: "")
    }
    let percent = Fixed(phantom.percent, places: 3).withMinusSign(plus: true)
    let verdict =
      phantom.agrees ? "The means agree within 1.0 % [XCL-01]." : "The means do not agree within 1.0 % [XCL-01]."
    let lines =
      [style.mark("Phantom on two scanners", .strong)] + row(question.from, phantom.old) + row(question.to, phantom.new)
      + style.wrap("The new mean differs by \(percent) % from the old one. \(verdict)", indent: 2)
      + phantom.findings.flatMap { style.wrap("\($0.message) [\($0.rule)]", indent: 2, lead: "- ") }
    let sections = [lines, CitedText.sources(rules: ["XCL-01"], style), CitedText.provenance(commit: commit, style)]
    return sections.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }
}
