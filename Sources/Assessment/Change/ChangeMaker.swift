// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Works out the changes between the latest visit and the earlier ones.
///
/// - Source: Rules SER-01 to SER-12.
struct ChangeMaker {
  let study: Study
  let visits: [VisitAssessment]
  let rules: RuleBook
  let expecter: RateExpecter

  /// What is known of the person.
  let person: Facts

  /// Returns the changes of every region of the latest visit, in the order of the regions.
  func courses() -> [RegionCourse] {
    let latest = visits[0].regions.map { $0.assessed }.filter { $0.isMeasuredAndUsable }
      .filter { $0.region.singleVertebra == nil }
    var labels: [String] = []
    for region in latest where !labels.contains(region.label) { labels.append(region.label) }
    let followsForearm = !latest.contains { [.lumbarSpine, .totalHip].contains($0.region.site) }
    return labels.compactMap { label in
      let same = latest.filter { $0.label == label }
      guard let later = same.first else { return nil }
      var facts = person
      facts[.site] = .text(later.region.site.rawValue)
      facts[.monitoringSite] = .flag(later.region.site.isFollowed(withForearm: followsForearm))
      return RegionCourse(
        later, isSeveral: same.count > 1, earlier: earlier(than: later, besides: labels), maker: self, facts: facts)
    }
  }

  /// Returns the earlier measurements of a region, of each visit those that may be meant, the latest visit first.
  ///
  /// Where no visit has the same region, those of the same site stand for it, unless the latest visit has these too.
  private func earlier(than later: AssessedRegion, besides labels: [String]) -> [[AssessedRegion]] {
    let visits = visits.dropFirst().map { visit in
      visit.regions.map { $0.assessed }.filter {
        $0.isMeasuredAndUsable && $0.region.site == later.region.site && $0.region.singleVertebra == nil
      }
    }
    let same = visits.map { $0.filter { $0.label == later.label } }.filter { !$0.isEmpty }
    guard same.isEmpty else { return same }
    return visits.map { $0.filter { !labels.contains($0.label) } }.filter { !$0.isEmpty }
  }
}

/// The changes of one region up to the latest scan.
struct RegionCourse {
  /// The changes: since the previous scan, and since the first one that compares where that is another.
  let changes: [AssessedChange]

  /// What the rules find in them.
  let findings: [Finding]

  /// Whether change is followed at the site.
  let isFollowed: Bool

  /// The model of all scans that compare; `nil` where precision or time is missing.
  let model: SeriesModel?

  /// Compares a region with earlier measurements; `nil` where there are none.
  init?(
    _ later: AssessedRegion, isSeveral: Bool, earlier: [[AssessedRegion]], maker: ChangeMaker, facts: Facts
  ) {
    guard let previous = earlier.first, let before = previous.first else { return nil }
    let single = isSeveral ? [] : earlier.filter { $0.count == 1 }.flatMap { $0 }
    let pair = { ScanPair(later: later, earlier: $0, calibrations: maker.study.calibrations) }
    let comparable = single.map(pair).filter { $0.isComparable }
    let error = maker.study.precision?.rmsSd(of: later.region, at: later.facility).flatMap { $0 > 0 ? $0 : nil }
    func model(of pairs: [ScanPair]) -> SeriesModel? {
      error.flatMap { SeriesModel(pairs.reversed(), to: later, error: $0, expecter: maker.expecter) }
    }
    let whole = model(of: comparable)
    let first = whole?.regions.first?.moment.date
    let turns =
      whole?.expected.failure != nil && maker.study.turnsBoneDrug(between: first, and: later.moment.date) == true
    let several = isSeveral ? later.moment : previous.count > 1 ? before.moment : nil
    let baseline = comparable.last
    let isBoth = previous.count == 1 && baseline.map { $0.earlier.moment == before.moment } ?? false
    var pairs = [Comparison(pair(before), isBoth ? .previousAndBaseline : .previous, several)]
    if let baseline, baseline.earlier.moment != before.moment { pairs.append(Comparison(baseline, .baseline, nil)) }
    var changes: [AssessedChange] = []
    var findings: [Finding] = []
    for pair in pairs {
      var (change, own) = pair.change(maker, turns ? model(of: [pair.pair]) : whole, facts)
      own[.windowsContradict] = changes.first.map { .flag(Self.contradict($0, change)) }
      let holding = maker.rules.holding(.change, own)
      change.rules = holding.map { $0.id }
      change.refusals = holding.compactMap { rule in
        rule.refusal.map { Refusal(rule, $0, subject: later.label, own) }
      }
      findings += holding.compactMap { Finding($0, subject: later.label, own) }
      changes.append(change)
    }
    self.changes = changes
    self.findings = findings
    self.model = turns ? model(of: Array(comparable.prefix(1))) : whole
    isFollowed = facts[.monitoringSite] == .flag(true)
  }

