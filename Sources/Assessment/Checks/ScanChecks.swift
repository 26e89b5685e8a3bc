// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// The facts by which the rules of `checks.json`, `discordance.json` and `distortions.json` judge the latest visit.
///
/// They are worked out after the diagnosis and change nothing of it.
struct ScanChecks {
  /// The facts of the person.
  let person: Facts

  private let regions: RegionChecks

  /// Works out the facts of the person.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - visits: Its visits, the latest first.
  init(of study: Study, _ visits: [VisitAssessment]) {
    let stated = StatedFacts(of: study, at: visits[0])
    regions = RegionChecks(of: study, visits, implants: Implants(of: study, at: visits[0]))
    person = EnteredFacts(of: study, visits).facts
      .adding(DiscordanceFacts(of: visits[0]).facts)
      .adding(SerialFacts(of: study, visits).facts)
      .adding(stated.facts)
  }

  /// Returns the facts of a region of the latest visit.
  func facts(of region: AssessedRegion) -> Facts { regions.facts(of: region) }
}

extension ExactDecimal {
  /// Rounds a share up to a tenth of a percent, so that what lies above a limit of tenths still does.
  init?(percentRoundedUp value: Double) {
    guard let exact = ExactDecimal(value) else { return nil }
    let tenth: Int64 = 100_000_000
    let (whole, rest) = exact.billionths.quotientAndRemainder(dividingBy: tenth)
    self.init(billionths: (whole + (rest > 0 ? 1 : 0)) * tenth)
  }
}

extension FactValue {
  /// Creates a number from one that was given with a few decimals; `nil` where it is too large.
  static func decimal(_ value: Double) -> FactValue? { ExactDecimal(value).map { .number($0) } }

  /// Creates the difference of two numbers that were given with a few decimals, exactly.
  static func difference(_ left: Double, _ right: Double) -> FactValue? {
    guard let left = ExactDecimal(left), let right = ExactDecimal(right) else { return nil }
    return .number(left - right)
  }

  /// Creates a share of a change in percent without its sign, rounded up to a tenth.
  static func percentChange(_ value: Double, from base: Double) -> FactValue? {
    guard base > 0 else { return nil }
    return ExactDecimal(percentRoundedUp: (value - base).magnitude / base * 100).map { .number($0) }
  }
}
