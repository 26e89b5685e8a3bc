// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry

/// Which known references explain the scores that a scan printed.
///
/// - Source: Method note `docs/methods/reference-explanation.md`.
public struct ReferenceExplanation: Sendable {
  /// The day of the scan, if it was given.
  public let date: CalendarDate?

  /// The age at the scan.
  public let age: Age

  /// The scanner.
  public let scanner: Scanner

  /// The regions with a printed score, in the order of lists.
  public let regions: [RegionExplanation]

  /// What the printed T-scores of each part of the body follow.
  public let parts: [PartExplanation]

  /// The combinations of reference sets that explain every printed T-score that can be checked, best first.
  public let systems: [ReferenceSystem]

  /// How many combinations of sets were tried.
  public let systemsTried: Int

  /// The answer in a few sentences.
  public var verdict: String { ReferenceVerdict(self).text }
}

/// A region with what explains its printed scores.
public struct RegionExplanation: Sendable {
  /// The measurement.
  public let region: MeasuredRegion

  /// The printed T-score, if there is one.
  public let t: ScoreExplanation?

  /// The printed Z-score, if there is one.
  public let z: ScoreExplanation?
}

/// A printed score with the references that explain it.
public struct ScoreExplanation: Sendable {
  /// Why a printed score cannot be checked.
  public enum Obstacle: String, CaseIterable, Sendable {
    /// No density was given.
    case noDensity = "no-density"
    /// No reference of the region is known on the scale.
    case noReference = "no-reference"
    /// The age lies outside every curve.
    case ageOutside = "age-outside"
    /// The age is known only from below.
    case ageNotExact = "age-not-exact"
  }

  /// T or Z.
  public let basis: ScoreBasis

  /// The score as printed.
  public let printed: ReportedScore

  /// The references that explain it, best first.
  public let fits: [ReferenceFit]

  /// The references that do not, the nearest first.
  public let misses: [ReferenceFit]

  /// The name of the reference on the print, if one was given.
  public let statedName: String?

  /// Why it cannot be checked.
  public let obstacle: Obstacle?

  /// How many known references it was compared with.
  public var compared: Int { fits.count + misses.count }

  /// The nearest reference where none explains the print.
  public var nearest: ReferenceFit? { fits.isEmpty ? misses.first : nil }

  /// The references that the print names, where they are known, best first.
  public var stated: [ReferenceFit] { (fits + misses).filter { $0.isStated } }

  /// Whether the reference that the print names explains it; `nil` where it names none that is known.
  public var isStatedExplaining: Bool? { stated.isEmpty ? nil : stated.contains { $0.explains } }
}

/// What the printed T-scores of one part of the body follow.
public struct PartExplanation: Sendable {
  /// The part of the body.
  public let part: BodyPart

  /// The regions whose T-score can be checked, as labels.
  public let checked: [String]

  /// The sets that explain every one of these, best first.
  public let choices: [ReferenceSystem.Choice]

  /// The regions that no known reference explains, as labels.
  public let unexplained: [String]
}

/// How one setting of a scanner would choose references for all sites: a set for each part of the body.
public struct ReferenceSystem: Sendable {
  /// One set at one part of the body.
  public struct Choice: Sendable {
    /// The part of the body.
    public let part: BodyPart

    /// The name of the set.
    public let set: String

    /// The fits of its references, one for each checked region of the part.
    public let fits: [ReferenceFit]

    /// The sum over the regions of what makes a fit better; less is better.
    var preference: [Int] {
      fits.map { $0.preference }.reduce([0, 0, 0, 0]) { sum, next in zip(sum, next).map { $0 + $1 } }
    }
  }

  /// The sets, in the order of the parts.
  public let choices: [Choice]

  /// The names of the sets, in the order of the parts.
  public var sets: [String] { choices.map { $0.set } }

  /// Whether all sets are of one sex.
  public var isOfOneSex: Bool { Set(choices.flatMap { $0.fits.compactMap { $0.sex } }).count <= 1 }
}
