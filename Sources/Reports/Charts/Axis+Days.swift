// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry

extension Axis {
  /// Creates an axis over days, counted as ``CalendarDate/dayNumber``, with ticks at ``marked(in:steps:)``.
  ///
  /// - Parameters:
  ///   - days: The days to cover; a single one is covered with the day after it.
  ///   - steps: The largest number of ticks.
  init(days: ClosedRange<CalendarDate>, steps: Int) {
    title = "Day"
    places = 0
    let first = Double(days.lowerBound.dayNumber)
    range = first...max(first + 1, Double(days.upperBound.dayNumber))
    ticks = Self.marked(in: days, steps: steps).map { Double($0.dayNumber) }
  }

  /// Returns days to mark: the first of every month, of every second, third, sixth, or of years; first and last day where
  /// fewer than two months begin.
  static func marked(in days: ClosedRange<CalendarDate>, steps: Int) -> [CalendarDate] {
    let years = days.lowerBound.year...days.upperBound.year
    let months = years.flatMap { year in (1...12).compactMap { CalendarDate(year: year, month: $0, day: 1) } }
      .filter { days.contains($0) }
    guard months.count > 1 else {
      return days.lowerBound == days.upperBound ? [days.lowerBound] : [days.lowerBound, days.upperBound]
    }
    for step in [1, 2, 3, 6] {
      let chosen = months.filter { ($0.month - 1) % step == 0 }
      if chosen.count <= steps, chosen.count > 1 { return chosen }
    }
    let starts = months.filter { $0.month == 1 }
    let stride = max(1, (starts.count + steps - 1) / steps)
    return starts.enumerated().filter { $0.offset % stride == 0 }.map { $0.element }
  }
}
