// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats

/// A place in a work.
struct CitationEntry {
  let key: String
  let place: String

  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["key", "at"])
    key = try object.required("key").text()
    place = try object.required("at").text()
  }

  static func list(_ node: JSONNode) throws(JSONShapeError) -> [CitationEntry] {
    var list: [CitationEntry] = []
    for element in try node.elements() { list.append(try CitationEntry(element)) }
    return list
  }
}

/// A work in `sources.json`.
struct SourceEntry {
  let key: String
  let authors: String
  let title: String
  let publishedIn: String?
  let year: Int?
  let doi: String?
  let url: String?
  let seen: String
  let isSecondHand: Bool

  static func list(_ node: JSONNode) throws(JSONShapeError) -> [SourceEntry] {
    let works = try node.object(["sources"]).required("sources")
    var list: [SourceEntry] = []
    for member in works.value.members ?? [] {
      list.append(try SourceEntry(JSONNode(member.value, path: "sources.\(member.key)"), key: member.key))
    }
    return list
  }

  private init(_ node: JSONNode, key: String) throws(JSONShapeError) {
    let object = try node.object([
      "authors", "organization", "title", "in", "year", "doi", "url", "seen", "second-hand",
    ])
    self.key = key
    authors = try object.required(object["authors"] == nil ? "organization" : "authors").text()
    title = try object.required("title").text()
    publishedIn = try object["in"]?.text()
    year = try object["year"]?.integer()
    doi = try object["doi"]?.text()
    url = try object["url"]?.text()
    seen = try object.required("seen").text()
    isSecondHand = try object["second-hand"]?.flag() ?? false
  }
}

/// A profile, a set of clinical criteria or a guideline in `profiles.json`.
struct ProfileFile {
  struct Entry {
    let key: String
    let title: String
    let criteria: String?
    let guideline: String?
    let sources: [CitationEntry]

    init(_ node: JSONNode) throws(JSONShapeError) {
      let object = try node.object(["key", "title", "criteria", "guideline", "sources"])
      key = try object.required("key").text()
      title = try object.required("title").text()
      criteria = try object["criteria"]?.text()
      guideline = try object["guideline"]?.text()
      sources = try CitationEntry.list(object.required("sources"))
    }
  }

  let profiles: [Entry]
  let criteria: [Entry]
  let guidelines: [Entry]

  /// Every choice of the file.
  var all: [Entry] { profiles + criteria + guidelines }

  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["profiles", "criteria", "guidelines"])
    profiles = try Self.entries(object.required("profiles"))
    criteria = try Self.entries(object.required("criteria"))
    guidelines = try Self.entries(object.required("guidelines"))
  }

  private static func entries(_ node: JSONNode) throws(JSONShapeError) -> [Entry] {
    var entries: [Entry] = []
    for element in try node.elements() { entries.append(try Entry(element)) }
    return entries
  }
}

/// A fact in `facts.json`.
struct FactEntry {
  enum Kind: String, CaseIterable {
    case number
    case text
    case flag
    /// A name that rules may show and ask whether it is known, and compare with nothing.
    case name
  }

  let name: String
  let subject: String
  let kind: Kind
  let unit: String?
  let values: [String]
  let means: String
  let ask: String
  let path: String?

  /// Where the value comes from, for a fact that needs no code of its own: the kind of origin and its key.
  let origin: (kind: String, key: String, aspect: String?)?

  /// The least and the largest number of an answer.
  let range: [JSONValue]

  static func list(_ node: JSONNode) throws(JSONShapeError) -> [FactEntry] {
    var list: [FactEntry] = []
    for element in try node.object(["facts"]).required("facts").elements() { list.append(try FactEntry(element)) }
    return list
  }

  private init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["name", "subject", "kind", "unit", "values", "means", "ask", "path", "from", "range"])
    name = try object.required("name").text()
    subject = try object.required("subject").text()
    kind = try object.required("kind").choice(Kind.self)
    unit = try object["unit"]?.text()
    var values: [String] = []
    for element in try object["values"]?.elements() ?? [] { values.append(try element.text()) }
    self.values = values
    means = try object.required("means").text()
    ask = try object.required("ask").text()
    path = try object["path"]?.text()
    origin = try object["from"].map(Self.origin)
    range = try object["range"]?.elements().map { $0.value } ?? []
  }

  private static func origin(_ node: JSONNode) throws(JSONShapeError) -> (String, String, String?) {
    let object = try node.object(["condition", "drug", "drugEver", "laboratory", "as", "answer"])
    for kind in ["condition", "drug", "drugEver", "laboratory"] {
      if let key = object[kind] { return (kind, try key.text(), try object["as"]?.text()) }
    }
    _ = try object.required("answer").flag()
    return ("answer", "", nil)
  }
}

/// A refusal code in `refusals.json`.
struct RefusalEntry {
  let code: String
  let means: String
  let remedy: String
  let rule: String?

  static func list(_ node: JSONNode) throws(JSONShapeError) -> [RefusalEntry] {
    var list: [RefusalEntry] = []
    for element in try node.object(["refusals"]).required("refusals").elements() {
      list.append(try RefusalEntry(element))
    }
    return list
  }

  private init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["code", "means", "remedy", "rule"])
    code = try object.required("code").text()
    means = try object.required("means").text()
    remedy = try object.required("remedy").text()
    rule = try object["rule"]?.text()
  }
}

/// A concept in `concepts.json`.
struct ConceptEntry {
  let key: String
  let means: String
  let names: [String]
  let codes: [(system: String, prefixes: [String])]
  let tag: EvidenceTag
  let sources: [CitationEntry]

  /// The group of causes to which it belongs, and on what it acts; `nil` for what is no cause.
  let cause: (group: String, acts: String)?

  static func list(_ node: JSONNode) throws(JSONShapeError) -> [ConceptEntry] {
    var list: [ConceptEntry] = []
    for element in try node.object(["concepts"]).required("concepts").elements() {
      list.append(try ConceptEntry(element))
    }
    return list
  }

  private init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["key", "means", "tag", "names", "codes", "sources", "cause"])
    key = try object.required("key").text()
    means = try object.required("means").text()
    names = try RuleEntry.words(object["names"])
    var codes: [(system: String, prefixes: [String])] = []
    for element in try object.required("codes").elements() {
      let entry = try element.object(["system", "prefixes"])
      codes.append((try entry.required("system").text(), try RuleEntry.words(entry["prefixes"])))
    }
    self.codes = codes
    tag = try object.required("tag").choice(EvidenceTag.self)
    sources = try CitationEntry.list(object.required("sources"))
    cause = try object["cause"].map { node throws(JSONShapeError) in
      let cause = try node.object(["group", "acts"])
      return (try cause.required("group").text(), try cause.required("acts").text())
    }
  }
}

/// A topic in `topics.json`.
struct TopicEntry {
  let key: String
  let title: String
  let text: String
  let rules: [String]
  let sources: [CitationEntry]

  static func list(_ node: JSONNode) throws(JSONShapeError) -> [TopicEntry] {
    var list: [TopicEntry] = []
    for element in try node.object(["topics"]).required("topics").elements() { list.append(try TopicEntry(element)) }
    return list
  }

  private init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["key", "title", "text", "rules", "sources"])
    key = try object.required("key").text()
    title = try object.required("title").text()
    text = try object.required("text").text()
    rules = try RuleEntry.words(object["rules"])
    sources = try CitationEntry.list(object.required("sources"))
  }
}
