// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
internal import KnowledgeBase
internal import Statistics

/// The quality control of one scanner by one phantom.
public struct AssessedPhantom: Sendable {
  /// Which scans are the baseline.
  public enum BaselineChoice: Hashable, Sendable {
    /// The first so many; all where there are fewer.
    case scans(Int)
    /// Those up to a day, which belongs to it.
    case until(CalendarDate)

    /// The fewest scans that may be asked for.
    public static let leastScans = 10
    /// The scans that are asked for where nothing is said.
    public static let usualScans = 25
  }

  /// The scanner and the phantom.
  public let series: PhantomRecord.Series

  /// The scans as they stand in the table, in the order of time.
  public let entries: [PhantomRecord.Entry]

  /// What is said of them.
  public let control: PhantomControl

  /// What the rules say.
  public let findings: [Finding]

  /// Judges every series of a record.
  ///
  /// - Returns: One answer for each series; `nil` where the baseline of one would hold no scan.
  public static func all(in record: PhantomRecord, baseline: BaselineChoice) -> [AssessedPhantom]? {
    let assessed = record.series.map { AssessedPhantom($0, record.entries(of: $0), baseline) }
    return assessed.contains { $0 == nil } ? nil : assessed.compactMap(\.self)
  }

  private init?(_ series: PhantomRecord.Series, _ entries: [PhantomRecord.Entry], _ choice: BaselineChoice) {
    let count =
      switch choice {
      case .scans(let asked): min(asked, entries.count)
      case .until(let day): entries.count { $0.scan.date <= day }
      }
    guard count > 0 else { return nil }
    let control = PhantomControl(entries.map { $0.scan }, baseline: count)
    self.series = series
    self.entries = entries
    self.control = control
    let facts = PhantomFacts(entries, control, choice).facts
    findings = Finding.list(Self.findings(facts, subject: series.name))
  }

  /// The days with a scan of the baseline.
  public var baselineDays: Int { Set(entries.prefix(control.baseline.count).map { $0.scan.date }).count }

  /// Returns what the rules on phantoms say of some facts.
  static func findings(_ facts: Facts, subject: String) -> [Finding] {
    RuleBook(profile: .iscd2023).holding(.phantom, facts).compactMap { Finding($0, subject: subject, facts) }
  }
}

/// What the rules ask about the scans of a phantom.
private struct PhantomFacts {
  private let entries: [PhantomRecord.Entry]
  private let control: PhantomControl
  private let choice: AssessedPhantom.BaselineChoice

  init(
    _ entries: [PhantomRecord.Entry], _ control: PhantomControl, _ choice: AssessedPhantom.BaselineChoice
  ) {
    self.entries = entries
    self.control = control
    self.choice = choice
  }

  var facts: Facts { baselineFacts.adding(limitFacts).adding(runFacts).adding(gapFacts) }

  private var baselineFacts: Facts {
    var facts = Facts()
    let count = control.baseline.count
    facts[.phantomScans] = .count(entries.count)
    facts[.phantomBaselineScans] = .count(count)
    facts[.phantomBaselineDays] = .count(Set(entries.prefix(count).map { $0.scan.date }).count)
    facts[.phantomHasDeviation] = .flag(control.baseline.standardDeviation != nil)
    if case .scans(let asked) = choice {
      facts[.phantomBaselineAsked] = .count(asked)
      facts[.phantomBaselineMissing] = .count(asked - count)
    }
    return facts
  }

  private var limitFacts: Facts {
    var facts = Facts()
    let limits = control.baseline.limits
    facts[.phantomMean] = Self.density(limits.mean)
    facts[.phantomLower] = Self.density(limits.lower)
    facts[.phantomUpper] = Self.density(limits.upper)
    count(into: &facts, .phantomOutside, .phantomOutsideLine) { $0.isOutside }
    count(into: &facts, .phantomBeyondThree, .phantomBeyondThreeLine) { !$0.isOutside && $0.rules.contains(.a) }
    facts[.phantomStops] = .count(control.stops.count)
    facts[.phantomStopLine] = control.stops.first.map { .count(entries[$0.start].line) }
    return facts
  }

  private var runFacts: Facts {
    var facts = Facts()
    count(into: &facts, .phantomPairs, .phantomPairsLine) { $0.rules.contains(.b) }
    count(into: &facts, .phantomJumps, .phantomJumpsLine) { $0.rules.contains(.c) }
    count(into: &facts, .phantomFours, .phantomFoursLine) { $0.rules.contains(.d) }
    count(into: &facts, .phantomTens, .phantomTensLine) { $0.rules.contains(.e) }
    count(into: &facts, .phantomSignals, .phantomSignalLine) { $0.drift?.isSignal ?? false }
    return facts
  }

  private var gapFacts: Facts {
    var facts = Facts()
    facts[.phantomGaps] = .count(control.gaps.count)
    let longest = control.gaps.max { ($0.days, $1.end) < ($1.days, $0.end) }
    facts[.phantomLongestGap] = longest.map { .count($0.days) }
    facts[.phantomLongestGapLine] = longest.map { .count(entries[$0.end].line) }
    return facts
  }

  /// Counts scans, and tells the line of the first.
  private func count(
    into facts: inout Facts, _ fact: Fact, _ line: Fact, where matches: (PhantomControl.Judged) -> Bool
  ) {
    let places = control.scans.indices.filter { matches(control.scans[$0]) }
    facts[fact] = .count(places.count)
    facts[line] = places.first.map { .count(entries[$0].line) }
  }

  private static func density(_ milligrams: Int64) -> FactValue {
    .number(ExactDecimal(billionths: milligrams * 1_000_000))
  }
}
