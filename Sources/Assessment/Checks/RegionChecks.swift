// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// The facts of one region of the latest visit against its parts, its neighbors and its earlier measurement.
///
/// - Source: Rules AUD-08, AUD-12, AUD-20, AUD-21, AUD-32 and AUD-35.
struct RegionChecks {
  private let visits: [VisitAssessment]
  private let implants: Implants

  init(of study: Study, _ visits: [VisitAssessment], implants: Implants) {
    self.visits = visits
    self.implants = implants
  }

  func facts(of region: AssessedRegion) -> Facts {
    var facts = spine(region).adding(hip(region)).adding(earlier(region))
    facts[.used] = .flag(region.usedForDiagnosis)
    facts[.computedZ] = region.z?.computed.map { .score($0.reported) }
    facts[.tDecimals] = region.region.printed.map { .count($0.tDecimals) }
    facts[.zDecimals] = region.region.printed.map { .count($0.zDecimals) }
    if !region.isPooled, let density = region.region.density {
      let exact = ExactDecimal(density.gramsPerSquareCentimeter)
      facts[.density] = exact.map { .number($0) }
      facts[.densityDecimals] = exact.map { .count($0.places) }
    }
    facts[.implantHere] = .flag(implants.isHere(region.region))
    facts[.implantPerhapsHere] = .flag(implants.isPerhapsHere(region.region))
    return facts
  }

  // MARK: Spine

  private func spine(_ region: AssessedRegion) -> Facts {
    var facts = Facts()
    guard let subset = region.region.subset, subset.count > 1, !region.isPooled else { return facts }
    guard let scan = visits[0].visit.scans.first(where: { $0.regions.contains(region.region) }) else { return facts }
    let singles = scan.regions.filter { single in
      single.singleVertebra.map { subset.contains(VertebralSubset($0)) } ?? false
    }
    if singles.count == subset.count, let sum = MeasuredRegion.pooling(singles) {
      facts = facts.adding(sumFacts(region.region, sum))
    }
    if subset == .all {
      let assessed = visits[0].regions.map { $0.assessed }.filter { scan.regions.contains($0.region) }
      facts[.largestNeighborGap] = SuspectVertebra.largestGap(among: assessed, on: scan).map { .number($0.exact) }
    }
    return facts
  }

  private func sumFacts(_ spine: MeasuredRegion, _ sum: MeasuredRegion) -> Facts {
    var facts = Facts()
    guard let density = spine.density?.gramsPerSquareCentimeter, let content = sum.content, let area = sum.area,
      let exact = ExactDecimal(density), let grams = ExactDecimal(content), let size = ExactDecimal(area)
    else { return facts }
    // The gap in billionths is rounded up, so that it lies above a limit just where the exact one does.
    let distance = Int128(exact.billionths) * Int128(size.billionths) - Int128(grams.billionths) * 1_000_000_000
    let gap = (distance.magnitude + size.billionths.magnitude.asWide - 1) / size.billionths.magnitude.asWide
    facts[.spineSumGap] = .number(ExactDecimal(billionths: Int64(gap)))
    let shown = ExactDecimal(content / area).map { $0.rounded(toPlaces: 4) }
    facts[.spineSum] = shown.map { .number(ExactDecimal(billionths: $0 * 100_000)) }
    return facts
  }

  // MARK: Hip

  private func hip(_ region: AssessedRegion) -> Facts {
    var facts = Facts()
    let own = region.region
    guard [.totalHip, .femoralNeck].contains(own.site), own.exclusionReason == nil else { return facts }
    let other: Site = own.site == .totalHip ? .femoralNeck : .totalHip
    let partner = visits[0].regions.map { $0.assessed }.first {
      $0.region.site == other && $0.region.side == own.side && $0.region.exclusionReason == nil
    }
    guard let partner else { return facts }
    if own.site == .totalHip {
      let basis = visits[0].diagnosis.basis ?? .t
      if let hip = region.score(basis)?.reported, let neck = partner.score(basis)?.reported {
        facts[.hipNeckGap] = .number((hip.exact - neck.exact).magnitude)
      }
    } else if region.scanner.scale == .hologic, let neck = own.density, let hip = partner.region.density {
      let (neck, hip) = (neck.gramsPerSquareCentimeter, hip.gramsPerSquareCentimeter)
      if neck > hip { facts[.neckAboveHip] = .percentChange(neck, from: hip) }
    }
    return facts
  }

  // MARK: Earlier visit

  private func earlier(_ region: AssessedRegion) -> Facts {
    var facts = Facts()
    guard let before = visits.earlier(like: region), let scale = region.scanner.scale else { return facts }
    guard before.scanner.scale == scale else { return facts }
    guard region.region.exclusionReason == nil, before.region.exclusionReason == nil else { return facts }
    facts[.yearlyChange] = yearlyChange(region, before)
    if let now = region.region.density, let then = before.region.density {
      facts[.densityFell] = .flag(now.gramsPerSquareCentimeter < then.gramsPerSquareCentimeter)
    }
    facts[.referenceChanged] = referenceChanged(region, before).map { .flag($0) }
    return facts
  }

  /// A change within less than a year counts as one of a year: noise over a few weeks is no loss of bone.
  private func yearlyChange(_ now: AssessedRegion, _ before: AssessedRegion) -> FactValue? {
    guard let new = now.region.density, let old = before.region.density, before.age.completedYears >= 20 else {
      return nil
    }
    let years: Double
    if let date = now.date, let earlier = before.date {
      years = Double(date.days(since: earlier)) / 365.25
    } else if let age = now.age.exactYears, let earlier = before.age.exactYears {
      years = age - earlier
    } else {
      return nil
    }
    let (value, base) = (new.gramsPerSquareCentimeter, old.gramsPerSquareCentimeter)
    return .percentChange(base + (value - base) / max(1, years), from: base)
  }

  /// Two names of one known reference are no change; without names the prints must have one reference in common.
  private func referenceChanged(_ now: AssessedRegion, _ before: AssessedRegion) -> Bool? {
    let new = explanation(of: now)
    let old = explanation(of: before)
    if let name = now.region.printed?.reference, let earlier = before.region.printed?.reference {
      let isSame = name.lowercased() == earlier.lowercased()
      return !isSame && Self.references(new?.stated).isDisjoint(with: Self.references(old?.stated))
    }
    let fits = (new: Self.references(new?.fits), old: Self.references(old?.fits))
    return fits.new.isEmpty || fits.old.isEmpty ? nil : fits.new.isDisjoint(with: fits.old)
  }

  private static func references(_ fits: [ReferenceFit]?) -> Set<String> { Set((fits ?? []).map { $0.reference }) }

  private func explanation(of region: AssessedRegion) -> ScoreExplanation? {
    guard region.region.printed?.t != nil, region.age.completedYears >= 20 else { return nil }
    return ReferenceExplainer(.ofYoungAdults).t(of: region.region, on: region.scanner)
  }
}

extension UInt64 {
  /// The number in twice as many bits.
  fileprivate var asWide: UInt128 { UInt128(self) }
}
