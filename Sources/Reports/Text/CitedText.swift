// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import KnowledgeBase

/// The end of a text: the sources of its rules, and the versions behind it.
enum CitedText {
  /// The works behind rules, in order of their keys.
  static func sources(rules: Set<String>, _ style: TextStyle) -> [String] {
    self.sources(keys: Set(rules.compactMap { RuleBook.rule($0) }.flatMap { $0.sources.map { $0.key } }), style)
  }

  /// Works, in order of their keys.
  static func sources(keys: Set<String>, _ style: TextStyle) -> [String] {
    guard !keys.isEmpty else { return [] }
    let works = keys.sorted().compactMap { Source.withKey($0) }
    return [style.mark("Sources", .strong)]
      + works.flatMap { work in
        style.wrap("\(work.shortCitation) [\(work.key)]", indent: 2, lead: "- ")
      }
  }

  /// The versions, and what the text is not.
  static func provenance(commit: String?, _ style: TextStyle) -> [String] {
    let commit = commit.map { ", commit \($0.prefix(12))" } ?? ""
    let text =
      "osteon \(Provenance.engineVersion)\(commit), knowledge \(KnowledgeVersion.hash)."
      + " Decision support, not a diagnosis by a doctor. 'osteon explain ID' shows any rule, reference, code or source."
    return style.wrap(text).map { style.mark($0, .faint) }
  }
}

extension Source {
  /// Authors, title and year in one line.
  fileprivate var shortCitation: String {
    let names = authors.split(separator: ",").first.map(String.init) ?? authors
    let who = authors.contains(",") ? "\(names) et al." : authors
    return "\(who): \(title)." + (year.map { " \($0)." } ?? "") + (isSecondHand ? " (second-hand)" : "")
  }
}
