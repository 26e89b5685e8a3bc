// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import Statistics

/// The regions of a corrected report with density and the scores that apply.
struct CorrectedReportTable {
  private let report: CorrectedReport

  init(_ report: CorrectedReport) {
    self.report = report
  }

  private static let nameWidth = 34

  var lines: [String] {
    guard !report.regions.isEmpty else { return ["No diagnostic site could be evaluated."] }
    let head = cells("Site", "BMD (g/cm\u{B2})", report.showsT ? "T-score" : nil, "Z-score")
    return [head] + report.regions.map(row)
  }

  private func row(_ region: AssessedRegion) -> String {
    let density =
      region.region.density.map { Fixed($0.gramsPerSquareCentimeter, places: 3).description } ?? "n/a"
    return cells(
      region.region.spokenName.capitalizedFirst, density, report.showsT ? text(region.t) : nil, text(region.z))
  }

  private func text(_ score: AssessedScore?) -> String { score.map { $0.reported.description } ?? "n/a" }

  private func cells(_ name: String, _ density: String, _ t: String?, _ z: String) -> String {
    let columns = TextStyle.left(name, Self.nameWidth) + TextStyle.right(density, 13)
    return columns + (t.map { TextStyle.right($0, 12) } ?? "") + TextStyle.right(z, 12)
  }
}
