// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
internal import KnowledgeBase

/// How many of a cohort cross a cut point when the reference changes.
///
/// The first name is the base. Every other name of the same basis is a pair with it, and a score counts in a pair where both
/// give one. Memory does not grow with the cohort.
public struct ComparisonTally: Sendable {
  /// A score at which a category changes.
  public struct CutPoint: Hashable, Sendable {
    /// The score.
    public let score: ReportedScore

    /// Whether the score itself belongs to the lower side.
    let belongsToLower: Bool

    /// Tells whether a score lies on the lower side.
    func isBelow(_ other: ReportedScore) -> Bool { belongsToLower ? other <= score : other < score }

    /// The cut points of a basis, the highest first.
    ///
    /// - Source: Rules CLS-04 and CLS-06.
    public static func all(of basis: ScoreBasis) -> [CutPoint] {
      let points = CutPoints.published
      return basis == .t
        ? [
          CutPoint(score: points.normalAtLeast, belongsToLower: false),
          CutPoint(score: points.osteoporosisAtMost, belongsToLower: true),
        ] : [CutPoint(score: points.belowRangeAtMost, belongsToLower: true)]
    }
  }

  /// A region wherever it was measured, on either side.
  public struct Place: Hashable, Sendable {
    /// The site.
    public let site: Site

    /// The vertebrae, for the lumbar spine.
    public let vertebrae: VertebralSubset?

    /// The place in lists.
    var order: [Int] {
      [Site.allCases.firstIndex(of: site) ?? 0] + (vertebrae.map { [4 - $0.count, Int($0.rawValue)] } ?? [])
    }
  }

  /// What a change of the reference does.
  public struct Count: Sendable {
    /// How many have a score under both.
    public private(set) var scored = 0

    /// How many move to the lower side of each cut point, in the order of ``CutPoint/all(of:)``.
    public private(set) var lower: [Int]

    /// How many move to the higher side.
    public private(set) var higher: [Int]

    private var sum = 0.0

    /// The mean of the other score less the base, before rounding; `nil` where none is scored.
    public var meanChange: Double? { scored == 0 ? nil : sum / Double(scored) }

    init(_ basis: ScoreBasis) {
      lower = CutPoint.all(of: basis).map { _ in 0 }
      higher = lower
    }

    mutating func count(_ base: ComparedScore, _ other: ComparedScore) {
      guard let from = base.reported, let to = other.reported else { return }
      scored += 1
      sum += (other.unrounded ?? to.value) - (base.unrounded ?? from.value)
      for (index, point) in CutPoint.all(of: base.name.basis).enumerated() {
        switch (point.isBelow(from), point.isBelow(to)) {
        case (false, true): lower[index] += 1
        case (true, false): higher[index] += 1
        default: break
        }
      }
    }
  }

  /// The base and one other name.
  public struct Pair: Sendable {
    /// The base.
    public let base: ReferenceName

    /// The other.
    public let other: ReferenceName

    /// The counts by region, in the order of lists.
    public var places: [(place: Place, count: Count)] {
      counts.sorted { $0.key.order.lexicographicallyPrecedes($1.key.order) }.map { ($0.key, $0.value) }
    }

    /// The count of the lowest score of a person at one visit, over the diagnostic regions that both score.
    public fileprivate(set) var lowest: Count

    fileprivate let indices: (base: Int, other: Int)
    fileprivate var counts: [Place: Count] = [:]
  }

  /// The pairs, in the order of the names.
  public private(set) var pairs: [Pair]

  /// How many regions were compared.
  public private(set) var regions = 0

  /// How many visits of a person.
  public private(set) var visits = 0

  /// For each name how often it refused, by code.
  public private(set) var refusals: [[String: Int]]

  /// Creates an empty tally.
  public init(_ names: [ReferenceName]) {
    refusals = names.map { _ in [:] }
    pairs = names.indices.dropFirst().compactMap { index in
      guard let base = names.first, base.basis == names[index].basis else { return nil }
      return Pair(base: base, other: names[index], lowest: Count(base.basis), indices: (0, index))
    }
  }

  /// Counts the regions of one visit of one person.
  public mutating func count(_ visit: [ComparedRegion]) {
    visits += visit.isEmpty ? 0 : 1
    regions += visit.count
    for region in visit {
      for (index, score) in region.scores.enumerated() {
        if let code = score.refusal?.code { refusals[index][code, default: 0] += 1 }
      }
    }
    for index in pairs.indices { pairs[index].count(visit) }
  }
}

extension ComparisonTally.Pair {
  fileprivate mutating func count(_ visit: [ComparedRegion]) {
    var lowestBase: ComparedScore?
    var lowestOther: ComparedScore?
    for region in visit {
      let (from, to) = (region.scores[indices.base], region.scores[indices.other])
      guard from.reported != nil, to.reported != nil else { continue }
      let place = ComparisonTally.Place(site: region.region.site, vertebrae: region.region.subset)
      counts[place, default: ComparisonTally.Count(base.basis)].count(from, to)
      guard region.isDiagnostic else { continue }
      lowestBase = lowestBase.map { $0.isLower(than: from) ? $0 : from } ?? from
      lowestOther = lowestOther.map { $0.isLower(than: to) ? $0 : to } ?? to
    }
    if let lowestBase, let lowestOther { lowest.count(lowestBase, lowestOther) }
  }
}

extension ComparedScore {
  fileprivate func isLower(than other: ComparedScore) -> Bool {
    (unrounded ?? .infinity) <= (other.unrounded ?? .infinity)
  }
}
