// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
internal import Statistics

/// The references that scores are made against, looked up by what they describe or by key.
public enum ReferenceLibrary {
  /// Every young-adult population.
  public static let populations: [YoungAdultPopulation] = TableReader.records(ReferenceTables.populations).map {
    YoungAdultPopulation(record: $0)
  }

  /// Every age curve.
  public static let curves: [AgeCurve] = AgeCurve.curves(from: TableReader.records(ReferenceTables.curves))

  /// Every height adjustment.
  public static let heightAdjustments: [HeightAdjustment] = TableReader.records(ReferenceTables.heightAdjustments).map {
    HeightAdjustment(record: $0)
  }

  /// What is known of each population and curve beside its numbers.
  public static let notes: [ReferenceNote] =
    TableReader.records(ReferenceTables.populations).map { ReferenceNote(populationRecord: $0) }
    + TableReader.records(ReferenceTables.curves).filter { $0[0].hasPrefix("*") }.map { ReferenceNote(curveRecord: $0) }

  /// Returns the population with a key.
  public static func population(_ key: String) -> YoungAdultPopulation? { populations.first { $0.key == key } }

  /// Returns the curve with a key.
  public static func curve(_ key: String) -> AgeCurve? { curves.first { $0.key == key } }

  /// Returns the note on a population or a curve.
  public static func note(_ key: String) -> ReferenceNote? { notes.first { $0.key == key } }

  /// Finds the young adults whom a diagnosis may compare with.
  ///
  /// - Parameters:
  ///   - region: The measured region, with its vertebrae where it is the spine.
  ///   - scanner: The scanner, whose scale and, where the maker has several references, whose model selects.
  ///   - family: The family that the rules choose.
  ///   - sex: The sex that the rules choose.
  /// - Returns: The one population that describes region, scale, family and sex.
  /// - Throws: ``ScoringRefusal/scaleUnknown``, ``ScoringRefusal/modelUnknown(scale:)`` or
  ///   ``ScoringRefusal/noYoungAdultReference(site:scale:family:sex:)``.
  public static func diagnosticPopulation(
    for region: MeasuredRegion, on scanner: Scanner, family: ReferenceFamily, sex: Sex
  ) throws(ScoringRefusal) -> YoungAdultPopulation {
    guard let scale = scanner.scale else { throw .scaleUnknown }
    let candidates = populations.filter {
      $0.isDiagnostic && $0.family == family && $0.sex == sex && $0.scale == scale && $0.describes(region)
    }
    if let match = candidates.first(where: { $0.devices.isEmpty || $0.isMeasured(by: scanner) }) { return match }
    throw candidates.isEmpty
      ? .noYoungAdultReference(site: region.site, scale: scale, family: family, sex: sex) : .modelUnknown(scale: scale)
  }

  /// Finds the populations that show what another reference would give; they never diagnose.
  public static func otherPopulations(for region: MeasuredRegion, on scale: ScannerScale, sex: Sex)
    -> [YoungAdultPopulation]
  {
    populations.filter { !$0.isDiagnostic && $0.sex == sex && $0.scale == scale && $0.describes(region) }
  }

  /// Finds the age curve of a region; without `group`, of all groups together.
  ///
  /// - Throws: ``ScoringRefusal/scaleUnknown`` or
  ///   ``ScoringRefusal/noAgeCurve(site:vertebrae:scale:group:)``.
  public static func ageCurve(
    for region: MeasuredRegion, on scanner: Scanner, sex: Sex, group: PopulationGroup?
  ) throws(ScoringRefusal) -> AgeCurve {
    guard let scale = scanner.scale else { throw .scaleUnknown }
    let subject = AgeCurveSubject(
      site: region.site, vertebrae: region.subset, sex: sex, group: group, scale: scale)
    guard let curve = curves.first(where: { $0.subject == subject }) else {
      throw .noAgeCurve(site: region.site, vertebrae: region.subset, scale: scale, group: group)
    }
    return curve
  }

  /// Returns the curve of body height, in cm.
  public static func heightCurve(_ sex: Sex) -> AgeCurve? {
    curves.first { $0.subject == AgeCurveSubject(site: nil, sex: sex, scale: nil) }
  }

