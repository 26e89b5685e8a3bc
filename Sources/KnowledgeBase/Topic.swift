// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A page on a value that results hold.
public struct Topic: Hashable, Sendable {
  /// The stable key, as the value is named in results.
  public let key: String

  /// A few words.
  public let title: String

  /// The page.
  public let text: String

  /// The rules that it rests on.
  public let rules: [String]

  /// Where it comes from.
  public let sources: [Citation]

  /// Creates a topic.
  public init(key: String, title: String, text: String, rules: [String], sources: [Citation]) {
    self.key = key
    self.title = title
    self.text = text
    self.rules = rules
    self.sources = sources
  }

  /// Returns the topic with a key.
  public static func withKey(_ key: String) -> Topic? { all.first { $0.key == key } }
}
