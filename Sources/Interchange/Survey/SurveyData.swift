// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
public import Statistics

/// The people of a recipe, ready to be sampled for each of its curves.
///
/// Everything that can be wrong with tables and expressions is found when it is made; a sample can then only have too few
/// people, a weight that is none, or a value that is not positive.
public struct SurveyData: Sendable {
  /// The recipe.
  public let recipe: FitRecipe

  /// What was read, and who was left out of all curves.
  public private(set) var counts: SurveyCounts

  private let columns: SurveyColumns
  private let kept: [Int]
  private let ages: [Double]
  private let sexes: [Sex?]
  private let weights: [Double]
  private let clusters: SurveyClusters?
  private let members: [String: [Bool?]]
  private let curves: [String: CurveColumns]

  /// The value of a curve for all people, and who is kept for it.
  private struct CurveColumns {
    let values: [Double]
    let keep: [[Bool?]]
  }

  /// Reads the tables of a recipe from a folder.
  ///
  /// - Throws: ``SurveyError`` with the place and the way out.
  public init(_ recipe: FitRecipe, folder: String) throws(SurveyError) {
    try self.init(recipe, tables: try SurveyFolder(folder))
  }

  /// Reads the tables of a recipe.
  ///
  /// - Throws: ``SurveyError`` with the place and the way out.
  public init(_ recipe: FitRecipe, tables: some SurveyTables) throws(SurveyError) {
    let stack = try SurveyStack(recipe, tables)
    let columns = try SurveyColumns(stack, recipe)
    var counts = stack.counts
    let kept = try Self.kept(recipe.keep, columns, &counts)
    let ages = try SurveyAges.years(recipe, columns, kept: kept)
    let sexes = try Self.sexes(recipe, columns)
    counts.kept = kept.count
    counts.withoutAge = kept.count { ages[$0].isNaN }
    counts.withoutSex = kept.count { sexes[$0] == nil }
    (self.recipe, self.columns, self.counts, self.kept, self.ages, self.sexes) = (
      recipe, columns, counts, kept, ages, sexes
    )
    weights = try Self.weights(recipe, columns, kept)
    clusters = SurveyClusters(recipe, columns)
    var members: [String: [Bool?]] = [:]
    for group in recipe.groups {
      guard let condition = group.condition else { continue }
      members[group.name] = try columns.truths(condition)
    }
    self.members = members
    var curves: [String: CurveColumns] = [:]
    for curve in recipe.curves {
      var keep: [[Bool?]] = []
      for rule in curve.keep { keep.append(try columns.truths(rule.condition)) }
      curves[curve.stem] = CurveColumns(values: try columns.numbers(curve.value), keep: keep)
    }
    self.curves = curves
    guard !kept.isEmpty else { throw nobody() }
  }

  /// The number of people whose row is that of an index; ``CurveSample/people`` holds such indices.
  public var count: Int { columns.count }

  /// Returns a column of the tables or of the recipe with a number for each person, such as the height.
  ///
  /// - Throws: ``SurveyError`` if the column holds texts, or is not one that the recipe needs.
  public func numbers(ofColumn name: String) throws(SurveyError) -> [Double] {
    try columns.numbers(ofColumn: name, recipe.place(of: name))
  }

  // MARK: Sampling

  /// Returns the people of one curve.
  ///
  /// - Parameters:
  ///   - curve: One of the recipe.
  ///   - sex: The sex.
  ///   - group: The name of a group of the recipe.
  /// - Returns: The sample with its counts.
  /// - Throws: ``SurveyError`` for too few people, a value that is not positive, a weight that is missing, zero or
  ///   negative, or a person without stratum or cluster.
  public func sample(
    of curve: FitRecipe.Curve, sex: Sex, group: String
  ) throws(SurveyError) -> CurveSample {
    let counted = people(of: curve, sex: sex, group: group)
    let people = counted.people
    let values = curves[curve.stem]?.values ?? []
    for person in people { try check(person, values[person], curve) }
    guard people.count >= recipe.atLeast else { throw tooFew(curve, sex, group, counted.counts) }
    let design = clusters?.design ?? .independent(count: people.count)
    let sample = SurveySample(
      ages: people.map { ages[$0] }, values: people.map { values[$0] }, weights: people.map { weights[$0] },
      clusters: clusters.map { clusters in people.map { clusters.clusterOfPerson[$0] ?? 0 } } ?? Array(people.indices),
      design: design)
    return CurveSample(sample: sample, people: people, counts: counted.counts)
  }

