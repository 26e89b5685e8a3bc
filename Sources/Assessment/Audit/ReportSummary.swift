// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// What a report says in sum, gathered in one pass, so that an audit takes a time in proportion to its length.
struct ReportSummary {
  /// The diagnoses that the report makes of the scan now: neither denied nor of an earlier time.
  private(set) var diagnoses: [StatedDiagnosis] = []

  /// Whether it says that osteoporosis was diagnosed before.
  private(set) var saysEarlierOsteoporosis = false

  /// Whether it names an earlier study, or gives a density of one.
  private(set) var namesEarlierScan = false

  /// Whether it calls a loss or a gain significant.
  private(set) var claimsSignificantChange = false

  /// Whether it says of a change whether it is significant, or calls the density stable.
  private(set) var judgesChange = false

  /// Whether it gives a least significant change.
  var statesLimit: Bool { !limits.isEmpty }

  /// The kinds of its advice.
  private(set) var advice: Set<StatedAdvice.Kind> = []

  private var regionsWithGrams: Set<StatedRegion?> = []
  private var limits: [StatedRegion?: Limit] = [:]

  /// The greatest least significant changes that are stated of one region.
  private struct Limit {
    var milligrams: Int64?
    var percent: ExactDecimal?
  }

  init(_ report: FinishedReport) {
    for statement in report.statements { add(statement.content) }
  }

  private mutating func add(_ content: ReportStatement.Content) {
    switch content {
    case .diagnosis(let stated): add(stated)
    case .change(let stated): add(stated)
    case .leastSignificantChange(let stated): add(stated)
    case .density(let stated): namesEarlierScan = namesEarlierScan || stated.isEarlier
    case .item(.comparedStudy), .item(.outsideStudy): namesEarlierScan = true
    case .advice(let stated): advice.insert(stated.kind)
    default: break
    }
  }

  private mutating func add(_ stated: StatedDiagnosis) {
    guard !stated.isDenied else { return }
    if !stated.isEarlier {
      diagnoses.append(stated)
    } else if stated.category.isOsteoporosis {
      saysEarlierOsteoporosis = true
    }
  }

  private mutating func add(_ stated: StatedChange) {
    if stated.grams != nil { regionsWithGrams.insert(stated.region) }
    if stated.isSignificant == true, stated.direction != .stable { claimsSignificantChange = true }
    if stated.isSignificant != nil || stated.direction == .stable { judgesChange = true }
  }

  private mutating func add(_ stated: StatedLeastSignificantChange) {
    var limit = limits[stated.region] ?? Limit()
    if let grams = stated.grams { limit.milligrams = max(limit.milligrams ?? 0, grams.rounded(toPlaces: 3)) }
    if let percent = stated.percent { limit.percent = max(limit.percent ?? percent, percent) }
    limits[stated.region] = limit
  }

  /// Tells whether some statement gives the change of a region in g/cm²; without a region, of any.
  func givesGrams(of region: StatedRegion?) -> Bool {
    guard let region else { return !regionsWithGrams.isEmpty }
    return regionsWithGrams.contains { $0?.isCompatible(with: region) ?? true }
  }

  /// Returns the greatest least significant change in mg/cm² that the report states for a pair of measurements.
  ///
  /// One that names no region counts only where none names this one; of several such that differ, none can be chosen.
  func limit(for pair: ScanPair) -> Int64? {
    let named = limits.filter { $0.key?.canMean(pair.later.region) ?? false }.compactMap { milligrams($0.value, pair) }
    if let greatest = named.max() { return greatest }
    let unnamed = Set(limits.filter { $0.key == nil }.compactMap { milligrams($0.value, pair) })
    return unnamed.count == 1 ? unnamed.first : nil
  }

  private func milligrams(_ limit: Limit, _ pair: ScanPair) -> Int64? {
    if let milligrams = limit.milligrams { return milligrams }
    guard let percent = limit.percent, let before = pair.earlier.region.density else { return nil }
    return ExactDecimal(percent.doubleValue * Double(before.milligrams) / 1e5)?.rounded(toPlaces: 3)
  }
}
