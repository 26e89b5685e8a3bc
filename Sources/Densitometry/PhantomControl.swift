// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The scans of one phantom on one scanner, held against its first ones.
///
/// - Source: Rules QC-01 to QC-05; `docs/methods/phantom.md`.
public struct PhantomControl: Hashable, Sendable {
  /// The first scans.
  public let baseline: PhantomBaseline

  /// Every scan, in the order of time, the baseline first.
  public let scans: [Judged]

  /// The intervals of more than seven days between scans.
  public let gaps: [Gap]

  /// The days on which the scanner is out of control: from the second of two scans in a row that fail.
  public let stops: [PhantomSpan]

  /// The days on which it is doubtful: from a signal of the cumulative sum.
  public let doubts: [PhantomSpan]

  /// A scan with what is said of it.
  public struct Judged: Hashable, Sendable {
    /// The scan.
    public let scan: PhantomScan
    /// Whether it belongs to the baseline.
    public let isBaseline: Bool
    /// Whether it lies outside the limits of 1.5 %.
    public let isOutside: Bool
    /// How many standard deviations it lies from the mean of the baseline; `nil` without a standard deviation.
    public let score: Double?
    /// The rules that fire at it; a scan of the baseline is judged by the limits alone.
    public let rules: [PhantomRule]
    /// The plain cumulative sum in g/cm²; `nil` where there are fewer than ten scans.
    public let sum: Double?
    /// The tabular cumulative sum; `nil` within the baseline and without a standard deviation.
    public let drift: PhantomDrift?
  }

  /// An interval between two scans.
  public struct Gap: Hashable, Sendable {
    /// The place of the scan that ends it, from 0.
    public let end: Int
    /// Its length in days.
    public let days: Int
  }

  /// The longest interval that passes, in days.
  public static let longestInterval = 7

  /// Judges scans.
  ///
  /// - Parameters:
  ///   - scans: The scans in the order of time.
  ///   - count: How many of the first are the baseline.
  /// - Precondition: `count` must be from 1 to the number of scans.
  public init(_ scans: [PhantomScan], baseline count: Int) {
    precondition((1...max(1, scans.count)).contains(count), "A baseline must hold from 1 to all scans.")
    let densities = scans.map { $0.density }
    let baseline = PhantomBaseline(Array(densities.prefix(count)))
    let judged = Self.judge(scans, baseline)
    let days = scans.map { $0.date }
    let fails = judged.map { $0.rules.contains(.a) }
    let signals = judged.map { $0.drift?.isSignal ?? false }
    self.baseline = baseline
    self.scans = judged
    gaps = days.indices.dropFirst().compactMap { end in
      let length = days[end].days(since: days[end - 1])
      return length > Self.longestInterval ? Gap(end: end, days: length) : nil
    }
    stops = PhantomSpan.all(
      from: fails.indices.map { $0 > 0 && fails[$0] && fails[$0 - 1] }, isQuiet: fails.map { !$0 }, days: days)
    doubts = PhantomSpan.all(
      from: signals, isQuiet: zip(fails, signals).map { !$0 && !$1 }, days: days)
  }

  private static func judge(_ scans: [PhantomScan], _ baseline: PhantomBaseline) -> [Judged] {
    let densities = scans.map { $0.density }
    let sums = PhantomDrift.plainSums(densities)
    var drift: PhantomDrift?
    return scans.indices.map { index in
      let isBaseline = index < baseline.count
      let score = baseline.score(of: densities[index])
      if let score, !isBaseline { drift = PhantomDrift(score, after: drift) }
      let isOutside = !baseline.limits.contains(densities[index])
      let rules =
        isBaseline
        ? (isOutside ? [PhantomRule.a] : []) : PhantomRule.firing(atEndOf: densities[baseline.count...index], baseline)
      return Judged(
        scan: scans[index], isBaseline: isBaseline, isOutside: isOutside, score: score, rules: rules,
        sum: sums.isEmpty ? nil : sums[index], drift: isBaseline ? nil : drift)
    }
  }

  /// Tells whether the phantom was scanned on a day or the seven days before it.
  ///
  /// - Complexity: O(log *n*) in the number of scans.
  public func wasScanned(before day: CalendarDate) -> Bool {
    var (first, end) = (0, scans.count)
    while first < end {
      let middle = (first + end) / 2
      if scans[middle].scan.date <= day { first = middle + 1 } else { end = middle }
    }
    return first > 0 && day.days(since: scans[first - 1].scan.date) <= Self.longestInterval
  }
}
