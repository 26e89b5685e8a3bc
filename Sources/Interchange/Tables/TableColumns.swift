// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
internal import Formats

/// The columns of a table that a command reads, by name.
public struct TableColumns: Sendable {
  private let places: [String: Int]
  private let known: [String]

  /// Finds columns in a header.
  ///
  /// - Parameters:
  ///   - header: The names of the columns.
  ///   - known: The names that are read; other columns are passed over.
  ///   - needed: The names of which all must be there.
  /// - Throws: ``InputError`` if a column is missing, or a known one stands twice.
  public init(_ header: [String], known: [String], needed: [String]) throws(InputError) {
    var places: [String: Int] = [:]
    for (index, name) in header.enumerated() where known.contains(name) {
      guard places.updateValue(index, forKey: name) == nil else {
        throw InputError(
          .malformedTable, at: "line 1", "A column name must stand once, but '\(name)' stands twice.",
          remedy: "Rename one of the two.")
      }
    }
    let units = [("bmd_mg", "divide by 1000"), ("bmd_mg_cm2", "divide by 1000")]
    for name in needed where places[name] == nil {
      let near = Suggestion.nearest(to: name, among: header)
      let wrongUnit = units.first { name == "bmd" && header.contains($0.0) }
      throw InputError(
        .missingValue, at: "line 1", "The table must have a column '\(name)', but has none.",
        remedy: wrongUnit.map { "Give 'bmd' in g/cm²: \($0.1) what '\($0.0)' holds." }
          ?? near.map { "Did you mean '\($0)' to be it?" } ?? "Its columns may be \(known.joined(separator: ", ")).")
    }
    self.places = places
    self.known = known
  }

  /// Tells whether the table has a column.
  public func contains(_ name: String) -> Bool { places[name] != nil }

  /// Returns the row of some fields.
  public func row(_ fields: [String], line: Int) -> TableRow { TableRow(fields: fields, line: line, columns: self) }

  fileprivate func value(_ name: String, in fields: [String]) -> String? {
    guard let index = places[name], index < fields.count else { return nil }
    let text = fields[index]
    return text.isEmpty || text == "NA" || text == "." ? nil : text
  }
}

/// A row of a table, whose fields are read by the name of their column.
///
/// A field is missing where it is empty, `NA` or `.`. No error repeats what a field holds, unless it is a number.
public struct TableRow: Sendable {
  fileprivate let fields: [String]
  /// The line of the file on which the row begins.
  public let line: Int
  fileprivate let columns: TableColumns

  /// Returns the text of a field.
  public func text(_ name: String) -> String? { columns.value(name, in: fields) }

  /// Returns the text of a field that must be there.
  public func neededText(_ name: String) throws(InputError) -> String {
    guard let text = text(name) else { throw missing(name) }
    return text
  }

  /// Returns the number of a field, within what is possible.
  func number(_ name: String, _ rule: NumberRule) throws(InputError) -> Double? {
    guard let text = text(name) else { return nil }
    guard let number = ColumnTable.Values.number(text) else {
      let comma = text.contains(",") ? "Write a decimal point, not a comma." : "Write digits with a decimal point."
      throw fault(.wrongKind, "The column '\(name)' must hold a number, but does not.", comma)
    }
    guard rule.range.contains(number) else {
      let limits = "from \(NumberRule.text(rule.range.lowerBound)) to \(NumberRule.text(rule.range.upperBound))"
      throw fault(
        .impossibleValue,
        "The column '\(name)' must hold \(limits) \(rule.unit), but holds \(NumberRule.text(number)).",
        rule.slips.first { $0.range.contains(number) }?.remedy ?? "Check the value and its unit.")
    }
    return number
  }

  /// Returns the number of a field that must be there.
  func neededNumber(_ name: String, _ rule: NumberRule) throws(InputError) -> Double {
    guard let number = try number(name, rule) else { throw missing(name) }
    return number
  }

  /// Returns the day of a field.
  public func date(_ name: String) throws(InputError) -> CalendarDate? {
    guard let text = text(name) else { return nil }
    guard let date = CalendarDate(text) else {
      throw fault(
        .impossibleValue, "The column '\(name)' must hold a day of the calendar, but does not.",
        "Write days like 2026-05-01.")
    }
    return date
  }

  /// Returns the day of a field that must be there.
  public func neededDate(_ name: String) throws(InputError) -> CalendarDate {
    guard let date = try date(name) else { throw missing(name) }
    return date
  }

  /// Returns the word of a field out of a closed list.
  public func word<Word: RawRepresentable<String> & CaseIterable>(_ name: String) throws(InputError) -> Word? {
    guard let text = text(name) else { return nil }
    guard let word = Word(rawValue: text) else {
      throw fault(
        .unknownWord, "The column '\(name)' must hold a known word, but holds another.",
        "Write one of \(Word.allCases.map { $0.rawValue }.joined(separator: ", ")).")
    }
    return word
  }

  /// Returns the site, side and vertebrae of the columns of these names.
  public func region() throws(InputError) -> MeasuredRegion {
    guard let site: Site = try word("site") else { throw missing("site") }
    var region = MeasuredRegion(site: site, side: try word("side"))
    if let text = text("vertebrae") {
      guard let subset = VertebralSubset(text), site == .lumbarSpine else {
        throw fault(
          .impossibleValue, "The column 'vertebrae' must name vertebrae of a lumbar spine, but does not.",
          "Write L1-L4, or L1,L3,L4 in quotes, and leave the field empty at other sites.")
      }
      region.vertebrae = subset
    }
    guard region.side == nil || site.isPaired else {
      throw fault(
        .impossibleValue, "A side must stand at a paired bone only, but stands at the \(site.name).",
        "Leave the column 'side' empty here.")
    }
    return region
  }

  func missing(_ name: String) -> InputError {
    fault(.missingValue, "The column '\(name)' must hold a value, but is empty.", nil)
  }

  func fault(_ kind: InputError.Code, _ message: String, _ remedy: String?) -> InputError {
    InputError(kind, at: "line \(line)", message, remedy: remedy)
  }
}