  private static func contradict(_ one: AssessedChange, _ other: AssessedChange) -> Bool {
    guard one.isSignificant == true, other.isSignificant == true else { return false }
    return (one.milligrams ?? 0).signum() == -(other.milligrams ?? 0).signum()
  }
}

/// Two measurements of one region that are compared.
private struct Comparison {
  let pair: ScanPair
  let span: AssessedChange.Span

  /// The visit at which the region was measured several times, if so.
  let several: Moment?

  init(_ pair: ScanPair, _ span: AssessedChange.Span, _ several: Moment?) {
    self.pair = pair
    self.span = span
    self.several = several
  }

  /// Returns the change, and the facts that the rules read of it.
  func change(_ maker: ChangeMaker, _ model: SeriesModel?, _ known: Facts) -> (AssessedChange, Facts) {
    let compares = pair.isComparable && several == nil
    let limit = compares ? Limit(of: pair, maker.study.precision) : nil
    let change = AssessedChange(
      span: span, earlier: pair.earlier, later: pair.later,
      years: pair.later.moment.years(since: pair.earlier.moment), isComparable: compares,
      difference: pair.detail.map {
        AssessedChange.Difference(part: pair.comparability.rawValue, earlier: $0.earlier, later: $0.later)
      },
      milligrams: compares ? pair.difference : nil, calibration: pair.calibration,
      leastSignificantChange: limit?.change,
      isSignificant: limit?.isReached, truth: limit.flatMap { truth(model, amount: $0.change) }, refusals: [], rules: []
    )
    return (change, facts(of: change, maker, model).reduce(into: known) { $0[$1.key] = $1.value })
  }

  private func truth(_ model: SeriesModel?, amount: Double) -> TrueChange? {
    guard let model, let index = model.regions.firstIndex(where: { $0.moment == pair.earlier.moment }) else {
      return nil
    }
    return model.truth(from: index, to: model.regions.count - 1, amount: amount)
  }

  private func facts(of change: AssessedChange, _ maker: ChangeMaker, _ model: SeriesModel?) -> [Fact: FactValue] {
    var facts: [Fact: FactValue] = [.changeSince: .text(span.rawValue), .severalOnDay: .flag(several != nil)]
    if let several {
      facts[.severalDay] = .text(several.name)
      return facts
    }
    facts[.comparability] = .text(pair.comparability.rawValue)
    facts[.differingPart] = .text(pair.comparability.words)
    facts[.comparedFrom] = pair.detail.map { .text($0.earlier) }
    facts[.comparedTo] = pair.detail.map { .text($0.later) }
    guard let milligrams = change.milligrams else { return facts }
    facts[.measuredChange] = .number(ExactDecimal(milligrams: milligrams))
    facts[.measuredDirection] = .text(milligrams > 0 ? "gain" : milligrams < 0 ? "loss" : "none")
    facts[.leastSignificantChange] = change.leastSignificantChange.flatMap { .decimal(($0 * 1000).rounded() / 1000) }
    facts[.scannerCalibrated] = .flag(change.calibration != nil)
    facts[.changeSignificant] = change.isSignificant.map { .flag($0) }
    let ofSite = maker.study.precision?.sites.contains { $0.site == pair.later.region.site } ?? false
    facts[.precisionOfOtherVertebrae] = .flag(
      change.leastSignificantChange == nil && pair.later.region.site == .lumbarSpine && ofSite)
    if let expected = change.truth?.expected {
      facts[.changeFits] = .flag(expected.fits)
      facts[.expectedChange] = ExactDecimal((expected.measured.mean * 1000).rounded() / 1000).map { .number($0) }
    }
    facts[.shareSeenAgain] = change.truth?.shareSeenAgain.map { .count(Int(min(999, ($0 * 100).rounded()))) }
    facts[.boneDrugTurn] = maker.study.turnsBoneDrug(between: pair.earlier.moment.date, and: pair.later.moment.date)
      .map { .flag($0) }
    if let model, span != .baseline {
      let outlying = model.outlying
      facts[.outlyingScans] = .count(outlying.count)
      facts[.outlyingDay] = outlying.first.map { .text(model.regions[$0].moment.name) }
    }
    return facts
  }
}

