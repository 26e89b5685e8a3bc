// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Formats
internal import Interchange
internal import Reports

/// Works out the precision of a facility from tables of repeated scans.
struct PrecisionAction {
  let asJSON: Bool
  let style: TextStyle
  let commit: String?
  let output: String

  /// Reads tables as one study, and writes its precision.
  ///
  /// - Returns: 0, or 1 if a table was refused.
  func run(_ inputs: [String]) throws(FileError) -> Int32 {
    var study = PrecisionStudy()
    let isRead = try TableInput.read(inputs) { input throws(TableInput.Fault) in
      var table = try input.refusing { () throws(InputError) in try PrecisionTable(header: input.header, study: study) }
      study = PrecisionStudy()
      while let fields = try input.next() {
        try input.refusing { () throws(InputError) in try table.add(fields, line: input.line) }
      }
      study = table.study
    }
    guard isRead else { return 1 }
    let measured = MeasuredPrecision.all(in: study)
    guard !measured.isEmpty else {
      ByteWriter.printError(
        "osteon: Some person must be scanned twice at a site, but nobody is. Give each scan a row, with the same 'id'.\n"
      )
      return 1
    }
    let writer = try ByteWriter(output)
    if asJSON {
      let document = PrecisionDocument.json(measured, emptyRows: study.emptyRows, commit: commit)
      try writer.write(JSONWriter.write(document, .indented(width: 120)) + "\n")
    } else {
      try writer.write(PrecisionText.render(measured, emptyRows: study.emptyRows, commit: commit, style))
    }
    try writer.finish()
    return 0
  }
}
