// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats
internal import Statistics

extension StatedChange {
  /// Reads a change since an earlier scan.
  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object([
      "site", "side", "vertebrae", "direction", "significant", "since", "gramsPerSquareCentimeter", "percent", "score",
    ])
    self.init(
      region: try StatedRegion(object), direction: try object.required("direction").choice(Direction.self),
      isSignificant: try object["significant"]?.flag())
    since = try object["since"]?.partialDate()
    grams = try object["gramsPerSquareCentimeter"]?.exactNumber(NumberRule.densityChange)
    percent = try object["percent"]?.exactNumber(NumberRule.percentChange)
    scoreBasis = try object["score"]?.choice(ScoreBasis.self)
  }
}

extension StatedLeastSignificantChange {
  /// Reads a least significant change in g/cm², in percent, or in both.
  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["site", "gramsPerSquareCentimeter", "percent"])
    self.init(
      region: try StatedRegion(object),
      grams: try object["gramsPerSquareCentimeter"]?.exactNumber(NumberRule.precisionError),
      percent: try object["percent"]?.exactNumber(NumberRule.percent))
    guard grams == nil, percent == nil else { return }
    throw node.error(
      .rule(
        "needs 'gramsPerSquareCentimeter' or 'percent', but has neither", remedy: "Give what the report states."))
  }
}

extension StatedRisk {
  /// Reads a fracture risk with what the tool was given.
  init(_ node: JSONNode) throws(JSONShapeError) {
    self.init()
    let object = try node.object([
      "tool", "majorPercent", "hipPercent", "relative", "comparator", "site", "inputs",
    ])
    tool = try object["tool"]?.text()
    majorPercent = try object["majorPercent"]?.exactNumber(NumberRule.percent)
    hipPercent = try object["hipPercent"]?.exactNumber(NumberRule.percent)
    relative = try object["relative"]?.exactNumber(NumberRule.relativeRisk)
    namesComparator = try object["comparator"]?.filledText() != nil
    region = try StatedRegion(object)
    guard
      let inputs = try object["inputs"]?.object([
        "ageYears", "site", "t", "secondaryOsteoporosis", "adjustedForGlucocorticoids",
      ])
    else { return }
    inputAge = try NumberRule.age.readWhole(inputs["ageYears"])
    inputSite = try StatedRegion(inputs)
    inputT = try inputs["t"]?.exactNumber(NumberRule.score)
    entersSecondaryOsteoporosis = try inputs["secondaryOsteoporosis"]?.flag()
    adjustsForGlucocorticoids = try inputs["adjustedForGlucocorticoids"]?.flag()
  }
}

extension StatedAdvice {
  /// Reads a recommendation.
  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["kind", "because"])
    self.init(
      try object.required("kind").choice(Kind.self),
      because: try object["because"]?.list { node throws(JSONShapeError) in try node.choice(Reason.self) } ?? [])
  }
}

extension StatedNextScan {
  /// Reads when to scan again.
  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["months", "needed", "reason"])
    self.init(
      months: try object["months"]?.exactNumber(NumberRule.interval),
      isDeclined: try object["needed"]?.flag() == false, givesReason: try object["reason"]?.filledText() != nil)
  }
}