/// The least change of two measurements that counts.
private struct Limit {
  /// The least significant change in g/cm².
  let change: Double

  /// Whether the two differ by it or more.
  let isReached: Bool

  /// Takes the limit of the facility as it is printed, or that between two scanners; `nil` where neither is known.
  init?(of pair: ScanPair, _ precision: FacilityPrecision?) {
    guard let difference = pair.difference else { return nil }
    if let calibration = pair.calibration, let now = pair.later.region.density, let before = pair.earlierDensity {
      change = calibration.leastSignificantChange
      isReached = abs(now.gramsPerSquareCentimeter - before) >= calibration.leastSignificantChange
    } else {
      guard let milligrams = pair.leastSignificantChange(by: precision), milligrams > 0 else { return nil }
      change = Double(milligrams) / 1000
      isReached = abs(difference) >= milligrams
    }
  }
}

extension ScanPair.Comparability {
  /// What differs, in words.
  fileprivate var words: String {
    switch self {
    case .comparable: "nothing"
    case .maker: "the maker"
    case .facility: "the facility"
    case .vertebrae: "the vertebrae"
    case .side: "the side"
    case .mode: "the mode of the scan"
    case .scanner: "the scanner"
    case .software: "the software"
    }
  }
}

extension Site {
  /// Whether change is followed at the site; at the one-third radius only where spine and hip cannot be.
  ///
  /// - Source: Rule SER-09.
  fileprivate func isFollowed(withForearm: Bool) -> Bool {
    switch self {
    case .lumbarSpine, .totalHip: true
    case .radius33: withForearm
    default: false
    }
  }
}

extension PersonChange {
  /// Combines the changes since the previous scan of sites that are followed, of those with the same earlier visit as the
  /// first; `nil` for fewer than two sites.
  ///
  /// Of several regions of one site the first counts: the left hip, or the largest part of the spine.
  init?(_ courses: [RegionCourse]) {
    let changes = courses.filter { $0.isFollowed }.compactMap { $0.changes.first }.filter { $0.truth != nil }
    var chosen: [AssessedChange] = []
    for change in changes where change.earlier.moment == changes[0].earlier.moment {
      if !chosen.contains(where: { $0.later.region.site == change.later.region.site }) { chosen.append(change) }
    }
    guard chosen.count > 1 else { return nil }
    let parts = chosen.compactMap { change in change.truth.map { (truth: $0, scale: 100 / $0.meanDensity) } }
    let count = Double(parts.count)
    let variance = parts.reduce(0) {
      let deviation = $1.truth.change.deviation * $1.scale
      return $0 + deviation * deviation
    }
    regions = chosen.map { $0.later.region }
    percent = ScanSeries.Estimate(
      mean: parts.reduce(0) { $0 + $1.truth.change.mean * $1.scale } / count, deviation: variance.squareRoot() / count)
  }
}
