// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats

/// A topic page in `pages.json`; its text stands in the files of `wording/`.
struct PageEntry {
  let key: String
  let names: [String]
  let rules: [String]
  let sources: [CitationEntry]
  let seeAlso: [String]

  static func list(_ node: JSONNode) throws(JSONShapeError) -> [PageEntry] {
    var list: [PageEntry] = []
    for element in try node.object(["pages"]).required("pages").elements() { list.append(try PageEntry(element)) }
    return list
  }

  private init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["key", "names", "rules", "sources", "seeAlso"])
    key = try object.required("key").text()
    names = try RuleEntry.words(object["names"])
    rules = try RuleEntry.words(object["rules"])
    sources = try CitationEntry.list(object.required("sources"))
    seeAlso = try RuleEntry.words(object["seeAlso"])
  }
}

extension KnowledgeFiles {
  /// What is wrong with the topic pages.
  func pageProblems() -> [Problem] {
    let keys = pages.map { $0.key }
    let texts = Set(english?.sections.first { $0.section == "pages" }?.texts.map { $0.key } ?? [])
    var found = duplicates(keys + topics.map { $0.key }).map { "The key '\($0)' stands twice." }
    for page in pages {
      for id in page.rules where rules(carryingOut: id).isEmpty {
        found.append("\(page.key): There is no rule '\(id)'.")
      }
      for key in page.seeAlso where !keys.contains(key) { found.append("\(page.key): There is no page '\(key)'.") }
      if page.sources.isEmpty { found.append("\(page.key): A page must cite a source, but cites none.") }
      for part in ["title", "summary", "text"] where !texts.contains("\(page.key).\(part)") {
        found.append("\(page.key): The \(part) must be there, but is not.")
      }
    }
    return found.map { problem("pages.json", $0) }
  }
}

extension GeneratedSources {
  /// The topic pages without their texts.
  var pages: String {
    let entries = knowledge.pages.map { page in
      let sources = page.sources.map { "Citation(\(Self.quoted($0.key)), \(Self.quoted($0.place)))" }
      return "    TopicPage(\n      key: \(Self.quoted(page.key)), names: \(Self.list(page.names.map(Self.quoted))),\n"
        + "      rules: \(Self.list(page.rules.map(Self.quoted))),\n      sources: \(Self.list(sources)),\n"
        + "      seeAlso: \(Self.list(page.seeAlso.map(Self.quoted)))),"
    }
    return "extension TopicPage {\n  /// Every page.\n  public static let all: [TopicPage] = [\n"
      + entries.joined(separator: "\n") + "\n  ]\n}\n"
  }
}
