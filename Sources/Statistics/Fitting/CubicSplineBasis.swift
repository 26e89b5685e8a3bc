// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// Cubic B-splines on a row of knots.
///
/// - Source: Eilers and Marx 1996, Statistical Science 11:89; method note `docs/methods/age-curves.md`.
public struct CubicSplineBasis: Hashable, Sendable {
  /// The knots, never falling; the outer three on either side stand outside the domain or repeat its ends.
  public let knots: [Double]

  /// Creates splines on given knots.
  ///
  /// - Precondition: There must be at least eight knots, none below the one before it, and the domain must not be empty.
  public init(knots: [Double]) {
    precondition(knots.count >= 8, "Cubic splines need at least eight knots.")
    precondition(zip(knots, knots.dropFirst()).allSatisfy { $0 <= $1 }, "Knots must not fall.")
    precondition(knots[3] < knots[knots.count - 4], "The domain of the splines must not be empty.")
    self.knots = knots
  }

  /// Creates splines on equal intervals; the knots run on at the same distance beyond both ends.
  public init(intervals: Int, over domain: ClosedRange<Double>) {
    let step = (domain.upperBound - domain.lowerBound) / Double(intervals)
    self.init(knots: (-3...(intervals + 3)).map { domain.lowerBound + step * Double($0) })
  }

  /// How many splines there are.
  public var count: Int { knots.count - 4 }

  /// The values of the four splines that differ from zero at a place.
  struct Row: Hashable, Sendable {
    /// The number of the first of the four.
    let first: Int
    /// Their values, which sum to 1.
    let values: SIMD4<Double>
  }

  /// Returns the splines at a place; beyond the domain, those of its nearer end interval go on.
  func row(at x: Double) -> Row {
    var span = 3
    var end = knots.count - 4
    while end - span > 1 {
      let middle = (span + end) / 2
      if knots[middle] <= x { span = middle } else { end = middle }
    }
    return Row(first: span - 3, values: values(at: x, from: span))
  }

  /// The recursion of Cox and de Boor, from degree 0 to 3.
  private func values(at x: Double, from span: Int) -> SIMD4<Double> {
    var values = SIMD4<Double>(1, 0, 0, 0)
    for degree in 1...3 {
      var carried = 0.0
      for index in 0..<degree {
        let right = knots[span + index + 1]
        let left = knots[span + index + 1 - degree]
        let share = values[index] / (right - left)
        values[index] = carried + (right - x) * share
        carried = (x - left) * share
      }
      values[degree] = carried
    }
    return values
  }
}
