// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
internal import KnowledgeBase
public import Statistics

/// The change of one region between the latest scan and an earlier one.
///
/// - Source: Rules SER-01 to SER-12; `docs/methods/change.md`.
public struct AssessedChange: Sendable {
  /// The earlier scan that is compared with.
  public enum Span: String, Sendable {
    /// The one before the latest.
    case previous
    /// The first one that compares with the latest.
    case baseline
    /// One that is both.
    case previousAndBaseline = "previous-and-baseline"
  }

  /// What differs between two measurements that do not compare, or that leave a doubt.
  public struct Difference: Hashable, Sendable {
    /// What differs: `maker`, `facility`, `vertebrae`, `side`, `mode`, `scanner` or `software`.
    public let part: String
    /// How it was at the earlier scan.
    public let earlier: String
    /// How it was at the later scan.
    public let later: String
  }

  /// The earlier scan that is compared with.
  public let span: Span

  /// The earlier measurement.
  public let earlier: AssessedRegion

  /// The later measurement.
  public let later: AssessedRegion

  /// The years of 365.25 days between the two.
  public let years: Double

  /// Whether the two compare.
  public let isComparable: Bool

  /// What differs, if something does.
  public let difference: Difference?

  /// The later density less the earlier one in mg/cm²; `nil` where the two do not compare.
  public let milligrams: Int64?

  /// The calibration by which the earlier density was converted to the later scanner; `nil` for one scanner.
  public let calibration: ScannerCalibration?

  /// The least significant change at 95 % in g/cm², between two scanners the generalized one; `nil` where it is not known, or
  /// the two do not compare.
  public let leastSignificantChange: Double?

  /// Whether the change is the least significant one or more; `nil` where that cannot be said.
  ///
  /// On one scanner both are compared as printed, in whole mg/cm².
  ///
  /// - Source: Rules SER-02 and XCL-04: equal counts.
  public let isSignificant: Bool?

  /// What the series of scans says of the true change; `nil` where the two do not compare or the precision is not known.
  public internal(set) var truth: TrueChange?

  /// What is not said of the change, and why.
  public internal(set) var refusals: [Refusal]

  /// The rules behind it.
  public internal(set) var rules: [String]

  /// The earlier density in g/cm², on the later scanner.
  public var earlierDensity: Double? {
    guard let density = earlier.region.density?.gramsPerSquareCentimeter else { return nil }
    return calibration.map { $0.converted(density) } ?? density
  }

  /// The change in percent of the earlier density.
  public var percent: Double? {
    guard let milligrams, let before = earlierDensity else { return nil }
    return Double(milligrams) / 10 / before
  }

  /// The change per year in g/cm²; `nil` for scans less than a day apart.
  public var gramsPerYear: Double? {
    guard let milligrams, years > 0 else { return nil }
    return Double(milligrams) / 1000 / years
  }

  /// The change per year in percent of the earlier density.
  public var percentPerYear: Double? { years > 0 ? percent.map { $0 / years } : nil }

  /// The rules behind it, with those of the expected rates.
  public var spokenRules: [String] { rules + (truth?.expected?.rates.steps.compactMap { $0.rule } ?? []) }
}

extension Finding {
  /// Whether it is about a change between scans.
  public var isOnChange: Bool { RuleBook.rule(rule)?.subject == .change || rule.utf8.starts(with: "NUM-06".utf8) }
}

/// What a series of scans says of the true change between two of them.
public struct TrueChange: Sendable {
  /// The true change in g/cm².
  public let change: ScanSeries.Estimate

  /// The amount in g/cm² whose loss has ``probabilityOfLargeLoss``: the least significant change.
  public let amount: Double

  /// The scans that speak, the two among them.
  public let scans: Int

  /// What was expected before the scans; `nil` where nothing was.
  public let expected: ExpectedChange?

  /// Why nothing was expected.
  public let noExpectation: NoExpectation?

  /// The share of the measured change that is expected to be true, from 0 for none; `nil` for a measured change of 0.
  public let shareSeenAgain: Double?

  /// The mean density in g/cm² that percentages of rates are of.
  public let meanDensity: Double

  /// The probability that density fell.
  public var probabilityOfLoss: Double { change.probability(below: 0) }

  /// The probability that density rose.
  public var probabilityOfGain: Double { 1 - change.probability(below: 0) }

  /// The probability that density fell by more than ``amount``.
  public var probabilityOfLargeLoss: Double { change.probability(below: -amount) }

  /// The probability that density rose by more than ``amount``.
  public var probabilityOfLargeGain: Double { 1 - change.probability(below: amount) }
}

/// The change that was expected of such a person, beside the measured one.
public struct ExpectedChange: Sendable {
  /// The expected rates from the earlier scan to the later one, with times in years since the earlier one.
  public let rates: ExpectedRates

  /// The measured change that was expected in g/cm², with the error of both scans in its standard deviation.
  public let measured: ScanSeries.Estimate

  /// The share of such people whose measured change lies as far or farther from the expected one.
  public let probability: Double

  /// Whether the measured change lies within 95 % of what was expected.
  public var fits: Bool { probability >= 0.05 }
}

/// The change of the person over several sites that were measured on the same two days.
public struct PersonChange: Sendable {
  /// The regions.
  public let regions: [MeasuredRegion]

  /// The mean of their true changes in percent.
  public let percent: ScanSeries.Estimate

  /// The probability that density fell.
  public var probabilityOfLoss: Double { percent.probability(below: 0) }

  /// The probability that density rose.
  public var probabilityOfGain: Double { 1 - percent.probability(below: 0) }
}
