// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
internal import KnowledgeBase

/// The next lower category of a T-score, and the density at which a scan reports it.
///
/// - Source: Rules CLS-06 and NUM-04; `docs/methods/next-scan.md`.
public struct NextCutPoint: Hashable, Sendable {
  /// The highest reported score of the next category.
  public let score: ReportedScore

  /// The category.
  public let category: Densitometry.Category

  /// Finds the cut point below a reported T-score; `nil` from the last one on.
  public init?(below score: ReportedScore) {
    let published = CutPoints.published
    let below = ReportedScore(tenths: published.normalAtLeast.tenths - 1)
    guard score > published.osteoporosisAtMost else { return nil }
    self.score = score > below ? below : published.osteoporosisAtMost
    category = published.classify(self.score, by: .t)
  }

  /// Returns the highest density in g/cm² that is reported as ``score``: one halfway between tenths is rounded away from zero.
  public func density(against youngAdults: YoungAdultPopulation) -> Double {
    let mean = Double(youngAdults.meanTenThousandths) / 10_000
    return mean + (score.value + 0.05) * Double(youngAdults.deviationTenThousandths) / 10_000
  }
}
