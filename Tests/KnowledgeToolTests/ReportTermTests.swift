// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats
internal import Testing

@testable internal import knowledge

@Suite("Vocabulary of reports")
struct ReportTermTests {
  @Test("The vocabulary in the repository has no problem")
  func current() throws {
    let folder = try KnowledgeFolder()
    #expect(try KnowledgeFiles(root: folder.root).reportTermProblems().isEmpty)
  }

  @Test(
    "A phrase that is not well formed is told with its term",
    arguments: [
      ("Femur", "but 'Femur' is not"), ("", "but '' is not"), ("two  spaces", "but 'two  spaces' is not"),
      (" edge", "but ' edge' is not"), ("st*r", "but 'st*r' is not"), ("a|b", "but 'a|b' is not"),
      ("*", "but '*' is not"),
      ("hip", "The phrase 'hip' stands twice."),
    ])
  func malformed(_ phrase: String, _ message: String) throws {
    let folder = try KnowledgeFolder()
    try folder.edit("language/en.json", ["terms", .element("key", "hip"), "phrases"]) { list in
      .array((list.array ?? []) + [.string(phrase)])
    }
    let problems = try KnowledgeFiles(root: folder.root).reportTermProblems()
    #expect(
      problems.contains {
        $0.message.hasPrefix("hip: ") && $0.message.hasSuffix(message + (message.hasSuffix(".") ? "" : "."))
      })
  }

  @Test("A term without phrases and a term that stands twice are told")
  func terms() throws {
    let folder = try KnowledgeFolder()
    try folder.edit("language/en.json", ["terms", .element("key", "hip"), "phrases"]) { _ in .array([]) }
    try folder.edit("language/en.json", ["terms", .element("key", "total"), "key"]) { _ in .string("hip") }
    let messages = try KnowledgeFiles(root: folder.root).reportTermProblems().map { $0.message }
    #expect(messages.contains("hip: A term must have a phrase, but has none."))
    #expect(messages.contains("The term 'hip' stands twice."))
  }

  @Test("The generated enumeration has a case for each term, and a line of phrases for each case")
  func generated() throws {
    let folder = try KnowledgeFolder()
    let terms = try KnowledgeFiles(root: folder.root).reportTerms
    let text = GeneratedSources.declaration(of: terms)
    #expect(text.split(separator: "\n").filter { $0.hasPrefix("  case ") }.count == terms.count)
    let table = try #require(text.split(separator: "\"\"\"").dropFirst().first)
    #expect(table.split(separator: "\n").filter { !$0.hasPrefix("#") }.count == terms.count)
  }
}
