// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
internal import KnowledgeBase
public import Statistics

/// The precision of one measurement at a facility: of all its scans, and of each technologist and scanner.
public struct MeasuredPrecision: Sendable {
  /// What was measured where.
  public let measurement: PrecisionStudy.Measurement

  /// The precision over all sets.
  public let overall: PrecisionEstimate

  /// The number of people with repeated scans.
  public let people: Int

  /// The number of scans that no other one repeats; they say nothing of precision.
  public let singleScans: Int

  /// The technologists, if there are several.
  public let technologists: Comparison?

  /// The scanners, if there are several.
  public let scanners: Comparison?

  /// What the rules say.
  public let findings: [Finding]

  /// Groups of sets beside each other.
  public struct Comparison: Sendable {
    /// A technologist or a scanner.
    public struct Group: Sendable {
      /// The name; `nil` for the scans of which none is given.
      public let name: String?
      /// The precision of the group.
      public let estimate: PrecisionEstimate
      /// The precision error over that of all others together; `nil` where that is 0.
      public let ratio: Double?
    }

    /// The groups, by name.
    public let groups: [Group]

    /// The test of equal precision errors; `nil` where all repeats of a group are equal.
    public let equality: BartlettTest?
  }
}

extension MeasuredPrecision {
  /// Works out the precision of every measurement of a study.
  ///
  /// - Returns: One answer for each measurement of which some scan was repeated.
  public static func all(in study: PrecisionStudy) -> [MeasuredPrecision] {
    study.measurements.compactMap { MeasuredPrecision($0, study.sets(of: $0)) }
  }

  private init?(_ measurement: PrecisionStudy.Measurement, _ sets: [PrecisionStudy.ScanSet]) {
    guard let overall = PrecisionEstimate(sets.map { $0.values }) else { return nil }
    self.measurement = measurement
    self.overall = overall
    let repeated = sets.filter { $0.values.count > 1 }
    people = Set(repeated.map { $0.key.person }).count
    singleScans = sets.count - repeated.count
    technologists = Comparison(repeated) { $0.technologist }
    scanners = Comparison(repeated) { $0.scanner }
    findings = PrecisionFindings(measurement, overall, repeated, technologists).list
  }
}

extension MeasuredPrecision.Comparison {
  /// Compares groups; `nil` for fewer than two.
  fileprivate init?(_ sets: [PrecisionStudy.ScanSet], by name: (PrecisionStudy.SetKey) -> String?) {
    let byName = Dictionary(grouping: sets) { name($0.key) }
    guard byName.count > 1 else { return nil }
    groups = byName.keys.sorted { ($0 ?? "") < ($1 ?? "") }.compactMap { name in
      guard let estimate = PrecisionEstimate((byName[name] ?? []).map { $0.values }) else { return nil }
      let others = PrecisionEstimate(byName.filter { $0.key != name }.values.flatMap { $0.map { $0.values } })
      return Group(
        name: name, estimate: estimate, ratio: others.flatMap { $0.rmsSd > 0 ? estimate.rmsSd / $0.rmsSd : nil })
    }
    equality = BartlettTest(
      groups.map { ($0.estimate.rmsSd * $0.estimate.rmsSd, Double($0.estimate.degreesOfFreedom)) })
  }
}

/// What the rules say of a precision study.
private struct PrecisionFindings {
  private let measurement: PrecisionStudy.Measurement
  private let overall: PrecisionEstimate
  private let sets: [PrecisionStudy.ScanSet]
  private let technologists: MeasuredPrecision.Comparison?

  init(
    _ measurement: PrecisionStudy.Measurement, _ overall: PrecisionEstimate, _ sets: [PrecisionStudy.ScanSet],
    _ technologists: MeasuredPrecision.Comparison?
  ) {
    self.measurement = measurement
    self.overall = overall
    self.sets = sets
    self.technologists = technologists
  }

  var list: [Finding] {
    Finding.list(findings(wholeFacts) + comparedGroups.flatMap { findings(facts(of: $0)) })
  }

  /// The technologists to hold against the others; of two, which are each other's, the less precise one.
  private var comparedGroups: [MeasuredPrecision.Comparison.Group] {
    let groups = technologists?.groups ?? []
    return groups.count == 2 ? groups.filter { ($0.ratio ?? 0) > 1 } : groups
  }

  private func findings(_ facts: Facts) -> [Finding] {
    RuleBook(profile: .iscd2023).holding(.precision, facts).compactMap {
      Finding($0, subject: measurement.name, facts)
    }
  }

  private var wholeFacts: Facts {
    var facts = Facts()
    facts[.precisionQuantity] = .text(measurement.quantity.rawValue)
    facts[.precisionSite] = .text(measurement.site.rawValue)
    facts[.precisionDegreesOfFreedom] = .count(overall.degreesOfFreedom)
    facts[.precisionMissingPeople] = .count(overall.missingPeople(beside: Set(sets.map { $0.key.person }).count))
    facts[.precisionErrorZero] = .flag(overall.rmsSd == 0)
    facts[.precisionCoefficient] = Self.number(overall.coefficientOfVariation, places: 2)
    facts[.precisionDecidingSets] = .count(sets.count)
    facts[.precisionEquality] = technologists?.equality.flatMap { Self.number($0.probability, places: 4) }
    if let largest, overall.rmsSd > 0 {
      let squares = overall.rmsSd * overall.rmsSd * Double(overall.degreesOfFreedom)
      facts[.precisionLargestShare] = Self.number(100 * largest.squares / squares, places: 1)
      facts[.precisionLargestLine] = .count(largest.line)
    }
    return facts
  }

  /// The set that adds most to the sum of squares.
  private var largest: (squares: Double, line: Int)? {
    sets.map { (squares: PrecisionEstimate.sumOfSquares($0.values).sum, line: $0.line) }.max { $0.squares < $1.squares }
  }

  private func facts(of group: MeasuredPrecision.Comparison.Group) -> Facts {
    var facts = Facts()
    facts[.technologistName] = .text(group.name ?? "not named")
    facts[.technologistRatio] = group.ratio.flatMap { Self.number($0, places: 2) }
    return facts
  }

  /// A number as it is printed, so that rules compare what a reader sees.
  private static func number(_ value: Double, places: Int) -> FactValue? {
    let unit = (places..<9).reduce(Int64(1)) { power, _ in power * 10 }
    return ExactDecimal(value).map { .number(ExactDecimal(billionths: $0.rounded(toPlaces: places) * unit)) }
  }
}
