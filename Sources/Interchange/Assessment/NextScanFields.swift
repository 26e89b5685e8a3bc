// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import Formats
internal import KnowledgeBase

/// The next scan of an assessment as fields of a document.
enum NextScanFields {
  static func json(_ next: NextScan) -> JSONValue {
    .object([
      JSONMember("guideline", .string(next.guideline.rawValue)),
      JSONMember("interval", next.interval.map { interval($0, next) } ?? .null),
      JSONMember("otherIntervals", .array(next.intervals.dropFirst().map { interval($0, next) })),
      JSONMember("sites", .array(next.sites.map { site($0, next) })),
      JSONMember("cutPoint", next.cutPoint.map { cutPoint($0, next) } ?? .null),
      JSONMember("reasons", JSONFields.texts(next.reasons)), JSONMember("rules", JSONFields.texts(next.rules)),
    ])
  }

  private static func interval(_ interval: NextScan.Interval, _ next: NextScan) -> JSONValue {
    let (from, to) = (interval.interval.fromMonths, interval.interval.toMonths)
    return .object([
      JSONMember("rule", .string(interval.rule)), JSONMember("title", .string(interval.title)),
      JSONMember("fromMonths", .number(JSONNumber(from))), JSONMember("toMonths", months(to)),
      JSONMember("from", day(from, next)), JSONMember("to", day(to, next)),
    ])
  }

  private static func site(_ times: NextScan.SiteTimes, _ next: NextScan) -> JSONValue {
    .object([
      JSONMember("site", .string(times.site.rawValue)),
      JSONMember("earliestUseful", times.earliestUseful.map { reach($0, next) } ?? .null),
      JSONMember("expectedChange", JSONFields.number(times.expectedChange)),
      JSONMember("plainMinimumMonths", months(times.plainMinimum)),
      JSONMember("missing", JSONFields.texts(times.missing.map { $0.rawValue })),
    ])
  }

  private static func cutPoint(_ time: NextScan.CutPointTime, _ next: NextScan) -> JSONValue {
    .object([
      JSONMember("site", .string(time.site.rawValue)), JSONMember("score", JSONFields.score(time.cutPoint.score)),
      JSONMember("category", .string(time.cutPoint.category.rawValue)),
      JSONMember("reach", time.reach.map { reach($0, next) } ?? .null),
      JSONMember("missing", JSONFields.texts(time.missing.map { $0.rawValue })),
    ])
  }

  private static func reach(_ reach: SiteForecast.Reach, _ next: NextScan) -> JSONValue {
    let highest: (probability: Double, months: Int)? =
      if case .never(let highest, let months) = reach { (highest, months) } else { nil }
    return .object([
      JSONMember("months", months(reach.months)), JSONMember("date", day(reach.months, next)),
      JSONMember("highest", JSONFields.number(highest?.probability)),
      JSONMember("highestMonths", months(highest?.months)),
    ])
  }

  private static func months(_ months: Int?) -> JSONValue { months.map { .number(JSONNumber($0)) } ?? .null }

  private static func day(_ months: Int?, _ next: NextScan) -> JSONValue {
    JSONFields.text(months.flatMap { next.day(after: $0) }?.description)
  }
}
