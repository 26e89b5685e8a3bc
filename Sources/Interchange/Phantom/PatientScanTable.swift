// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Assessment
internal import Densitometry

/// Reads a table of scans of patients: the day of each, and where known who and on which scanner.
public struct PatientScanTable {
  /// The columns that are read.
  public static let known = ["date", "id", "scanner"]

  private let columns: TableColumns
  private let scanners: Set<String?>

  /// The scans read so far.
  public private(set) var scans: [CheckedPatientScans.PatientScan] = []

  /// Reads the header.
  ///
  /// - Parameters:
  ///   - header: The names of the columns.
  ///   - scanners: The scanners of the phantom scans, `nil` among them where some name none.
  /// - Throws: ``InputError`` if `date` is missing.
  public init(header: [String], scanners: Set<String?>) throws(InputError) {
    self.scanners = scanners
    columns = try TableColumns(header, known: Self.known, needed: ["date"])
  }

  /// Reads a row; a scan that names no scanner belongs to the only one of the phantom scans.
  ///
  /// - Throws: ``InputError`` at the line and column that is at fault.
  public mutating func add(_ fields: [String], line: Int) throws(InputError) {
    let row = columns.row(fields, line: line)
    let date = try row.neededDate("date")
    let scanner = try scanner(row)
    scans.append(CheckedPatientScans.PatientScan(line: line, id: row.text("id"), date: date, scanner: scanner))
  }

  private func scanner(_ row: TableRow) throws(InputError) -> String? {
    if let named = row.text("scanner") {
      guard scanners != [nil] else {
        throw row.fault(
          .impossibleValue,
          "A scanner must be named in both tables or in neither, but only the scan of a patient names one.",
          "Add a column 'scanner' to the table of phantom scans.")
      }
      return named
    }
    guard scanners.count == 1, let only = scanners.first else {
      throw row.fault(
        .missingValue,
        "A scan of a patient must name its scanner where phantom scans are of several, but names none.",
        "Fill the column 'scanner' with the words that the table of phantom scans uses.")
    }
    return only
  }
}
