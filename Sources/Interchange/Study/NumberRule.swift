// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats
internal import Statistics

/// The limits of a number in a document, with its unit and what a slip looks like.
struct NumberRule {
  /// What the number may be.
  let range: ClosedRange<Double>

  /// The unit, as it stands in a sentence.
  let unit: String

  /// A value outside that has a likely cause, and what to say of it.
  var slips: [(range: ClosedRange<Double>, remedy: String)] = []

  static let density = NumberRule(
    range: 0.1...3, unit: "g/cm²",
    slips: [(100...3000, "It looks like mg/cm²: divide it by 1000.")])
  static let content = NumberRule(
    range: 0.01...20_000, unit: "g", slips: [(20_000...20_000_000, "It looks like mg: divide it by 1000.")])
  static let area = NumberRule(
    range: 0.1...10_000, unit: "cm²", slips: [(10_000...1_000_000, "It looks like mm²: divide it by 100.")])
  /// What a region smaller than the total body can hold; the largest spine of NHANES 2005-2010 holds 165 g on 91 cm².
  static let regionalContent = NumberRule(
    range: 0.01...400, unit: "g", slips: [(400...20_000, "It looks like mg: divide it by 1000.")])
  static let regionalArea = NumberRule(
    range: 0.1...200, unit: "cm²", slips: [(200...10_000, "It looks like mm²: divide it by 100.")])
  static let score = NumberRule(range: -15...15, unit: "standard deviations")
  static let trabecularBoneScore = NumberRule(range: 0.3...2.5, unit: "(no unit)")
  static let height = NumberRule(
    range: 30...250, unit: "cm",
    slips: [
      (0.3...2.5, "It looks like m: multiply it by 100."), (2.5...8.2, "It looks like feet: multiply it by 30.48."),
      (20...30, "It looks like inches: multiply it by 2.54."), (300...2500, "It looks like mm: divide it by 10."),
    ])
  static let weight = NumberRule(
    range: 1...500, unit: "kg",
    slips: [
      (500...1100, "It looks like pounds: multiply it by 0.4536."),
      (1500...500_000, "It looks like g: divide it by 1000."),
    ])
  static let age = NumberRule(range: 0...120, unit: "years")
  static let menopauseAge = NumberRule(range: 8...70, unit: "years")
  static let precisionError = NumberRule(
    range: 0.0001...0.15, unit: "g/cm²",
    slips: [
      (0.15...20, "It looks like a percentage: give it in g/cm²."),
      (20...150, "It looks like mg/cm²: divide it by 1000."),
    ])
  static let calibrationSlope = NumberRule(range: 0.5...2, unit: "(no unit)")
  static let generalizedLimit = NumberRule(
    range: 0.0001...0.5, unit: "g/cm²", slips: [(0.5...20, "It looks like a percentage: give it in g/cm².")])
  static let phantomDeviation = NumberRule(range: -50...50, unit: "percent")
  static let percent = NumberRule(range: 0...100, unit: "percent")
  static let yearlyRate = NumberRule(range: -20...20, unit: "percent a year")
  static let rateSpread = NumberRule(range: 0.05...10, unit: "percent a year")
  static let densityChange = NumberRule(
    range: -3...3, unit: "g/cm²",
    slips: [
      (3...3000, "It looks like mg/cm²: divide it by 1000."),
      (-3000 ... -3, "It looks like mg/cm²: divide it by 1000."),
    ])
  static let percentChange = NumberRule(range: -100...500, unit: "percent")
  static let relativeRisk = NumberRule(range: 0...1000, unit: "times the risk of others")
  static let interval = NumberRule(range: 0...600, unit: "months")
  static let dose = NumberRule(range: 0...100_000, unit: "mg")
  static let laboratory = NumberRule(range: -1e9...1e9, unit: "the unit given")
  static let alcohol = NumberRule(range: 0...100, unit: "units a day")
  static let falls = NumberRule(range: 0...1000, unit: "falls")
  static let degreesOfFreedom = NumberRule(range: 1...100_000, unit: "degrees of freedom")

  /// Reads a number and checks it against the rule.
  func read(_ node: JSONNode) throws(JSONShapeError) -> Double {
    let value = try node.number()
    guard range.contains(value) else {
      let limits =
        "from \(Self.text(range.lowerBound)) to \(Self.text(range.upperBound))"
        + (unit.isEmpty ? "" : " \(unit)")
      let remedy = slips.first { $0.range.contains(value) }?.remedy ?? "Check the value and its unit."
      throw node.error(.rule("must be \(limits), but is \(Self.text(value))", remedy: remedy))
    }
    return value
  }

  /// Reads a number that may be absent.
  func read(_ node: JSONNode?) throws(JSONShapeError) -> Double? {
    guard let node else { return nil }
    return try read(node)
  }

  /// Reads a number that may be absent and has narrower limits at every site but the total body.
  func read(_ node: JSONNode?, at site: Site, _ regional: NumberRule) throws(JSONShapeError) -> Double? {
    guard let node else { return nil }
    let value = try read(node)
    guard ![.totalBody, .totalBodyLessHead].contains(site), value > regional.range.upperBound else { return value }
    let limit = "\(Self.text(regional.range.upperBound)) \(unit)"
    throw node.error(
      .rule(
        "must be at most \(limit) at the site '\(site.rawValue)', but is \(Self.text(value))",
        remedy: regional.slips.first { $0.range.contains(value) }?.remedy ?? "Check the value and its unit."))
  }

  /// Reads a whole number that may be absent.
  func readWhole(_ node: JSONNode?) throws(JSONShapeError) -> Int? {
    guard let node else { return nil }
    _ = try read(node)
    return try node.integer()
  }

  /// Returns a number without a decimal point where it is whole.
  static func text(_ value: Double) -> String {
    ExactDecimal(value)?.description ?? "\(value)"
  }
}

extension JSONNode {
  /// Reads a score that was printed, to one decimal.
  func exactNumber(_ rule: NumberRule) throws(JSONShapeError) -> ExactDecimal {
    let value = try rule.read(self)
    guard let exact = ExactDecimal(value) else { throw error(.kind(expected: "a number")) }
    return exact
  }
}
