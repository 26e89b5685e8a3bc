// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Assessment
public import Densitometry
internal import KnowledgeBase
internal import Statistics

/// A table of measured regions, one a row, scored row by row.
///
/// Each row is assessed by the same path as a study of one region, so one row's answer is the single-patient answer.
public struct CohortTable: Sendable {
  /// The columns that are read.
  public static let known = [
    "id", "sex", "age", "birth_date", "scan_date", "group", "site", "side", "vertebrae", "menopause", "bmd", "scanner",
    "model", "t_printed", "z_printed",
  ]

  /// The columns that are added.
  public static let added = [
    "t", "t_reference", "z", "z_reference", "centile", "region_category", "flags", "refusal",
  ]

  private let columns: [String: Int]
  private let options: AssessmentOptions

  /// Reads the header.
  ///
  /// - Throws: ``InputError`` if a column that is needed is missing, or one stands twice.
  public init(header: [String], options: AssessmentOptions = AssessmentOptions()) throws(InputError) {
    var columns: [String: Int] = [:]
    for (index, name) in header.enumerated() {
      guard columns.updateValue(index, forKey: name) == nil else {
        let place = Self.known.contains(name) ? "'\(name)'" : "that of column \(index + 1)"
        throw InputError(
          .malformedTable, at: "line 1", "A column name must stand once, but \(place) stands twice.",
          remedy: "Rename one of the two.")
      }
    }
    let hasAge = columns["age"] != nil || (columns["birth_date"] != nil && columns["scan_date"] != nil)
    for name in ["sex", "site", "scanner"] where columns[name] == nil {
      throw InputError(.missingValue, at: "line 1", "The table must have a column '\(name)', but has none.")
    }
    guard hasAge else {
      throw InputError(
        .missingValue, at: "line 1",
        "The table must have a column 'age', or both 'birth_date' and 'scan_date', but has neither.")
    }
    self.columns = columns
    self.options = options
  }

  /// Scores a row and returns the added fields; a row that cannot be scored says why in the last one.
  public func score(_ fields: [String]) -> [String] {
    do throws(InputError) {
      let assessment = Assessment(of: try study(fields), options: options)
      return added(assessment)
    } catch {
      return Array(repeating: "", count: Self.added.count - 1) + [error.code]
    }
  }

  // MARK: Row to study

  /// Returns the study of the one region of a row.
  ///
  /// - Throws: ``InputError`` at the column that is at fault; it holds nothing of the row.
  public func study(_ fields: [String]) throws(InputError) -> Study {
    let sex: Sex = try word("sex", fields)
    var patient = Patient(sexAtBirth: sex)
    patient.id = value("id", fields)
    patient.group = try optionalWord("group", fields)
    patient.menopause = sex == .female ? try optionalWord("menopause", fields) : nil
    patient.birthDate = try date("birth_date", fields)
    let scanDate = try date("scan_date", fields)
    let scan = Scan(
      date: scanDate, age: try age(fields, patient.birthDate, scanDate),
      scanner: Scanner(manufacturer: value("scanner", fields) ?? "", model: value("model", fields)),
      regions: [try region(fields)])
    return Study(patient: patient, scans: [scan])
  }

  private func age(
    _ fields: [String], _ birth: CalendarDate?, _ scan: CalendarDate?
  ) throws(InputError) -> Age {
    let stated = try age(fields)
    guard let birth, let scan else {
      guard let stated else { throw missing("age") }
      return stated
    }
    guard let counted = Age(from: birth, to: scan), let years = counted.exactYears,
      NumberRule.age.range.contains(years)
    else { throw impossible("scan_date") }
    guard stated?.agrees(with: years) ?? true else { throw impossible("age") }
    return counted
  }

  private func age(_ fields: [String]) throws(InputError) -> Age? {
    guard let text = value("age", fields) else { return nil }
    if text.hasSuffix("+"), let years = Int(text.dropLast()), (0...120).contains(years) { return .atLeast(years) }
    guard let years = Double(text), NumberRule.age.range.contains(years) else { throw impossible("age") }
    return .exact(years)
  }

