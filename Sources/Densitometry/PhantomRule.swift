// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A rule of Shewhart on the latest scans of a phantom; it fires at the last scan of its run.
///
/// z is the number of standard deviations from the mean of the baseline. Without a standard deviation only the limits
/// judge.
///
/// - Source: Rule QC-04; `docs/methods/phantom.md`.
public enum PhantomRule: String, CaseIterable, Hashable, Sendable {
  /// A scan outside the limits of 1.5 %, or with z beyond 3: it fails.
  case a
  /// Two scans in a row with z beyond 2 on one side.
  case b
  /// Two scans in a row whose z differ by more than 4.
  case c
  /// Four scans in a row with z beyond 1 on one side.
  case d
  /// Ten scans in a row whose mean z is beyond 1 in size, or that lie on one side of 0.
  case e

  /// Returns the rules that fire at the last of some scans.
  ///
  /// - Parameters:
  ///   - densities: The scans after the baseline up to the one that is judged, in the order of time; not empty.
  ///   - baseline: What they are held against.
  /// - Returns: The rules, in the order of their letters.
  static func firing(atEndOf densities: ArraySlice<ArealDensity>, _ baseline: PhantomBaseline) -> [PhantomRule] {
    let distances = densities.suffix(10).map { baseline.distance(of: $0) }
    return allCases.filter { rule in
      switch rule {
      case .a: fails(densities.suffix(1), baseline)
      case .b: areBeyond(2, distances.suffix(2), count: 2, baseline)
      case .c: differ(distances.suffix(2), baseline)
      case .d: areBeyond(1, distances.suffix(4), count: 4, baseline)
      case .e: lean(distances, baseline)
      }
    }
  }

  private static func fails(_ last: ArraySlice<ArealDensity>, _ baseline: PhantomBaseline) -> Bool {
    last.contains { !baseline.limits.contains($0) || baseline.isBeyond(3, baseline.distance(of: $0)) }
  }

  /// Tells whether there are as many scans as wanted, all beyond so many standard deviations on one side.
  private static func areBeyond(
    _ deviations: Int, _ run: ArraySlice<Double>, count: Int, _ baseline: PhantomBaseline
  ) -> Bool {
    run.count == count && areOnOneSide(run) && run.allSatisfy { baseline.isBeyond(deviations, $0) }
  }

  private static func differ(_ pair: ArraySlice<Double>, _ baseline: PhantomBaseline) -> Bool {
    guard pair.count == 2, let first = pair.first, let second = pair.last else { return false }
    return baseline.isBeyond(4, second - first)
  }

  private static func lean(_ run: [Double], _ baseline: PhantomBaseline) -> Bool {
    guard run.count == 10, baseline.standardDeviation != nil else { return false }
    return areOnOneSide(run[...]) || baseline.isBeyond(10, run.reduce(0, +))
  }

  private static func areOnOneSide(_ run: ArraySlice<Double>) -> Bool {
    run.allSatisfy { $0 > 0 } || run.allSatisfy { $0 < 0 }
  }
}
