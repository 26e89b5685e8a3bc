// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A person's age at a scan.
public enum Age: Hashable, Sendable {
  /// The age in years, with decimals.
  case exact(Double)

  /// An age known only from below, as in tables that write "80 and older".
  case atLeast(Int)

  /// Counts the age from birth to a later day.
  ///
  /// Completed years, plus the days since the last birthday over the days from that birthday to the next.
  ///
  /// - Returns: `nil` if the day lies before birth.
  /// - Source: Study document, version 1; rule NUM-08.
  public init?(from birth: CalendarDate, to day: CalendarDate) {
    guard birth <= day else { return nil }
    var years = day.year - birth.year
    if birth.birthday(in: day.year) > day { years -= 1 }
    let last = birth.birthday(in: birth.year + years).dayNumber
    let next = birth.birthday(in: birth.year + years + 1).dayNumber
    self = .exact(Double(years) + Double(day.dayNumber - last) / Double(next - last))
  }

  /// The completed years; where the age is known only from below, the least they can be.
  public var completedYears: Int {
    switch self {
    case .exact(let years): Int(years.rounded(.down))
    case .atLeast(let years): years
    }
  }

  /// The age in years with decimals, if it is known so exactly.
  public var exactYears: Double? {
    if case .exact(let years) = self { years } else { nil }
  }
}
