// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// What a refusal means, for whoever asks about its code.
public struct RefusalTopic: Hashable, Sendable {
  /// The stable name, such as `age-outside-reference`.
  public let code: String

  /// What it means.
  public let means: String

  /// The way out.
  public let remedy: String

  /// The rule behind it.
  public let rule: String?

  /// Creates a topic.
  public init(code: String, means: String, remedy: String, rule: String?) {
    self.code = code
    self.means = means
    self.remedy = remedy
    self.rule = rule
  }

  /// Returns the topic of a code.
  public static func withCode(_ code: String) -> RefusalTopic? { all.first { $0.code == code } }
}
