// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase

/// The spine of one scan: which region counts after vertebrae were left out by a person.
struct SpineRegions {
  /// The spine regions, with the one that was pooled where the scan gives none for the kept vertebrae.
  let regions: [MeasuredRegion]

  /// The region that was pooled here, if one was.
  let pooled: MeasuredRegion?

  /// The vertebrae that a person left out, with the reasons.
  let exclusions: [Vertebra: String]

  /// Whether single vertebrae would have to be pooled and cannot be.
  let lacksContent: Bool

  private let keptCount: Int

  /// Creates the spine of a scan.
  ///
  /// - Parameters:
  ///   - spine: The spine regions of the scan.
  ///   - isContradicted: Tells whether content and area contradict the density of a region; such a vertebra would carry its
  ///     fault into the pool.
  init(_ spine: [MeasuredRegion], isContradicted: (MeasuredRegion) -> Bool) {
    let singles = spine.filter { $0.singleVertebra != nil }
    var exclusions: [Vertebra: String] = [:]
    for region in singles {
      if let vertebra = region.singleVertebra, let reason = region.exclusionReason { exclusions[vertebra] = reason }
    }
    self.exclusions = exclusions
    let kept = singles.filter { $0.exclusionReason == nil }
    let isFaulty = kept.contains(where: isContradicted)
    let isGiven = spine.contains { total in
      total.singleVertebra == nil && !Self.contains(exclusions, total) && (total.subset?.count ?? 0) >= kept.count
    }
    pooled = kept.count >= 2 && !isGiven && !isFaulty ? MeasuredRegion.pooling(kept) : nil
    regions = spine + (pooled.map { [$0] } ?? [])
    lacksContent = kept.count >= 2 && !isGiven && pooled == nil
    keptCount = kept.count { !isContradicted($0) }
  }

  /// Tells whether a region contains a vertebra that a person left out.
  func containsExcluded(_ region: MeasuredRegion) -> Bool { Self.contains(exclusions, region) }

  private static func contains(_ exclusions: [Vertebra: String], _ region: MeasuredRegion) -> Bool {
    guard let subset = region.subset, region.singleVertebra == nil else { return false }
    return exclusions.keys.contains { subset.contains(VertebralSubset($0)) }
  }

  /// Whether two or more vertebrae can be evaluated.
  var hasSeveralVertebrae: Bool {
    keptCount >= 2 || regions.contains { ($0.subset?.count ?? 0) >= 2 && !containsExcluded($0) }
  }

  /// Tells whether a reason was given for every vertebra that a region leaves out.
  func hasReasons(for region: MeasuredRegion) -> Bool {
    guard let subset = region.subset else { return false }
    return VertebralSubset.all.subtracting(subset).vertebrae.allSatisfy { exclusions[$0] != nil }
  }
}
