// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A page on a topic; its text stands with the wording of each language.
public struct TopicPage: Hashable, Sendable {
  /// The stable key, such as `spine-paradox`.
  public let key: String

  /// Other names that find it, in lower case.
  public let names: [String]

  /// The identifiers of the rules that it rests on; one may stand for several branches.
  public let rules: [String]

  /// Where it comes from.
  public let sources: [Citation]

  /// The keys of pages beside it.
  public let seeAlso: [String]

  /// Creates a page.
  public init(key: String, names: [String], rules: [String], sources: [Citation], seeAlso: [String]) {
    self.key = key
    self.names = names
    self.rules = rules
    self.sources = sources
    self.seeAlso = seeAlso
  }

  /// Finds a page by its key or another name; capitals do not matter, and a space counts as a hyphen.
  public static func find(_ name: String) -> TopicPage? {
    let plain = Self.plain(name)
    return all.first { page in page.key == plain || page.names.contains { Self.plain($0) == plain } }
  }

  private static func plain(_ name: String) -> String {
    String(
      decoding: name.lowercased().utf8.map { $0 == UInt8(ascii: " ") ? UInt8(ascii: "-") : $0 }, as: UTF8.self)
  }
}
