// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Assessment
internal import Densitometry

/// Reads a table of phantom scans: one scan a row, in any order.
///
/// `bmd` is in g/cm².
public struct PhantomTable {
  /// The columns that are read.
  public static let known = ["date", "bmd", "scanner", "phantom", "technologist"]

  private let columns: TableColumns

  /// The scans read so far.
  public private(set) var record = PhantomRecord()

  /// Reads the header.
  ///
  /// - Throws: ``InputError`` if `date` or `bmd` is missing.
  public init(header: [String]) throws(InputError) {
    columns = try TableColumns(header, known: Self.known, needed: ["date", "bmd"])
  }

  /// Reads a row; one without a value is counted and says nothing.
  ///
  /// - Throws: ``InputError`` at the line and column that is at fault.
  public mutating func add(_ fields: [String], line: Int) throws(InputError) {
    let row = columns.row(fields, line: line)
    let date = try row.neededDate("date")
    guard let value = try row.number("bmd", .density) else { return record.countEmptyRow() }
    guard let density = ArealDensity(gramsPerSquareCentimeter: value) else { throw row.missing("bmd") }
    record.add(
      PhantomRecord.Entry(
        PhantomScan(date: date, density: density), technologist: row.text("technologist"), line: line),
      to: PhantomRecord.Series(scanner: row.text("scanner"), phantom: row.text("phantom")))
  }
}
