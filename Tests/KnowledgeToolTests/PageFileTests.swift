// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats
internal import TestSupport
internal import Testing

@testable internal import knowledge

@Suite("Topic pages")
struct PageFileTests {
  static let file = "pages.json"
  static let page: [Step] = ["pages", .element("key", "t-score")]

  static let damages = [
    Damage(file, page + ["rules", 0], to: "CLS-99", "\(file): t-score: There is no rule 'CLS-99'."),
    Damage(file, page + ["seeAlso", 0], to: "zscore", "\(file): t-score: There is no page 'zscore'."),
    Damage(
      "wording/en.json", ["pages", "t-score.summary"], "\(file): t-score: The summary must be there, but is not."
    ) { _ in nil },
  ]

  @Test("A damaged page is the one problem found, and is named", arguments: Damage.batches(damages))
  func damage(damages: [Damage]) throws {
    try Damage.expectOnlyProblems(of: damages)
  }

  @Test("A page that cites nothing is named")
  func noSource() throws {
    let folder = try KnowledgeFolder()
    try folder.edit(Self.file, Self.page + ["sources"]) { _ in .array([]) }
    #expect(
      try folder.problems().contains("Knowledge/\(Self.file): t-score: A page must cite a source, but cites none."))
  }

  @Test("A page that has the key of another, or of a topic, is named")
  func twice() throws {
    let folder = try KnowledgeFolder()
    let topic = try #require(try folder.read("topics.json")["topics"]?.array?.first?["key"]?.string)
    try folder.edit(Self.file, ["pages", .element("key", "t-score"), "key"]) { _ in .string(topic) }
    #expect(try folder.problems().contains("Knowledge/\(Self.file): The key '\(topic)' stands twice."))
  }

  @Test("No name leads to two pages, and none to what has a page of its own")
  func names() throws {
    let pages = try KnowledgeFiles(root: Repository.root).pages
    let names = pages.flatMap { page in Set(([page.key] + page.names).map { $0.lowercased() }) }
    #expect(pages.count > 40 && Set(names).count == names.count)
  }
}
