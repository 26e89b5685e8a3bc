// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The lower triangle L of a symmetric positive definite matrix A = L Lᵀ.
struct Cholesky {
  /// The number of rows.
  let count: Int

  /// L by rows, each as long as the matrix; what lies above the diagonal is not used.
  private var lower: [Double]

  /// Factors a matrix; `nil` where it is not positive definite to working precision.
  ///
  /// - Parameters:
  ///   - count: The number of rows.
  ///   - element: The element of a row and a column, asked for on and below the diagonal.
  init?(_ count: Int, _ element: (Int, Int) -> Double) {
    self.count = count
    lower = Array(repeating: 0, count: count * count)
    for row in 0..<count {
      for column in 0...row {
        var sum = element(row, column)
        for index in 0..<column { sum -= lower[row * count + index] * lower[column * count + index] }
        if row == column {
          guard sum > 0 else { return nil }
          lower[row * count + row] = sum.squareRoot()
        } else {
          lower[row * count + column] = sum / lower[column * count + column]
        }
      }
    }
  }

  /// Returns L⁻¹ v: the dot product of two such is vᵀ A⁻¹ w.
  func whitened(_ vector: [Double]) -> [Double] {
    var answer = vector
    for row in 0..<count {
      var sum = answer[row]
      for column in 0..<row { sum -= lower[row * count + column] * answer[column] }
      answer[row] = sum / lower[row * count + row]
    }
    return answer
  }

  /// Returns A⁻¹ v.
  func solved(_ vector: [Double]) -> [Double] {
    var answer = whitened(vector)
    for row in (0..<count).reversed() {
      for later in row..<count where later > row { answer[row] -= lower[later * count + row] * answer[later] }
      answer[row] /= lower[row * count + row]
    }
    return answer
  }
}

/// Returns the dot product of two vectors of one length.
func dot(_ left: [Double], _ right: [Double]) -> Double {
  var sum = 0.0
  for index in left.indices { sum += left[index] * right[index] }
  return sum
}
