// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry

/// The sets of references that explain all printed T-scores of a scan together.
///
/// A set explains a part of the body if it has a reference for every checked region of the part, and each explains its print.
/// A combination takes one set for each part; sets of different models of a maker do not stand together. What cannot be
/// checked, for want of a density or of any known reference, stands in nobody's way.
struct JointExplanation {
  let parts: [PartExplanation]
  let systems: [ReferenceSystem]

  /// How many combinations of sets with a reference for every checked region there are.
  let tried: Int

  init(_ regions: [RegionExplanation]) {
    let checked = regions.filter { ($0.t?.compared ?? 0) > 0 }
    var parts: [PartExplanation] = []
    var all: [[ReferenceSystem.Choice]] = []
    for part in BodyPart.allCases {
      let own = checked.filter { BodyPart($0.region.site) == part }
      guard !own.isEmpty else { continue }
      let choices = Self.choices(of: part, own)
      all.append(choices)
      parts.append(
        PartExplanation(
          part: part, checked: own.map { $0.region.label },
          choices: choices.filter { $0.fits.allSatisfy { $0.explains } }.sorted(by: Self.isBetter),
          unexplained: own.filter { $0.t?.fits.isEmpty ?? true }.map { $0.region.label }))
    }
    self.parts = parts
    tried = parts.isEmpty ? 0 : Self.combinations(all).count
    let systems = parts.isEmpty ? [] : Self.combinations(parts.map { $0.choices })
    self.systems = systems.sorted(by: Self.isBetter)
  }

  /// The sets that have a reference for every region of a part, with their fits.
  private static func choices(of part: BodyPart, _ regions: [RegionExplanation]) -> [ReferenceSystem.Choice] {
    let fits = regions.map { ($0.t?.fits ?? []) + ($0.t?.misses ?? []) }
    let names = Set((fits.first ?? []).map { $0.set }).sorted()
    return names.compactMap { name in
      let own = fits.compactMap { all in all.first { $0.set == name } }
      return own.count == fits.count ? ReferenceSystem.Choice(part: part, set: name, fits: own) : nil
    }
  }

  /// Every way to take one choice for each part whose models do not exclude each other.
  private static func combinations(_ choices: [[ReferenceSystem.Choice]]) -> [ReferenceSystem] {
    var systems = [ReferenceSystem(choices: [])]
    for options in choices {
      systems = systems.flatMap { system in options.map { ReferenceSystem(choices: system.choices + [$0]) } }
    }
    return systems.filter { $0.hasOneDevice }
  }

  private static func isBetter(_ left: ReferenceSystem.Choice, _ right: ReferenceSystem.Choice) -> Bool {
    left.preference == right.preference
      ? left.set < right.set : left.preference.lexicographicallyPrecedes(right.preference)
  }

  /// Orders by fit, then sets of one sex, then stated, diagnostic and confirmed ones, then the names.
  private static func isBetter(_ left: ReferenceSystem, _ right: ReferenceSystem) -> Bool {
    let (first, second) = (left.preference, right.preference)
    return first == second
      ? left.sets.lexicographicallyPrecedes(right.sets) : first.lexicographicallyPrecedes(second)
  }
}

extension ReferenceSystem {
  /// What comes first of two, as whole numbers; less is better.
  fileprivate var preference: [Int] {
    var sum = choices.map { $0.preference }.reduce([0, 0, 0, 0]) { sum, next in zip(sum, next).map { $0 + $1 } }
    sum.insert(isOfOneSex ? 0 : 1, at: 1)
    return sum
  }

  /// Whether there is a model that all sets belong to.
  fileprivate var hasOneDevice: Bool {
    let models = choices.flatMap { $0.fits }.map { Set($0.devices) }.filter { !$0.isEmpty }
    return models.isEmpty || !models.dropFirst().reduce(models[0]) { $0.intersection($1) }.isEmpty
  }
}
