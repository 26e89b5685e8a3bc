// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Interchange
internal import Testing

@Suite("Tables of two scanners")
struct CalibrationTableTests {
  static let header = ["id", "site", "scanner", "bmd", "side", "vertebrae", "date"]

  /// The error of a row as one line.
  static func error(_ row: [String]) throws -> String? {
    var table = try CalibrationTable(header: header)
    let fields = row + Array(repeating: "", count: header.count - row.count)
    return #expect(throws: InputError.self) { try table.add(fields, line: 2) }?.placedLine
  }

  @Test(
    "A header without a needed column is refused and names it",
    arguments: [
      (["id", "site", "bmd"], "line 1: The table must have a column 'scanner', but has none."),
      (["id", "scanner", "bmd"], "line 1: The table must have a column 'site', but has none."),
      (
        ["id", "site", "scanner", "bmd_mg"],
        "line 1: The table must have a column 'bmd', but has none. Give 'bmd' in g/cm²: divide by 1000 what 'bmd_mg' holds."
      ),
    ])
  func header(names: [String], message: String) {
    let error = #expect(throws: InputError.self) { try CalibrationTable(header: names) }
    #expect(error?.placedLine.hasPrefix(message) == true, "\(error?.placedLine ?? "")")
  }

  @Test(
    "A row that cannot be is refused with its reason",
    arguments: [
      (
        ["p1", "total-hip", "A", "850"],
        "line 2: The column 'bmd' must hold from 0.1 to 3 g/cm², but holds 850. It looks like mg/cm²: divide it by 1000."
      ),
      (["p1", "total-hip", "", "0.85"], "line 2: The column 'scanner' must hold a value, but is empty."),
      (["", "total-hip", "A", "0.85"], "line 2: The column 'id' must hold a value, but is empty."),
      (
        ["p1", "total-hip", "A", "0,85"],
        "line 2: The column 'bmd' must hold a number, but does not. Write a decimal point, not a comma."
      ),
      (
        ["p1", "total-hip", "A", "0.85", "", "", "1.3.2026"],
        "line 2: The column 'date' must hold a day of the calendar, but does not. Write days like 2026-05-01."
      ),
    ])
  func rows(row: [String], message: String) throws {
    #expect(try Self.error(row) == message)
  }

  @Test("A row without a density is counted")
  func emptyRow() throws {
    var table = try CalibrationTable(header: Self.header)
    try table.add(["p1", "total-hip", "A", "NA", "", "", ""], line: 2)
    #expect(table.study.emptyRows == 1 && table.study.scanners.isEmpty)
  }

  @Test("A phantom table holds scanners in their order")
  func phantom() throws {
    var table = try CalibrationPhantomTable(header: ["scanner", "bmd"])
    for (line, row) in [["B", "1.001"], ["A", "1.002"], ["B", ""], ["B", "1.003"]].enumerated() {
      try table.add(row, line: line + 2)
    }
    #expect(table.scanners == ["B", "A"] && table.densities["B"] == [1.001, 1.003] && table.emptyRows == 1)
  }

  // MARK: Scanners

  @Test("Of two scanners the first is the old one, unless it is named otherwise")
  func choice() throws {
    let plain = try ScannerChoice(of: ["A", "B"], from: nil, to: nil)
    #expect(plain.from == "A" && plain.to == "B")
    let turned = try ScannerChoice(of: ["A", "B"], from: "B", to: nil)
    #expect(turned.from == "B" && turned.to == "A")
    let byNew = try ScannerChoice(of: ["A", "B"], from: nil, to: "A")
    #expect(byNew == turned)
    let ofThree = try ScannerChoice(of: ["A", "B", "C"], from: "C", to: "A")
    #expect(ofThree.from == "C" && ofThree.to == "A")
  }

  static let refusedChoices: [(scanners: [String], from: String?, to: String?, message: String)] = [
    (
      ["A"], nil, nil,
      "A table of two scanners must hold scans on both, but holds 'A' only. Name the scanner of each scan in the column 'scanner'."
    ),
    (
      [], nil, nil,
      "A table of two scanners must hold scans on both, but holds none. Name the scanner of each scan in the column 'scanner'."
    ),
    (
      ["A", "B", "C"], nil, nil,
      "Two scanners are compared, but the table holds 3: 'A', 'B', 'C'. Choose two with '--from' and '--to'."
    ),
    (
      ["A", "B", "C"], "A", nil,
      "Two scanners are compared, but the table holds 3: 'A', 'B', 'C'. Choose two with '--from' and '--to'."
    ),
    (["A", "B"], "D", nil, "The table must have a scanner 'D', but has none. Its scanners are 'A', 'B'."),
    (
      ["A", "B"], "A", "A",
      "Two scanners must be compared, but '--from' and '--to' name the same. Its scanners are 'A', 'B'."
    ),
    (
      ["A\u{1B}[2J"], nil, nil,
      "A table of two scanners must hold scans on both, but holds 'A\u{FFFD}[2J' only. Name the scanner of each scan in the column 'scanner'."
    ),
  ]

  @Test(
    "Scanners that cannot be compared are refused by name",
    arguments: refusedChoices)
  func refusedChoice(scanners: [String], from: String?, to: String?, message: String) {
    let error = #expect(throws: InputError.self) { try ScannerChoice(of: scanners, from: from, to: to) }
    #expect(error?.placedLine == message)
  }

  // MARK: Options

  static let refusedNumbers: [(precision: String?, density: String?, message: String)] = [
    (
      "1.2", nil,
      "The option '--precision-from' must be from 0.0001 to 0.15 g/cm², but is 1.2. It looks like a percentage: give it in g/cm²."
    ),
    (
      nil, "912",
      "The option '--bmd' must be from 0.1 to 3 g/cm², but is 912. It looks like mg/cm²: divide it by 1000."
    ),
  ]

  @Test(
    "Numbers of the command line have limits and units",
    arguments: refusedNumbers)
  func numbers(precision: String?, density: String?, message: String) {
    let error = #expect(throws: InputError.self) {
      try CalibrationNumbers(oldError: precision, newError: nil, density: density)
    }
    #expect(error?.placedLine == message)
  }
}
