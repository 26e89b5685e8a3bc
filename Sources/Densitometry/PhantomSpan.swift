// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// Days on which a scanner is not to be relied on.
public struct PhantomSpan: Hashable, Sendable {
  /// The first day.
  public let first: CalendarDate

  /// The last day; `nil` where the scans end before it does.
  public let last: CalendarDate?

  /// The place of the scan that begins it, from 0.
  public let start: Int

  /// Tells whether a day lies within.
  public func contains(_ day: CalendarDate) -> Bool { day >= first && last.map { day <= $0 } ?? true }

  /// How many quiet scans in a row end a span.
  public static let quietScans = 10

  /// Finds the spans that scans begin, until the day before the next scan from which ten in a row are quiet.
  ///
  /// A span has its first day at least, also where the quiet scans begin on that day.
  ///
  /// - Parameters:
  ///   - starts: Whether each scan begins a span, if none runs already.
  ///   - isQuiet: Whether each scan is quiet.
  ///   - days: The days of the scans, in the order of time.
  /// - Returns: The spans in the order of time; none overlaps another, but for days with several scans.
  static func all(from starts: [Bool], isQuiet: [Bool], days: [CalendarDate]) -> [PhantomSpan] {
    var spans: [PhantomSpan] = []
    var next = 0
    while let start = (next..<days.count).first(where: { starts[$0] }) {
      let end = ((start + 1)..<max(start + 1, days.count - quietScans + 1)).first { place in
        isQuiet[place..<(place + quietScans)].allSatisfy { $0 }
      }
      let last = end.map { max(days[start], days[$0].dayBefore) }
      spans.append(PhantomSpan(first: days[start], last: last, start: start))
      next = end ?? days.count
    }
    return spans
  }
}
