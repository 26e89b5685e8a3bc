// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import Formats
internal import Interchange
internal import Reports

/// Finds the references that explain the printed scores of studies.
struct ReferenceExplainAction {
  let style: TextStyle
  let asJSON: Bool
  let commit: String?
  let output: String
  let readsLines: Bool

  /// Explains the studies of each input in turn.
  ///
  /// - Returns: 0, or 1 if an input was refused.
  func run(_ inputs: [String]) throws(FileError) -> Int32 {
    try StudyRunner(output: output, readsLines: readsLines, isJSON: asJSON).run(inputs, write)
  }

  /// Explains the study that the flags of the command line describe.
  func run(_ study: Study) throws(FileError) -> Int32 {
    let writer = try ByteWriter(output)
    try write(study, isStream: false, writer)
    try writer.finish()
    return 0
  }

  private func write(_ study: Study, isStream: Bool, _ writer: ByteWriter) throws(FileError) {
    let explanations = ReferenceExplainer().explain(study)
    guard !asJSON else {
      let document = ReferenceExplanationDocument.json(explanations, of: study.patient, commit: commit)
      try writer.write(JSONWriter.write(document, isStream ? .line : .indented(width: 120)) + "\n")
      return
    }
    let separator = isStream && writer.hasWritten ? style.rule + "\n" : ""
    try writer.write(separator + ReferenceExplanationText.render(explanations, style))
  }
}
