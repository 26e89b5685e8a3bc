// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

import Formats
import Foundation
import TestSupport
import Testing

@testable import Interchange

@Suite("Folders of survey tables")
struct SurveyFolderTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "osteon-survey-\(UUID().uuidString)")
  private static let file = TransportFile([
    .numbers("ID", (1...500).map { Double($0) }), .numbers("X", (1...500).map { Double($0) + 0.5 }),
  ])

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func write(_ name: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: folder.appending(path: name))
  }

  private func refusal(_ table: String) throws -> String? {
    do throws(SurveyError) {
      _ = try SurveyFolder(folder.path()).table(table) { _ in true }
      return nil
    } catch {
      return error.placedLine
    }
  }

  @Test("A table is found by its name, whatever the letters of the ending", arguments: ["T.xpt", "T.XPT", "T.Xpt"])
  func transport(name: String) throws {
    try write(name, Self.file.bytes)
    try write("T.txt", [])
    let table = try SurveyFolder(folder.path()).table("T") { $0 == "X" }
    #expect(table.file == name && table.columns.rowCount == 500)
    #expect(table.columns.columns.map { $0.name } == ["X"])
  }

  @Test("CSV and SAS transport of the same table are the same table", arguments: ["T.csv", "T.CSV"])
  func commaSeparated(name: String) throws {
    let lines = (1...500).map { "\($0),\(Double($0) + 0.5)\r\n" }.joined()
    try write(name, [0xEF, 0xBB, 0xBF] + Array(("ID,X\r\n" + lines).utf8))
    try write("S.xpt", Self.file.bytes)
    let folder = try SurveyFolder(folder.path())
    let csv = try folder.table("T") { _ in true }.columns
    let sas = try folder.table("S") { _ in true }.columns
    #expect(csv["X"]?.values == sas["X"]?.values && csv["ID"]?.values == sas["ID"]?.values)
  }

  @Test("A table that is not there is named with the nearest file")
  func missingTable() throws {
    #expect(
      try refusal("DEMO_D")
        == "table 'DEMO_D': The folder must hold 'DEMO_D.xpt' or 'DEMO_D.csv', but has neither. Put the file there, or name its folder."
    )
    try write("DEMO_E.XPT", Self.file.bytes)
    #expect(
      try refusal("DEMO_D")
        == "table 'DEMO_D': The folder must hold 'DEMO_D.xpt' or 'DEMO_D.csv', but has neither. Did you mean 'DEMO_E.XPT'?"
    )
  }

  @Test("Two files of one table are refused")
  func twoFiles() throws {
    try write("T.xpt", Self.file.bytes)
    try write("T.csv", Array("ID\n1\n".utf8))
    #expect(
      try refusal("T")
        == "table 'T': A table must stand in one file, but there are 'T.csv' and 'T.xpt'. Remove all but one.")
  }

  @Test("A folder that is not there, and a file that is no table, are refused")
  func otherFaults() throws {
    let missing = #expect(throws: SurveyError.self) { try SurveyFolder(folder.path() + "none") }
    #expect(
      missing?.placedLine
        == "The file must be there and open for use, but: No such file or directory. Name the folder that holds the tables."
    )
    try write("T.xpt", Array("id,x\n".utf8))
    #expect(
      try refusal("T")
        == "table 'T': A SAS transport file must begin with a library header of version 5 or 8, but this one begins otherwise. Export the table as SAS transport version 5 (XPORT), or as CSV."
    )
    try write("U.csv", Array("id,x\n1\n".utf8))
    #expect(
      try refusal("U")
        == "table 'U', line 2: Every record must have as many fields as the header (2), but this one has 1. Export the table again."
    )
  }

  @Test("A file that is cut at every 10,000 bytes, or at every 1,000, is refused where the recipe states its rows")
  func cutFiles() throws {
    let columns = (0..<20).map { column in
      TransportFile.Column.numbers(column == 0 ? "ID" : "C\(column)", (1...400).map { Double($0 * 7 + column) })
    }
    let bytes = TransportFile(columns).bytes
    let recipe = try SampleRecipe.recipe([
      ("surveys", #"[{ "name": "one", "tables": ["T"] }]"#), ("rows", #"{ "T": 400 }"#), ("keep", nil),
      ("columns", nil), ("groups", #"{ "all": null }"#), ("height", nil), ("weight", nil), ("strata", nil),
      ("clusters", nil), ("curves", #"[{ "name": "x", "value": "C2" }]"#),
      ("age", #"[{ "column": "C3", "unit": "month", "completed": true }]"#),
      ("sex", #"{ "column": "C4", "female": 1, "male": 2 }"#),
    ])
    try write("T.xpt", bytes)
    #expect(throws: Never.self) { try SurveyStack(recipe, SurveyFolder(folder.path())) }
    var cuts = Set(stride(from: 1000, to: bytes.count, by: 1000))
    cuts.formUnion(stride(from: 10_240, to: bytes.count, by: 10_240))
    for length in cuts {
      try write("T.xpt", Array(bytes[..<length]))
      let error = #expect(throws: SurveyError.self) { try SurveyStack(recipe, SurveyFolder(folder.path())) }
      #expect(error?.kind == .malformedTable)
      #expect(error?.remedy == "The file seems to be cut: fetch it again.", "\(length): \(error?.placedLine ?? "")")
    }
  }
}
