// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import KnowledgeBase
internal import Statistics

/// How far phantom scans on two scanners agree.
///
/// - Source: Rule XCL-01; `docs/methods/calibration.md`.
public struct PhantomAgreement: Sendable {
  /// The phantom scans on one scanner.
  public struct Scans: Hashable, Sendable {
    /// The number of scans.
    public let count: Int
    /// Their mean in g/cm².
    public let mean: Double
    /// Their standard deviation in g/cm²; `nil` of a single scan.
    public let standardDeviation: Double?

    /// Sums scans, of which there must be one at least.
    init(_ values: [Double]) {
      let mean = values.reduce(0, +) / Double(values.count)
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      count = values.count
      self.mean = mean
      standardDeviation = values.count > 1 ? (squares / Double(values.count - 1)).squareRoot() : nil
    }
  }

  /// The scans on the old scanner.
  public let old: Scans

  /// The scans on the new scanner.
  public let new: Scans

  /// The new mean less the old one, in percent of the old one.
  public var percent: Double { 100 * (new.mean - old.mean) / old.mean }

  /// Whether the means agree, as rule XCL-01 asks.
  public let agrees: Bool

  /// What the rules say.
  public let findings: [Finding]

  /// Compares scans.
  ///
  /// The answer is `nil` where a scanner has no scan.
  ///
  /// - Parameters:
  ///   - old: The densities on the old scanner in g/cm², positive.
  ///   - new: The densities on the new scanner.
  public init?(old: [Double], new: [Double]) {
    guard !old.isEmpty, !new.isEmpty else { return nil }
    let (old, new) = (Scans(old), Scans(new))
    let gap = 100 * (new.mean - old.mean).magnitude / old.mean
    var facts = Facts([.calibrationPhantomScans: .count(min(old.count, new.count))])
    facts[.calibrationPhantomGap] = Self.roundedUp(gap)
    self.old = old
    self.new = new
    findings = CalibrationRules(subject: "phantom").findings(facts)
    agrees = !findings.contains { $0.rule == "XCL-01" }
  }

  /// A percentage rounded up to thousandths, so that it passes a limit of whole thousandths where the exact one does.
  private static func roundedUp(_ percent: Double) -> FactValue? {
    ExactDecimal(percent).map { exact in
      .number(ExactDecimal(billionths: (exact.billionths + 999_999) / 1_000_000 * 1_000_000))
    }
  }
}

/// What the rules say of a published conversion.
public enum PublishedConversionRules {
  /// The findings: that it is for groups.
  public static var findings: [Finding] {
    CalibrationRules(subject: "published conversion").findings(Facts([.calibrationPublished: .flag(true)]))
  }
}
