// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A word that a command takes beside its options.
struct Operand: Hashable, Sendable {
  /// What the word is.
  enum Kind: Hashable, Sendable {
    /// Any text.
    case text
    /// The path of a file, or `-`.
    case file
    /// One of the words in the list.
    case choice([String])
    /// The name of a command.
    case command
  }

  /// The name for people, in capitals.
  let name: String

  /// What the word is.
  let kind: Kind

  /// Whether it may be missing.
  let isOptional: Bool

  /// Whether there may be several; only the last operand of a command may repeat.
  let isRepeatable: Bool

  /// A sentence for people.
  let help: String

  /// Declares an operand.
  init(_ name: String, _ kind: Kind, isOptional: Bool = false, isRepeatable: Bool = false, help: String) {
    self.name = name
    self.kind = kind
    self.isOptional = isOptional
    self.isRepeatable = isRepeatable
    self.help = help
  }

  /// Whether it is the path of a file.
  var isFile: Bool { kind == .file }

  /// The words that are allowed; `nil` where there is no list.
  var allowed: [String]? {
    guard case .choice(let words) = kind else { return nil }
    return words
  }

  /// The operand in a usage line, such as `[STUDY...]`.
  var usage: String {
    let word = (allowed?.joined(separator: "|") ?? name) + (isRepeatable ? "..." : "")
    return isOptional ? "[\(word)]" : word
  }
}
