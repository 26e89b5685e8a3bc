// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry

/// A drug group or a disease, recognized by name or by code.
public struct Concept: Hashable, Sendable {
  /// Codes of one system that begin alike.
  public struct CodePrefixes: Hashable, Sendable {
    /// The code system.
    public let system: String

    /// How the codes begin.
    public let prefixes: [String]

    /// Creates prefixes.
    public init(_ system: String, _ prefixes: [String]) {
      self.system = system
      self.prefixes = prefixes
    }
  }

  /// The stable key.
  public let key: String

  /// What it means.
  public let means: String

  /// Parts of names, in lower case.
  public let names: [String]

  /// The codes.
  public let codes: [CodePrefixes]

  /// The evidence behind the codes.
  public let tag: EvidenceTag

  /// Creates a concept.
  public init(key: String, means: String, names: [String], codes: [CodePrefixes], tag: EvidenceTag) {
    self.key = key
    self.means = means
    self.names = names
    self.codes = codes
    self.tag = tag
  }

  /// Tells whether a name or a code belongs to the concept; a code decides before a name.
  public func matches(name: String, code: Code?) -> Bool {
    if let code, let known = codes.first(where: { $0.system == code.system }) {
      return known.prefixes.contains { code.value.uppercased().hasPrefix($0) }
    }
    let lower = name.lowercased()
    return names.contains { lower.mentions($0) }
  }
}
