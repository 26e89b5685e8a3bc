// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Foundation
internal import Formats
internal import TestSupport
internal import Testing

/// A curve of L, M and S read from its file in `Knowledge/`, and scored by other code than that of the engine.
struct PublishedCurve {
  private let rows: [[Double]]

  /// Reads a curve.
  init(_ key: String, in file: String) throws {
    let curves = try #require(try Self.document(file)["curves"]?.array)
    let curve = try #require(curves.first { $0["key"]?.string == key })
    rows = try #require(curve["rows"]?.array).map { ($0.array ?? []).compactMap { $0.number?.doubleValue } }
  }

  /// Returns the Z-score of a value at an age in the unit of the curve: ((x / M)^L - 1) / (L S), all three on straight lines.
  func z(_ value: Double, at age: Double) throws -> Double {
    let upper = try #require(rows.firstIndex { $0[0] >= age })
    let lower = max(0, upper - 1)
    let span = rows[upper][0] - rows[lower][0]
    let weight = span == 0 ? 0 : (age - rows[lower][0]) / span
    let (l, m, s) = (
      rows[lower][1] + weight * (rows[upper][1] - rows[lower][1]),
      rows[lower][2] + weight * (rows[upper][2] - rows[lower][2]),
      rows[lower][3] + weight * (rows[upper][3] - rows[lower][3])
    )
    return l == 0 ? log(value / m) / s : (pow(value / m, l) - 1) / (l * s)
  }

  /// Reads the line of a height adjustment.
  static func heightLine(site: String, sex: String, age: Double) throws -> (intercept: Double, slope: Double) {
    let years = site.hasPrefix("total-body") ? "2011-2018" : "2005-2010"
    let rows = try #require(try document("height-adjustment-\(years)")["rows"]?.array)
    let row = try #require(
      rows.first { row in
        let ages = row["ages"]?.array?.compactMap { $0.number?.doubleValue } ?? []
        return row["site"]?.string == site && row["sex"]?.string == sex && ages[0] <= age && age < ages[1]
      })
    return (
      try #require(row["intercept"]?.number?.doubleValue), try #require(row["slope"]?.number?.doubleValue)
    )
  }

  private static func document(_ file: String) throws -> JSONValue {
    try JSONReader.read(Repository.bytes("Knowledge/references/\(file).json"))
  }
}
