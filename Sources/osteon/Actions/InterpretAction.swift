// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import Formats
internal import Interchange
internal import Reports

/// Interprets studies: reads them, assesses them, writes what they mean.
struct InterpretAction {
  /// The form of the output.
  enum Format: String {
    case text
    case json
  }

  let options: AssessmentOptions
  let format: Format
  let style: TextStyle
  let audience: Audience
  let language: Language
  let wantsDetails: Bool
  let output: String
  let readsLines: Bool

  /// Interprets each input in turn.
  ///
  /// - Returns: 0, or 1 if an input was refused.
  func run(_ inputs: [String]) throws(FileError) -> Int32 {
    let runner = StudyRunner(output: output, readsLines: readsLines, isJSON: format == .json)
    return try runner.run(inputs) { study, isStream, writer throws(FileError) in
      try write(Assessment(of: study, options: options), isStream: isStream, writer)
    }
  }

  /// Interprets the study that the flags of the command line describe.
  func run(_ study: Study) throws(FileError) -> Int32 {
    let writer = try ByteWriter(output)
    try write(Assessment(of: study, options: options), isStream: false, writer)
    try writer.finish()
    return 0
  }

  private func write(
    _ assessment: Assessment, isStream: Bool, _ writer: ByteWriter
  ) throws(FileError) {
    switch format {
    case .text:
      let separator = isStream && writer.hasWritten ? style.rule + "\n" : ""
      let text =
        switch audience {
        case .clinician: TextReport.render(assessment, style, language: language, details: wantsDetails)
        case .patient: PatientText.render(assessment, style, language: language, details: wantsDetails)
        }
      try writer.write(separator + text)
    case .json:
      let layout: JSONWriter.Layout = isStream ? .line : .indented(width: 120)
      try writer.write(JSONWriter.write(AssessmentDocument.json(assessment), layout) + "\n")
    }
  }
}
