// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
public import Formats
internal import KnowledgeBase
internal import Statistics

/// The data set of height adjustments: the Z-score of a value regressed on that of height, by sex and age band.
///
/// The Z-score of the value is that of the curve fitted to everyone of the recipe, the one of height that of CDC 2000.
///
/// - Source: `Knowledge/README.md`.
public struct HeightAdjustmentDocument {
  private let data: SurveyData

  /// Prepares the data set of a recipe with a column of heights.
  public init(_ data: SurveyData) {
    self.data = data
  }

  /// Returns the data set as JSON, from the fitted curves of the recipe.
  ///
  /// - Throws: ``SurveyError`` for a column of heights that holds none.
  public func json(_ references: [FittedReference]) throws(SurveyError) -> JSONValue {
    let head = data.recipe.head
    var rows: [Row] = []
    for reference in references {
      for band in data.recipe.bands { rows += [try row(reference, band)].compactMap(\.self) }
    }
    return .object([
      JSONMember("key", .string(data.recipe.key)), JSONMember("kind", "height-adjustment"),
      JSONMember("title", .string(head.title)), JSONMember("quantity", .string(head.quantity)),
      JSONMember("unit", "score"),
      JSONMember("x", .members(("quantity", "age"), ("unit", "year"), ("interpolation", "none"))),
      JSONMember("family", .string(head.family)), JSONMember("population", .string(head.population)),
      JSONMember("years", .string(head.years)), JSONMember("licence", .string(head.licence)),
      JSONMember("method", .string(Self.method)), JSONMember("notes", .array(head.notes.map { .string($0) })),
      JSONMember("tag", .string(head.tag.rawValue)), JSONMember("label", head.label.map { .string($0) } ?? .null),
      JSONMember("fitted", .members(("recipe", .string(data.recipe.key)), ("on", .string(head.version)))),
      JSONMember("source", .members(("key", .string(head.source.key)), ("at", .string(head.source.place)))),
      JSONMember("formula", "adjusted Z = Z - (intercept + slope * height-for-age Z)"),
      JSONMember("rows", .array(rows.map { $0.json })),
      JSONMember("checks", .array(rows.filter { $0.ages == data.recipe.bands.first }.map { $0.check })),
    ])
  }

  private static let method =
    "Within each sex and age band (the lower age belongs to the band, the upper to the next) the Z-score of the value by"
    + " the curve for everyone is regressed on the height Z-score of CDC 2000, with survey weights. Divide the adjusted"
    + " Z-score by residualSd where unit variance is wanted. This is the fit of this project, not the published BMDCS"
    + " equations."

  private func row(_ reference: FittedReference, _ ages: Range<Double>) throws(SurveyError) -> Row? {
    let job = reference.job
    let heights = try data.numbers(ofColumn: data.recipe.heightColumn ?? "")
    let people = try data.sample(of: job.curve, sex: job.sex, group: job.group).people
    var points: [Point] = []
    for (index, person) in people.enumerated() {
      let age = reference.sample.ages[index]
      guard ages.contains(age), let height = ReferenceLibrary.heightCurve(job.sex),
        let expected = try? height.distribution(atAge: age), heights[person] > 0
      else { continue }
      points.append(
        Point(
          height: expected.zScore(of: heights[person]), value: reference.curve.scores[index],
          weight: reference.sample.weights[index]))
    }
    return Line(points).map { Row(job: job, ages: ages, count: points.count, line: $0) }
  }

  /// The regression of one value, sex and age band.
  private struct Row {
    let job: FitJob
    let ages: Range<Double>
    let count: Int
    let line: Line

    private var place: [(String, JSONValue)] {
      [
        ("site", job.curve.site.map { .string($0.rawValue) } ?? .null),
        ("vertebrae", job.curve.vertebrae.map { .words($0.vertebrae.map { $0.rawValue }) } ?? .null),
        ("sex", .string(job.sex.rawValue)),
      ]
    }

    var json: JSONValue {
      let numbers: [(String, JSONValue)] = [
        ("ages", .numbers([ages.lowerBound, ages.upperBound], places: [2])), ("n", .number(JSONNumber(count))),
        ("intercept", .number(line.intercept, places: 3)), ("slope", .number(line.slope, places: 3)),
        ("r", .number(line.correlation, places: 3)), ("residualSd", .number(line.residual, places: 3)),
      ]
      return .object((place + numbers).map { JSONMember($0.0, $0.1) })
    }

    /// A check point: a child one standard deviation shorter than others, with a Z-score of -2.
    var check: JSONValue {
      let intercept = (line.intercept * 1000).rounded() / 1000
      let slope = (line.slope * 1000).rounded() / 1000
      let at = "arithmetic: -2 - (\(Fixed(intercept, places: 3)) + \(Fixed(slope, places: 3)) * -1)"
      let numbers: [(String, JSONValue)] = [
        ("age", .number(ages.lowerBound, places: 2)), ("z", -2), ("heightForAgeZ", -1),
        ("adjustedZ", .number(-2 - intercept + slope, places: 3)), ("at", .string(at)),
      ]
      return .object((place + numbers).map { JSONMember($0.0, $0.1) })
    }
  }

  private struct Point {
    let height: Double
    let value: Double
    let weight: Double
  }

  /// A weighted straight line.
  private struct Line {
    let intercept: Double
    let slope: Double
    let correlation: Double
    let residual: Double

    init?(_ points: [Point]) {
      guard points.count > 2 else { return nil }
      let total = points.reduce(0) { $0 + $1.weight }
      let x = points.reduce(0) { $0 + $1.weight * $1.height } / total
      let y = points.reduce(0) { $0 + $1.weight * $1.value } / total
      let xx = points.reduce(0) { $0 + $1.weight * ($1.height - x) * ($1.height - x) } / total
      let yy = points.reduce(0) { $0 + $1.weight * ($1.value - y) * ($1.value - y) } / total
      let xy = points.reduce(0) { $0 + $1.weight * ($1.height - x) * ($1.value - y) } / total
      guard xx > 0, yy > 0 else { return nil }
      slope = xy / xx
      intercept = y - slope * x
      correlation = xy / (xx * yy).squareRoot()
      residual = (yy - slope * xy).squareRoot()
    }
  }
}
