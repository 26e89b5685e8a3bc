// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Formats
internal import Interchange
internal import Reports

/// Judges the scans of phantoms, and scans of patients beside them.
struct PhantomAction {
  let baseline: AssessedPhantom.BaselineChoice
  /// The table of scans of patients.
  let patients: String?
  /// Where the chart goes.
  let plot: String?
  let asJSON: Bool
  let style: TextStyle
  let commit: String?
  let output: String

  /// Reads a table of phantom scans, and writes what is said of them.
  ///
  /// - Returns: 0, or 1 if a table was refused.
  func run(_ input: String) throws(FileError) -> Int32 {
    var record = PhantomRecord()
    let isRead = try TableInput.read([input]) { input throws(TableInput.Fault) in
      var table = try input.refusing { () throws(InputError) in try PhantomTable(header: input.header) }
      while let fields = try input.next() {
        try input.refusing { () throws(InputError) in try table.add(fields, line: input.line) }
      }
      record = table.record
    }
    guard isRead else { return 1 }
    guard !record.series.isEmpty else {
      return refuse("A table must hold a phantom scan, but no row has a 'bmd'. Give each scan a row, in g/cm².")
    }
    guard let phantoms = AssessedPhantom.all(in: record, baseline: baseline) else {
      return refuse(
        "A baseline must hold a scan, but some scanner and phantom have none up to the day of '--baseline-until'."
          + " Choose a later day, or give '--baseline'.")
    }
    guard let patients else { return try write(phantoms, nil, record) }
    guard let scans = try patientScans(patients, record.scanners) else { return 1 }
    return try write(phantoms, CheckedPatientScans(scans, against: phantoms), record)
  }

  private func patientScans(
    _ input: String, _ scanners: Set<String?>
  ) throws(FileError) -> [CheckedPatientScans.PatientScan]? {
    var scans: [CheckedPatientScans.PatientScan] = []
    let isRead = try TableInput.read([input]) { input throws(TableInput.Fault) in
      var table = try input.refusing { () throws(InputError) in
        try PatientScanTable(header: input.header, scanners: scanners)
      }
      while let fields = try input.next() {
        try input.refusing { () throws(InputError) in try table.add(fields, line: input.line) }
      }
      scans = table.scans
    }
    return isRead ? scans : nil
  }

  private func write(
    _ phantoms: [AssessedPhantom], _ patients: CheckedPatientScans?, _ record: PhantomRecord
  ) throws(FileError) -> Int32 {
    if let plot { try write(PhantomPlot(phantoms).svg, to: plot) }
    if asJSON {
      let document = PhantomDocument.json(phantoms, patients: patients, emptyRows: record.emptyRows, commit: commit)
      try write(JSONWriter.write(document, .indented(width: 120)) + "\n", to: output)
    } else {
      try write(
        PhantomText.render(phantoms, patients: patients, emptyRows: record.emptyRows, commit: commit, style),
        to: output)
    }
    return 0
  }

  private func write(_ text: String, to file: String) throws(FileError) {
    let writer = try ByteWriter(file)
    try writer.write(text)
    try writer.finish()
  }

  private func refuse(_ sentences: String) -> Int32 {
    ByteWriter.printError("osteon: \(sentences)\n")
    return 1
  }
}
