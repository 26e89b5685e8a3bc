// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import CMath
public import Densitometry
public import KnowledgeBase
public import Statistics

/// A laboratory result as it was read: in the conventional unit, beside its limits, or with what is doubtful about it.
public struct ReadResult: Sendable {
  /// Where a value stands beside its limits.
  public enum Status: String, Sendable {
    case low
    case normal
    case high
  }

  /// Limits, each with its owner.
  public struct Limits: Hashable, Sendable {
    /// The lowest value that is not low, in the conventional unit.
    public let low: ExactDecimal?

    /// The highest value that is not high, in the conventional unit.
    public let high: ExactDecimal?

    /// Whether the laboratory itself gave them; otherwise they are adult limits that stand in.
    public let isOwn: Bool
  }

  /// Why a result is not used, with its rule.
  public struct Doubt: Hashable, Sendable {
    /// The rule.
    public let rule: String

    /// The sentence for clinicians, in English.
    public let message: String

    /// The facts of the rule and of its sentences.
    public let facts: [StatedFact]
  }

  /// The result as it was given; `nil` for one that is worked out of others.
  public let given: LaboratoryResult?

  /// The test; `nil` where it is not known.
  public let test: LaboratoryTest?

  /// The value in the conventional unit; `nil` where it is doubtful.
  public let value: ExactDecimal?

  /// What the given value was divided by to be in the conventional unit; `nil` for one that was not converted.
  public var factor: ExactDecimal? {
    guard let given, let test, value != nil, let unit = test.unit(written: given.unit), unit != test.unit else {
      return nil
    }
    return unit.factor
  }

  /// The limits.
  public let limits: Limits?

  /// Where the value stands; `nil` without limits.
  public let status: Status?

  /// The day.
  public let date: PartialDate?

  /// What is doubtful about it.
  public let doubt: Doubt?
}

/// Reads the laboratory results of a study.
///
/// - Source: Rules LAB-00 and LAB-01 to LAB-28; `docs/methods/guidance.md`.
struct LaboratoryReader {
  let study: Study
  let rules: RuleBook

  /// The age at the latest visit; below 20 no adult limits stand in.
  let age: Age

  /// The results, the derived ones last.
  func results() -> [ReadResult] {
    let read = (study.history.laboratory ?? []).sorted { $0.orderKey.lexicographicallyPrecedes($1.orderKey) }.map(read)
    return read + [correctedCalcium(read), filtration(read)].compactMap(\.self)
  }

  // MARK: Reading

  private func read(_ result: LaboratoryResult) -> ReadResult {
    guard let test = LaboratoryTest.find(result.test, code: result.code) else {
      return doubtful(result, nil, "unknown-test")
    }
    guard let unit = test.unit(written: result.unit) else { return doubtful(result, test, "unknown-unit") }
    guard let value = test.conventional(result.value, unit), test.plausible.contains(value) else {
      let other = test.units.first { other in
        other != unit && (test.conventional(result.value, other).map { test.plausible.contains($0) } ?? false)
      }
      return doubtful(result, test, other == nil ? "no-unit" : "other-unit", other)
    }
    let limits = limits(of: result, test, unit)
    return ReadResult(
      given: result, test: test, value: value, limits: limits, status: status(of: value, limits, result),
      date: result.date, doubt: nil)
  }

  /// Where a value stands: beside the laboratory's own limits as it was printed, beside others in the conventional unit.
  private func status(
    of value: ExactDecimal, _ limits: ReadResult.Limits?, _ result: LaboratoryResult
  ) -> ReadResult.Status? {
    if let low = result.low, result.value < low { return .low }
    if let high = result.high, result.value > high { return .high }
    guard let limits else { return nil }
    let others = ReadResult.Limits(
      low: result.low == nil ? limits.low : nil, high: result.high == nil ? limits.high : nil, isOwn: false)
    return status(of: value, others)
  }

