// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry

extension SurveyData {
  // MARK: Making

  /// Applies the rules for all curves, one after the other.
  static func kept(
    _ rules: [FitRecipe.KeepRule], _ columns: SurveyColumns, _ counts: inout SurveyCounts
  ) throws(SurveyError) -> [Int] {
    var kept = Array(0..<columns.count)
    for rule in rules {
      let holds = try columns.truths(rule.condition)
      let left = kept.filter { holds[$0] == true }
      counts.dropped.append(SurveyCounts.Dropped(reason: rule.reason, count: kept.count - left.count))
      kept = left
    }
    return kept
  }

  /// Returns the sex of each person; `nil` for any other value of the column.
  static func sexes(_ recipe: FitRecipe, _ columns: SurveyColumns) throws(SurveyError) -> [Sex?] {
    let rule = recipe.sex
    switch (columns.columns[rule.column], rule.female, rule.male) {
    case (.numbers(let numbers), .number(let female), .number(let male)):
      return numbers.map { $0 == female ? .female : $0 == male ? .male : nil }
    case (.texts(let texts), .text(let female), .text(let male)):
      return texts.map { $0 == female ? .female : $0 == male ? .male : nil }
    case (.texts, _, _): throw sexError(rule.column, holds: "texts", states: "numbers")
    default: throw sexError(rule.column, holds: "numbers", states: "texts")
    }
  }

  private static func sexError(_ column: String, holds: String, states: String) -> SurveyError {
    SurveyError(
      .wrongKind, at: "sex",
      "'sex' must state values as column '\(column)' holds them, but it holds \(holds) and the "
        + "recipe states \(states).",
      remedy: holds == "texts" ? "Put the values in quotes." : "Write them without quotes.")
  }

  /// Returns the weight of each person, which some of those kept must have.
  static func weights(_ recipe: FitRecipe, _ columns: SurveyColumns, _ kept: [Int]) throws(SurveyError) -> [Double] {
    guard let formula = recipe.weight else { return Array(repeating: 1, count: columns.count) }
    let weights = try columns.numbers(formula)
    guard kept.isEmpty || kept.contains(where: { !weights[$0].isNaN }) else {
      throw SurveyError(
        .badDesign, at: "weight", "'weight' must give people a weight, but gives none to all \(kept.count).",
        remedy: "Check the expression and its columns.")
    }
    return weights
  }

  /// Why nobody is left.
  func nobody() -> SurveyError {
    guard let rule = counts.dropped.last(where: { $0.count > 0 }) else {
      return SurveyError(.tooFewPeople, "The tables must hold people, but hold none.", remedy: "Check the files.")
    }
    return SurveyError(
      .tooFewPeople, at: "keep", "The rules under 'keep' must leave people, but leave none of \(counts.people).",
      remedy: "The last one to leave people out says: \(rule.reason)")
  }
}
