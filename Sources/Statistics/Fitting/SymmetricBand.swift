// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A symmetric matrix whose elements are zero away from the diagonal.
///
/// The lower triangle is held by columns: element `(column + offset, column)` at `column * width + offset`.
struct SymmetricBand {
  /// The number of rows.
  let size: Int

  /// The number of diagonals of the lower triangle, the main one included.
  let width: Int

  /// The elements of the lower triangle.
  var elements: [Double]

  /// Creates a matrix of zeros.
  init(size: Int, width: Int) {
    self.size = size
    self.width = width
    elements = [Double](repeating: 0, count: size * width)
  }

  /// Adds a multiple of the squared second differences of every so-manieth row.
  mutating func addBends(_ factor: Double, every step: Int, from first: Int) {
    let signs = [1.0, -2, 1]
    for start in stride(from: first, to: size - 2 * step, by: step) {
      for low in 0..<3 {
        for high in low..<3 {
          elements[(start + low * step) * width + (high - low) * step] += factor * signs[low] * signs[high]
        }
      }
    }
  }

  /// Returns the product with a vector.
  func times(_ vector: [Double]) -> [Double] {
    var product = [Double](repeating: 0, count: size)
    for column in 0..<size {
      product[column] += elements[column * width] * vector[column]
      for offset in 1..<max(1, min(width, size - column)) {
        let element = elements[column * width + offset]
        product[column + offset] += element * vector[column]
        product[column] += element * vector[column + offset]
      }
    }
    return product
  }

  /// Returns the factor of Cholesky, a lower triangle; `nil` unless the matrix is positive definite.
  ///
  /// - Complexity: O(size width²).
  func factored() -> BandFactor? {
    var lower = elements
    for column in 0..<size {
      let start = column * width
      guard lower[start] > 0, lower[start].isFinite else { return nil }
      let pivot = lower[start].squareRoot()
      let reach = min(width, size - column)
      for offset in 0..<reach { lower[start + offset] /= pivot }
      for offset in 1..<max(1, reach) {
        let factor = lower[start + offset]
        let target = (column + offset) * width - offset
        for inner in offset..<reach { lower[target + inner] -= factor * lower[start + inner] }
      }
    }
    return BandFactor(size: size, width: width, lower: lower)
  }
}

/// The factor of Cholesky of a band matrix.
struct BandFactor {
  fileprivate let size: Int
  fileprivate let width: Int
  fileprivate let lower: [Double]

  /// Returns the solution of the linear equations with a right-hand side.
  func solution(of right: [Double]) -> [Double] {
    var solution = right
    for column in 0..<size {
      let start = column * width
      solution[column] /= lower[start]
      let value = solution[column]
      for offset in 1..<max(1, min(width, size - column)) {
        solution[column + offset] -= lower[start + offset] * value
      }
    }
    for column in (0..<size).reversed() {
      let start = column * width
      var value = solution[column]
      for offset in 1..<max(1, min(width, size - column)) {
        value -= lower[start + offset] * solution[column + offset]
      }
      solution[column] = value / lower[start]
    }
    return solution
  }
}
