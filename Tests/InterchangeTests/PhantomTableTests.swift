// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import Formats
internal import Interchange
internal import Testing

@Suite("Table of phantom scans")
struct PhantomTableTests {
  static let header = ["date", "bmd", "scanner", "phantom", "technologist"]

  static func record(_ rows: [[String]], header: [String] = header) throws -> PhantomRecord {
    var table = try PhantomTable(header: header)
    for (index, row) in rows.enumerated() { try table.add(row, line: index + 2) }
    return table.record
  }

  @Test("A row is a scan of its scanner and phantom, with its line")
  func rows() throws {
    let record = try Self.record([
      ["2026-05-01", "1.177", "A", "spine", "T"], ["2026-04-30", "1.180", "A", "spine", ""],
    ])
    let series = try #require(record.series.first)
    #expect(series == PhantomRecord.Series(scanner: "A", phantom: "spine") && record.series.count == 1)
    let entries = record.entries(of: series)
    #expect(entries.map { $0.line } == [3, 2] && entries.map { $0.technologist } == [nil, "T"])
    #expect(entries[1].scan.density.gramsPerSquareCentimeter == 1.177)
  }

  @Test("Two scans of a day are two scans, in the order of the table")
  func twoOfADay() throws {
    let record = try Self.record([["2026-05-01", "1.177"], ["2026-05-01", "1.176"]], header: ["date", "bmd"])
    let entries = record.entries(of: try #require(record.series.first))
    #expect(entries.map { $0.scan.density.milligrams } == [1177, 1176])
  }

  @Test("A row without a value is counted and says nothing", arguments: ["", "NA", "."])
  func emptyRow(value: String) throws {
    let record = try Self.record([["2026-05-01", value, "A", "", ""]])
    #expect(record.emptyRows == 1 && record.series.isEmpty)
  }

  @Test(
    "A header without a needed column is refused and told",
    arguments: [
      (
        ["bmd"],
        "line 1: The table must have a column 'date', but has none. Its columns may be date, bmd, scanner,"
          + " phantom, technologist."
      ),
      (
        ["scan_date", "bmd"],
        "line 1: The table must have a column 'date', but has none. Its columns may be date, bmd, scanner, phantom,"
          + " technologist."
      ),
      (
        ["date", "bmd_mg"],
        "line 1: The table must have a column 'bmd', but has none. Give 'bmd' in g/cm²: divide by 1000 what 'bmd_mg'"
          + " holds."
      ),
      (
        ["date", "bmd", "date"],
        "line 1: A column name must stand once, but 'date' stands twice. Rename one of the two."
      ),
    ])
  func header(names: [String], line: String) {
    let error = #expect(throws: InputError.self) { try PhantomTable(header: names) }
    #expect(error?.placedLine == line)
  }

  @Test(
    "A row that cannot be read is refused, with the line and the way out",
    arguments: [
      (["", "1.177"], "line 2: The column 'date' must hold a value, but is empty."),
      (
        ["2026-02-30", "1.177"],
        "line 2: The column 'date' must hold a day of the calendar, but does not. Write days like 2026-05-01."
      ),
      (
        ["01.05.2026", "1.177"],
        "line 2: The column 'date' must hold a day of the calendar, but does not. Write days like 2026-05-01."
      ),
      (
        ["2026-05-01", "1177"],
        "line 2: The column 'bmd' must hold from 0.1 to 3 g/cm², but holds 1177. It looks like mg/cm²: divide it by"
          + " 1000."
      ),
      (
        ["2026-05-01", "1,177"],
        "line 2: The column 'bmd' must hold a number, but does not. Write a decimal point, not a comma."
      ),
      (
        ["2026-05-01", "0"],
        "line 2: The column 'bmd' must hold from 0.1 to 3 g/cm², but holds 0. Check the value and its unit."
      ),
    ])
  func rowFaults(fields: [String], line: String) {
    let error = #expect(throws: InputError.self) { try Self.record([fields], header: ["date", "bmd"]) }
    #expect(error?.placedLine == line)
  }
}

@Suite("Table of scans of patients")
struct PatientScanTableTests {
  static func scans(
    _ rows: [[String]], header: [String] = ["date", "id", "scanner"], scanners: Set<String?> = ["A"]
  ) throws -> [CheckedPatientScans.PatientScan] {
    var table = try PatientScanTable(header: header, scanners: scanners)
    for (index, row) in rows.enumerated() { try table.add(row, line: index + 2) }
    return table.scans
  }

  @Test("A scan names its scanner, or belongs to the only one of the phantom scans")
  func scanner() throws {
    let scans = try Self.scans([["2026-05-01", "x", "A"], ["2026-05-02", "", ""], ["2026-05-02", "", "B"]])
    #expect(scans.map { $0.scanner } == ["A", "A", "B"] && scans.map { $0.id } == ["x", nil, nil])
    #expect(scans.map { $0.line } == [2, 3, 4])
    #expect(try Self.scans([["2026-05-01"]], header: ["date"], scanners: [nil]).map { $0.scanner } == [nil])
  }

  @Test(
    "A scanner that cannot be told is refused, and so is a table without days; nobody's identifier is in a sentence")
  func faults() {
    let several = #expect(throws: InputError.self) {
      try Self.scans([["2026-05-01", "MRN-1", ""]], scanners: ["A", "B"])
    }
    #expect(
      several?.placedLine
        == "line 2: A scan of a patient must name its scanner where phantom scans are of several, but names none. Fill"
        + " the column 'scanner' with the words that the table of phantom scans uses.")
    let unnamed = #expect(throws: InputError.self) {
      try Self.scans([["2026-05-01", "MRN-1", "A"]], scanners: [nil])
    }
    #expect(
      unnamed?.placedLine
        == "line 2: A scanner must be named in both tables or in neither, but only the scan of a patient names one. Add"
        + " a column 'scanner' to the table of phantom scans.")
    let day = #expect(throws: InputError.self) { try Self.scans([["2026-13-01", "MRN-1", "A"]]) }
    #expect(
      day?.placedLine
        == "line 2: The column 'date' must hold a day of the calendar, but does not. Write days like 2026-05-01.")
    let header = #expect(throws: InputError.self) { try Self.scans([], header: ["id"]) }
    #expect(
      header?.placedLine
        == "line 1: The table must have a column 'date', but has none. Its columns may be date, id, scanner.")
  }
}
