// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry

/// The rows of one person at one visit, which stand together in a cohort table.
///
/// Rows belong together where the identifier and all that is said of person, age and scanner are the same. A row without an
/// identifier is a visit of its own. No visit takes more than ``limit`` rows, so that memory stays bounded.
public struct CohortVisit {
  /// The most rows of a visit.
  public static let limit = 256

  /// The rows, each with its measured region or why it cannot be read.
  public private(set) var rows: [(fields: [String], region: Result<MeasuredRegion, InputError>)] = []

  /// The person with one scan of all regions that could be read; `nil` where none could.
  public private(set) var study: Study?

  /// Creates a visit of one row.
  public init(_ fields: [String], of table: CohortTable) {
    do throws(InputError) {
      let study = try table.study(fields)
      self.study = study
      rows = [(fields, .success(study.scans[0].regions[0]))]
    } catch {
      rows = [(fields, .failure(error))]
    }
  }

  /// Takes the rows of another visit if they belong to this one.
  ///
  /// - Returns: Whether they do.
  public mutating func join(_ other: CohortVisit) -> Bool {
    guard rows.count + other.rows.count <= Self.limit, let own = study, let more = other.study else { return false }
    guard own.patient.id != nil, own.withoutRegions == more.withoutRegions else { return false }
    study?.scans[0].regions += more.scans[0].regions
    rows += other.rows
    return true
  }
}

extension Study {
  fileprivate var withoutRegions: Study {
    var study = self
    study.scans[0].regions = []
    return study
  }
}
