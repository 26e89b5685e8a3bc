// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import Formats
internal import KnowledgeBase
internal import Statistics

/// The changes of an assessment as fields of the documents that tell them.
enum ChangeFields {
  /// One change of one region.
  static func change(_ change: AssessedChange) -> JSONValue {
    let region = change.later.region
    return .object([
      JSONMember("site", .string(region.site.rawValue)),
      JSONMember("side", JSONFields.text(region.side?.rawValue)),
      JSONMember("vertebrae", JSONFields.vertebrae(region.subset)),
      JSONMember("since", .string(change.span.rawValue)),
      JSONMember("earlier", scan(change.earlier)), JSONMember("later", scan(change.later)),
      JSONMember("years", JSONFields.rounded(change.years, places: 3)),
      JSONMember("comparable", .bool(change.isComparable)),
      JSONMember("differs", change.difference.map(difference) ?? .null),
      JSONMember("difference", JSONFields.grams(change.milligrams)),
      JSONMember("percent", JSONFields.rounded(change.percent, places: 2)),
      JSONMember("perYear", JSONFields.rounded(change.gramsPerYear, places: 5)),
      JSONMember("percentPerYear", JSONFields.rounded(change.percentPerYear, places: 2)),
      JSONMember("converted", JSONFields.number(change.calibration == nil ? nil : change.earlierDensity)),
      JSONMember("leastSignificantChange", JSONFields.number(change.leastSignificantChange)),
      JSONMember("significant", change.isSignificant.map { .bool($0) } ?? .null),
      JSONMember("truth", change.truth.map(truth) ?? .null),
      JSONMember("refusals", .array(change.refusals.map(AssessmentDocument.refusal))),
      JSONMember("rules", JSONFields.texts(change.rules)),
    ])
  }

  private static func scan(_ region: AssessedRegion) -> JSONValue {
    .object([
      JSONMember("date", JSONFields.text(region.date?.description)), JSONMember("ageYears", JSONFields.age(region.age)),
      JSONMember("bmd", JSONFields.number(region.region.density?.gramsPerSquareCentimeter)),
    ])
  }

  private static func difference(_ difference: AssessedChange.Difference) -> JSONValue {
    .object([
      JSONMember("in", .string(difference.part)), JSONMember("earlier", .string(difference.earlier)),
      JSONMember("later", .string(difference.later)),
    ])
  }

  // MARK: The true change

  private static func truth(_ truth: TrueChange) -> JSONValue {
    .object([
      JSONMember("scans", .number(JSONNumber(truth.scans))),
      JSONMember("change", JSONFields.number(truth.change.mean)),
      JSONMember("deviation", JSONFields.number(truth.change.deviation)),
      JSONMember("probabilityOfLoss", JSONFields.number(truth.probabilityOfLoss)),
      JSONMember("probabilityOfGain", JSONFields.number(truth.probabilityOfGain)),
      JSONMember("amount", JSONFields.number(truth.amount)),
      JSONMember("probabilityOfLossBeyondAmount", JSONFields.number(truth.probabilityOfLargeLoss)),
      JSONMember("probabilityOfGainBeyondAmount", JSONFields.number(truth.probabilityOfLargeGain)),
      JSONMember("shareSeenAgain", JSONFields.number(truth.shareSeenAgain)),
      JSONMember("expected", truth.expected.map(expected) ?? .null),
      JSONMember("noExpectation", truth.noExpectation.map(noExpectation) ?? .null),
    ])
  }

  private static func expected(_ expected: ExpectedChange) -> JSONValue {
    .object([
      JSONMember("change", JSONFields.number(expected.measured.mean)),
      JSONMember("deviation", JSONFields.number(expected.measured.deviation)),
      JSONMember("probability", JSONFields.number(expected.probability)), JSONMember("fits", .bool(expected.fits)),
      JSONMember("assumesNoDrugs", .bool(expected.rates.assumesNoDrugs)),
      JSONMember("rates", .array(expected.rates.steps.map(step))),
    ])
  }

  private static func step(_ step: ExpectedRates.Step) -> JSONValue {
    .object([
      JSONMember("fromYear", JSONFields.rounded(step.start, places: 3)),
      JSONMember("percentPerYear", JSONFields.number(step.percentPerYear)),
      JSONMember("spread", JSONFields.number(step.spread)), JSONMember("rule", JSONFields.text(step.rule)),
      JSONMember("tag", JSONFields.text(step.tag?.rawValue)),
    ])
  }

  private static func noExpectation(_ reason: NoExpectation) -> JSONValue {
    let (rule, missing): (String?, [Fact]) =
      switch reason {
      case .switchedOff: (nil, [])
      case .rule(let rule): (rule, [])
      case .missing(let facts): (nil, facts)
      }
    return .object([
      JSONMember("switchedOff", .bool(reason == .switchedOff)), JSONMember("rule", JSONFields.text(rule)),
      JSONMember("missing", JSONFields.texts(AssessmentDocument.places(of: missing))),
    ])
  }

  // MARK: The person

  /// The change of the person over several sites.
  static func person(_ change: PersonChange) -> JSONValue {
    .object([
      JSONMember("regions", JSONFields.texts(change.regions.map { $0.label })),
      JSONMember("percent", JSONFields.number(change.percent.mean)),
      JSONMember("deviation", JSONFields.number(change.percent.deviation)),
      JSONMember("probabilityOfLoss", JSONFields.number(change.probabilityOfLoss)),
      JSONMember("probabilityOfGain", JSONFields.number(change.probabilityOfGain)),
    ])
  }
}
