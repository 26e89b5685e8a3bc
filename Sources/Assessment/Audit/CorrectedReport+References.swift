// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
internal import KnowledgeBase

extension CorrectedReport {
  /// The people that the stated scores of a basis compare with, each named once, such as `NHANES III White women`.
  public func references(of basis: ScoreBasis) -> [String] {
    regions.compactMap { $0.score(basis) }.map { score in
      switch score.origin {
      case .computed: score.reference.map { Self.people(of: $0) } ?? "a reference that is not named"
      case .printed:
        score.reference.map { "\($0), as the scanner printed it" } ?? "a reference that the print does not name"
      }
    }.unique
  }

  private static func people(of key: String) -> String {
    if let population = ReferenceLibrary.population(key) {
      return ReferenceSet.words(
        population.set, sex: population.sex, scale: population.scale, family: population.family)
    }
    guard let curve = ReferenceLibrary.curve(key) else { return key }
    return ReferenceSet.words(curve.set, sex: curve.subject.sex, scale: curve.subject.scale, family: nil)
  }
}
