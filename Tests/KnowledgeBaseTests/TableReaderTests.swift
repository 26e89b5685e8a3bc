// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

@testable internal import KnowledgeBase
internal import Statistics
internal import Testing

@Suite("Table reader")
struct TableReaderTests {
  @Test("A table has a record a line and fields between bars, empty ones too")
  func records() {
    #expect(TableReader.records("a|b\n|\n\nc") == [["a", "b"], ["", ""], ["c"]])
    #expect(TableReader.records("") == [])
    #expect(TableReader.records("é|g/cm²") == [["é", "g/cm²"]])
  }

  @Test("A number is read exactly, and an empty field is absent")
  func fields() {
    #expect(TableReader.number("0.0889") == ExactDecimal(billionths: 88_900_000))
    #expect(TableReader.optional("") == nil)
    #expect(TableReader.optional("80") == "80")
  }

  @Test("A table that holds something else for a number is a mistake of the program")
  func numberPrecondition() async {
    await #expect(processExitsWith: .failure) { _ = TableReader.number("0,9") }
  }
}