  /// Finds the height adjustment of a region at an age in years.
  public static func heightAdjustment(for region: MeasuredRegion, sex: Sex, age: Double) -> HeightAdjustment? {
    heightAdjustments.first {
      $0.site == region.site && $0.vertebrae == region.subset && $0.sex == sex && $0.ages.contains(age)
    }
  }
}

extension YoungAdultPopulation {
  /// Tells whether the figures belong to the model of a scanner by name; `false` where the model is not given.
  public func isMeasured(by scanner: Scanner) -> Bool {
    guard let model = scanner.model?.lowercased() else { return false }
    return devices.contains { model.mentions($0.lowercased()) }
  }

  fileprivate func describes(_ region: MeasuredRegion) -> Bool {
    site == region.site && vertebrae == region.subset
  }

  fileprivate init(record: [String]) {
    guard let site = Site(rawValue: record[2]), let scale = ScannerScale(rawValue: record[5]),
      let family = ReferenceFamily(rawValue: record[7]), let tag = EvidenceTag(rawValue: record[9])
    else { preconditionFailure("A generated population must name a known site, scale, family and tag.") }
    self.init(
      key: record[0], site: site, vertebrae: VertebralSubset(record[3]), sex: Sex(rawValue: record[4]), scale: scale,
      devices: record[6].utf8.split(separator: UInt8(ascii: ",")).map { String(Substring($0)) }, family: family,
      isDiagnostic: record[8] == "diagnostic", tag: tag, mean: TableReader.number(record[10]),
      deviation: TableReader.number(record[11]),
      meanTolerance: TableReader.number(record[16]))
  }
}

extension AgeCurve {
  fileprivate static func curves(from records: [[String]]) -> [AgeCurve] {
    var curves: [AgeCurve] = []
    var head: [String] = []
    var knots: [Knot] = []
    for record in records + [["*"]] {
      guard record[0].utf8.first == UInt8(ascii: "*") else {
        knots.append(Knot(record: record, unit: head[12]))
        continue
      }
      if !knots.isEmpty { curves.append(AgeCurve(head: head, knots: knots)) }
      head = record
      knots = []
    }
    return curves
  }

  private init(head: [String], knots: [Knot]) {
    guard let sex = Sex(rawValue: head[4]), let tag = EvidenceTag(rawValue: head[8]) else {
      preconditionFailure("A generated curve must name a known sex and tag.")
    }
    let subject = AgeCurveSubject(
      site: Site(rawValue: head[2]), vertebrae: VertebralSubset(head[3]), sex: sex,
      group: PopulationGroup(rawValue: head[5]), scale: ScannerScale(rawValue: head[6]))
    self.init(
      key: String(head[0].dropFirst()), subject: subject,
      sparseFrom: TableReader.optional(head[7]).map { TableReader.number($0).doubleValue }, tag: tag, knots: knots)
  }
}

extension AgeCurve.Knot {
  fileprivate init(record: [String], unit: String) {
    let values = record.map { TableReader.number($0).doubleValue }
    self.init(
      age: unit == "month" ? values[0] / 12 : values[0],
      distribution: BoxCoxNormal(power: values[1], median: values[2], variation: values[3]))
  }
}

extension HeightAdjustment {
  fileprivate init(record: [String]) {
    guard let site = Site(rawValue: record[0]), let sex = Sex(rawValue: record[2]) else {
      preconditionFailure("A generated height adjustment must name a known site and sex.")
    }
    let values = record[3...].map { TableReader.number($0).doubleValue }
    self.init(
      site: site, vertebrae: VertebralSubset(record[1]), sex: sex, ages: values[0]..<values[1], intercept: values[2],
      slope: values[3])
  }
}

extension ReferenceNote {
  fileprivate init(populationRecord record: [String]) {
    self.init(
      key: record[0], dataSet: record[1], count: Int(record[12]), label: TableReader.optional(record[13]),
      source: Citation(record[14], record[15]))
  }

  fileprivate init(curveRecord record: [String]) {
    self.init(
      key: String(record[0].dropFirst()), dataSet: record[1], count: nil, label: TableReader.optional(record[9]),
      source: Citation(record[10], record[11]))
  }
}
