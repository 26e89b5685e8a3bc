// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Testing

@Suite("Phantom control")
struct PhantomControlTests {
  /// Ten scans with a mean of 1.000 and a standard deviation of 0.002: 4 · 0.003² = 0.000036, over 9 is 0.002².
  ///
  /// The limits are 0.985 and 1.015; 0.002 is one z.
  static let steady = [0.997, 1.003, 0.997, 1.003, 1, 1, 1, 1, 1, 1]

  /// Judges scans a day apart that follow the baseline ``steady``.
  static func control(after values: [Double], days: [Int]? = nil) throws -> PhantomControl {
    try control(steady + values, baseline: steady.count, days: days.map { Array(0..<10) + $0 })
  }

  static func control(_ values: [Double], baseline: Int, days: [Int]? = nil) throws -> PhantomControl {
    let densities = try PhantomBaselineTests.densities(values)
    let days = days ?? Array(values.indices)
    let scans = try zip(days, densities).map { day, density in
      PhantomScan(date: try Self.day(day), density: density)
    }
    return PhantomControl(scans, baseline: baseline)
  }

  /// The day so many days after 1 January 2026, within that year's first five months.
  static func day(_ offset: Int) throws -> CalendarDate {
    let lengths = [31, 28, 31, 30, 31]
    var (rest, month) = (offset, 1)
    while rest >= lengths[month - 1] {
      rest -= lengths[month - 1]
      month += 1
    }
    return try #require(CalendarDate(year: 2026, month: month, day: rest + 1))
  }

  /// The letters of the rules that fire at each scan after the baseline.
  static func letters(_ values: [Double]) throws -> [String] {
    try control(after: values).scans.dropFirst(10).map { $0.rules.map { $0.rawValue }.joined() }
  }

  /// A density so many standard deviations of 0.002 from 1.
  static func at(_ z: Double) -> Double { ((1 + 0.002 * z) * 10_000).rounded() / 10_000 }

  // MARK: Shewhart rules

