// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import TestSupport
internal import Testing

@Suite("Age")
struct AgeTests {
  static func age(_ birth: String, _ day: String) throws -> Age? {
    Age(from: try #require(CalendarDate(birth)), to: try #require(CalendarDate(day)))
  }

  @Test("Agrees with the independent age of every case to the last place")
  func vectors() throws {
    let rows = try Repository.rows("Reference/expected/ages.csv")
    #expect(rows.count == 2000)
    for row in rows {
      let years = try #require(try Self.age(row[0], row[1])?.exactYears)
      let expected = try #require(Double(row[2]))
      #expect(years.ulps(from: expected) <= 1, "\(row)")
    }
  }

  @Test(
    "Completed years change on the birthday",
    arguments: [
      ("1958-03-02", "2026-03-01", 67), ("1958-03-02", "2026-03-02", 68), ("1976-05-01", "2026-04-30", 49),
      ("1976-05-01", "2026-05-01", 50), ("2026-05-01", "2026-05-01", 0),
    ])
  func birthday(birth: String, day: String, years: Int) throws {
    #expect(try Self.age(birth, day)?.completedYears == years)
  }

  @Test(
    "Someone born on 29 February has the birthday on 1 March in other years",
    arguments: [
      ("2001-02-28", 0), ("2001-03-01", 1), ("2004-02-28", 3), ("2004-02-29", 4), ("2100-02-28", 99),
      ("2100-03-01", 100),
    ])
  func leapDay(day: String, years: Int) throws {
    #expect(try Self.age("2000-02-29", day)?.completedYears == years)
  }

  @Test("The fraction counts the days since the last birthday over those to the next")
  func fraction() throws {
    // From 2 March 2025 to 2 March 2026 there are 365 days; 2 April is 31 days on.
    #expect(try Self.age("1958-03-02", "2025-04-02") == .exact(67 + 31.0 / 365))
    // From 2 March 2023 to 2 March 2024 there are 366.
    #expect(try Self.age("1958-03-02", "2023-04-02") == .exact(65 + 31.0 / 366))
  }

  @Test("The fraction is right up to the last year of the calendar")
  func lastYear() throws {
    // From 5 May 2999 to 5 May 3000 there are 365 days; 1 June is 27 days on.
    #expect(try Self.age("2990-05-05", "2999-06-01") == .exact(9 + 27.0 / 365))
  }

  @Test("There is no age before birth")
  func beforeBirth() throws {
    #expect(try Self.age("2000-01-02", "2000-01-01") == nil)
  }

  @Test("An age known only from below has completed years and no exact ones")
  func atLeast() {
    #expect(Age.atLeast(80).completedYears == 80)
    #expect(Age.atLeast(80).exactYears == nil)
    #expect(Age.exact(79.999).completedYears == 79)
    #expect(Age.exact(79.999).exactYears == 79.999)
  }
}
