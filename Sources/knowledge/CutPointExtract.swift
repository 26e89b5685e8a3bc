// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats
internal import Statistics

/// The cut points that the classifying rules state, in tenths.
struct CutPointExtract {
  let normalAtLeast: Int64
  let osteoporosisAtMost: Int64
  let belowRangeAtMost: Int64

  /// Reads the cut points out of the rules CLS-04 and CLS-06, and checks that their bands meet without gap or overlap.
  init(_ rules: [RuleEntry]) throws(Problem) {
    normalAtLeast = try Self.limit("CLS-06.normal", "atLeast", "lowestT", rules)
    osteoporosisAtMost = try Self.limit("CLS-06.osteoporosis", "atMost", "lowestT", rules)
    belowRangeAtMost = try Self.limit("CLS-04.below", "atMost", "lowestZ", rules)
    let lowBelow = try Self.limit("CLS-06.low", "below", "lowestT", rules)
    let lowAbove = try Self.limit("CLS-06.low", "above", "lowestT", rules)
    let withinAbove = try Self.limit("CLS-04.within", "above", "lowestZ", rules)
    guard [lowBelow, lowAbove, withinAbove] == [normalAtLeast, osteoporosisAtMost, belowRangeAtMost] else {
      throw Problem(file: "Knowledge/rules", message: "The bands of CLS-04 and CLS-06 must meet, but do not.")
    }
  }

  private static func limit(
    _ id: String, _ form: String, _ fact: String, _ rules: [RuleEntry]
  ) throws(Problem) -> Int64 {
    let comparisons = rules.first { $0.id == id }?.condition.comparisons ?? []
    let limits = comparisons.filter { $0.form == form && $0.fact == fact }.compactMap { $0.value.number?.text }
    guard limits.count == 1, let limit = ExactDecimal(text: limits[0]) else {
      throw Problem(file: "Knowledge/rules", message: "\(id) must state '\(form)' of '\(fact)' once, but does not.")
    }
    return limit.rounded(toPlaces: 1)
  }
}
