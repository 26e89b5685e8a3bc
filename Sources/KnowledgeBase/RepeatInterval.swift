// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// When a scan is repeated, in months after the latest one.
public struct RepeatInterval: Hashable, Sendable {
  /// The earliest month.
  public let fromMonths: Int

  /// The latest month; `nil` where only the earliest is named.
  public let toMonths: Int?

  /// Creates an interval.
  ///
  /// - Precondition: The interval must begin after a month or later, and not end before it begins.
  public init(fromMonths: Int, toMonths: Int?) {
    precondition(fromMonths >= 1, "An interval must begin after a month or later (was \(fromMonths)).")
    precondition(toMonths.map { $0 >= fromMonths } ?? true, "An interval must not end before it begins.")
    self.fromMonths = fromMonths
    self.toMonths = toMonths
  }

  /// The interval in words, to be followed by that after which it comes.
  public var inWords: String {
    guard let toMonths else { return "at least \(fromMonths) months after" }
    return fromMonths == toMonths ? "\(fromMonths) months after" : "\(fromMonths) to \(toMonths) months after"
  }
}
