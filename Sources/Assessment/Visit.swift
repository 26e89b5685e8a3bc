// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry

/// All scans of one day.
struct Visit {
  /// The day.
  let date: CalendarDate

  /// The age on that day.
  let age: Age

  /// The scans, in an order that does not depend on that of the study.
  let scans: [Scan]

  /// Whether no later visit is in the study.
  let isLatest: Bool

  /// Returns the visits of a study, the latest first.
  static func all(in study: Study) -> [Visit] {
    let dates = Set(study.scans.map { $0.date }).sorted(by: >)
    return dates.compactMap { date in
      let scans = study.scans.filter { $0.date == date }.sorted { $0.orderKey < $1.orderKey }
      return scans.first.map { Visit(date: date, age: $0.age, scans: scans, isLatest: date == dates.first) }
    }
  }
}

extension Scan {
  fileprivate var orderKey: String {
    [scanner.manufacturer, scanner.model ?? "", scanner.serial ?? "", facility ?? ""].joined(separator: "\u{1F}")
      + "\u{1F}" + regions.map { $0.label }.sorted().joined(separator: ",")
  }
}

extension MeasuredRegion {
  /// Where the region stands in lists: by site, whole spines before parts, then by side.
  var orderKey: [Int] {
    let sites = Site.allCases.firstIndex(of: site) ?? 0
    let vertebrae = subset.map { [4 - $0.count, Int($0.rawValue)] } ?? [0, 0]
    return [sites] + vertebrae + [side.flatMap { Side.allCases.firstIndex(of: $0) } ?? -1]
  }
}
