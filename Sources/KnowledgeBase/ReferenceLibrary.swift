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

  /// Every age curve; to read them all takes longer than to look one up.
  public static var curves: [AgeCurve] { curveHeads.indices.map { CurveTables.curve($0) } }

  /// What is known of every age curve beside its rows, in the order of the tables.
  static let curveHeads: [CurveHead] = TableReader.records(ReferenceTables.curveHeads).map { CurveHead(record: $0) }

  /// Every height adjustment.
  public static let heightAdjustments: [HeightAdjustment] = TableReader.records(ReferenceTables.heightAdjustments).map {
    HeightAdjustment(record: $0)
  }

  /// What is known of each population and curve beside its numbers.
  public static let notes: [ReferenceNote] =
    TableReader.records(ReferenceTables.populations).map { ReferenceNote(populationRecord: $0) }
    + curveHeads.map { $0.note }

  /// Returns the population with a key.
  public static func population(_ key: String) -> YoungAdultPopulation? { populations.first { $0.key == key } }

  /// Returns the curve with a key.
  public static func curve(_ key: String) -> AgeCurve? { curve { $0.key == key } }

  private static func curve(_ matches: (CurveHead) -> Bool) -> AgeCurve? {
    curveHeads.firstIndex(where: matches).map { CurveTables.curve($0) }
  }

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
    guard let curve = curve({ $0.subject == subject }) else {
      throw .noAgeCurve(site: region.site, vertebrae: region.subset, scale: scale, group: group)
    }
    return curve
  }

  /// Returns the curve of body height, in cm.
  public static func heightCurve(_ sex: Sex) -> AgeCurve? {
    let subject = AgeCurveSubject(quantity: .height, site: nil, sex: sex, scale: nil)
    return curve { $0.subject == subject }
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

/// What is known of an age curve beside its rows.
struct CurveHead {
  let key: String
  let subject: AgeCurveSubject
  let sparseFrom: Double?
  let tag: EvidenceTag
  let ageUnit: String
  let degreesOfFreedom: Double?
  let note: ReferenceNote

  fileprivate init(record: [String]) {
    guard let quantity = Quantity(rawValue: record[2]), let sex = Sex(rawValue: record[5]),
      let tag = EvidenceTag(rawValue: record[9])
    else { preconditionFailure("A generated curve must name a known quantity, sex and tag.") }
    key = record[0]
    subject = AgeCurveSubject(
      quantity: quantity, site: Site(rawValue: record[3]), vertebrae: VertebralSubset(record[4]), sex: sex,
      group: PopulationGroup(rawValue: record[6]), scale: ScannerScale(rawValue: record[7]))
    sparseFrom = TableReader.optional(record[8]).map { TableReader.number($0).doubleValue }
    self.tag = tag
    ageUnit = record[13]
    degreesOfFreedom = TableReader.optional(record[15]).map { TableReader.number($0).doubleValue }
    note = ReferenceNote(
      key: record[0], dataSet: record[1], count: Int(record[14]), label: TableReader.optional(record[10]),
      source: Citation(record[11], record[12]))
  }
}

extension AgeCurve {
  /// Reads a generated curve: its rows, one an age, and what stands in the table of heads.
  init(head index: Int, rows: String) {
    let head = ReferenceLibrary.curveHeads[index]
    self.init(
      key: head.key, subject: head.subject, sparseFrom: head.sparseFrom, tag: head.tag,
      knots: TableReader.records(rows).map { Knot(record: $0, head) })
  }
}

extension AgeCurve.Knot {
  fileprivate init(record: [String], _ head: CurveHead) {
    let values = record.map { TableReader.number($0).doubleValue }
    self.init(
      age: head.ageUnit == "month" ? values[0] / 12 : values[0],
      distribution: BoxCoxNormal(
        power: values[1], median: values[2], variation: values[3], degreesOfFreedom: head.degreesOfFreedom))
  }
}

extension HeightAdjustment {
  fileprivate init(record: [String]) {
    guard let site = Site(rawValue: record[1]), let sex = Sex(rawValue: record[3]) else {
      preconditionFailure("A generated height adjustment must name a known site and sex.")
    }
    let values = record[4...].map { TableReader.number($0).doubleValue }
    self.init(
      key: record[0], site: site, vertebrae: VertebralSubset(record[2]), sex: sex, ages: values[0]..<values[1],
      intercept: values[2], slope: values[3])
  }
}

extension ReferenceNote {
  fileprivate init(populationRecord record: [String]) {
    self.init(
      key: record[0], dataSet: record[1], count: Int(record[12]), label: TableReader.optional(record[13]),
      source: Citation(record[14], record[15]))
  }
}
