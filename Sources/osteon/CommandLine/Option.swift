// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// An option of a command: a flag, or one that takes a value.
struct Option: Hashable, Sendable {
  /// The long name, without hyphens.
  let name: String

  /// The one-letter name, if there is one.
  let short: Character?

  /// What it takes; `nil` for a flag.
  let value: Value?

  /// A sentence for people, without the allowed values and the default.
  let help: String

  /// What holds where it is not given.
  let fallback: Fallback?

  /// Whether it may stand more than once.
  let isRepeatable: Bool

  /// The part of the help that it belongs to.
  let section: Section

  /// Declares an option.
  init(
    _ name: String, short: Character? = nil, _ value: Value? = nil, help: String, fallback: Fallback? = nil,
    isRepeatable: Bool = false, section: Section = .general
  ) {
    self.name = name
    self.short = short
    self.value = value
    self.help = help
    self.fallback = fallback
    self.isRepeatable = isRepeatable
    self.section = section
  }

  /// The name as it is typed, such as `--profile`.
  var typed: String { "--" + name }

  /// The one-letter name as it is typed, such as `-o`.
  var typedShort: String? { short.map { "-\($0)" } }

  /// The name with the name of its value, such as `--profile PROFILE`.
  var typedWithValue: String { value.map { "\(typed) \($0.name)" } ?? typed }

  /// Returns the help with the default and, where they are wanted, the allowed values.
  func fullHelp(listsValues: Bool) -> String {
    var sentences = [help]
    if listsValues, let allowed = value?.allowed { sentences.append("One of \(allowed.joined(separator: ", ")).") }
    if let fallback { sentences.append("Default: \(fallback.text).") }
    return sentences.joined(separator: " ")
  }
}

extension Option {
  /// What an option takes, with the name of the value for people.
  enum Value: Hashable, Sendable {
    /// Any text.
    case text(String)
    /// A decimal number, which may be negative.
    case number(String)
    /// A whole number above zero.
    case count(String)
    /// A day of the calendar.
    case date(String)
    /// The path of a file, or `-`.
    case file(String)
    /// One of the words in the list.
    case choice(String, [String])

    /// The name for people, in capitals.
    var name: String {
      switch self {
      case .text(let name), .number(let name), .count(let name), .date(let name), .file(let name): name
      case .choice(let name, _): name
      }
    }

    /// The words that are allowed; `nil` where there is no list.
    var allowed: [String]? {
      guard case .choice(_, let words) = self else { return nil }
      return words
    }

    /// Whether it is the path of a file.
    var isFile: Bool {
      guard case .file = self else { return false }
      return true
    }
  }

  /// What holds where an option is not given.
  enum Fallback: Hashable, Sendable {
    /// A value that could as well be given.
    case value(String)
    /// Something that only words can say.
    case words(String)

    /// The value or the words.
    var text: String {
      switch self {
      case .value(let text), .words(let text): text
      }
    }
  }

  /// A part of the options in a help text.
  enum Section: String, CaseIterable, Sendable {
    case general = "Options"
    case person = "From a printout: person and scan"
    case densities = "From a printout: densities"
    case scores = "From a printout: scores"

    /// Whether the options stand in the place of a study document.
    var isPrintout: Bool { self != .general }
  }
}
