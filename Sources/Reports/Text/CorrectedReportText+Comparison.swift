// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import Statistics

extension CorrectedReportText {
  /// The visit before and what is known of the change; nothing for a first scan.
  var comparison: [String] {
    guard let earlier = report.earlier else { return [] }
    return [study(earlier)] + densities(earlier) + leastSignificantChanges + changes
      + [outside(earlier)].compactMap(\.self)
  }

  private func study(_ earlier: CorrectedReport.ScannedVisit) -> String {
    let scanners = earlier.scanners.map { Words.name(of: $0) }.joined(separator: "; ")
    return "Compared with the previous scan of \(earlier.date?.description ?? "[date]") on \(scanners)."
  }

  private func densities(_ earlier: CorrectedReport.ScannedVisit) -> [String] {
    let listed = earlier.regions.compactMap { region in
      region.density.map { "\(Words.name(of: region)) \(Fixed($0.gramsPerSquareCentimeter, places: 3)) g/cm\u{B2}" }
    }
    return listed.isEmpty ? [] : ["Previous densities: \(listed.joined(separator: ", "))."]
  }

  private var leastSignificantChanges: [String] {
    let listed = report.leastSignificantChanges.compactMap { change in
      change.grams.map { "\(change.region.map { $0.spokenName + " " } ?? "")\($0.description) g/cm\u{B2}" }
    }
    guard !listed.isEmpty else { return ["Least significant change: [of this facility, in g/cm2]."] }
    return ["Least significant change: \(listed.joined(separator: ", "))."]
  }

  private var changes: [String] {
    let stated = report.changes.map(sentence)
    return stated.isEmpty
      ? ["Change: [change at each comparable site in g/cm2 and percent, and whether it is significant]."] : stated
  }

  private func sentence(_ change: StatedChange) -> String {
    let place = change.region?.spokenName.capitalizedFirst ?? ""
    guard change.isSignificant == true, change.direction != .stable else { return "\(place): no significant change." }
    let sign = change.direction == .gain ? "+" : "-"
    let amounts = [
      change.grams.map { "\(sign)\($0.magnitude.description) g/cm\u{B2}" } ?? "[change in g/cm2]",
      change.percent.map { "\(sign)\($0.magnitude.description) %" } ?? "[change in percent]",
    ]
    return "\(place): significant \(change.direction.rawValue), \(amounts.joined(separator: ", "))."
  }

  /// What is asked for where the previous scan was made elsewhere.
  private func outside(_ earlier: CorrectedReport.ScannedVisit) -> String? {
    guard earlier.facilities != report.visit.facilities else { return nil }
    return "Outside study: \(earlier.facilities.map { Words.printable($0) }.joined(separator: ", ")),"
      + " [whether the two scanners are cross-calibrated and the studies comparable]."
  }
}
