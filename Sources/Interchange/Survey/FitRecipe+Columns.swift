// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

extension FitRecipe {
  /// All expressions, in the order in which they are evaluated.
  var formulas: [Formula] {
    var formulas = derivedColumns.map { $0.formula } + keep.map { $0.condition } + groups.compactMap { $0.condition }
    if let weight { formulas.append(weight) }
    return formulas + curves.flatMap { [$0.value] + $0.keep.map { $0.condition } }
  }

  /// Columns that are named outside expressions, with the place of each.
  private var namedColumns: [(name: String, place: String)] {
    var named = ages.enumerated().map { ($1.column, "age[\($0)].column") } + [(sex.column, "sex.column")]
    if let strata { named.append((strata, "strata")) }
    if let clusters { named.append((clusters, "clusters")) }
    if let heightColumn { named.append((heightColumn, "height.column")) }
    return named
  }

  /// The columns that the tables must have.
  var neededColumns: Set<String> {
    let made = Set(derivedColumns.map { $0.name })
    let used = formulas.reduce(into: Set(namedColumns.map { $0.name })) { $0.formUnion($1.expression.columns) }
    return used.subtracting(made)
  }

  /// The first place in the recipe that needs a column.
  func place(of column: String) -> String {
    namedColumns.first { $0.name == column }?.place
      ?? formulas.first { $0.expression.columns.contains(column) }?.place ?? "joinOn"
  }
}