  private func region(_ fields: [String]) throws(InputError) -> MeasuredRegion {
    var region = MeasuredRegion(site: try word("site", fields), side: try optionalWord("side", fields))
    if let text = value("vertebrae", fields) {
      guard let subset = VertebralSubset(text), region.site == .lumbarSpine else { throw impossible("vertebrae") }
      region.vertebrae = subset
    }
    guard region.side == nil || region.site.isPaired else { throw impossible("side") }
    if let density = try number("bmd", fields) {
      guard let density = ArealDensity(gramsPerSquareCentimeter: density) else { throw impossible("bmd") }
      region.density = density
    }
    let printed = PrintedScores(t: try score("t_printed", fields), z: try score("z_printed", fields))
    if printed.t != nil || printed.z != nil { region.printed = printed }
    guard region.density != nil || region.printed != nil else { throw missing("bmd") }
    return region
  }

  // MARK: Fields

  private func value(_ name: String, _ fields: [String]) -> String? {
    guard let index = columns[name], index < fields.count else { return nil }
    let text = fields[index]
    return text.isEmpty || text == "NA" ? nil : text
  }

  private func word<Word: RawRepresentable<String> & CaseIterable>(_ name: String, _ fields: [String])
    throws(InputError) -> Word
  {
    guard let word: Word = try optionalWord(name, fields) else { throw missing(name) }
    return word
  }

  private func optionalWord<Word: RawRepresentable<String> & CaseIterable>(
    _ name: String, _ fields: [String]
  ) throws(InputError) -> Word? {
    guard let text = value(name, fields) else { return nil }
    guard let word = Word(rawValue: text) else {
      let words = Word.allCases.map { $0.rawValue }.joined(separator: ", ")
      throw InputError(
        .unknownWord, at: name, "The column '\(name)' must hold a known word, but holds another.",
        remedy: "Write one of \(words).")
    }
    return word
  }

  private func number(_ name: String, _ fields: [String]) throws(InputError) -> Double? {
    guard let text = value(name, fields) else { return nil }
    guard let number = Double(text), number.isFinite else { throw impossible(name) }
    return number
  }

  private func score(_ name: String, _ fields: [String]) throws(InputError) -> ReportedScore? {
    guard let number = try number(name, fields) else { return nil }
    guard NumberRule.score.range.contains(number) else { throw impossible(name) }
    return ReportedScore(rounding: number)
  }

  private func date(_ name: String, _ fields: [String]) throws(InputError) -> CalendarDate? {
    guard let text = value(name, fields) else { return nil }
    guard let date = CalendarDate(text) else { throw impossible(name) }
    return date
  }

  private func missing(_ name: String) -> InputError {
    InputError(.missingValue, at: name, "The column '\(name)' must hold a value, but is empty.")
  }

  private func impossible(_ name: String) -> InputError {
    InputError(
      .impossibleValue, at: name, "The column '\(name)' must hold a possible value, but does not.",
      remedy: "Write digits with a decimal point, densities in g/cm², dates like 2026-05-01.")
  }

  // MARK: Assessment to fields

  private func added(_ assessment: Assessment) -> [String] {
    guard let region = assessment.regions.first else { return Array(repeating: "", count: Self.added.count) }
    let refusals = (region.refusals + assessment.refusals).map { $0.code }
    return [
      text(region.t), region.t?.reference ?? "", text(region.z), region.z?.reference ?? "",
      region.z?.centile.map { Centile.shown($0).description } ?? "",
      assessment.diagnosis.category?.rawValue ?? "", flags(assessment), Set(refusals).sorted().joined(separator: ";"),
    ]
  }

  private func text(_ score: AssessedScore?) -> String {
    score.map { Fixed($0.reported.exact, places: 1).description } ?? ""
  }

  private func flags(_ assessment: Assessment) -> String {
    let diagnosis = assessment.diagnosis
    let flags = [
      diagnosis.nearThreshold ? "near-threshold" : nil, diagnosis.contested == nil ? nil : "contested",
      diagnosis.isUnverified ? "unverified" : nil,
    ]
    return flags.compactMap(\.self).joined(separator: ";")
  }
}
