// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// The precision of a facility as text for a terminal.
public struct PrecisionText {
  private let style: TextStyle

  /// Returns the precision of each measurement as text that ends with a line break.
  ///
  /// - Parameters:
  ///   - measured: The precision of each measurement.
  ///   - emptyRows: The number of rows of the table without a value.
  ///   - commit: The commit that the program was built from, if it is known.
  ///   - style: Width and color.
  /// - Returns: The text.
  public static func render(
    _ measured: [MeasuredPrecision], emptyRows: Int, commit: String?, _ style: TextStyle = TextStyle()
  ) -> String {
    let text = PrecisionText(style: style)
    let rules = Set(measured.flatMap { $0.findings.map { $0.rule } } + ["PRE-01", "SER-02", "SER-03"])
    let sections =
      measured.map(text.lines) + [text.remarks(emptyRows)]
      + [CitedText.sources(rules: rules, style), CitedText.provenance(commit: commit, style)]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private func lines(of measured: MeasuredPrecision) -> [String] {
    let estimate = measured.overall
    let people = "\(measured.people) \(measured.people == 1 ? "person" : "people")"
    let unit = measured.measurement.quantity == .density ? " g/cm²" : ""
    let head = [style.mark(measured.measurement.name.capitalizedFirst, .strong)]
    let counts =
      "\(people), \(estimate.degreesOfFreedom) \(estimate.degreesOfFreedom == 1 ? "degree" : "degrees") of freedom"
      + (measured.singleScans == 0 ? "" : "; \(measured.singleScans) scanned once, left out")
    let values = [
      row("precision error (RMS-SD)", estimate.limitedRmsSd, places: 4, unit),
      row("coefficient of variation", estimate.limitedCoefficient, places: 2, " %"),
    ]
    let levels = estimate.rmsSd > 0 ? PrecisionEstimate.Level.allCases.reversed() : []
    let changes = levels.map { level in
      row("least significant change, \(level.rawValue) %", estimate.leastSignificantChange(level), places: 3, unit)
    }
    return head + style.wrap(counts, indent: 2) + values + changes
      + groups(measured.technologists, "technologist", unit)
      + groups(measured.scanners, "scanner", unit)
      + measured.findings.flatMap { style.wrap("\($0.message) [\($0.rule)]", indent: 2, lead: "- ") }
  }

  /// A value with its limits on one line.
  private func row(_ name: String, _ value: PrecisionEstimate.Limited, places: Int, _ unit: String) -> String {
    func digits(_ number: Double) -> String { Fixed(number, places: places).description }
    let limits = "(\(digits(value.lower)) to \(digits(value.upper)))"
    return "  " + TextStyle.left(name, 32) + digits(value.value) + unit + "  " + limits
  }

  private func groups(_ comparison: MeasuredPrecision.Comparison?, _ kind: String, _ unit: String) -> [String] {
    guard let comparison else { return [] }
    let rows = comparison.groups.map { group in
      row(
        "  \(kind) \(Words.printable(group.name ?? "not named"))", group.estimate.limitedRmsSd, places: 4,
        "\(unit), \(group.estimate.degreesOfFreedom) df")
    }
    let equality = comparison.equality.map { test in
      "would differ as much by chance with a probability of \(Fixed(test.probability, places: 3))"
    }
    let open = "no test: all repeats of one are equal"
    return rows + style.wrap("\(kind)s \(equality ?? open)", indent: 4)
  }

  private func remarks(_ emptyRows: Int) -> [String] {
    let empty = emptyRows == 0 ? "" : " \(emptyRows) \(emptyRows == 1 ? "row has" : "rows have") no value."
    return style.wrap(
      "Limits hold the true value with 95 % confidence. A change is significant if it reaches the least significant"
        + " change at 95 % as it is printed here [SER-02]. In JSON, the key 'precision' is what a study takes." + empty)
  }
}
