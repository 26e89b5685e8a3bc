// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// How the sites of one visit differ: spine, hip and forearm, and the two hips.
///
/// Compared are the scores that the diagnosis rests on; where it rests on none, nothing is compared.
///
/// - Source: Rules DSC-01 to DSC-05, AUD-21 and DIS-22.
struct DiscordanceFacts {
  private let visit: VisitAssessment
  private let valid: [AssessedRegion]

  init(of visit: VisitAssessment) {
    self.visit = visit
    valid = visit.regions.map { $0.assessed }.filter { $0.isDiagnostic }
  }

  var facts: Facts { sites.adding(hips).adding(highest).adding(areas) }

  // MARK: Spine, hip and forearm

  private var sites: Facts {
    var facts = Facts()
    guard let basis = visit.diagnosis.basis else { return facts }
    let spine = lowest([.lumbarSpine], basis)
    let neck = lowest([.femoralNeck], basis)
    let hip = lowest([.femoralNeck, .totalHip], basis)
    let radius = lowest([.radius33], basis)
    facts[.spineScore] = spine.map { .score($0) }
    facts[.neckScore] = neck.map { .score($0) }
    facts[.hipScore] = hip.map { .score($0) }
    facts[.radiusScore] = radius.map { .score($0) }
    guard let spine else { return facts }
    facts[.spineLessHip] = hip.map { .number(spine.exact - $0.exact) }
    facts[.spineLessRadius] = radius.map { .number(spine.exact - $0.exact) }
    facts[.spineNeckGap] = neck.map { .number((spine.exact - $0.exact).magnitude) }
    if basis == .t { facts[.categoryDistance] = hip.map { .count(abs(step(spine) - step($0))) } }
    return facts
  }

  private func lowest(_ sites: [Site], _ basis: ScoreBasis) -> ReportedScore? {
    valid.filter { sites.contains($0.region.site) }.compactMap { $0.score(basis)?.reported }.min()
  }

  /// The place of the category of a T-score, from 0 for normal to 2 for osteoporosis.
  private func step(_ score: ReportedScore) -> Int {
    switch CutPoints.published.classify(score, by: .t) {
    case .normal: 0
    case .lowBoneMass: 1
    default: 2
    }
  }

  // MARK: Both hips

  private var hips: Facts {
    var facts = Facts()
    guard let basis = visit.diagnosis.basis else { return facts }
    func necks(_ side: Side) -> [ReportedScore] {
      valid.filter { $0.region.site == .femoralNeck && $0.region.side == side }
        .compactMap { $0.score(basis)?.reported }
    }
    let gaps = necks(.left).flatMap { left in necks(.right).map { (left.exact - $0.exact).magnitude } }
    facts[.neckSideGap] = gaps.max().map { .number($0) }
    return facts
  }

  // MARK: High scores

  private var highest: Facts {
    var facts = Facts()
    let scores = valid.flatMap { [$0.t?.reported, $0.z?.reported] }.compactMap(\.self)
    facts[.highestScore] = scores.max().map { .score($0) }
    let first = visit.regions.map { $0.assessed }.filter { $0.region.singleVertebra == .l1 }
    facts[.firstVertebraZ] = first.compactMap { $0.z?.reported }.max().map { .score($0) }
    let hips = valid.filter { $0.region.site.isHip }.compactMap { $0.z?.reported }
    facts[.highestHipZ] = hips.max().map { .score($0) }
    return facts
  }

  // MARK: Areas

  private var areas: Facts {
    var facts = Facts()
    let measured = visit.visit.scans.flatMap { $0.regions }
    var gaps: [FactValue] = []
    for left in measured where left.side == .left && left.site.isHip {
      for right in measured where right.side == .right && right.site == left.site {
        guard let first = left.area, let second = right.area else { continue }
        gaps += [FactValue.percentChange(max(first, second), from: min(first, second))].compactMap(\.self)
      }
    }
    facts[.sideAreaGap] = gaps.compactMap { if case .number(let gap) = $0 { gap } else { nil } }.max().map {
      .number($0)
    }
    let orders = visit.visit.scans.compactMap(isFourthSmaller)
    if !orders.isEmpty { facts[.fourthVertebraSmaller] = .flag(orders.contains(true)) }
    return facts
  }

  private func isFourthSmaller(_ scan: Scan) -> Bool? {
    func area(_ vertebra: Vertebra) -> Double? {
      scan.regions.first { $0.singleVertebra == vertebra }?.area
    }
    guard let first = area(.l1), let fourth = area(.l4) else { return nil }
    return fourth < first
  }
}
