// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import Statistics

extension CorrectedReportText {
  /// The visit before and the change at each region; nothing for a first scan.
  var comparison: [String] {
    guard let earlier = report.earlier else { return [] }
    let changes = report.comparisons.map(line)
    let isOpen = report.comparisons.contains { $0.change != nil && $0.leastSignificantChange == nil }
    let open = "Least significant change: [of this facility, in g/cm2]."
    return [study(earlier)] + (isOpen ? [open] : [])
      + (changes.isEmpty ? ["No region was measured at both visits: this scan is a new baseline."] : changes)
      + [outside(earlier)].compactMap(\.self)
  }

  private func study(_ earlier: CorrectedReport.ScannedVisit) -> String {
    let scanners = earlier.scanners.map { Words.name(of: $0) }.joined(separator: "; ")
    return "Compared with the previous scan of \(earlier.date?.description ?? "[date]") on \(scanners)."
  }

  private func line(_ comparison: CorrectedComparison) -> String {
    let place = comparison.region.spokenName.capitalizedFirst
    let parts = [
      comparison.change.map(sentence) ?? obstacle(comparison),
      comparison.leastSignificantChange.map { "least significant change \(Self.grams($0.doubleValue))" },
      comparison.earlier.density.map { "previous density \(Self.grams($0.gramsPerSquareCentimeter))" },
    ]
    return "\(place): \(parts.compactMap(\.self).joined(separator: "; "))."
  }

  private func obstacle(_ comparison: CorrectedComparison) -> String {
    let isCertain = comparison.obstacle?.isCertain ?? true
    let reason = comparison.obstacle.map { " (\(Words.printable($0.earlier)) then, \(Words.printable($0.later)) now)" }
    return isCertain
      ? "not comparable with the previous scan\(reason ?? ""), a new baseline"
      : "comparable with the previous scan only after cross-calibration\(reason ?? ""), [comparable or not]"
  }

  /// A change that does not reach the limit has no amount, and one whose limit is not known is left to a person.
  private func sentence(_ change: CorrectedComparison.Change) -> String {
    guard let isSignificant = change.isSignificant else { return "[significant or not]" }
    guard isSignificant else { return "no significant change" }
    let isGain = change.grams > ExactDecimal(0)
    let sign = isGain ? "+" : "-"
    let grams = Fixed(change.grams.magnitude, places: 3).description
    let percent = Fixed(change.percent.magnitude, places: 1).description
    return "significant \(isGain ? "gain" : "loss"), \(sign)\(grams) g/cm\u{B2} (\(sign)\(percent) %)"
  }

  private static func grams(_ value: Double) -> String { "\(Fixed(value, places: 3)) g/cm\u{B2}" }

  /// What is asked for where the previous scan was made elsewhere.
  private func outside(_ earlier: CorrectedReport.ScannedVisit) -> String? {
    guard earlier.facilities != report.visit.facilities else { return nil }
    return "Outside study: \(earlier.facilities.map { Words.printable($0) }.joined(separator: ", ")),"
      + " [whether the two scanners are cross-calibrated and the studies comparable]."
  }
}
