// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// The least significant changes that a report states.
struct StatedLimits {
  private var named: [StatedRegion: [Amount]] = [:]
  private var unnamed: [Amount] = []

  private enum Amount: Hashable {
    case milligrams(Int64)
    case percent(ExactDecimal)
  }

  /// Gathers least significant changes.
  init(_ stated: [StatedLeastSignificantChange] = []) {
    for change in stated { add(change) }
  }

  /// Whether one is stated for a region: one that names it, or one that names no region.
  ///
  /// A statement names `region` and is judged by `measured`; one without a region is covered by any.
  func cover(_ region: StatedRegion?, _ measured: MeasuredRegion?) -> Bool {
    guard unnamed.isEmpty else { return true }
    guard let region else { return !named.isEmpty }
    return named.keys.contains { limit in
      limit.isCompatible(with: region) || measured.map { limit.canMean($0) } ?? false
    }
  }

  /// Adds one; what is given in g/cm² counts, and a percentage only where there is no more.
  mutating func add(_ stated: StatedLeastSignificantChange) {
    let grams = stated.grams.map { Amount.milligrams($0.rounded(toPlaces: 3)) }
    guard let amount = grams ?? stated.percent.map({ .percent($0) }) else { return }
    if let region = stated.region {
      if named[region]?.contains(amount) != true { named[region, default: []].append(amount) }
    } else if !unnamed.contains(amount) {
      unnamed.append(amount)
    }
  }

  /// Returns the least significant change in mg/cm² that is stated for a pair of measurements.
  ///
  /// Of several that name its region the greatest counts. One that names no region counts only where none names this one; of
  /// several such that differ, none can be chosen.
  func milligrams(for pair: ScanPair) -> Int64? {
    let own = named.filter { $0.key.canMean(pair.later.region) }.flatMap { milligrams(of: $0.value, for: pair) }
    if let greatest = own.max() { return greatest }
    let others = Set(milligrams(of: unnamed, for: pair))
    return others.count == 1 ? others.first : nil
  }

  /// The amounts in mg/cm²; a percentage, which is one of the earlier density, only where none is stated so.
  private func milligrams(of amounts: [Amount], for pair: ScanPair) -> [Int64] {
    let stated = amounts.compactMap { if case .milligrams(let milligrams) = $0 { milligrams } else { nil } }
    guard stated.isEmpty, let before = pair.earlier.region.density?.milligrams else { return stated }
    return amounts.compactMap { amount in
      guard case .percent(let percent) = amount else { return nil }
      return ExactDecimal(percent.doubleValue * Double(before) / 1e5)?.rounded(toPlaces: 3)
    }
  }
}
