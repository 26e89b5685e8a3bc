// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
internal import KnowledgeBase

/// The references that an explanation or a comparison may name.
///
/// Usually the whole library; a smaller selection shows what is said where a reference is not known.
public struct KnownReferences: Sendable {
  /// What a reference describes.
  private struct Place: Hashable {
    let site: Site
    let vertebrae: VertebralSubset?
  }

  /// The young-adult populations, in the order of the library.
  public let populations: [YoungAdultPopulation]

  /// The age curves of areal density, in the order of the library.
  public let curves: [AgeCurve]

  private let populationsByPlace: [Place: [YoungAdultPopulation]]
  private let curvesByPlace: [Place: [AgeCurve]]

  /// All references of the library.
  public static let all = KnownReferences(
    populations: ReferenceLibrary.populations, curves: curvesOfDensity)

  /// The young adults of the library alone, for T-scores: to read every curve takes longer than an assessment.
  static let ofYoungAdults = KnownReferences(populations: ReferenceLibrary.populations, curves: [])

  /// Creates a selection.
  public init(populations: [YoungAdultPopulation], curves: [AgeCurve]) {
    self.populations = populations
    self.curves = curves
    populationsByPlace = Dictionary(grouping: populations) { Place(site: $0.site, vertebrae: $0.vertebrae) }
    curvesByPlace = Dictionary(
      grouping: curves.filter { $0.subject.site != nil },
      by: { Place(site: $0.subject.site ?? .totalBody, vertebrae: $0.subject.vertebrae) })
  }

  /// Returns the selection without some keys.
  public func excluding(_ keys: Set<String>) -> KnownReferences {
    KnownReferences(
      populations: populations.filter { !keys.contains($0.key) }, curves: curves.filter { !keys.contains($0.key) })
  }

  /// Returns the young adults of a region; where the scale is not known, on every scale.
  public func populations(for region: MeasuredRegion, on scale: ScannerScale?) -> [YoungAdultPopulation] {
    (populationsByPlace[Place(site: region.site, vertebrae: region.subset)] ?? []).filter {
      scale == nil || $0.scale == scale
    }
  }

  /// Returns the age curves of a region, of both sexes and all groups; where the scale is not known, on every scale.
  public func curves(for region: MeasuredRegion, on scale: ScannerScale?) -> [AgeCurve] {
    (curvesByPlace[Place(site: region.site, vertebrae: region.subset)] ?? []).filter {
      scale == nil || $0.subject.scale == scale
    }
  }

  /// The curves of areal density at a site; others, as of body height, are none that a print compares with.
  private static var curvesOfDensity: [AgeCurve] {
    let sets = Set(ReferenceDataSet.all.filter { $0.unit == "g/cm2" }.map { $0.key })
    let keys = Set(ReferenceLibrary.notes.filter { sets.contains($0.dataSet) }.map { $0.key })
    return ReferenceLibrary.curves.filter { $0.subject.site != nil && keys.contains($0.key) }
  }
}