  private func status(of value: ExactDecimal, _ limits: ReadResult.Limits?) -> ReadResult.Status? {
    guard let limits else { return nil }
    if let low = limits.low, value < low { return .low }
    if let high = limits.high, value > high { return .high }
    return .normal
  }

  /// The laboratory's own limits come first; adult ones stand in for a limit that it does not give.
  private func limits(of result: LaboratoryResult, _ test: LaboratoryTest, _ unit: LaboratoryTest.Unit)
    -> ReadResult.Limits?
  {
    let others = fallback(test, on: result.date)
    guard result.low != nil || result.high != nil else { return others }
    let (low, high) = (
      result.low.flatMap { test.conventional($0, unit) }, result.high.flatMap { test.conventional($0, unit) }
    )
    return ReadResult.Limits(low: low ?? others?.low, high: high ?? others?.high, isOwn: true)
  }

  /// The limits for adults; a sample that was taken below 20 years has none.
  private func fallback(_ test: LaboratoryTest, on day: PartialDate?) -> ReadResult.Limits? {
    guard (ageAt(day) ?? Double(age.completedYears)) >= 20, let interval = test.interval(for: study.patient.sexAtBirth)
    else { return nil }
    return ReadResult.Limits(low: interval.low, high: interval.high, isOwn: false)
  }

  private func doubtful(
    _ result: LaboratoryResult, _ test: LaboratoryTest?, _ fits: String, _ other: LaboratoryTest.Unit? = nil
  ) -> ReadResult {
    let facts = Facts([
      .givenTest: .text(result.test), .givenResult: .text("\(result.value) \(result.unit)"), .resultFits: .text(fits),
      .otherUnit: .text(other?.name ?? ""),
      .usualUnits: .text(test?.units.map { $0.name }.joined(separator: ", ") ?? ""),
    ])
    let rule = rules.holding(.laboratory, facts).first
    let doubt = rule.map { rule in
      ReadResult.Doubt(
        rule: rule.id, message: Rule.fill(rule.finding?.message ?? "", with: facts),
        facts: StatedFact.list(of: rule, facts))
    }
    return ReadResult(
      given: result, test: test, value: nil, limits: nil, status: nil, date: result.date, doubt: doubt)
  }

  // MARK: Derived results

  /// The latest reading of a test that can be used; one that is worked out of another test is not older than that.
  static func latest(_ key: String, _ results: [ReadResult]) -> ReadResult? {
    guard let found = newest(key, results) else { return nil }
    guard let origin = origins[key], let basis = newest(origin, results) else { return found }
    return day(found) < day(basis) ? nil : found
  }

  /// The tests that are worked out of others.
  private static let origins = ["corrected-calcium": "calcium", "egfr": "creatinine"]

  private static func day(_ result: ReadResult) -> Int { result.date?.latest?.dayNumber ?? Int.min }

  private static func newest(_ key: String, _ results: [ReadResult]) -> ReadResult? {
    results.filter { $0.test?.key == key && $0.value != nil }.enumerated().max { left, right in
      (day(left.element), left.offset) < (day(right.element), right.offset)
    }?.element
  }

  /// Calcium for an albumin of 4.0 g/dL; `nil` without an albumin of the same day, since total calcium may mislead.
  private func correctedCalcium(_ results: [ReadResult]) -> ReadResult? {
    guard let test = LaboratoryTest.withKey("corrected-calcium"), Self.latest(test.key, results) == nil else {
      return nil
    }
    guard let calcium = Self.latest("calcium", results), let total = calcium.value else { return nil }
    guard let day = calcium.date, day.earliest == day.latest else { return nil }
    guard let albumin = Self.latest("albumin", results.filter { $0.date == day })?.value else { return nil }
    let value = CorrectedCalcium.milligramsPerDeciliter(total: total, albumin: albumin)
    let limits = calcium.limits
    return ReadResult(
      given: nil, test: test, value: value, limits: limits, status: status(of: value, limits), date: calcium.date,
      doubt: nil)
  }

