// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
public import Formats
internal import Statistics

/// The data set of fitted age curves, as the knowledge pipeline reads it.
///
/// - Source: `Knowledge/README.md`.
public struct AgeCurveDocument {
  private let recipe: FitRecipe

  /// Prepares the data set of a recipe.
  public init(_ recipe: FitRecipe) {
    self.recipe = recipe
  }

  /// Returns the data set as JSON; the same curves always give the same bytes.
  public func json(_ references: [FittedReference]) -> JSONValue {
    let head = recipe.head
    return .object([
      JSONMember("key", .string(recipe.key)), JSONMember("kind", "lms-curve"),
      JSONMember("title", .string(head.title)), JSONMember("quantity", .string(head.quantity)),
      JSONMember("unit", .string(head.unit)),
      JSONMember("x", .members(("quantity", "age"), ("unit", "year"), ("interpolation", "linear"))),
      JSONMember("family", .string(head.family)), JSONMember("population", .string(head.population)),
      JSONMember("years", .string(head.years)), JSONMember("licence", .string(head.licence)),
      JSONMember("method", .string(method)), JSONMember("notes", .array(head.notes.map { .string($0) })),
      JSONMember("tag", .string(head.tag.rawValue)), JSONMember("label", head.label.map { .string($0) } ?? .null),
      JSONMember("fitted", .members(("recipe", .string(recipe.key)), ("on", .string(head.version)))),
      JSONMember("columns", .words(["age", "L", "M", "S"])),
      JSONMember(
        "columnsOfBands",
        .words(["from", "below", "n", "mean", "meanSe", "sd", "sdSe", "below-2", "below-1", "below+1", "below+2"])),
      JSONMember("columnsOfWorms", .words(["from", "below", "constant", "slope", "quadratic", "cubic"])),
      JSONMember("curves", .array(references.map(curve))),
      JSONMember("checks", .array(references.map(check))),
    ])
  }

  private var method: String {
    "Box-Cox normal (L, M, S; with degreesOfFreedom Box-Cox t) by weighted penalized maximum likelihood: cubic B-splines on equal intervals of a stretched"
      + " age, weights scaled to the effective number of people, smoothness by the generalized Akaike criterion with"
      + " penalty \(ExactDecimal(recipe.fit.criterion)?.description ?? ""); docs/methods/age-curves.md. Between rows L, M"
      + " and S are interpolated, not centiles; outside the domain there is no value."
      + " z = ((x / M)^L - 1) / (L * S), or ln(x / M) / S where L is 0. Standard errors by the jackknife on clusters;"
      + " quality figures are of the Z-scores of the people fitted, with design-based standard errors."
  }

  // MARK: Curve

  private func curve(_ reference: FittedReference) -> JSONValue {
    let job = reference.job
    let entry = job.curve
    let degrees = reference.curve.rows.first?.distribution.degreesOfFreedom
    let own: [JSONMember] = [
      degrees.map { JSONMember("degreesOfFreedom", .number($0, places: 2)) },
      entry.quantity.map { JSONMember("quantity", .string($0)) }, entry.unit.map { JSONMember("unit", .string($0)) },
    ].compactMap(\.self)
    return .object(
      [JSONMember("key", .string(job.key))] + own + [
        JSONMember("site", entry.site.map { .string($0.rawValue) } ?? .null),
        JSONMember("vertebrae", entry.vertebrae.map { .words($0.vertebrae.map { $0.rawValue }) } ?? .null),
        JSONMember("sex", .string(job.sex.rawValue)), JSONMember("group", .string(job.group)),
        JSONMember("scale", recipe.head.scale.map { .string($0.rawValue) } ?? .null),
        JSONMember("domain", .numbers([job.domain.lowerBound, job.domain.upperBound], places: [2])),
        JSONMember("sparseFrom", job.sparseFrom.map { .number($0, places: 2) } ?? .null),
        JSONMember(
          "source", .members(("key", .string(recipe.head.source.key)), ("at", .string(recipe.head.source.place)))),
        JSONMember("n", .number(JSONNumber(reference.sample.count))), JSONMember("fit", fit(reference)),
        JSONMember("quality", quality(reference.curve)),
        JSONMember(
          "standardErrors",
          .array(
            reference.curve.errors.map {
              .numbers([$0.age, $0.power, $0.median, $0.variation], places: [2, 4, 6, 6])
            })),
        JSONMember(
          "rows",
          .array(
            reference.curve.rows.map {
              let at = $0.distribution
              return .numbers([$0.age, at.power, at.median, at.variation], places: [2, 4, 8, 8])
            })),
      ])
  }

