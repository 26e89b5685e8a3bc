// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

import Foundation
import Testing

@Suite("Sources")
struct SourceStyleTests {
  static let files = Repository.files(below: "Sources", ending: ".swift")
  static let written = files.filter { !$0.contains("/Generated/") }
  static let tests = Repository.files(below: "Tests", ending: ".swift")

  @Test("Every file names its licence and its authors", arguments: files + tests)
  func licenceIsNamed(file: String) throws {
    let head = "// SPDX-License-Identifier: Apache-2.0\n// Copyright 2026 The Osteon Authors\n"
    #expect(try Repository.text(file).hasPrefix(head))
  }

  @Test("Every public declaration has a comment", arguments: written)
  func publicDeclarationsHaveComments(file: String) throws {
    let lines = try Repository.text(file).components(separatedBy: "\n")
    for (index, line) in lines.enumerated() {
      let code = line.trimmingCharacters(in: .whitespaces)
      guard code.hasPrefix("public "), !code.hasPrefix("public import"), !isConformance(code) else { continue }
      let before = lines[..<index].last { !$0.trimmingCharacters(in: .whitespaces).hasPrefix("@") } ?? ""
      #expect(
        before.trimmingCharacters(in: .whitespaces).hasPrefix("///"), "\(file):\(index + 1) has no comment: \(code)")
    }
  }

  private func isConformance(_ code: String) -> Bool { code.hasPrefix("public typealias") }

  @Test("No source imports Foundation, whose size would reach the program", arguments: written)
  func foundationIsNotImported(file: String) throws {
    #expect(try !Repository.text(file).contains("import Foundation"))
  }

  @Test(
    "No sentence holds words that help nobody",
    arguments: ["an error occurred", "invalid input", "something went wrong", "unknown error", "TODO", "FIXME"])
  func forbiddenWords(words: String) throws {
    for file in Self.written {
      #expect(try !Repository.text(file).localizedCaseInsensitiveContains(words), "\(file) says '\(words)'")
    }
  }

  @Test(
    "Spelling is American", arguments: ["colour", "behaviour", "centre ", "normalis", "analys" + "ed at", "licenced"])
  func spelling(word: String) throws {
    let documents = Repository.files(below: "docs", ending: ".md") + ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]
    for file in Self.written + documents {
      #expect(try !Repository.text(file).localizedCaseInsensitiveContains(word), "\(file) says '\(word)'")
    }
  }

  @Test("Nothing names the machine that it was written on")
  func noMachinePaths() throws {
    let documents =
      Repository.files(below: "docs", ending: ".md") + Repository.files(below: "Knowledge", ending: ".json")
      + Repository.files(below: "Scripts", ending: "") + Repository.files(below: "Reference", ending: ".py")
    for file in documents + Self.files {
      guard let text = try? Repository.text(file) else { continue }
      for place in ["/wor" + "k/", "/roo" + "t/", "/tm" + "p/wt"] {
        #expect(!text.contains(place), "\(file) names \(place)")
      }
    }
  }
}
