// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The columns that a ``ColumnScorer`` reads and writes, all of the same length; they belong to the caller.
public struct ScoreColumns {
  /// How many rows there are.
  public let count: Int

  /// What each row is scored against: an index into the codes of the table.
  public let codes: UnsafePointer<UInt16>

  /// The age of each row in years; not a number where it is not known, which any cell of its code may then answer for.
  public let ages: UnsafePointer<Double>

  /// The density of each row in g/cm², within ``ArealDensity/plausible``; not a number where there is none.
  public let densities: UnsafePointer<Double>

  /// Where the T-scores are written, before rounding; not a number where there is none.
  public let tScores: UnsafeMutablePointer<Double>

  /// Where the Z-scores are written, before rounding; not a number where there is none.
  public let zScores: UnsafeMutablePointer<Double>

  /// Where the percentage of peers at or below each row is written, from 0 to 100; not a number where there is none.
  public let centiles: UnsafeMutablePointer<Double>

  /// Where the categories are written (``CategoryCode``).
  public let categories: UnsafeMutablePointer<UInt8>

  /// Where the cell of each row is written, counted over all codes in their order.
  public let cells: UnsafeMutablePointer<UInt16>

  /// Names the columns.
  ///
  /// - Precondition: Each must hold `count` rows.
  public init(
    count: Int, codes: UnsafePointer<UInt16>, ages: UnsafePointer<Double>, densities: UnsafePointer<Double>,
    tScores: UnsafeMutablePointer<Double>, zScores: UnsafeMutablePointer<Double>,
    centiles: UnsafeMutablePointer<Double>, categories: UnsafeMutablePointer<UInt8>,
    cells: UnsafeMutablePointer<UInt16>
  ) {
    self.count = count
    self.codes = codes
    self.ages = ages
    self.densities = densities
    self.tScores = tScores
    self.zScores = zScores
    self.centiles = centiles
    self.categories = categories
    self.cells = cells
  }

  /// Some of the rows.
  func rows(from first: Int, count: Int) -> ScoreColumns {
    ScoreColumns(
      count: count, codes: codes + first, ages: ages + first, densities: densities + first, tScores: tScores + first,
      zScores: zScores + first, centiles: centiles + first, categories: categories + first, cells: cells + first)
  }
}

/// The category of a row as a small number.
public enum CategoryCode {
  /// Normal by T-score.
  public static let normal: UInt8 = 0
  /// Low bone mass by T-score.
  public static let lowBoneMass: UInt8 = 1
  /// Osteoporosis by T-score.
  public static let osteoporosis: UInt8 = 2
  /// Below the expected range by Z-score.
  public static let belowExpectedRange: UInt8 = 3
  /// Within the expected range by Z-score.
  public static let withinExpectedRange: UInt8 = 4
  /// No category.
  public static let none: UInt8 = 255
}
