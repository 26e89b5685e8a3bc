// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Testing

@Suite("Calendar date")
struct CalendarDateTests {
  @Test(
    "A day that the calendar has is a date",
    arguments: [
      (1800, 1, 1), (2999, 12, 31), (2000, 2, 29), (2024, 2, 29), (1900, 2, 28), (2026, 4, 30), (2026, 12, 31),
    ])
  func valid(year: Int, month: Int, day: Int) throws {
    let date = try #require(CalendarDate(year: year, month: month, day: day))
    #expect((date.year, date.month, date.day) == (year, month, day))
  }

  @Test(
    "A day that the calendar does not have is none",
    arguments: [
      (1799, 12, 31), (3000, 1, 1), (1900, 2, 29), (2100, 2, 29), (2023, 2, 29), (2024, 2, 30), (2026, 4, 31),
      (2026, 0, 1), (2026, 13, 1), (2026, 1, 0), (2026, 1, 32), (2026, 1, -1),
    ])
  func invalid(year: Int, month: Int, day: Int) {
    #expect(CalendarDate(year: year, month: month, day: day) == nil)
  }

  @Test(
    "A text of year, month and day is read and printed the same", arguments: ["2026-05-01", "1958-12-31", "2000-02-29"])
  func text(text: String) {
    #expect(CalendarDate(text)?.description == text)
  }

  @Test(
    "Any other text is none",
    arguments: [
      "", "2026", "2026-05", "2026-5-1", "26-05-01", "2026/05/01", "2026-05-01T00:00", " 2026-05-01", "2026-05-0a",
      "01.05.2026", "2026-02-30", "-026-05-01", "2026-05-+1", "\u{0662}026-05-01", "2026\u{2013}05-0",
    ])
  func otherText(text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test("Each day is one day after the day before, over eight centuries")
  func everyDay() throws {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    let first = try #require(CalendarDate(year: 1800, month: 1, day: 1))
    var count = 0
    for year in 1800..<2600 {
      let isLeap = year.isMultiple(of: 400) || (year.isMultiple(of: 4) && !year.isMultiple(of: 100))
      for month in 1...12 {
        for day in 1...(lengths[month - 1] + (isLeap && month == 2 ? 1 : 0)) {
          let date = try #require(CalendarDate(year: year, month: month, day: day))
          guard date.days(since: first) == count else {
            Issue.record("\(date) is not \(count) days after \(first).")
            return
          }
          count += 1
        }
      }
    }
    // Two times 146,097 days, the length of 400 Gregorian years.
    #expect(count == 292_194)
  }

  @Test("Days to an earlier date are negative")
  func negativeDays() throws {
    let first = try #require(CalendarDate("2024-02-28"))
    let second = try #require(CalendarDate("2024-03-01"))
    #expect(second.days(since: first) == 2)
    #expect(first.days(since: second) == -2)
  }

  @Test(
    "A month is whole when its day has come",
    arguments: [
      ("2024-02-15", "2024-03-14", 0), ("2024-02-15", "2024-03-15", 1), ("2023-12-31", "2024-12-30", 11),
      ("2023-12-31", "2024-12-31", 12), ("2024-01-31", "2024-02-29", 0), ("2024-01-31", "2024-03-01", 1),
      ("2024-05-01", "2024-05-01", 0), ("2021-06-10", "2026-06-10", 60),
    ])
  func wholeMonths(earlier: String, later: String, months: Int) throws {
    let earlier = try #require(CalendarDate(earlier))
    let later = try #require(CalendarDate(later))
    #expect(later.wholeMonths(since: earlier) == months)
  }

  @Test(
    "Months later it is the same day, or the last of a month that is too short",
    arguments: [
      ("2026-05-01", 1, "2026-06-01"), ("2026-05-01", 0, "2026-05-01"), ("2026-12-15", 1, "2027-01-15"),
      ("2024-01-31", 1, "2024-02-29"), ("2023-01-31", 1, "2023-02-28"), ("2026-08-31", 180, "2041-08-31"),
      ("2026-11-30", 13, "2027-12-30"),
    ])
  func adding(date: String, months: Int, expected: String) throws {
    #expect(try #require(CalendarDate(date)).adding(months: months)?.description == expected)
  }

  @Test("There is no day after the year 2999")
  func addingTooMuch() throws {
    #expect(try #require(CalendarDate("2999-12-01")).adding(months: 1) == nil)
  }

  @Test("Dates are ordered by time")
  func order() throws {
    let texts = ["1999-12-31", "2000-01-01", "2000-01-02", "2000-02-01", "2001-01-01"]
    let dates = texts.compactMap { CalendarDate($0) }
    #expect(dates.count == texts.count)
    #expect(dates.shuffled().sorted().map { $0.description } == texts)
  }
}
