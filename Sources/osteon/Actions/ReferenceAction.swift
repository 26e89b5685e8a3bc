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
    let writer = try ByteWriter("-")
    try writer.write(asJSON ? json(rows) : ReferenceText.list(rows, style))
    try writer.finish()
  }

  /// Shows one reference.
  ///
  /// - Returns: 0, or 1 if there is none with the key.
  func show(_ key: String) throws(FileError) -> Int32 {
    guard let page = ReferenceText.page(key, style) else {
      let nearest = Suggestion.nearest(to: key, among: ReferenceLibrary.notes.map { $0.key })
      let remedy = nearest.map { "Did you mean '\($0)'?" } ?? "'osteon reference list' lists the keys."
      ByteWriter.printError("osteon: No reference has the key '\(key.prefix(80))'. \(remedy)\n")
      return 1
    }
    if asJSON { return try ExplainAction(style: style, asJSON: true).run(key) }
    let writer = try ByteWriter("-")
    try writer.write(page)
    try writer.finish()
    return 0
  }

  private func json(_ rows: [ReferenceText.Row]) -> String {
    let values = rows.map { row in
      JSONValue.object([
        JSONMember("key", .string(row.key)), JSONMember("score", .string(row.basis.rawValue)),
        JSONMember("diagnostic", .bool(row.isDiagnostic)), JSONMember("tag", .string(row.tag.rawValue)),
      ])
    }
    return JSONWriter.write(.array(values), .indented(width: 120)) + "\n"
  }
}
