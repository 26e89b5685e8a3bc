// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The values of an expression or a column, one a row; all may be missing.
public enum ExpressionValues: Sendable {
  /// Numbers; a missing one is not a number.
  case numbers([Double])
  /// Texts; a missing one is empty.
  case texts([String])
  /// Truth values; a missing one is `nil`.
  case truths([Bool?])

  /// What kind of values an expression has.
  public enum Kind: String, Sendable {
    case number
    case text
    case truth

    /// The kind with its article, for messages.
    var name: String {
      switch self {
      case .number: "a number"
      case .text: "a text"
      case .truth: "a condition"
      }
    }

    /// How one gets a part of the kind.
    var remedy: String {
      switch self {
      case .number: "Write a formula that gives a number."
      case .text: "Write a text in quotes."
      case .truth: "Write a comparison, such as AGE >= 20."
      }
    }
  }

  /// The kind.
  public var kind: Kind {
    switch self {
    case .numbers: .number
    case .texts: .text
    case .truths: .truth
    }
  }

  /// How many there are.
  public var count: Int {
    switch self {
    case .numbers(let numbers): numbers.count
    case .texts(let texts): texts.count
    case .truths(let truths): truths.count
    }
  }

  /// Whether each value is missing.
  var missing: [Bool] {
    switch self {
    case .numbers(let numbers): numbers.map { $0.isNaN }
    case .texts(let texts): texts.map { $0.isEmpty }
    case .truths(let truths): truths.map { $0 == nil }
    }
  }
}