  @Test(
    "a fires beyond 3 standard deviations, not at 3",
    arguments: [(3, ""), (3.05, "a"), (-3, ""), (-3.05, "a"), (2.95, "")] as [(Double, String)])
  func ruleA(z: Double, letters: String) throws { #expect(try Self.letters([Self.at(z)]) == [letters]) }

  @Test("a fires outside the limits where the deviation is large: 1.016 with limits of 0.985 to 1.015")
  func ruleAByLimits() throws {
    // Ten scans 0.98 and 1.02 in turn: s = 0.0211, so that 0.016 is less than one of them.
    let wide = Array(repeating: [0.98, 1.02], count: 5).flatMap(\.self)
    let scans = try Self.control(wide + [1.015, 1.016], baseline: 10).scans
    #expect(scans[10].rules.isEmpty && scans[11].rules == [.a] && scans[11].isOutside)
    #expect(scans[..<10].allSatisfy { $0.rules == [.a] }, "A scan of the baseline is judged by the limits.")
  }

  @Test(
    "b fires at the second of two beyond 2 on one side",
    arguments: [
      ([2.05, 2.05], "b"), ([2, 2.05], ""), ([2.05, 2], ""), ([2.05, 0, 2.05], ""), ([-2.05, -2.05], "b"),
      ([1.95, -1.95], ""), ([2.05, 2.05, 2.05], "b"),
    ] as [([Double], String)])
  func ruleB(z: [Double], last: String) throws { #expect(try Self.letters(z.map(Self.at)).last == last) }

  @Test(
    "c fires where two in a row differ by more than 4, not by 4",
    arguments: [
      ([2, -2], ""), ([2, -2.05], "c"), ([-2, 2.05], "c"), ([2, 0, -2.05], ""), ([1.5, -2.5], ""),
    ] as [([Double], String)])
  func ruleC(z: [Double], last: String) throws { #expect(try Self.letters(z.map(Self.at)).last == last) }

  @Test(
    "d fires at the fourth in a row beyond 1 on one side",
    arguments: [
      ([1.05, 1.05, 1.05, 1.05], "d"), ([1, 1.05, 1.05, 1.05], ""), ([1.05, 1.05, 1.05], ""),
      ([1.05, 1.05, -1.05, 1.05, 1.05], ""), ([-1.05, -1.05, -1.05, -1.05], "d"),
      ([1.05, 1.05, 1.05, 1.05, 1], ""),
    ] as [([Double], String)])
  func ruleD(z: [Double], last: String) throws { #expect(try Self.letters(z.map(Self.at)).last == last) }

  @Test("e fires at the tenth in a row on one side, and a scan on the mean breaks the row")
  func ruleEBySide() throws {
    let low = Array(repeating: 0.05, count: 10)
    #expect(try Self.letters(low.map(Self.at)) == Array(repeating: "", count: 9) + ["e"])
    #expect(try Self.letters(low.map { Self.at(-$0) }).last == "e")
    #expect(try Self.letters(([0] + low.dropLast()).map(Self.at)).last == "")
    #expect(try Self.letters(([-0.05] + low.dropLast()).map(Self.at)).last == "")
  }

  @Test(
    "e fires where the mean of ten is beyond 1, not at 1: nine of 1.2 and one of -0.8 make 10, with -0.75 10.05",
    arguments: [(-0.8, ""), (-0.75, "e"), (-0.85, "")])
  func ruleEByMean(odd: Double, last: String) throws {
    // The odd one stands seventh, so that no four beyond 1 end at the tenth.
    let z = Array(repeating: 1.2, count: 6) + [odd] + Array(repeating: 1.2, count: 3)
    #expect(try Self.letters(z.map(Self.at)).last == last)
  }

  @Test("Runs do not reach back into the baseline")
  func runsBeginAfterTheBaseline() throws {
    // The last two scans of the baseline lie 1.5 deviations above: with them, d would fire at the second scan after it.
    let values = [0.997, 1.003, 0.997, 1.003, 1, 1, 1, 1, 1, 1].sorted()
    let control = try Self.control(values + [1.0025, 1.0025, 1.0025, 1.0025], baseline: 10)
    #expect(control.scans[8].score == 1.5 && control.scans[12].rules.isEmpty && control.scans[13].rules == [.d])
  }

  @Test("Without a standard deviation only the limits judge")
  func onlyLimits() throws {
    let control = try Self.control(Array(repeating: 1.0, count: 10) + [1.015, 1.016, 1.016], baseline: 10)
    #expect(control.scans.map { $0.rules } == Array(repeating: [], count: 11) + [[.a], [.a]])
    #expect(control.scans.allSatisfy { $0.score == nil && $0.drift == nil } && control.doubts.isEmpty)
    #expect(control.stops.count == 1)
  }

  // MARK: Cumulative sums

  @Test("A tabular sum of exactly 5 is no signal: 3 - 0.5 twice; a little more is one, and the sums start anew")
  func tabularLimit() throws {
    let drifts = try Self.control(after: [1.006, 1.006, 1.0011, 1.006]).scans.dropFirst(10).compactMap { $0.drift }
    #expect(drifts.map { $0.isSignal } == [false, false, true, false])
    #expect(drifts[0].up == 2.5 && drifts[1].up == 5)
    // 1.0011 has z 0.55: 5 + 0.55 - 0.5.
    #expect((drifts[2].up - 5.05).magnitude < 1e-12 && drifts[3].up == 2.5)
  }

  @Test("The sum downward mirrors the one upward, and neither falls below 0")
  func tabularDown() throws {
    let up = try Self.control(after: [1.003, 1.002, 0.99, 1.001]).scans.compactMap { $0.drift }
    let down = try Self.control(after: [0.997, 0.998, 1.01, 0.999]).scans.compactMap { $0.drift }
    #expect(up.map { $0.up } == down.map { $0.down } && up.map { $0.down } == down.map { $0.up })
    #expect(up.map { $0.up } == [1, 1.5, 0, 0] && up[2].down == 3.5)
  }

  @Test("z is cut at 4: one outlier of 20 deviations adds 3.5 and signals nothing, the second does")
  func cut() throws {
    let drifts = try Self.control(after: [1.04, 1.04]).scans.compactMap { $0.drift }
    #expect(drifts.map { $0.up } == [3.5, 7] && drifts.map { $0.isSignal } == [false, true])
  }

  @Test("A sum that rounding lifts above 5 is still 5")
  func rounding() {
    // 0.1 is no binary fraction: fifty steps of 0.6 - 0.5 add up to a little more or less than 5.
    var drift: PhantomDrift?
    for _ in 0..<50 { drift = PhantomDrift(0.6, after: drift) }
    #expect(drift.map { !$0.isSignal && ($0.up - 5).magnitude < 1e-9 } == true)
  }

  @Test("The plain sum counts from the mean of the first ten: it is 0 after them, and 0.003 a scan later")
  func plainSum() throws {
    let sums = try Self.control(after: [1.003, 0.999]).scans.map { $0.sum }
    #expect(sums[0] == -0.003 && sums[9] == 0 && sums[10] == 0.003 && sums[11] == 0.002)
    #expect(try Self.control(Array(repeating: 1.0, count: 9), baseline: 9).scans.allSatisfy { $0.sum == nil })
  }

  // MARK: Days

  @Test("An interval of 7 days passes, one of 8 is a gap", arguments: [(7, false), (8, true)])
  func gaps(days: Int, isGap: Bool) throws {
    let control = try Self.control(after: [1, 1], days: [10, 10 + days])
    #expect(control.gaps.map { [$0.end, $0.days] } == (isGap ? [[11, 8]] : []))
  }

  @Test(
    "A day counts as covered by a phantom scan on it or on the seven days before",
    arguments: [(-1, false), (0, true), (16, true), (17, false)])
  func coverage(day: Int, isCovered: Bool) throws {
    let control = try Self.control(Self.steady, baseline: 10)
    // The scans are on days 0 to 9; 16 is seven days after the last, 17 eight.
    let date = day < 0 ? try #require(CalendarDate("2025-12-31")) : try Self.day(day)
    #expect(control.wasScanned(before: date) == isCovered)
  }

  /// A scan that fails.
  private static let bad = 1.02

  @Test("One scan that fails stops nothing; the second in a row does, from its day to the day before ten that do not")
  func span() throws {
    let quiet = Array(repeating: 1.0, count: 10)
    #expect(try Self.control(after: [Self.bad, 1, Self.bad] + quiet).stops.isEmpty)
    let control = try Self.control(after: [Self.bad, Self.bad, 1, Self.bad] + quiet)
    // The second one is on day 11; the ten quiet ones begin on day 14.
    let stop = try #require(control.stops.first)
    #expect(try control.stops.count == 1 && stop.start == 11 && stop.first == Self.day(11) && stop.last == Self.day(13))
    #expect(try !stop.contains(Self.day(10)) && stop.contains(Self.day(11)) && stop.contains(Self.day(13)))
    #expect(try !stop.contains(Self.day(14)))
  }

  @Test("With nine quiet scans after it a span has no end")
  func openSpan() throws {
    let control = try Self.control(after: [Self.bad, Self.bad] + Array(repeating: 1.0, count: 9))
    let stop = try #require(control.stops.first)
    #expect(try stop.last == nil && stop.contains(Self.day(100)))
  }

  @Test("A span has its first day also where ten quiet scans follow on it, and another may follow")
  func spanOfOneDay() throws {
    let values = [Self.bad, Self.bad] + Array(repeating: 1.0, count: 10) + [Self.bad, Self.bad]
    let days = Array(repeating: 10, count: 12) + [11, 12]
    let stops = try Self.control(after: values, days: days).stops
    #expect(try stops.map { $0.first } == [Self.day(10), Self.day(12)])
    #expect(try stops.map { $0.last } == [Self.day(10), nil])
  }

  @Test("A signal makes days doubtful and stops nothing, until ten scans neither signal nor fail")
  func doubts() throws {
    // 2.9 deviations: 2.4, 4.8, 7.2 and a signal at the third, on day 12; then ten on the mean from day 13.
    let control = try Self.control(after: [1.0058, 1.0058, 1.0058] + Array(repeating: 1.0, count: 10))
    #expect(control.stops.isEmpty)
    #expect(try control.doubts.map { $0.first } == [Self.day(12)] && control.doubts[0].last == Self.day(12))
  }

  @Test("Two scans of the baseline outside the limits begin a span too")
  func spanWithinBaseline() throws {
    let values = [1.0, 1, 1, 1, 1.05, 1.05, 0.95, 0.95, 1, 1] + Array(repeating: 1.0, count: 10)
    let control = try Self.control(values, baseline: 10)
    #expect(try control.stops.map { $0.first } == [Self.day(5)] && control.stops[0].last == Self.day(7))
  }

  @Test("A baseline of no scan, or of more than there are, is a mistake of the program", arguments: [0, 2])
  func preconditions(count: Int) async {
    if count == 0 {
      await #expect(processExitsWith: .failure) { _ = try PhantomControlTests.control([1.0], baseline: 0) }
    } else {
      await #expect(processExitsWith: .failure) { _ = try PhantomControlTests.control([1.0], baseline: 2) }
    }
  }

  @Test(
    "The day before a day crosses months, leap days and years",
    arguments: [
      ("2026-05-02", "2026-05-01"), ("2026-03-01", "2026-02-28"), ("2028-03-01", "2028-02-29"),
      ("2026-01-01", "2025-12-31"), ("1800-01-01", "1800-01-01"),
    ])
  func dayBefore(day: String, before: String) throws {
    #expect(try #require(CalendarDate(day)).dayBefore == CalendarDate(before))
  }
}
