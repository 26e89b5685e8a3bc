// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
public import Formats
internal import Statistics

/// The data set of young-adult populations: the weighted mean and standard deviation of everyone a recipe keeps.
///
/// - Source: `Knowledge/README.md`.
public struct YoungAdultDocument {
  private let data: SurveyData

  /// Prepares the data set of a recipe.
  public init(_ data: SurveyData) {
    self.data = data
  }

  /// Returns the data set as JSON.
  ///
  /// - Throws: ``SurveyError`` for too few people, or a value or a weight that cannot be.
  public func json(_ jobs: [FitJob]) throws(SurveyError) -> JSONValue {
    let head = data.recipe.head
    let ages = data.recipe.ageRange
    var populations: [JSONValue] = []
    var checks: [JSONValue] = []
    for job in jobs {
      let sample = try data.sample(of: job.curve, sex: job.sex, group: job.group).sample
      guard let moments = SurveyMoments(of: sample.values, in: sample) else { continue }
      populations.append(population(job, moments))
      checks.append(check(job, moments))
    }
    return .object([
      JSONMember("key", .string(data.recipe.key)), JSONMember("kind", "young-adult"),
      JSONMember("title", .string(head.title)), JSONMember("quantity", .string(head.quantity)),
      JSONMember("unit", .string(head.unit)), JSONMember("family", .string(head.family)),
      JSONMember("use", "what-if"), JSONMember("population", .string(head.population)),
      JSONMember(
        "ages",
        .string("\(NumberRule.text(ages.lowerBound))-\(NumberRule.text(ages.upperBound - 1))")),
      JSONMember("years", .string(head.years)), JSONMember("licence", .string(head.licence)),
      JSONMember("notes", .array(head.notes.map { .string($0) })),
      JSONMember("fitted", .members(("recipe", .string(data.recipe.key)), ("on", .string(head.version)))),
      JSONMember("populations", .array(populations)), JSONMember("checks", .array(checks)),
    ])
  }

  private func population(_ job: FitJob, _ moments: SurveyMoments) -> JSONValue {
    let head = data.recipe.head
    return .members(
      ("key", .string(Self.key(job))), ("site", job.curve.site.map { .string($0.rawValue) } ?? .null),
      ("vertebrae", job.curve.vertebrae.map { .words($0.vertebrae.map { $0.rawValue }) } ?? .null),
      ("sex", .string(job.sex.rawValue)), ("group", .string(job.group)),
      ("scale", head.scale.map { .string($0.rawValue) } ?? .null), ("devices", .array([])),
      ("mean", .number(moments.mean, places: 4)), ("sd", .number(moments.deviation, places: 4)),
      ("n", .number(JSONNumber(moments.count))), ("tag", .string(head.tag.rawValue)),
      ("label", head.label.map { .string($0) } ?? .null),
      ("source", .members(("key", .string(head.source.key)), ("at", .string(head.source.place)))))
  }

  /// A check point: one standard deviation below the mean the score is -1.
  private func check(_ job: FitJob, _ moments: SurveyMoments) -> JSONValue {
    let mean = (moments.mean * 1e4).rounded() / 1e4
    let deviation = (moments.deviation * 1e4).rounded() / 1e4
    return .members(
      ("population", .string(Self.key(job))), ("density", .number(mean - deviation, places: 4)), ("t", -1),
      (
        "at",
        .string(
          "arithmetic: mean less SD, \(Fixed(mean, places: 4)) - \(Fixed(deviation, places: 4)), is one SD below the mean"
        )
      ))
  }

  private static func key(_ job: FitJob) -> String { job.key + ".young-adult" }
}
