// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats

/// A meaning in `language/en.json`, with the phrases that may have it.
struct ReportTermEntry {
  let key: String
  let means: String
  let phrases: [String]

  static func list(_ node: JSONNode) throws(JSONShapeError) -> [ReportTermEntry] {
    let object = try node.object(["language", "terms"])
    _ = try object.required("language").text()
    var list: [ReportTermEntry] = []
    for element in try object.required("terms").elements() { list.append(try ReportTermEntry(element)) }
    return list
  }

  private init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["key", "means", "phrases"])
    key = try object.required("key").text()
    means = try object.required("means").text()
    phrases = try RuleEntry.words(object.required("phrases"))
  }

  /// What is wrong with the entry.
  var problems: [String] {
    var found: [String] = []
    if phrases.isEmpty { found.append("A term must have a phrase, but has none.") }
    for phrase in phrases where !Self.isWellFormed(phrase) {
      found.append("A phrase must be words in lower case with single spaces, but '\(phrase)' is not.")
    }
    var seen: Set<String> = []
    for phrase in phrases where !seen.insert(phrase).inserted { found.append("The phrase '\(phrase)' stands twice.") }
    return found
  }

  /// A star may stand only at the end of a word, for any ending.
  private static func isWellFormed(_ phrase: String) -> Bool {
    let words = phrase.split(separator: " ", omittingEmptySubsequences: false)
    return phrase == phrase.lowercased() && phrase.utf8.allSatisfy { $0 >= 32 && $0 != 124 }
      && words.allSatisfy { !$0.isEmpty && !$0.dropLast().contains("*") && $0 != "*" }
  }
}

extension KnowledgeFiles {
  /// What is wrong with the vocabulary of reports.
  func reportTermProblems() -> [Problem] {
    var messages: [String] = []
    var seen: Set<String> = []
    for term in reportTerms {
      if !seen.insert(term.key).inserted { messages.append("The term '\(term.key)' stands twice.") }
      messages += term.problems.map { "\(term.key): \($0)" }
    }
    if reportTerms.count > 256 {
      messages.append("There must be at most 256 terms, but there are \(reportTerms.count).")
    }
    return messages.map { Problem(file: "Knowledge/language/en.json", message: $0) }
  }
}

extension GeneratedSources {
  /// The terms as an enumeration, and their phrases as one table of text, a line a term.
  static func declaration(of terms: [ReportTermEntry]) -> String {
    let cases = terms.map { "  /// A phrase that may mean: \($0.means).\n  case \(identifier($0.key))" }
    let lines = terms.map { $0.phrases.joined(separator: "|") }
    return """
      /// A meaning that words of a report may have.
      public enum ReportTerm: UInt8, CaseIterable, Sendable {
      \(cases.joined(separator: "\n"))

        /// The phrases in English: a line a term, in the order of the cases, with bars between phrases.
        public static let english = #\"\"\"
      \(lines.joined(separator: "\n"))
      \"\"\"#
      }

      """
  }
}
