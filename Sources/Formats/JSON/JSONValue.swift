// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A JSON value; objects keep the order of their keys.
public indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  case string(String)
  case array([JSONValue])
  case object([JSONMember])

  /// The value of a key, or `nil` if this is no object or has no such key.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The text, if this is a string.
  public var string: String? { if case .string(let text) = self { text } else { nil } }

  /// The number, if this is one.
  public var number: JSONNumber? { if case .number(let number) = self { number } else { nil } }

  /// The truth value, if this is one.
  public var bool: Bool? { if case .bool(let flag) = self { flag } else { nil } }

  /// The elements, if this is an array.
  public var array: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }

  /// The members, if this is an object.
  public var members: [JSONMember]? { if case .object(let members) = self { members } else { nil } }

  /// The kind of the value with its article, for messages.
  public var kindName: String {
    switch self {
    case .null: "null"
    case .bool: "a truth value"
    case .number: "a number"
    case .string: "a text"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

/// A key with its value.
public struct JSONMember: Hashable, Sendable {
  /// The key.
  public let key: String

  /// The value.
  public let value: JSONValue

  /// Creates a member.
  public init(_ key: String, _ value: JSONValue) {
    self.key = key
    self.value = value
  }
}

/// A JSON number with the digits it was written in.
public struct JSONNumber: Hashable, Sendable {
  /// The number as text.
  public let text: String

  /// The nearest binary fraction, finite.
  public let doubleValue: Double

  /// Creates a number from its text, or `nil` if that is no finite number.
  public init?(text: String) {
    guard let value = Double(text), value.isFinite else { return nil }
    self.text = text
    doubleValue = value
  }

  /// Creates a number.
  ///
  /// - Precondition: `value` must be finite.
  public init(_ value: Double) {
    precondition(value.isFinite, "A JSON number must be finite.")
    doubleValue = value
    text = value == value.rounded() && value.magnitude < 1e15 ? "\(Int64(value)).0" : "\(value)"
  }

  /// Creates a whole number.
  public init(_ value: Int) {
    doubleValue = Double(value)
    text = "\(value)"
  }

  /// The whole number, if it is one and small enough.
  public var intValue: Int? { Int(exactly: doubleValue) }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral {
  /// Creates a string.
  public init(stringLiteral value: String) { self = .string(value) }

  /// Creates a truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }

  /// Creates a whole number.
  public init(integerLiteral value: Int) { self = .number(JSONNumber(value)) }
}
