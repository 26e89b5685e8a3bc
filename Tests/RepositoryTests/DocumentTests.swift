// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

import Foundation
import Testing

@Suite("Documents")
struct DocumentTests {
  static let documents =
    ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"] + Repository.files(below: "docs", ending: ".md")
    + Repository.files(below: "Sources", ending: "README.md")

  @Test("Every link to a file of the repository leads somewhere", arguments: documents)
  func linksLead(document: String) throws {
    let folder = Repository.root.appending(path: document).deletingLastPathComponent()
    for match in try Repository.text(document).matches(of: /\]\(([^)#:]+)(?:#[^)]*)?\)/) {
      let target = folder.appending(path: String(match.output.1))
      #expect(FileManager.default.fileExists(atPath: target.path()), "\(document) links to \(match.output.1)")
    }
  }

  @Test("The README stays under 200 lines")
  func readmeIsShort() throws {
    #expect(try Repository.text("README.md").split(separator: "\n", omittingEmptySubsequences: false).count < 200)
  }

  @Test("Every target has a README of its own that says more than its name")
  func targetsHaveReadmes() throws {
    for file in Repository.files(below: "Sources", ending: "README.md") {
      let lines = try Repository.text(file).split(separator: "\n")
      #expect(lines.count >= 4, "\(file)")
    }
  }
}
