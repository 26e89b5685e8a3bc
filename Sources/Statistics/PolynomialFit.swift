// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A polynomial fitted to weighted points by least squares.
public enum PolynomialFit {
  /// Returns the coefficients of 1, x, x² and so on that make the weighted sum of squared distances in y smallest.
  ///
  /// The normal equations are solved by elimination; with `x` within some units of zero and a degree up to 3 they keep
  /// about ten digits.
  ///
  /// - Parameters:
  ///   - degree: The highest power, not negative.
  ///   - x: The places of the points, at least `degree + 1` of them different.
  ///   - y: The values there.
  ///   - weights: The weights, positive.
  /// - Returns: `degree + 1` coefficients, the constant first.
  /// - Precondition: The three columns must be equally long.
  public static func coefficients(degree: Int, x: [Double], y: [Double], weights: [Double]) -> [Double] {
    precondition(x.count == y.count && x.count == weights.count, "The columns of a fit must be equally long.")
    var matrix = [[Double]](repeating: [Double](repeating: 0, count: degree + 2), count: degree + 1)
    for index in x.indices {
      var powers = [weights[index]]
      for _ in 0..<(2 * degree) { powers.append(powers[powers.count - 1] * x[index]) }
      for row in 0...degree {
        for column in 0...degree { matrix[row][column] += powers[row + column] }
        matrix[row][degree + 1] += powers[row] * y[index]
      }
    }
    return solve(&matrix)
  }

  /// Solves equations whose matrix is symmetric and positive definite, with the right side as the last column.
  private static func solve(_ matrix: inout [[Double]]) -> [Double] {
    let count = matrix.count
    for pivot in 0..<count {
      for row in (pivot + 1)..<max(count, pivot + 1) {
        let factor = matrix[row][pivot] / matrix[pivot][pivot]
        for column in pivot...count { matrix[row][column] -= factor * matrix[pivot][column] }
      }
    }
    var solution = [Double](repeating: 0, count: count)
    for row in (0..<count).reversed() {
      var rest = matrix[row][count]
      for column in (row + 1)..<max(count, row + 1) { rest -= matrix[row][column] * solution[column] }
      solution[row] = rest / matrix[row][row]
    }
    return solution
  }
}