  /// The filtration rate that the latest creatinine gives, to a tenth: 29.6 must stay below 30.
  private func filtration(_ results: [ReadResult]) -> ReadResult? {
    guard let test = LaboratoryTest.withKey("egfr"), Self.latest(test.key, results) == nil else { return nil }
    guard let creatinine = Self.latest("creatinine", results), let value = creatinine.value else { return nil }
    guard let age = ageAt(creatinine.date), age >= 18 else { return nil }
    let rate = KidneyFunction.filtrationRate(creatinine: value.doubleValue, age: age, sex: study.patient.sexAtBirth)
    let tenths = ExactDecimal(tenths: Int64((rate * 10).rounded(.toNearestOrAwayFromZero)))
    return ReadResult(
      given: nil, test: test, value: tenths, limits: fallback(test, on: creatinine.date),
      status: status(of: tenths, fallback(test, on: creatinine.date)), date: creatinine.date, doubt: nil)
  }

  /// The age in completed years when a sample was taken, or at the scan where that is not known.
  private func ageAt(_ day: PartialDate?) -> Double? {
    let exact = study.patient.birthDate.flatMap { birth in
      day?.latest.flatMap { Age(from: birth, to: $0)?.exactYears }
    }
    return (exact ?? age.exactYears)?.rounded(.down)
  }
}

extension LaboratoryResult {
  /// All that tells two results apart, so that their order does not depend on that of the study.
  fileprivate var orderKey: [String] {
    let limits = [low, high].map { $0?.description ?? "" }
    let number = String(value.billionths)
    let padded = String(repeating: "0", count: max(0, 20 - number.count)) + number
    return [test, date?.description ?? "", padded, unit] + limits
  }
}

/// Total calcium for a normal albumin.
///
/// - Source: Rule LAB-03; `Knowledge/formulas.json`.
enum CorrectedCalcium {
  /// Returns calcium + 0.8 (4.0 - albumin), in mg/dL for an albumin in g/dL.
  static func milligramsPerDeciliter(total: ExactDecimal, albumin: ExactDecimal) -> ExactDecimal {
    let formula = Formula.correctedCalcium
    let lack = (formula.albumin - albumin).billionths
    let tenths = formula.perAlbumin.billionths / 100_000_000
    return ExactDecimal(billionths: total.billionths + lack / 10 * tenths)
  }
}

/// The estimated glomerular filtration rate.
///
/// - Source: Rule LAB-06; CKD-EPI 2021, without race; `Knowledge/formulas.json`.
enum KidneyFunction {
  /// Returns the rate in mL/min/1.73 m².
  ///
  /// - Parameters:
  ///   - creatinine: In mg/dL, above 0.
  ///   - age: In years, 18 or more.
  ///   - sex: The sex recorded at birth.
  /// - Returns: The rate before rounding.
  static func filtrationRate(creatinine: Double, age: Double, sex: Sex) -> Double {
    let formula = Formula.ckdEpi2021
    let part = sex == .female ? formula.female : formula.male
    let share = creatinine / part.kappa
    return formula.scale * pow(min(share, 1), part.alpha) * pow(max(share, 1), formula.exponent)
      * pow(formula.perYear, age) * part.factor
  }

  /// Returns the clearance of creatinine by Cockcroft and Gault in mL/min, which labels of drugs name.
  ///
  /// - Parameters:
  ///   - creatinine: In mg/dL, above 0.
  ///   - age: In years, 18 or more.
  ///   - weight: In kg, above 0.
  ///   - sex: The sex recorded at birth.
  /// - Returns: The clearance before rounding; 0 from an age of 140 on.
  static func clearance(creatinine: Double, age: Double, weight: Double, sex: Sex) -> Double {
    let formula = Formula.cockcroftGault
    let years = max(0, formula.from - age)
    return years * weight / (formula.divisor * creatinine) * (sex == .female ? formula.female : 1)
  }
}
