// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The ages of the people of a survey in years.
enum SurveyAges {
  /// Returns the ages, from the first column that has one; without any the age is not a number.
  ///
  /// - Throws: ``SurveyError`` for a column whose values speak for another unit.
  static func years(_ recipe: FitRecipe, _ columns: SurveyColumns, kept: [Int]) throws(SurveyError) -> [Double] {
    var ages = [Double](repeating: .nan, count: columns.count)
    for (index, column) in recipe.ages.enumerated() {
      let place = "age[\(index)]"
      let values = try columns.numbers(ofColumn: column.column, place + ".column")
      try check(values, kept, column, place, recipe.ageRange)
      for person in ages.indices where ages[person].isNaN && !values[person].isNaN {
        ages[person] = column.years(values[person])
      }
    }
    return ages
  }

  /// Refuses ages that cannot be in their unit: old ages of more than 120 years, or adults that would be children.
  private static func check(
    _ values: [Double], _ kept: [Int], _ column: FitRecipe.AgeColumn, _ place: String, _ wanted: Range<Double>
  ) throws(SurveyError) {
    let known = kept.map { values[$0] }.filter { !$0.isNaN }
    guard let least = known.min(), let greatest = known.max() else { return }
    guard least >= 0 else {
      throw error(column, place, "must not be negative, but one is \(NumberRule.text(least))", "Check the column.")
    }
    let tooOld = known.count { column.years($0) > 120 }
    let limit = NumberRule.text(120 * column.unit.perYear)
    guard tooOld * 100 <= known.count else {
      throw error(
        column, place,
        "must lie below \(limit), but \(tooOld) of \(known.count) do not and the greatest is \(NumberRule.text(greatest))",
        remedy(least, greatest, as: .month, insteadOf: column.unit))
    }
    // Nobody reaches 12 years, although older people are wanted and years would give them.
    let isChildren = column.unit == .month && greatest < 12 * 12 && wanted.upperBound > 12
    guard isChildren, known.count * 2 > kept.count, greatest >= 12, greatest <= 120 else { return }
    throw error(
      column, place,
      "would make nobody older than \(NumberRule.text((greatest / 12 * 10).rounded() / 10)) years, but the recipe asks "
        + "for ages up to \(NumberRule.text(wanted.upperBound))",
      remedy(least, greatest, as: .year, insteadOf: column.unit))
  }

  private static func remedy(
    _ least: Double, _ greatest: Double, as unit: FitRecipe.AgeColumn.Unit, insteadOf stated: FitRecipe.AgeColumn.Unit
  ) -> String {
    let ages = [least, greatest].map { ($0 / unit.perYear * 10).rounded() / 10 }
    guard unit != stated, ages[1] <= 120 else { return "Check the column and its unit." }
    return
      "If they are \(unit.rawValue)s, the ages are \(NumberRule.text(ages[0])) to \(NumberRule.text(ages[1])) years: "
      + "write \"unit\": \"\(unit.rawValue)\"."
  }

  private static func error(
    _ column: FitRecipe.AgeColumn, _ place: String, _ predicate: String, _ remedy: String
  ) -> SurveyError {
    SurveyError(
      .ageUnit, at: place, "'\(place)': ages in \(column.unit.rawValue)s of '\(column.column)' \(predicate).",
      remedy: remedy)
  }
}
