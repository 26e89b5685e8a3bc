// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Testing

@testable internal import Reports

@Suite("Phantom text and plot")
struct PhantomReportTests {
  /// Scans a day apart from 20 April 2026: ten with a mean of 1.000 and a standard deviation of 0.002, then others.
  static func phantoms(_ values: [Double], scanner: String? = "A") throws -> [AssessedPhantom] {
    var record = PhantomRecord()
    for (index, value) in ([0.997, 1.003, 0.997, 1.003, 1, 1, 1, 1, 1, 1] + values).enumerated() {
      let day = 20 + index
      let date = CalendarDate(year: 2026, month: day > 30 ? 5 : 4, day: day > 30 ? day - 30 : day)
      let scan = PhantomScan(
        date: try #require(date), density: try #require(ArealDensity(gramsPerSquareCentimeter: value)))
      record.add(
        PhantomRecord.Entry(scan, line: index + 2), to: PhantomRecord.Series(scanner: scanner, phantom: "spine"))
    }
    return try #require(AssessedPhantom.all(in: record, baseline: .scans(10)))
  }

  static let values = [1.005, 1.005, 1.02, 1.021] + Array(repeating: 1.001, count: 12)

  static func patients(_ phantoms: [AssessedPhantom], id: String = "p1") throws -> CheckedPatientScans {
    let days = ["2026-04-19", "2026-05-01", "2026-05-03"]
    let scans = try days.enumerated().map { index, day in
      CheckedPatientScans.PatientScan(line: index + 2, id: id, date: try #require(CalendarDate(day)), scanner: "A")
    }
    return CheckedPatientScans(scans, against: phantoms)
  }

  @Test("The text is as it was recorded")
  func text() throws {
    let phantoms = try Self.phantoms(Self.values)
    let text = PhantomText.render(
      phantoms, patients: try Self.patients(phantoms), emptyRows: 1, commit: nil, TextStyle(width: 80))
    let recorded = text.replacing(KnowledgeVersion.hash, with: "HASH")
    try Snapshot.expect(recorded, "sample.phantom")
  }

  @Test("No line is wider than was asked for, and names cannot move a terminal")
  func width() throws {
    let phantoms = try Self.phantoms(Self.values, scanner: "A\u{1B}[2J")
    let patients = try Self.patients(phantoms, id: "x\u{7}")
    let text = PhantomText.render(phantoms, patients: patients, emptyRows: 0, commit: nil, TextStyle(width: 60))
    let wide = text.split(separator: "\n").filter { $0.count > 60 && !$0.hasPrefix("  line ") }
    #expect(wide.isEmpty)
    #expect(!text.contains("\u{1B}") && !text.contains("\u{7}"))
  }

  @Test("The plot is as it was recorded, and the same every time")
  func plot() throws {
    let phantoms = try Self.phantoms(Self.values)
    let svg = PhantomPlot(phantoms).svg
    #expect(svg == PhantomPlot(phantoms).svg)
    try Snapshot.expect(svg, "phantom-plot.svg")
  }

  @Test("A scan that fails is a large mark, one that asks for a look a ring, and the limits lie where arithmetic says")
  func marks() throws {
    let svg = PhantomPlot(try Self.phantoms(Self.values)).svg
    // b fires at the second 1.005, c at 1.02; 1.02 and 1.021 fail.
    #expect(svg.split(separator: "r=\"4\"").count - 1 == 2)
    // Values run from 0.985 to 1.021 and are widened to 0.98 ... 1.03: 1.015 lies 0.015 / 0.05 of 210 below 92, at 155.
    #expect(svg.contains("<path d=\"M70 281L660 281L660 155L70 155Z\" fill=\"#0072B2\" fill-opacity=\"0.1\"/>"))
  }

  @Test("One scan makes a plot that says what its sum needs")
  func oneScan() throws {
    var record = PhantomRecord()
    let scan = PhantomScan(
      date: try #require(CalendarDate("2026-05-01")), density: try #require(ArealDensity(gramsPerSquareCentimeter: 1)))
    record.add(PhantomRecord.Entry(scan, line: 2), to: PhantomRecord.Series(scanner: nil, phantom: nil))
    let phantoms = try #require(AssessedPhantom.all(in: record, baseline: .scans(10)))
    let plot = PhantomPlot(phantoms)
    #expect(plot.svg.contains(">It needs ten scans.</text>") && !plot.svg.contains("nan"))
    #expect(plot.description.contains("Phantom: 1 scan, mean 1.000, limits 0.985 to 1.015 g/cm²; 0 flagged"))
  }

  @Test("No phantom is a mistake of the program")
  func precondition() async {
    await #expect(processExitsWith: .failure) { _ = PhantomPlot([]) }
  }

  @Test(
    "Days are marked at months, second, third and sixth months or years; short spans at their ends",
    arguments: [
      ("2026-05-03", "2026-05-03", ["2026-05-03"]), ("2026-05-03", "2026-06-20", ["2026-05-03", "2026-06-20"]),
      ("2026-05-03", "2026-07-01", ["2026-06-01", "2026-07-01"]),
      ("2026-01-01", "2026-09-30", ["2026-01-01", "2026-03-01", "2026-05-01", "2026-07-01", "2026-09-01"]),
      (
        "2025-12-05", "2027-06-01",
        ["2026-01-01", "2026-04-01", "2026-07-01", "2026-10-01", "2027-01-01", "2027-04-01"]
      ),
      ("2020-02-01", "2022-05-01", ["2020-07-01", "2021-01-01", "2021-07-01", "2022-01-01"]),
      (
        "2015-02-01", "2026-02-01",
        ["2016-01-01", "2018-01-01", "2020-01-01", "2022-01-01", "2024-01-01", "2026-01-01"]
      ),
    ])
  func days(first: String, last: String, marked: [String]) throws {
    let days = try #require(CalendarDate(first))...(try #require(CalendarDate(last)))
    #expect(Axis.marked(in: days, steps: 8).map { $0.description } == marked)
  }
}
