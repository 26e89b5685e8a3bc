// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
public import Formats

/// Why an input was not accepted, and where.
///
/// No sentence holds an identifier or a date.
public struct InputError: Diagnosable, Hashable {
  /// What kind of fault it is.
  public enum Code: String, CaseIterable, Sendable {
    /// The text is not JSON.
    case malformedJSON = "malformed-json"
    /// The text is not a table.
    case malformedTable = "malformed-table"
    /// A key is not known.
    case unknownKey = "unknown-key"
    /// A word is not one of the known ones.
    case unknownWord = "unknown-word"
    /// Something that must be there is missing.
    case missingValue = "missing-value"
    /// A value is of another kind.
    case wrongKind = "wrong-kind"
    /// A value breaks a rule of its place.
    case impossibleValue = "impossible-value"
    /// The input is larger than what is accepted.
    case tooLarge = "too-large"
    /// A file cannot be read.
    case unreadable = "unreadable"
  }

  /// The stable name.
  public let kind: Code

  /// The place: a JSON path, or a line.
  public let place: String?

  /// The rule, then the fact with its unit.
  public let message: String

  /// What the sender can do.
  public let remedy: String?

  /// The stable name.
  public var code: String { kind.rawValue }

  /// Creates an error.
  public init(_ kind: Code, at place: String? = nil, _ message: String, remedy: String? = nil) {
    self.kind = kind
    self.place = place
    self.message = message
    self.remedy = remedy
  }

  /// Creates the error of a text that is not JSON.
  public init(_ error: JSONError) {
    self.init(
      .malformedJSON, at: "line \(error.line), column \(error.column)", error.message, remedy: error.remedy)
  }

  /// Creates the error of a text that is not a table.
  public init(_ error: CSVError) {
    self.init(.malformedTable, at: "line \(error.line)", error.message)
  }

  /// Creates the error of a value that does not fit its place.
  public init(_ error: JSONShapeError) {
    let kind: Code =
      switch error.reason {
      case .missing: .missingValue
      case .kind, .numberAsText: .wrongKind
      case .unknownKey: .unknownKey
      case .unknownWord: .unknownWord
      case .rule: .impossibleValue
      }
    self.init(kind, at: error.path.isEmpty ? nil : error.path, error.message, remedy: error.remedy)
  }

  /// Place, message and way out on one line; a place that the message names is not said twice.
  public var placedLine: String {
    let lead = place.map { message.contains("'\($0)'") ? "" : "\($0): " } ?? ""
    return lead + message + (remedy.map { " \($0)" } ?? "")
  }

  /// Returns the error of a document that stands on one line of a stream.
  public func onLine(_ number: Int) -> InputError {
    let column = kind == .malformedJSON ? place?.split(separator: ", ").last.map(String.init) : place
    return InputError(kind, at: "line \(number)" + (column.map { ", \($0)" } ?? ""), message, remedy: remedy)
  }

  /// The error as JSON.
  public var json: JSONValue {
    .object([
      JSONMember("code", .string(code)), JSONMember("place", place.map { .string($0) } ?? .null),
      JSONMember("message", .string(message)), JSONMember("remedy", remedy.map { .string($0) } ?? .null),
    ])
  }
}
