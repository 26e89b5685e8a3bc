// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Assessment
internal import Densitometry
internal import Statistics

/// A comparison as a table: one row for each measured region, three columns for each name.
public struct ReferenceComparisonTable: Sendable {
  /// The columns of a region that comes from a study document.
  public static let studyColumns = ["id", "date", "age", "site", "side", "vertebrae", "bmd"]

  private let names: [ReferenceName]

  /// Creates a table of the scores under some names.
  public init(_ names: [ReferenceName]) {
    self.names = names
  }

  /// The columns that are added: score, category and refusal under each name.
  public var added: [String] {
    names.flatMap { name in
      ["\(name.basis.rawValue):\(name.text)", "category:\(name.text)", "refusal:\(name.text)"]
    }
  }

  /// Returns the added fields of a region.
  public func fields(_ region: ComparedRegion) -> [String] {
    region.scores.flatMap { score in
      [
        score.reported.map { Fixed($0.exact, places: 1).description } ?? "", score.category?.rawValue ?? "",
        score.refusal?.code ?? "",
      ]
    }
  }

  /// Returns the added fields of a row that could not be read.
  public func fields(_ error: InputError) -> [String] { names.flatMap { _ in ["", "", error.code] } }

  /// Returns the fields of a region that comes from a study document, in the order of ``studyColumns``.
  public func studyFields(_ region: ComparedRegion, id: String?) -> [String] {
    let age = region.age.exactYears.map { Fixed($0, places: 2).description } ?? "\(region.age.completedYears)+"
    return [
      id ?? "", region.date?.description ?? "", age, region.region.site.rawValue, region.region.side?.rawValue ?? "",
      region.region.subset?.description ?? "",
      region.region.density.map { Fixed($0.gramsPerSquareCentimeter, places: 4).description } ?? "",
    ]
  }
}
