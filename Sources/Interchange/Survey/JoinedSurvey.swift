// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats

/// The tables of one survey, joined.
struct JoinedSurvey {
  /// What was read.
  let tables: [SurveyCounts.Table]

  /// How many people there are: the rows of the first table.
  let rowCount: Int

  private let survey: FitRecipe.Survey
  private let recipe: FitRecipe
  private let parts: [Part]

  /// A table, and for each row of the first table its own row.
  private struct Part {
    let name: String
    let table: ColumnTable
    let rows: [Int?]
  }

  /// Reads and joins.
  init(
    _ survey: FitRecipe.Survey, _ recipe: FitRecipe, _ source: some SurveyTables, wanted: Set<String>
  ) throws(SurveyError) {
    var parts: [Part] = []
    var tables: [SurveyCounts.Table] = []
    var people: TableKeys?
    for name in survey.tables {
      let read = try source.table(name) { wanted.contains($0) || $0 == recipe.joinColumn }
      let count = read.columns.rowCount
      if let stated = recipe.rows[name], stated != count { throw Self.rowError(name, stated, count) }
      let keys = try TableKeys(read.columns, recipe.joinColumn, table: name)
      let rows = try keys.rows(of: people ?? keys, firstTable: survey.tables[0])
      people = people ?? keys
      parts.append(Part(name: name, table: read.columns, rows: rows))
      tables.append(
        SurveyCounts.Table(
          name: name, file: read.file, survey: survey.name, rows: count, isStated: recipe.rows[name] != nil,
          joined: rows.filter { $0 != nil }.count))
    }
    self.survey = survey
    self.recipe = recipe
    self.parts = parts
    self.tables = tables
    rowCount = parts.first?.rows.count ?? 0
  }

  private static func rowError(_ table: String, _ stated: Int, _ found: Int) -> SurveyError {
    SurveyError(
      .malformedTable, at: "table '\(table)'",
      "The table must have the \(stated) rows that the recipe states, but has \(found).",
      remedy: found < stated
        ? "The file seems to be cut: fetch it again." : "Check that it is the file that the recipe was written for.")
  }

  /// Returns a column with a value for each person; without a row in its table the value is missing.
  func column(_ name: String) throws(SurveyError) -> ExpressionValues {
    let holders = parts.filter { $0.table[name] != nil }
    guard let part = holders.first, let column = part.table[name] else { throw missing(name) }
    guard holders.count == 1 || name == recipe.joinColumn else {
      throw SurveyError(
        .badRecipe, at: "survey '\(survey.name)'",
        "A column must stand in one table of a survey, but '\(name)' stands in '\(holders[0].name)' and "
          + "'\(holders[1].name)'.", remedy: "Rename it in one of them.")
    }
    switch column.values {
    case .numbers(let numbers): return .numbers(part.rows.map { row in row.map { numbers[$0] } ?? .nan })
    case .texts(let texts): return .texts(part.rows.map { row in row.map { texts[$0] } ?? "" })
    }
  }

  private func missing(_ name: String) -> SurveyError {
    let known = parts.flatMap { $0.table.names } + recipe.derivedColumns.map { $0.name }
    return SurveyError(
      .missingColumn, at: "survey '\(survey.name)'",
      "'\(recipe.place(of: name))' needs a column '\(name)', but \(survey.tables.joined(separator: ", ")) "
        + "\(survey.tables.count == 1 ? "has" : "have") none.",
      remedy: Suggestion.nearest(to: name, among: known).map { "Did you mean '\($0)'?" }
        ?? "Check the recipe, or add the table that has it.")
  }
}

/// The column of a table that tells people apart.
private struct TableKeys {
  private enum Keys {
    case numbers([Double])
    case texts([String])
  }

  private let keys: Keys
  private let table: String

  init(_ columns: ColumnTable, _ name: String, table: String) throws(SurveyError) {
    self.table = table
    guard let column = columns[name] else {
      throw SurveyError(
        .missingColumn, at: "table '\(table)'",
        "Every table must have the column '\(name)' that joins them, but this "
          + "one has none.", remedy: Suggestion.nearest(to: name, among: columns.names).map { "Did you mean '\($0)'?" })
    }
    switch column.values {
    case .numbers(let numbers):
      keys = .numbers(numbers)
      try Self.check(numbers, isMissing: { $0.isNaN }, name, table)
    case .texts(let texts):
      keys = .texts(texts)
      try Self.check(texts, isMissing: { $0.isEmpty }, name, table)
    }
  }

  /// Each key must be there, and once.
  private static func check<Key: Hashable>(
    _ keys: [Key], isMissing: (Key) -> Bool, _ name: String, _ table: String
  ) throws(SurveyError) {
    var rowOfKey: [Key: Int] = [:]
    for (row, key) in keys.enumerated() {
      guard !isMissing(key) else {
        throw SurveyError(
          .badKey, at: "table '\(table)', row \(row + 1)",
          "Every row must have a value of '\(name)', but this has none.",
          remedy: "Remove the row, or fill it in.")
      }
      guard let first = rowOfKey.updateValue(row, forKey: key) else { continue }
      throw SurveyError(
        .badKey, at: "table '\(table)', row \(row + 1)",
        "A person must stand once in a table, but this row has the '\(name)' of row \(first + 1).",
        remedy: "Keep one of the two rows.")
    }
  }

  /// Returns for each row of the first table the row of the same person in this one.
  func rows(of people: TableKeys, firstTable: String) throws(SurveyError) -> [Int?] {
    switch (keys, people.keys) {
    case (.numbers(let own), .numbers(let others)): return Self.rows(own, of: others)
    case (.texts(let own), .texts(let others)): return Self.rows(own, of: others)
    default:
      throw SurveyError(
        .wrongKind, at: "table '\(table)'",
        "The column that joins must hold numbers in all tables or texts in all, but differs between '\(firstTable)' "
          + "and '\(table)'.", remedy: "Write it alike in both.")
    }
  }

  private static func rows<Key: Hashable>(_ own: [Key], of others: [Key]) -> [Int?] {
    let rowOfKey = Dictionary(zip(own, own.indices)) { first, _ in first }
    return others.map { rowOfKey[$0] }
  }
}
