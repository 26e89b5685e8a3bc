// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Assessment
internal import Densitometry
internal import Statistics

/// The report that the rules support, in plain words under the headings of a densitometry report.
///
/// What only a person can fill in stands in square brackets. Its own words are plain ASCII, minus signs included, so that no
/// system on the way loses one.
public struct CorrectedReportText {
  let report: CorrectedReport
  let style = TextStyle()

  /// Returns a report as text that ends with a line break.
  public static func render(_ report: CorrectedReport) -> String {
    let text = CorrectedReportText(report: report).lines.joined(separator: "\n") + "\n"
    return text.replacing("\u{2212}", with: "-").replacing("cm\u{B2}", with: "cm2")
  }

  private var lines: [String] {
    let sections = [
      identity, section("INDICATION", indication), section("TECHNIQUE", technique),
      ["RESULTS"] + CorrectedReportTable(report).lines
        + (references + missingScores).flatMap { style.wrap($0) },
      section("COMPARISON", comparison),
      section("RISK FACTORS", riskFactors), section("FRACTURE RISK", fractureRisk),
      section("IMPRESSION", impression), section("RECOMMENDATIONS", recommendations), signature,
    ]
    return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  /// A heading with its sentences, each on lines of its own; nothing where there are none.
  private func section(_ title: String, _ sentences: [String]) -> [String] {
    sentences.isEmpty ? [] : [title] + sentences.flatMap { style.wrap($0) }
  }

  // MARK: Head

  private var identity: [String] {
    let fields = [
      ("Patient ID", report.id.map { Words.printable($0) } ?? "[record number]"),
      ("Name", "[name]"),
      ("Date of birth", report.birthDate?.description ?? "[date of birth]"),
      ("Sex", report.sex.rawValue),
      ("Age at scan", Self.years(report.visit.age)),
      ("Date of scan", report.visit.date?.description ?? "[date of scan]"),
      ("Requesting provider", words(.requestingProvider) ?? "[requesting provider]"),
    ]
    return ["BONE DENSITOMETRY REPORT"] + fields.flatMap { style.wrap("\($0): \($1)") }
  }

  private static func years(_ age: Age) -> String {
    if case .atLeast(let years) = age { "\(years) years or more" } else { "\(age.completedYears) years" }
  }

  private func words(_ item: ReportItem) -> String? { report.kept[item].map { Words.printable($0) } }

  private var indication: [String] { [words(.indication) ?? "[indication]"] }

  // MARK: Technique

  private var technique: [String] {
    let scanners = report.visit.scanners.map { Words.name(of: $0) }.joined(separator: "; ")
    let place = report.visit.facilities.isEmpty ? "" : ", facility " + printable(report.visit.facilities)
    let sites = report.regions.map { $0.region.spokenName }
    return ["Scanner: \(scanners)\(place)."]
      + (sites.isEmpty ? [] : ["Sites: \(sites.joined(separator: ", "))."])
      + ["Technical quality: [positioning and artifacts, as the images show them]."] + leftOut
  }

  private var leftOut: [String] {
    guard !report.leftOut.isEmpty else { return ["No region is noted as unusable."] }
    return report.leftOut.map { region in
      "Not evaluated: \(region.spokenName), because of \(Words.printable(region.exclusionReason ?? ""))."
    }
  }

  /// Whom the scores of the table compare with.
  private var references: [String] {
    let bases: [(ScoreBasis, String)] = (report.showsT ? [(.t, "T-scores")] : []) + [(.z, "Z-scores")]
    return bases.compactMap { basis, name in
      let people = report.references(of: basis).map { Words.printable($0) }
      return people.isEmpty ? nil : "Reference for \(name): \(people.joined(separator: "; "))."
    }
  }

  /// Why regions of the table have no score of the kind that applies; those with one reason together.
  private var missingScores: [String] {
    let basis: ScoreBasis = report.showsT ? .t : .z
    var groups: [(reason: String, names: [String])] = []
    for region in report.regions where region.score(basis) == nil {
      let reason = (region.refusals.first { $0.score == basis } ?? region.refusals.first)?.message ?? ""
      if let index = groups.firstIndex(where: { $0.reason == reason }) {
        groups[index].names.append(region.region.spokenName)
      } else {
        groups.append((reason, [region.region.spokenName]))
      }
    }
    let score = basis == .t ? "T-score" : "Z-score"
    return groups.map { "No \(score) is given: \($0.names.joined(separator: ", ")). \($0.reason)" }
  }

  private func printable(_ texts: [String]) -> String { texts.map { Words.printable($0) }.joined(separator: ", ") }

  private var signature: [String] { ["Interpreted by: [name of the interpreter], [date]"] }
}

extension Words {
  /// Names a scanner with what is known of it.
  static func name(of scanner: Scanner) -> String {
    let software = scanner.software.map { ", software \(printable($0))" } ?? ""
    return printable([scanner.manufacturer, scanner.model].compactMap(\.self).joined(separator: " ")) + software
  }
}