  /// Leaves people out step by step, counting each step.
  private func people(
    of curve: FitRecipe.Curve, sex: Sex, group: String
  ) -> (people: [Int], counts: SampleCounts) {
    var counts = SampleCounts()
    let isMember = members[group]
    var people = kept.filter { person in
      sexes[person] == sex && isMember.map { $0[person] == true } ?? true
    }
    counts.people = people.count
    counts.outsideAges = Self.drop(&people) { recipe.ageRange.contains(ages[$0]) }
    for (rule, holds) in zip(curve.keep, curves[curve.stem]?.keep ?? []) {
      let count = Self.drop(&people) { holds[$0] == true }
      counts.dropped.append(SurveyCounts.Dropped(reason: rule.reason, count: count))
    }
    let values = curves[curve.stem]?.values ?? []
    counts.withoutValue = Self.drop(&people) { values.indices.contains($0) && !values[$0].isNaN }
    counts.fitted = people.count
    return (people, counts)
  }

  private static func drop(_ people: inout [Int], unless holds: (Int) -> Bool) -> Int {
    let before = people.count
    people = people.filter(holds)
    return before - people.count
  }
}

extension SurveyData {
  // MARK: Refusing

  /// Refuses a person who cannot stand in a sample.
  private func check(_ person: Int, _ value: Double, _ curve: FitRecipe.Curve) throws(SurveyError) {
    let place = columns.place(of: person)
    guard value > 0 else {
      throw SurveyError(
        .impossibleValue, at: place,
        "'\(curve.value.place)' must give positive values, but one is \(NumberRule.text(value)) "
          + "\(curve.unit ?? recipe.head.unit).", remedy: "Correct the table, or leave it out by a rule under 'keep'.")
    }
    guard weights[person] > 0 else {
      let fact = weights[person].isNaN ? "one is missing" : "one is \(NumberRule.text(weights[person]))"
      throw SurveyError(
        .badDesign, at: place, "The weight of a person with a value must be positive, but \(fact).",
        remedy: "Leave such people out by a rule under 'keep', and say why.")
    }
    guard let clusters, clusters.clusterOfPerson[person] == nil else { return }
    throw SurveyError(
      .badDesign, at: place, "A person with a value must have a stratum and a cluster, but one is missing.",
      remedy: "Fill it in, or leave such people out by a rule under 'keep'.")
  }

  private func tooFew(
    _ curve: FitRecipe.Curve, _ sex: Sex, _ group: String, _ counts: SampleCounts
  ) -> SurveyError {
    let ages = "\(NumberRule.text(recipe.ageRange.lowerBound)) to \(NumberRule.text(recipe.ageRange.upperBound))"
    var steps = ["\(counts.people) people", "\(counts.outsideAges) outside \(ages) years"]
    steps += counts.dropped.filter { $0.count > 0 }.map { "\($0.count) by a rule of the curve" }
    steps.append("\(counts.withoutValue) without a value")
    return SurveyError(
      .tooFewPeople, at: curve.place,
      "Curve '\(curve.stem)' (\(sex.rawValue), group '\(group)') needs \(recipe.atLeast) people, but has "
        + "\(counts.fitted): " + steps.joined(separator: ", ") + ".",
      remedy: "Leave the group out of the curve, or check the rules and columns.")
  }
}

/// The people of one curve, sex and group.
public struct CurveSample: Sendable {
  /// Their ages, values, weights and clusters.
  public let sample: SurveySample

  /// Their indices among all people of the ``SurveyData``.
  public let people: [Int]

  /// How they were found.
  public let counts: SampleCounts
}
