// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Testing

@Suite("Partial date")
struct PartialDateTests {
  @Test(
    "A year, a month or a day stands for its first to its last day",
    arguments: [
      ("2019", "2019-01-01", "2019-12-31"), ("2019-05", "2019-05-01", "2019-05-31"),
      ("2024-02", "2024-02-01", "2024-02-29"), ("2023-02", "2023-02-01", "2023-02-28"),
      ("2019-05-17", "2019-05-17", "2019-05-17"), ("1800", "1800-01-01", "1800-12-31"),
      ("2999-12", "2999-12-01", "2999-12-31"),
    ])
  func span(text: String, earliest: String, latest: String) throws {
    let date = try #require(PartialDate(text))
    #expect(date.earliest?.description == earliest)
    #expect(date.latest?.description == latest)
  }

  @Test("Only what was given is known")
  func parts() throws {
    let year = try #require(PartialDate("2019"))
    #expect((year.year, year.month, year.day) == (2019, nil, nil))
    let month = try #require(PartialDate("2019-05"))
    #expect((month.year, month.month, month.day) == (2019, 5, nil))
    let day = try #require(PartialDate("2019-05-17"))
    #expect((day.year, day.month, day.day) == (2019, 5, 17))
  }

  @Test(
    "Any other text is none",
    arguments: [
      "", "19", "20190", "2019-", "2019-5", "2019-13", "2019-00", "2019-05-", "2019-05-32", "2019-02-29", "1799",
      "3000",
      "2019/05", "abcd", "2019-ab", "\u{0662}19",
    ])
  func otherText(text: String) {
    #expect(PartialDate(text) == nil)
  }
}
