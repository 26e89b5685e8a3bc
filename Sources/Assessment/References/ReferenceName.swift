// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
internal import KnowledgeBase

/// A name under which the same scans are scored at all their sites.
///
/// - `profile`: the young adults that the profile chooses for each site.
/// - A key, such as `nhanes-iii.femoral-neck.white-female`: that one reference.
/// - A set, such as `nhanes-iii.white-female`: its reference for each site, on the scale of the scanner.
/// - A set of curves without its sex, such as `nhanes-2005-2010.all`: the curve of the sex of the person.
public struct ReferenceName: Hashable, Sendable {
  /// The name.
  public let text: String

  /// Whether it stands for young adults, which give a T-score, or for peers of the same age, which give a Z-score.
  public let basis: ScoreBasis

  private let keys: Set<String>

  /// The name of the young adults that the profile chooses.
  public static let profile = ReferenceName(text: "profile", basis: .t, keys: [])

  /// Whether the profile chooses.
  var isProfile: Bool { self == .profile }

  /// Finds what a name stands for; `nil` if it is no name of a known reference.
  public init?(_ text: String, among known: KnownReferences = .all) {
    if text == Self.profile.text {
      self = .profile
      return
    }
    let populations = known.populations.filter { $0.names.contains(text) }.map { $0.key }
    let curves = known.curves.filter { $0.names.contains(text) }.map { $0.key }
    guard populations.isEmpty != curves.isEmpty else { return nil }
    self.init(text: text, basis: populations.isEmpty ? .z : .t, keys: Set(populations + curves))
  }

  private init(text: String, basis: ScoreBasis, keys: Set<String>) {
    self.text = text
    self.basis = basis
    self.keys = keys
  }

  /// Every name, the shortest forms first, in the order of the library.
  public static func all(among known: KnownReferences = .all) -> [String] {
    let sets = [profile.text] + known.populations.flatMap { $0.names } + known.curves.flatMap { $0.names }
    return sets.unique
  }

  /// The names that a study is compared under where the caller chooses none: the profile, then every set of women, and of
  /// the person's own sex, that has a reference for one of the regions on the scale of its scanner.
  public static func standard(for study: Study, among known: KnownReferences = .all) -> [ReferenceName] {
    let sets = study.scans.flatMap { scan in
      scan.regions.flatMap { region in
        known.populations(for: region, on: scan.scanner.scale).filter {
          $0.sex == .female || $0.sex == study.patient.sexAtBirth
        }
      }
    }
    let order = known.populations.map { $0.set }.unique
    let found = Set(sets.map { $0.set })
    return [.profile] + order.filter { found.contains($0) }.compactMap { ReferenceName($0, among: known) }
  }

  /// The names that a table is compared under where the caller chooses none: the profile, then every confirmed set of women
  /// that has both a femoral neck and a lumbar spine L1-L4, and is not one that diagnoses at both.
  public static func standard(among known: KnownReferences = .all) -> [ReferenceName] {
    let sets = known.populations.filter { $0.sex == .female && $0.tag == .confirmed }
    let names = sets.map { $0.set }.unique.filter { name in
      let own = sets.filter { $0.set == name }
      let neck = own.first { $0.site == .femoralNeck }
      let spine = own.first { $0.site == .lumbarSpine && $0.vertebrae == .all }
      guard let neck, let spine else { return false }
      return !(neck.isDiagnostic && spine.isDiagnostic)
    }
    return [.profile] + names.compactMap { ReferenceName($0, among: known) }
  }

  // MARK: What the name stands for at one region

  /// Finds the young adults that the name stands for.
  func population(
    for region: MeasuredRegion, on scanner: Scanner, among known: KnownReferences
  ) throws(ComparisonRefusal) -> YoungAdultPopulation {
    let own = known.populations(for: region, on: nil).filter { keys.contains($0.key) }
    guard !own.isEmpty else { throw .notInSet(region, name: text, basis) }
    guard let scale = scanner.scale else { throw ComparisonRefusal(ScoringRefusal.scaleUnknown) }
    let fitting = own.filter { $0.scale == scale }
    guard let first = fitting.first else {
      throw ComparisonRefusal(ScoringRefusal.scaleMismatch(density: scale, reference: own[0].scale))
    }
    guard let match = fitting.first(where: { $0.devices.isEmpty || $0.isMeasured(by: scanner) }) else {
      // One that is named by its key or its device is meant, whatever the model.
      return first
    }
    return match
  }

  /// Finds the curve that the name stands for.
  func curve(
    for region: MeasuredRegion, on scanner: Scanner, sex: Sex, among known: KnownReferences
  ) throws(ComparisonRefusal) -> AgeCurve {
    let named = known.curves(for: region, on: nil).filter { keys.contains($0.key) }
    let isOpen = Set(named.map { $0.subject.sex }).count > 1
    let own = named.filter { !isOpen || $0.subject.sex == sex }
    guard let first = own.first else { throw .notInSet(region, name: text, basis) }
    guard let scale = scanner.scale else { throw ComparisonRefusal(ScoringRefusal.scaleUnknown) }
    guard let match = own.first(where: { $0.subject.scale == scale }) else {
      throw ComparisonRefusal(ScoringRefusal.scaleMismatch(density: scale, reference: first.subject.scale ?? scale))
    }
    return match
  }
}

extension YoungAdultPopulation {
  /// The names that stand for the population: its set, the set without its scale, its key.
  fileprivate var names: [String] {
    let ending = "." + scale.rawValue
    return [set] + (set.hasSuffix(ending) ? [String(set.dropLast(ending.count))] : []) + [key]
  }
}

extension AgeCurve {
  /// The names that stand for the curve: its set without its sex, its set, its key.
  fileprivate var names: [String] {
    let ending = "-" + subject.sex.rawValue
    return (set.hasSuffix(ending) ? [String(set.dropLast(ending.count))] : []) + [set, key]
  }
}
