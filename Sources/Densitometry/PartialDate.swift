// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A date of which perhaps only the month or the year is known.
public struct PartialDate: Hashable, Sendable {
  /// The year.
  public let year: Int

  /// The month, if known.
  public let month: Int?

  /// The day, if known.
  public let day: Int?

  /// Reads `2019`, `2019-05` or `2019-05-17`; `nil` for anything else.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    if let date = CalendarDate(text) {
      (year, month, day) = (date.year, date.month, date.day)
      return
    }
    guard bytes.count == 4 || (bytes.count == 7 && bytes[4] == 45) else { return nil }
    guard let year = CalendarDate.number(bytes[0..<4]), (1800...2999).contains(year) else { return nil }
    var month: Int?
    if bytes.count == 7 {
      guard let given = CalendarDate.number(bytes[5..<7]), (1...12).contains(given) else { return nil }
      month = given
    }
    (self.year, self.month, day) = (year, month, nil)
  }

  /// The first day that the date can mean.
  public var earliest: CalendarDate? { CalendarDate(year: year, month: month ?? 1, day: day ?? 1) }

  /// The last day that the date can mean.
  public var latest: CalendarDate? {
    let lastMonth = month ?? 12
    return CalendarDate(year: year, month: lastMonth, day: day ?? CalendarDate.days(in: lastMonth, of: year))
  }
}

extension PartialDate: CustomStringConvertible {
  /// The date as it is known: `2019`, `2019-05` or `2019-05-17`.
  public var description: String {
    let parts = [month, day].compactMap { $0 }.map { ($0 < 10 ? "-0" : "-") + "\($0)" }
    return "\(year)" + parts.joined()
  }
}
