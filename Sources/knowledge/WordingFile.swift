// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats

/// A file of `Knowledge/wording/`: everything that is said, in one language.
struct WordingFile {
  /// The code of the language, such as `en`.
  let language: String

  /// The name of the language in itself.
  let name: String

  /// Whether it is the original, a reviewed translation or an unreviewed one.
  let status: String

  /// What stands between the whole number and its decimals.
  let decimalSeparator: String

  /// The sentences of each rule, by their part: `clinician`, `patient`, `correction`, `refusal` or `says`.
  let rules: [(id: String, parts: [(part: String, text: String)])]

  private let byRule: [String: [(part: String, text: String)]]

  /// The other texts, each section with its keys.
  let sections: [(section: String, texts: [(key: String, text: String)])]

  /// The sections besides the rules.
  ///
  /// `phrases` are the sentences of the reports; `names` are words for the values of a result; `terms` explain a word of the
  /// field; `questions` are those of facts and `refusals` those of codes, which English has in the files of these; `pages`
  /// are the topics that can be explained.
  static let sections = [
    "phrases", "names", "tests", "causes", "terms", "warnings", "questions", "refusals", "pages",
  ]

  /// The parts of a rule.
  static let parts = ["clinician", "patient", "correction", "refusal", "says"]

  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["language", "name", "status", "decimalSeparator", "rules"] + Self.sections)
    language = try object.required("language").text()
    name = try object.required("name").text()
    status = try object.required("status").text()
    decimalSeparator = try object.required("decimalSeparator").text()
    var rules: [(String, [(part: String, text: String)])] = []
    for member in try object.required("rules").members() {
      _ = try member.node.object(Self.parts)
      rules.append((member.key, try Self.texts(member.node).map { (part: $0.key, text: $0.text) }))
    }
    self.rules = rules
    byRule = Dictionary(rules.map { ($0.0, $0.1) }, uniquingKeysWith: { $1 })
    var sections: [(String, [(key: String, text: String)])] = []
    for section in Self.sections {
      guard let node = object[section] else { continue }
      sections.append((section, try Self.texts(node)))
    }
    self.sections = sections
  }

  private static func texts(_ node: JSONNode) throws(JSONShapeError) -> [(key: String, text: String)] {
    var texts: [(key: String, text: String)] = []
    for member in try node.members() { texts.append((member.key, try member.node.text())) }
    return texts
  }

  /// Returns a sentence of a rule; `nil` where there is none.
  func text(_ id: String, _ part: String) -> String? { byRule[id]?.first { $0.part == part }?.text }

  /// Every text with its key, such as `rules.AUD-04.clinician`, in the order of the file.
  var all: [(key: String, text: String)] {
    rules.flatMap { rule in rule.parts.map { ("rules.\(rule.id).\($0.part)", $0.text) } }
      + sections.flatMap { section in section.texts.map { ("\(section.section).\($0.key)", $0.text) } }
  }
}

extension JSONNode {
  /// Reads the members of an object with any keys.
  fileprivate func members() throws(JSONShapeError) -> [(key: String, node: JSONNode)] {
    guard let members = value.members else { throw error(.rule("must be an object", remedy: nil)) }
    return members.map { ($0.key, JSONNode($0.value, path: "\(path).\($0.key)")) }
  }
}
