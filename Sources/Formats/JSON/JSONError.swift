// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// Why a text is not JSON, and where.
public struct JSONError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// The text ends inside a value.
    case endsEarly
    /// There is no value at all.
    case empty
    /// Something else stands where this was expected.
    case expected(String)
    /// A key stands twice in one object.
    case duplicateKey(String)
    /// Values are nested more deeply than this many levels.
    case tooDeep(Int)
    /// A number that is not written as JSON writes numbers, or too large.
    case badNumber
    /// A string holds a line break or another control character.
    case controlCharacter
    /// An escape that JSON does not have.
    case badEscape
    /// The bytes are not UTF-8.
    case notUTF8
    /// Something follows the value.
    case trailing
  }

  /// What is wrong.
  public let reason: Reason

  /// The line, counted from 1.
  public let line: Int

  /// The byte within the line, counted from 1.
  public let column: Int

  /// The rule that was broken, without what the text holds.
  public var message: String {
    switch reason {
    case .endsEarly: "A JSON document must be complete, but the text ends inside a value."
    case .empty: "A JSON document must hold a value, but there is none."
    case .expected(let what): "JSON needs \(what) here, but something else stands there."
    case .duplicateKey(let key): "A key may stand once in an object, but '\(Excerpt.ofKey(key))' stands twice."
    case .tooDeep(let limit): "Values may be nested \(limit) levels deep, but here is one more."
    case .badNumber:
      "A number must be written with digits, one decimal point and no leading zero, and be finite; this one is not."
    case .controlCharacter: "A text must not hold a line break or another control character."
    case .badEscape: "A backslash must be followed by one of \" \\ / b f n r t or by u and four hexadecimal digits."
    case .notUTF8: "The text must be UTF-8, but it holds other bytes."
    case .trailing: "A JSON document must hold one value, but something follows it."
    }
  }

  /// What the sender can do.
  public var remedy: String {
    switch reason {
    case .endsEarly, .empty: "Send the whole file again."
    case .duplicateKey: "Keep one of the two."
    case .badNumber: "Write a decimal point, not a comma, and no unit."
    case .notUTF8: "Save the file as UTF-8."
    case .trailing: "Put each study on a line of its own, or send one at a time."
    default: "Check the file at this place with a JSON editor."
    }
  }
}
