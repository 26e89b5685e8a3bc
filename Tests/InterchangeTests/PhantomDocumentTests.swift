// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import Formats
internal import Interchange
internal import Testing

@Suite("Phantom document")
struct PhantomDocumentTests {
  /// Ten scans with a mean of 1.000 and a standard deviation of 0.002, two that fail, and one after a gap.
  static func phantoms() throws -> [AssessedPhantom] {
    let values = ["0.997", "1.003", "0.997", "1.003", "1", "1", "1", "1", "1", "1", "1.02", "1.02", "1"]
    let rows = values.enumerated().map { index, value in
      ["2026-05-\(index < 9 ? "0" : "")\(index < 12 ? index + 1 : 20)", value, "A", "", "T"]
    }
    return try #require(AssessedPhantom.all(in: try PhantomTableTests.record(rows), baseline: .scans(10)))
  }

  static func document(patients: CheckedPatientScans? = nil) throws -> JSONValue {
    PhantomDocument.json(try phantoms(), patients: patients, emptyRows: 2, commit: "abcdef0")
  }

  /// A value on one line without spaces.
  private func text(_ value: JSONValue?) -> String? { value.map { JSONWriter.write($0).replacing(" ", with: "") } }

  @Test("The baseline has its mean, its standard deviation and the limits in g/cm²")
  func baseline() throws {
    let one = try #require(try Self.document()["phantoms"]?.array?.first)
    #expect(one["scanner"]?.string == "A" && text(one["phantom"]) == "null")
    #expect(
      text(one["baseline"])
        == #"{"scans":10,"days":10,"mean":1.0,"standardDeviation":0.002,"roundedMean":1,"lowerLimit":0.985,"#
        + #""upperLimit":1.015}"#)
  }

  @Test("A scan has its line, what it scores, the rules that fire and both sums")
  func scan() throws {
    let scans = try #require(try Self.document()["phantoms"]?.array?.first?["scans"]?.array)
    #expect(
      text(scans[0])
        == #"{"line":2,"date":"2026-05-01","technologist":"T","bmd":0.997,"baseline":true,"outside":false,"z":-1.5,"#
        + #""rules":[],"cusum":-0.003,"tabularUp":null,"tabularDown":null,"signal":false}"#)
    // 1.02 is 10 deviations away: its steps are cut at 4, so that 3.5 and 3.5 make 7.
    #expect(
      text(scans[11])
        == #"{"line":13,"date":"2026-05-12","technologist":"T","bmd":1.02,"baseline":false,"outside":true,"z":10.0,"#
        + #""rules":["a","b"],"cusum":0.04,"tabularUp":7.0,"tabularDown":0.0,"signal":true}"#)
  }

  @Test("Gaps and spans have their days; a span without an end has null for it")
  func spans() throws {
    let one = try #require(try Self.document()["phantoms"]?.array?.first)
    #expect(text(one["gaps"]) == #"[{"line":14,"from":"2026-05-12","to":"2026-05-20","days":8}]"#)
    #expect(text(one["outOfControl"]) == #"[{"line":13,"from":"2026-05-12","to":null}]"#)
    #expect(text(one["doubtful"]) == #"[{"line":13,"from":"2026-05-12","to":null}]"#)
  }

  @Test("Listed scans of patients have a line, an identifier and reasons, and no day; without a table there is null")
  func patients() throws {
    let alone = try Self.document()
    #expect(text(alone["patientScans"]) == "null" && text(alone["emptyRows"]) == "2")
    let day = try #require(CalendarDate("2026-05-12"))
    let checked = CheckedPatientScans([.init(line: 2, id: "x", date: day, scanner: "A")], against: try Self.phantoms())
    let patients = try #require(try Self.document(patients: checked)["patientScans"])
    #expect(text(patients["scans"]) == "1")
    #expect(
      text(patients["listed"]) == #"[{"line":2,"id":"x","scanner":"A","reasons":["out-of-control","doubtful"]}]"#)
    let rules = patients["findings"]?.array?.compactMap { $0["rule"]?.string }
    #expect(rules == ["QC-03.patients", "QC-05.patients"])
  }
}
