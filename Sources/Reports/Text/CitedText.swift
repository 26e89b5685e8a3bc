// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import KnowledgeBase

/// The end of a text: the sources of its rules, and the versions behind it.
enum CitedText {
  /// The works behind rules, in order of their keys.
  static func sources(rules: Set<String>, _ style: TextStyle, _ wording: Wording = .in(.english)) -> [String] {
    let keys = rules.compactMap { RuleBook.rule($0) }.flatMap { $0.sources.map { $0.key } }
    return sources(keys: Set(keys), style, wording)
  }

  /// Works, in order of their keys.
  static func sources(keys: Set<String>, _ style: TextStyle, _ wording: Wording = .in(.english)) -> [String] {
    guard !keys.isEmpty else { return [] }
    let works = keys.sorted().compactMap { Source.withKey($0) }
    return [style.mark(wording.phrase("heading.report.sources"), .strong)]
      + works.flatMap { work in
        style.wrap("\(work.citation(in: wording)) [\(work.key)]", indent: 2, lead: "- ")
      }
  }

  /// The versions, and what the text is not.
  static func provenance(commit: String?, _ style: TextStyle, _ wording: Wording = .in(.english)) -> [String] {
    var version = Provenance.engineVersion
    if let commit {
      version = wording.phrase("report.commit", ["version": version, "commit": String(commit.prefix(12))])
    }
    let text = wording.phrase("report.provenance", ["version": version, "knowledge": KnowledgeVersion.hash])
    let texts = (wording.isUnreviewed ? [wording.phrase("unreviewed")] : []) + [text]
    return texts.flatMap { style.wrap($0) }.map { style.mark($0, .faint) }
  }
}

extension Source {
  /// Authors, title and year in one line.
  fileprivate func citation(in wording: Wording) -> String {
    let names = authors.split(separator: ",").first.map(String.init) ?? authors
    let who = authors.contains(",") ? "\(names) et al." : authors
    return "\(who): \(title)." + (year.map { " \($0)." } ?? "")
      + (isSecondHand ? " (\(wording.phrase("report.second-hand")))" : "")
  }
}
