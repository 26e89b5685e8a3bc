// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// Columns of Z-scores and centiles, the same bits as ``BoxCoxNormal`` and ``NormalDistribution`` give one by one.
///
/// The work is done in short loops one after the other: a processor overlaps more rows of a short chain of operations than of
/// a long one.
public enum BoxCoxColumns {
  /// Writes the Z-score of each value of a column.
  ///
  /// - Parameters:
  ///   - values: Positive numbers in the unit of the medians; not a number gives itself.
  ///   - powers: The Box-Cox power L of each.
  ///   - medians: The median M of each, positive.
  ///   - variations: The coefficient of variation S of each, positive; not a number gives a score that is none.
  ///   - scores: Where the scores are written, in standard deviations.
  ///   - count: The length of all columns.
  /// - Precondition: `values` over `medians` must lie from 1e-100 to 1e100.
  public static func writeScores(
    of values: UnsafePointer<Double>, powers: UnsafePointer<Double>, medians: UnsafePointer<Double>,
    variations: UnsafePointer<Double>, to scores: UnsafeMutablePointer<Double>, count: Int
  ) {
    for row in 0..<count { scores[row] = ElementaryFunctions.logarithmOfRatio(values[row], medians[row]) }
    for row in 0..<count {
      scores[row] = ElementaryFunctions.boxCoxScore(
        ofLogarithm: scores[row], power: powers[row], variation: variations[row])
    }
  }

  /// Writes the percentage of peers at or below each score, from 0 to 100; not a number gives itself.
  public static func writeCentiles(
    of scores: UnsafePointer<Double>, to centiles: UnsafeMutablePointer<Double>, count: Int
  ) {
    for row in 0..<count { centiles[row] = ElementaryFunctions.scaledTail(scores[row]) }
    for row in 0..<count {
      centiles[row] = 100 * ElementaryFunctions.normalCumulative(scores[row], scaledTail: centiles[row])
    }
  }
}
