// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Formats
internal import Interchange
internal import Reports

/// Tells the changes between the scans of people.
struct ChangeAction {
  let options: AssessmentOptions
  let asJSON: Bool
  let style: TextStyle
  let output: String
  let readsLines: Bool

  /// Tells the changes of each study in turn.
  ///
  /// - Returns: 0, or 1 if an input was refused.
  func run(_ inputs: [String]) throws(FileError) -> Int32 {
    let runner = StudyRunner(output: output, readsLines: readsLines, isJSON: asJSON)
    return try runner.run(inputs) { study, isStream, writer throws(FileError) in
      let assessment = Assessment(of: study, options: options)
      if asJSON {
        let layout: JSONWriter.Layout = isStream ? .line : .indented(width: 120)
        try writer.write(JSONWriter.write(ChangeDocument.json(assessment), layout) + "\n")
      } else {
        let separator = isStream && writer.hasWritten ? style.rule + "\n" : ""
        try writer.write(separator + ChangeText.render(assessment, style))
      }
    }
  }
}
