// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import Formats
internal import Interchange
internal import KnowledgeBase
internal import Reports

/// Audits studies: reads them, checks scan and report, writes what is wrong or the report that the rules support.
struct AuditAction {
  let options: AssessmentOptions
  let asJSON: Bool
  let style: TextStyle
  let output: String
  let readsLines: Bool
  let reportText: String?
  let wantsCorrected: Bool

  /// Audits the studies of each input in turn.
  ///
  /// - Returns: 0, or 1 if an error was found or an input was refused.
  func run(_ inputs: [String]) throws(FileError) -> Int32 {
    var hasError = false
    let runner = StudyRunner(output: output, readsLines: readsLines, isJSON: asJSON, reportText: reportText)
    let status = try runner.run(inputs) { study, isStream, writer throws(FileError) in
      if try write(study, isStream: isStream, writer) { hasError = true }
    }
    return hasError ? 1 : status
  }

  /// Audits the study that the flags of the command line describe.
  func run(_ study: Study) throws(FileError) -> Int32 {
    let writer = try ByteWriter(output)
    let hasError = try write(study, isStream: false, writer)
    try writer.finish()
    return hasError ? 1 : 0
  }

  /// Writes what there is to say of a study.
  ///
  /// - Returns: Whether an error was found.
  private func write(_ study: Study, isStream: Bool, _ writer: ByteWriter) throws(FileError) -> Bool {
    let audit = Audit(of: study, options: options)
    let corrected = wantsCorrected ? CorrectedReportText.render(CorrectedReport(of: study, audit)) : nil
    if asJSON {
      let layout: JSONWriter.Layout = isStream ? .line : .indented(width: 120)
      try writer.write(JSONWriter.write(AuditDocument.json(audit, corrected: corrected), layout) + "\n")
    } else {
      let separator = isStream && writer.hasWritten ? style.rule + "\n" : ""
      try writer.write(separator + (corrected ?? AuditText.render(audit, style)))
    }
    return audit.count(of: .error) > 0
  }
}
