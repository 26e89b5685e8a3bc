// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

import TestSupport
import Testing

@testable import Formats

@Suite("Tables by columns")
struct ColumnTableTests {
  private func read(_ text: String) throws(CSVError) -> ColumnTable { try ColumnTable.readCSV(Array(text.utf8)) }

  private func refusal(_ text: String) -> CSVError? {
    do throws(CSVError) {
      _ = try read(text)
      return nil
    } catch {
      return error
    }
  }

  @Test("Columns of numbers and of text are told apart; a missing field is empty, NA or a point")
  func kinds() throws {
    let table = try read("\u{FEFF}id,age,sex,none\r\n1,8.5,F,\r\n2,NA,\"M, or so\",.\r\n3,.,NA,NA\r\n")
    #expect(table.names == ["id", "age", "sex", "none"] && table.rowCount == 3)
    #expect(table["id"]?.values == .numbers([1, 2, 3]))
    #expect(table["sex"]?.values == .texts(["F", "M, or so", ""]))
    guard case .numbers(let ages) = table["age"]?.values, case .numbers(let none) = table["none"]?.values else {
      Issue.record("Both must be numbers.")
      return
    }
    #expect(ages[0] == 8.5 && ages[1].isNaN && ages[2].isNaN)
    #expect(none.allSatisfy { $0.isNaN })
  }

  @Test(
    "A number is digits with a sign, a decimal point and a power of ten",
    arguments: [("1", 1), ("-0.5", -0.5), ("+2.", 2), (".5", 0.5), ("1e3", 1000), ("1.5E-2", 0.015), ("007", 7)])
  func numbers(text: String, expected: Double) {
    #expect(ColumnTable.Values.number(text) == expected)
  }

  @Test(
    "Anything else is text",
    arguments: ["1,5", " 1", "1 ", "nan", "inf", "0x10", "1e", "e1", "-", "+.", "1.2.3", "12 kg", "1e999", "٣"])
  func texts(text: String) {
    #expect(ColumnTable.Values.number(text) == nil)
  }

  @Test("A whole number is one up to 2^53; beyond it is the text of an identifier")
  func identifiers() {
    #expect(ColumnTable.Values.number("9007199254740992") == 9_007_199_254_740_992)
    #expect(ColumnTable.Values.number("9007199254740991") == 9_007_199_254_740_991)
    #expect(ColumnTable.Values.number("9007199254740994") == nil)
    #expect(ColumnTable.Values.number("9007199254740994.0") == 9_007_199_254_740_994)
  }

  @Test("Only the columns asked for are read")
  func columnsAreChosen() throws {
    let table = try ColumnTable.readCSV(Array("a,b,c\n1,x,3\n".utf8)) { $0 == "c" }
    #expect(table.columns.map { $0.name } == ["c"] && table.names == ["a", "b", "c"])
    #expect(table["c"]?.values == .numbers([3]) && table["a"] == nil)
  }

  @Test("A text without header, with a name twice, or with a record of another length is no table")
  func faults() {
    #expect(refusal("") == CSVError(reason: .noHeader, line: 1))
    #expect(refusal("a,b,a\n1,2,3\n") == CSVError(reason: .repeatedName(column: 3), line: 1))
    #expect(refusal("a,b\n1,2\n1\n") == CSVError(reason: .fieldCount(expected: 2, found: 1), line: 3))
    #expect(
      refusal("a,a\n")?.message == "A column name must stand once, but that of column 2 stands before.")
    #expect(refusal("")?.message == "A table must begin with the names of its columns, but there is no line.")
  }

  @Test("A table of CSV equals the same table of SAS transport")
  func formatsAgree() throws {
    let csv = try read("ID,WORD\n1,one\n2,\n3,three\n")
    let sas = try SASTransport.read(SASTransportTests.small.bytes)
    #expect(csv["ID"]?.values == sas["ID"]?.values)
    #expect(csv["WORD"]?.values == sas["WORD"]?.values)
  }
}
