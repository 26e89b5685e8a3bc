// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Assessment
internal import Densitometry

/// Reads the table of people on two scanners: one scan of one region a row, with `bmd` in g/cm².
public struct CalibrationTable {
  /// The columns that are read.
  public static let known = ["id", "site", "side", "vertebrae", "scanner", "bmd", "date"]

  private let columns: TableColumns

  /// The scans read so far.
  public private(set) var study = CalibrationStudy()

  /// Reads the header.
  ///
  /// - Throws: ``InputError`` if `id`, `site`, `scanner` or `bmd` is missing.
  public init(header: [String]) throws(InputError) {
    columns = try TableColumns(header, known: Self.known, needed: ["id", "site", "scanner", "bmd"])
  }

  /// Reads a row; one without a density is counted and says nothing.
  ///
  /// - Throws: ``InputError`` at the line and column that is at fault.
  public mutating func add(_ fields: [String], line: Int) throws(InputError) {
    let row = columns.row(fields, line: line)
    let region = try row.region()
    let density = try row.number("bmd", .density)
    let date = try row.date("date")
    let (person, scanner) = (try row.neededText("id"), try row.neededText("scanner"))
    guard let density else { return study.countEmptyRow() }
    study.add(
      CalibrationStudy.Scan(
        person: person, region: region, scanner: scanner, density: density, date: date, line: line))
  }
}

/// Reads the table of a phantom on two scanners: one scan a row, with `bmd` in g/cm².
public struct CalibrationPhantomTable {
  /// The columns that are read.
  public static let known = ["scanner", "bmd"]

  private let columns: TableColumns

  /// The scanners, in the order of the table.
  public private(set) var scanners: [String] = []

  /// The densities by scanner.
  public private(set) var densities: [String: [Double]] = [:]

  /// The number of rows that hold no density.
  public private(set) var emptyRows = 0

  /// Reads the header.
  ///
  /// - Throws: ``InputError`` if `scanner` or `bmd` is missing.
  public init(header: [String]) throws(InputError) {
    columns = try TableColumns(header, known: Self.known, needed: Self.known)
  }

  /// Reads a row; one without a density is counted and says nothing.
  ///
  /// - Throws: ``InputError`` at the line and column that is at fault.
  public mutating func add(_ fields: [String], line: Int) throws(InputError) {
    let row = columns.row(fields, line: line)
    let scanner = try row.neededText("scanner")
    guard let density = try row.number("bmd", .density) else {
      emptyRows += 1
      return
    }
    if densities[scanner] == nil { scanners.append(scanner) }
    densities[scanner, default: []].append(density)
  }
}
