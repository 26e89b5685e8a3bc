// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Assessment
internal import Densitometry

/// Reads the table of a precision study: one scan of one region a row.
///
/// `bmd` is in g/cm²; `tbs` is the trabecular bone score of a lumbar spine. A row may hold both.
public struct PrecisionTable {
  /// The columns that are read.
  public static let known = ["id", "site", "side", "vertebrae", "technologist", "scanner", "bmd", "tbs"]

  private let columns: TableColumns

  /// The scans read so far, by the set that they belong to.
  public private(set) var study: PrecisionStudy

  /// Reads the header.
  ///
  /// - Parameters:
  ///   - header: The names of the columns.
  ///   - study: What was read of other tables.
  /// - Throws: ``InputError`` if `id`, `site`, or both of `bmd` and `tbs` are missing.
  public init(header: [String], study: PrecisionStudy = PrecisionStudy()) throws(InputError) {
    self.study = study
    let values = header.contains("tbs") && !header.contains("bmd") ? ["tbs"] : ["bmd"]
    columns = try TableColumns(header, known: Self.known, needed: ["id", "site"] + values)
  }

  /// Reads a row; one without a value is counted and says nothing.
  ///
  /// - Throws: ``InputError`` at the line and column that is at fault.
  public mutating func add(_ fields: [String], line: Int) throws(InputError) {
    let row = columns.row(fields, line: line)
    let region = try row.region()
    let density = try row.number("bmd", .density)
    let score = try row.number("tbs", .trabecularBoneScore)
    guard score == nil || region.site == .lumbarSpine else {
      throw row.fault(
        .impossibleValue, "A trabecular bone score must be of a lumbar spine, but is of the \(region.site.name).",
        "Leave the column 'tbs' empty here.")
    }
    let person = try row.neededText("id")
    guard density != nil || score != nil else { return study.countEmptyRow() }
    let set = PrecisionStudy.SetKey(
      person: person, technologist: row.text("technologist"), scanner: row.text("scanner"), side: region.side)
    let subset = region.site == .lumbarSpine ? region.vertebrae ?? .all : nil
    if let density {
      study.add(density, to: set, of: PrecisionStudy.Measurement(.density, region.site, subset), line: line)
    }
    if let score {
      study.add(score, to: set, of: PrecisionStudy.Measurement(.trabecularBoneScore, region.site, subset), line: line)
    }
  }
}
