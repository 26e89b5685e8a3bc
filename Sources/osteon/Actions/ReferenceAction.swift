// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats
internal import KnowledgeBase
internal import Reports

/// Lists references and shows one.
struct ReferenceAction {
  let style: TextStyle
  let asJSON: Bool

  /// Lists the references that a filter lets through.
  func list(_ filter: ReferenceText.Filter) throws(FileError) {
    let rows = ReferenceText.rows(filter)
    try write(asJSON ? json(rows) : ReferenceText.list(rows, style), to: "-")
  }

  /// Shows one reference.
  ///
  /// - Returns: 0, or 1 if there is none with the key.
  func show(_ key: String) throws(FileError) -> Int32 {
    guard let page = ReferenceText.page(key, style) else { return refuse(key) }
    if asJSON { return try ExplainAction(style: style, asJSON: true, language: .english).run(key) }
    try write(page, to: "-")
    return 0
  }

  /// Writes the chart of an age curve to a file; `-` is the standard output.
  ///
  /// - Returns: 0, or 1 if the key is not that of an age curve.
  func plot(_ key: String, to file: String) throws(FileError) -> Int32 {
    guard let curve = ReferenceLibrary.curve(key) else {
      guard ReferenceLibrary.population(key) != nil else { return refuse(key) }
      ByteWriter.printError(
        "osteon: '--plot' needs an age curve, but '\(key)' is a young-adult population."
          + " 'osteon reference list --kind lms-curve' lists the curves.\n")
      return 1
    }
    try write(CentileChart(of: curve).svg, to: file)
    return 0
  }

  private func write(_ text: String, to file: String) throws(FileError) {
    let writer = try ByteWriter(file)
    try writer.write(text)
    try writer.finish()
  }

  private func refuse(_ key: String) -> Int32 {
    let nearest = Suggestion.nearest(to: key, among: ReferenceLibrary.notes.map { $0.key })
    let remedy = nearest.map { "Did you mean '\($0)'?" } ?? "'osteon reference list' lists the keys."
    ByteWriter.printError("osteon: No reference has the key '\(key.prefix(80))'. \(remedy)\n")
    return 1
  }

  private func json(_ rows: [ReferenceText.Row]) -> String {
    JSONWriter.write(.array(rows.map { json($0) }), .indented(width: 120)) + "\n"
  }

  private func json(_ row: ReferenceText.Row) -> JSONValue {
    func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    func number(_ number: Double?) -> JSONValue { number.map { .number(JSONNumber($0)) } ?? .null }
    return .object([
      JSONMember("key", .string(row.key)), JSONMember("score", .string(row.basis.rawValue)),
      JSONMember("dataSet", .string(row.dataSet)), JSONMember("site", text(row.site?.rawValue)),
      JSONMember("vertebrae", text(row.vertebrae?.description)), JSONMember("sex", text(row.sex?.rawValue)),
      JSONMember("group", text(row.group?.rawValue ?? (row.basis == .z ? "all" : nil))),
      JSONMember("scale", text(row.scale?.rawValue)),
      JSONMember("years", text(row.years)), JSONMember("people", row.count.map { .number(JSONNumber($0)) } ?? .null),
      JSONMember("fromAge", number(row.ages?.lowerBound)), JSONMember("toAge", number(row.ages?.upperBound)),
      JSONMember("sparseFromAge", number(row.sparseFrom)), JSONMember("diagnostic", .bool(row.isDiagnostic)),
      JSONMember("tag", .string(row.tag.rawValue)),
    ])
  }
}
