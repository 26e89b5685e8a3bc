// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry

/// When a scan was made: the day, the age, or both.
struct Moment: Hashable {
  let date: CalendarDate?
  let age: Age

  /// Returns the years of 365.25 days since an earlier scan; from exact ages where a day is missing.
  ///
  /// - Returns: 0 where neither is known of both.
  func years(since earlier: Moment) -> Double {
    if let date, let before = earlier.date { return Double(date.days(since: before)) / 365.25 }
    guard let years = age.exactYears, let before = earlier.age.exactYears else { return 0 }
    return years - before
  }

  /// The day, or else the age in words.
  var name: String {
    date.map { $0.description } ?? "age \(age.exactYears.map { "\($0)" } ?? "\(age.completedYears) or more")"
  }
}

extension AssessedRegion {
  /// When the region was measured.
  var moment: Moment { Moment(date: date, age: age) }
}
