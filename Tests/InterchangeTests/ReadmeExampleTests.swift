// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

import Assessment
import Densitometry
import Foundation
import Interchange
import Testing

@Suite("The Swift example of the README")
struct ReadmeExampleTests {
  /// The lines of the README, with its two prints as values.
  @Test("It reads a study and gives what its comments say")
  func exampleRuns() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let path = root.appending(path: "Examples/postmenopausal-woman.json")
    let bytes = Array(try Data(contentsOf: path))
    let assessment = Assessment(of: try StudyDocument.read(bytes))
    let printed = [
      assessment.diagnosis.category?.rawValue ?? "none", assessment.diagnosis.score?.description ?? "none",
    ]
    let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let block = try #require(readme.firstMatch(of: /```swift\n([^`]*)```/)?.output.1)
    for (line, value) in zip(block.split(separator: "\n").filter { $0.contains("// ") }, printed) {
      #expect(line.hasSuffix("// " + value))
    }
    #expect(block.contains("let assessment = Assessment(of: try StudyDocument.read(bytes))"))
  }
}
