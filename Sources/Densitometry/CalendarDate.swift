// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A day of the Gregorian calendar.
public struct CalendarDate: Hashable, Comparable, Sendable {
  /// The year, from 1800 to 2999.
  public let year: Int

  /// The month, from 1 to 12.
  public let month: Int

  /// The day of the month.
  public let day: Int

  /// Creates a date, or `nil` if there is no such day from 1800 to 2999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1800...2999).contains(year), (1...12).contains(month) else { return nil }
    guard day >= 1, day <= Self.days(in: month, of: year) else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Returns the number of days in a month.
  static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Tells whether a year has a 29 February.
  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// The number of days since 1 March of the year 0; differences of it count days.
  ///
  /// The year is taken to begin in March, so that the leap day is its last.
  public var dayNumber: Int {
    let shiftedYear = month > 2 ? year : year - 1
    let shiftedMonth = (month + 9) % 12
    let leapDays = shiftedYear / 4 - shiftedYear / 100 + shiftedYear / 400
    return 365 * shiftedYear + leapDays + (153 * shiftedMonth + 2) / 5 + day - 1
  }

  /// Returns the day on which someone born on this date has the birthday in a year.
  ///
  /// - Source: Study document, version 1: 29 February becomes 1 March in other years.
  func birthday(in year: Int) -> CalendarDate {
    month == 2 && day == 29 && !Self.isLeap(year)
      ? CalendarDate(unchecked: year, 3, 1) : CalendarDate(unchecked: year, month, day)
  }

  private init(unchecked year: Int, _ month: Int, _ day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Returns the whole months from an earlier date to this one.
  public func wholeMonths(since earlier: CalendarDate) -> Int {
    (year - earlier.year) * 12 + month - earlier.month - (day < earlier.day ? 1 : 0)
  }

  /// Returns the same day some months later, or the last day of a month that is too short; `nil` after the year 2999.
  public func adding(months: Int) -> CalendarDate? {
    let count = year * 12 + month - 1 + months
    let (year, month) = (count / 12, count % 12 + 1)
    return CalendarDate(year: year, month: month, day: min(day, Self.days(in: month, of: year)))
  }

  /// Compares two dates by time.
  public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

extension CalendarDate: CustomStringConvertible {
  /// Reads a date written as `2026-05-01`; `nil` for anything else.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == 45, bytes[7] == 45 else { return nil }
    guard let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]) else { return nil }
    guard let day = Self.number(bytes[8..<10]) else { return nil }
    self.init(year: year, month: month, day: day)
  }

  static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
      guard digit >= 48, digit <= 57 else { return nil }
      value = value * 10 + Int(digit) - 48
    }
    return value
  }

  /// The date as `2026-05-01`.
  public var description: String {
    "\(year)-" + (month < 10 ? "0" : "") + "\(month)-" + (day < 10 ? "0" : "") + "\(day)"
  }
}

extension CalendarDate {
  /// Returns the days from another date to this one, negative if that is later.
  public func days(since other: CalendarDate) -> Int { dayNumber - other.dayNumber }

  /// The day before this one; 1 January 1800, the first day there is, gives itself.
  public var dayBefore: CalendarDate {
    if day > 1 { return CalendarDate(unchecked: year, month, day - 1) }
    if month > 1 { return CalendarDate(unchecked: year, month - 1, Self.days(in: month - 1, of: year)) }
    return year > 1800 ? CalendarDate(unchecked: year - 1, 12, 31) : self
  }
}
