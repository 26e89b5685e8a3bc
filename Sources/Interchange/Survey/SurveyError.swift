// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
internal import Formats

/// Why a recipe or its tables give no sample, and where.
///
/// No sentence repeats a value of a row that could tell who someone is.
public struct SurveyError: Diagnosable, Hashable {
  /// What kind of fault it is.
  public enum Code: String, CaseIterable, Sendable {
    /// A file cannot be read.
    case unreadable
    /// The recipe is no JSON.
    case malformedRecipe = "malformed-recipe"
    /// The recipe says something that no recipe may say.
    case badRecipe = "bad-recipe"
    /// An expression names an unknown column, or has a part of the wrong kind.
    case badExpression = "bad-expression"
    /// The file of a table is not there.
    case missingTable = "missing-table"
    /// The file of a table is none, is cut, or has another number of rows than the recipe states.
    case malformedTable = "malformed-table"
    /// A column is not there.
    case missingColumn = "missing-column"
    /// A column holds texts where numbers are needed, or the reverse.
    case wrongKind = "wrong-kind"
    /// The key that joins tables stands twice in one, or is missing.
    case badKey = "bad-key"
    /// Ages do not fit their unit.
    case ageUnit = "age-unit"
    /// A weight is missing, zero or negative, or the stratum or cluster of a person is missing.
    case badDesign = "bad-design"
    /// A measured value is zero or negative.
    case impossibleValue = "impossible-value"
    /// Fewer people than a curve needs.
    case tooFewPeople = "too-few-people"
    /// No curve could be fitted.
    case noFit = "no-fit"
  }

  /// The stable name.
  public let kind: Code

  /// The place: a path in the recipe, or a table; `nil` for a whole document.
  public let place: String?

  /// The rule, then the fact with its unit.
  public let message: String

  /// What the caller can do.
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

  /// Place, message and way out on one line; a place that the message names is not said twice.
  public var placedLine: String {
    let lead = place.map { message.contains("'\($0)'") ? "" : "\($0): " } ?? ""
    return lead + message + (remedy.map { " \($0)" } ?? "")
  }

  // MARK: Faults of other layers

  /// Creates the error of a recipe that is no JSON.
  init(_ error: JSONError) {
    self.init(
      .malformedRecipe, at: "line \(error.line), column \(error.column)", error.message, remedy: error.remedy)
  }

  /// Creates the error of a recipe whose values do not fit their places.
  init(_ error: JSONShapeError) {
    self.init(.badRecipe, at: error.path.isEmpty ? nil : error.path, error.message, remedy: error.remedy)
  }

  /// Creates the error of an expression that does not fit the tables.
  init(_ error: ExpressionError, of formula: FitRecipe.Formula) {
    self.init(
      .badExpression, at: formula.place, "'\(formula.place)' \(error.predicate).", remedy: error.remedy)
  }

  /// Creates the error of a table in CSV.
  init(_ error: CSVError, table: String) {
    self.init(
      .malformedTable, at: "table '\(table)', line \(error.line)", error.message, remedy: "Export the table again.")
  }

  /// Creates the error of a table in SAS transport.
  init(_ error: SASTransportError, table: String) {
    self.init(.malformedTable, at: "table '\(table)'", error.message, remedy: error.remedy)
  }

  /// Creates the error of a file that cannot be read.
  init(_ error: FileError, table: String) {
    self.init(.unreadable, at: "table '\(table)'", error.message, remedy: error.remedy)
  }
}
