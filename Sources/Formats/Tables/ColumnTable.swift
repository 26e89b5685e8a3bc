// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A table held by columns, all of the same length.
public struct ColumnTable: Hashable, Sendable {
  /// The values of a column.
  public enum Values: Hashable, Sendable {
    /// Numbers; a missing one is not a number.
    case numbers([Double])
    /// Texts; a missing one is empty.
    case texts([String])

    /// How many there are.
    public var count: Int {
      switch self {
      case .numbers(let numbers): numbers.count
      case .texts(let texts): texts.count
      }
    }
  }

  /// A column.
  public struct Column: Hashable, Sendable {
    /// The name, as the file writes it.
    public let name: String

    /// What the column holds, in words; `nil` where the file does not say.
    public let label: String?

    /// The values, one a row.
    public let values: Values

    /// Creates a column.
    public init(name: String, label: String? = nil, values: Values) {
      self.name = name
      self.label = label
      self.values = values
    }
  }

  /// The columns that were asked for, in the order of the file.
  public let columns: [Column]

  /// The names of all columns of the file, also of those that were not asked for.
  public let names: [String]

  /// How many rows there are.
  public let rowCount: Int

  /// Creates a table.
  ///
  /// - Precondition: Every column must have `rowCount` values.
  public init(columns: [Column], names: [String]? = nil, rowCount: Int) {
    precondition(columns.allSatisfy { $0.values.count == rowCount }, "The columns of a table must be equally long.")
    self.columns = columns
    self.names = names ?? columns.map { $0.name }
    self.rowCount = rowCount
  }

  /// The column of a name; upper and lower case differ.
  public subscript(name: String) -> Column? { columns.first { $0.name == name } }
}
