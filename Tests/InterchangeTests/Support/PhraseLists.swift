// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats
internal import TestSupport

/// The lists of phrases that the reader is written with.
///
/// The one that measures it is no part of the Swift tests.
enum PhraseLists {
  /// The lists, by their names.
  static let all: [(name: String, list: JSONValue)] = [
    "report_phrases_writing", "report_phrases_writing_more", "report_phrases_writing_third",
  ].compactMap { name in
    guard let text = try? Repository.text("Tests/EndToEndTests/data/\(name).json"),
      let list = try? JSONReader.read(Array(text.utf8))
    else { return nil }
    return (name, list)
  }

  /// The phrases of a key, in the list of a name.
  static func phrases(_ name: String, _ key: String) -> [String] {
    guard let list = all.first(where: { $0.name == name })?.list else { return [] }
    return ["correct", "faults"].flatMap { list[$0]?[key]?.array ?? [] }.compactMap { $0.string }
  }

  /// Every key of the phrases of a list.
  static func keys(_ list: JSONValue) -> Set<String> {
    Set(["correct", "faults"].flatMap { list[$0]?.members ?? [] }.map { $0.key })
  }

  /// The whole reports of all lists, each with the kind that it is printed in.
  static let layouts: [(list: String, kind: String, text: String)] = all.flatMap { name, list in
    (list["layouts"]?.members ?? []).flatMap { member in
      (member.value.array ?? []).compactMap { $0.string }.map { (name, member.key, $0) }
    }
  }
}
