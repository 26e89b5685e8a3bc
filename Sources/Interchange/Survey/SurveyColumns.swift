// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats

/// The columns of all people, with those that the recipe makes, and the expressions over them.
struct SurveyColumns: Sendable {
  /// The columns by name.
  private(set) var columns: [String: ExpressionValues]

  /// How many people there are.
  let count: Int

  private let surveys: [String]
  private let surveyOfPerson: [Int]
  private let rowOfPerson: [Int]

  /// Makes the columns of a recipe, in its order.
  init(_ stack: SurveyStack, _ recipe: FitRecipe) throws(SurveyError) {
    columns = stack.columns
    count = stack.count
    surveys = recipe.surveys.map { $0.name }
    surveyOfPerson = stack.surveyOfPerson
    rowOfPerson = stack.rowOfPerson
    for column in recipe.derivedColumns {
      do throws(ExpressionError) {
        columns[column.name] = try column.formula.expression.values(in: columns, rowCount: count)
      } catch {
        throw explained(error, column.formula)
      }
    }
  }

  /// Evaluates a formula that gives numbers.
  func numbers(_ formula: FitRecipe.Formula) throws(SurveyError) -> [Double] {
    do throws(ExpressionError) {
      return try formula.expression.numbers(in: columns, rowCount: count)
    } catch {
      throw explained(error, formula)
    }
  }

  /// Evaluates a condition.
  func truths(_ formula: FitRecipe.Formula) throws(SurveyError) -> [Bool?] {
    do throws(ExpressionError) {
      return try formula.expression.truths(in: columns, rowCount: count)
    } catch {
      throw explained(error, formula)
    }
  }

  /// Returns a column that must hold numbers.
  func numbers(ofColumn name: String, _ place: String) throws(SurveyError) -> [Double] {
    if case .numbers(let numbers) = columns[name] { return numbers }
    throw SurveyError(
      .wrongKind, at: place, "'\(place)' must name a column of numbers, but '\(name)' holds texts.",
      remedy: firstText(in: name) ?? "Name another column.")
  }

  /// Says where the row of a person is found.
  func place(of person: Int) -> String {
    "survey '\(surveys[surveyOfPerson[person]])', row \(rowOfPerson[person])"
  }

  /// The survey of a person, an index into those of the recipe.
  func survey(of person: Int) -> Int { surveyOfPerson[person] }

  /// A column of numbers with one stray text is one of texts; then that text is the fault to name.
  private func explained(_ error: ExpressionError, _ formula: FitRecipe.Formula) -> SurveyError {
    let plain = SurveyError(error, of: formula)
    switch error.reason {
    case .kind(expected: .number, found: .text, column: _), .mixedComparison, .orderOfTexts: break
    default: return plain
    }
    guard let hint = formula.expression.columns.sorted().lazy.compactMap({ firstText(in: $0) }).first else {
      return plain
    }
    return SurveyError(.wrongKind, at: plain.place, plain.message, remedy: hint)
  }

  /// Names the first text of a column in which half of the values or more are numbers.
  private func firstText(in name: String) -> String? {
    guard case .texts(let texts) = columns[name] else { return nil }
    let isText = texts.map { !$0.isEmpty && ColumnTable.Values.number($0) == nil }
    let present = texts.count { !$0.isEmpty }
    guard let first = isText.firstIndex(of: true), isText.count(where: { $0 }) * 2 <= present else { return nil }
    return "Column '\(name)' has a value that is no number: \(place(of: first)) of the first table."
  }
}
