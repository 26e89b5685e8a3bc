// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats

/// The tables of a recipe, joined within each survey and stacked over the surveys.
struct SurveyStack {
  /// The columns by name, with a value for each person.
  private(set) var columns: [String: ExpressionValues] = [:]

  /// The survey of each person, an index into those of the recipe.
  private(set) var surveyOfPerson: [Int] = []

  /// The row of each person in the first table of the survey, counted from 1.
  private(set) var rowOfPerson: [Int] = []

  /// What was read.
  private(set) var counts = SurveyCounts()

  /// How many people there are.
  var count: Int { surveyOfPerson.count }

  /// Reads, joins and stacks.
  init(_ recipe: FitRecipe, _ source: some SurveyTables) throws(SurveyError) {
    let wanted = recipe.neededColumns
    for (index, survey) in recipe.surveys.enumerated() {
      let joined = try JoinedSurvey(survey, recipe, source, wanted: wanted)
      counts.tables += joined.tables
      for name in wanted.sorted() {
        columns[name] = try append(joined.column(name), to: columns[name], name, survey)
      }
      surveyOfPerson += Array(repeating: index, count: joined.rowCount)
      rowOfPerson += Array(1...max(1, joined.rowCount)).prefix(joined.rowCount)
    }
    counts.people = surveyOfPerson.count
  }

  /// Puts the values of one more survey after those before; a column without a single value fits any kind.
  private func append(
    _ new: ExpressionValues, to old: ExpressionValues?, _ name: String, _ survey: FitRecipe.Survey
  ) throws(SurveyError) -> ExpressionValues {
    guard let old else { return new }
    switch (old, new) {
    case (.numbers(let old), .numbers(let new)): return .numbers(old + new)
    case (.texts(let old), .texts(let new)): return .texts(old + new)
    case (.numbers(let numbers), .texts(let new)) where numbers.allSatisfy { $0.isNaN }:
      return .texts(numbers.map { _ in "" } + new)
    case (.texts(let old), .numbers(let numbers)) where numbers.allSatisfy { $0.isNaN }:
      return .texts(old + numbers.map { _ in "" })
    default:
      throw SurveyError(
        .wrongKind, at: "survey '\(survey.name)', column '\(name)'",
        "A column must hold numbers in all surveys or texts in all, but '\(name)' holds \(new.plural) here and "
          + "\(old.plural) before.", remedy: "Correct the tables; a single text makes a column of CSV one of texts.")
    }
  }
}

extension ExpressionValues {
  /// The kind of the values, for messages.
  fileprivate var plural: String {
    switch self {
    case .numbers: "numbers"
    case .texts: "texts"
    case .truths: "conditions"
    }
  }
}