  private func fit(_ reference: FittedReference) -> JSONValue {
    let fit = reference.curve.fit
    let stretch: [(String, JSONValue)] = [
      ("power", .number(fit.stretch.power, places: 2)), ("spurt", .number(fit.stretch.spurt, places: 2)),
      ("middle", .number(fit.stretch.middle, places: 1)),
    ]
    let penalty: [(String, JSONValue)] = [
      ("L", .number(fit.penalty.power, places: 4)), ("M", .number(fit.penalty.median, places: 4)),
      ("S", .number(fit.penalty.variation, places: 4)),
    ]
    let freedom: [(String, JSONValue)] = [
      ("L", .number(fit.freedom.power, places: 2)), ("M", .number(fit.freedom.median, places: 2)),
      ("S", .number(fit.freedom.variation, places: 2)),
    ]
    let alternatives = reference.curve.alternatives.map { alternative in
      JSONMember(alternative.distribution.word, .number(alternative.criterion, places: 1))
    }
    return .object([
      JSONMember("distribution", .string(fit.distribution.word)),
      JSONMember("effectiveN", .number(reference.sample.effectiveCount, places: 0)),
      JSONMember("stretch", .object(stretch.map { JSONMember($0.0, $0.1) })),
      JSONMember("penalty", .object(penalty.map { JSONMember($0.0, $0.1) })),
      JSONMember("edf", .object(freedom.map { JSONMember($0.0, $0.1) })),
      JSONMember("gaic", .number(fit.criterion(recipe.fit.criterion), places: 1)),
      JSONMember("alternatives", .object(alternatives)),
    ])
  }

  // MARK: Quality

  private func quality(_ curve: FittedAgeCurve) -> JSONValue {
    let worst = curve.bands.max { $0.moments.mean.magnitude < $1.moments.mean.magnitude }
    let bias = worst.map { band in
      JSONValue.members(
        ("ages", .numbers([band.ages.lowerBound, band.ages.upperBound], places: [2])),
        ("mean", .number(band.moments.mean, places: 3)), ("meanSe", .number(band.moments.meanError, places: 3)))
    }
    return .object([
      JSONMember("below", .numbers(curve.whole?.fractions ?? [], places: [4])),
      JSONMember("worstBias", bias ?? .null),
      JSONMember("bands", .array(curve.bands.map(numbers))),
      JSONMember(
        "worms",
        .array(
          curve.worms.map { worm in
            .numbers([worm.ages.lowerBound, worm.ages.upperBound] + worm.coefficients, places: [2, 2, 3])
          })),
    ])
  }

  private func numbers(_ band: BandQuality) -> JSONValue {
    let moments = band.moments
    return .numbers(
      [
        band.ages.lowerBound, band.ages.upperBound, Double(moments.count), moments.mean, moments.meanError,
        moments.deviation, moments.deviationError,
      ] + band.fractions, places: [2, 2, 0, 3, 3, 3, 3, 4])
  }

  /// A check point: the median itself has the score 0.
  private func check(_ reference: FittedReference) -> JSONValue {
    let rows = reference.curve.rows
    let row = rows[rows.count / 2]
    return .members(
      ("curve", .string(reference.job.key)), ("age", .number(row.age, places: 2)),
      ("value", .number(row.distribution.median, places: 8)), ("z", 0),
      ("at", "arithmetic: the value is M, so (1^L - 1) / (L * S) = 0"))
  }
}

extension CurveDistribution {
  /// The distribution as recipes and data sets name it.
  var word: String {
    switch self {
    case .normal: "normal"
    case .boxCoxNormal: "box-cox-normal"
    case .boxCoxT: "box-cox-t"
    }
  }
}

extension JSONValue {
  /// A number rounded to some decimals, without trailing zeros.
  static func number(_ value: Double, places: Int) -> JSONValue {
    let text = Fixed(value, places: places).description
    guard let exact = ExactDecimal(text: text), let number = JSONNumber(text: exact.description) else {
      return .number(JSONNumber(value))
    }
    return .number(number)
  }

  /// A list of numbers, each rounded to its own decimals; the last count serves the rest.
  static func numbers(_ values: [Double], places: [Int]) -> JSONValue {
    .array(values.enumerated().map { .number($1, places: places[min($0, places.count - 1)]) })
  }

  /// A list of texts.
  static func words(_ words: [String]) -> JSONValue { .array(words.map { .string($0) }) }

  /// An object.
  static func members(_ members: (String, JSONValue)...) -> JSONValue {
    .object(members.map { JSONMember($0.0, $0.1) })
  }
}
