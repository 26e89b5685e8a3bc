// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

extension SurveySample {
  /// Returns weighted centiles of the values: linear between the midpoints of the cumulated weights, level beyond them.
  ///
  /// - Parameter percents: Numbers from 0 to 100.
  /// - Returns: A value for each, in the unit of the values; none for a sample without people.
  public func centiles(_ percents: [Double]) -> [Double] {
    guard count > 0 else { return [] }
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    let total = weights.reduce(0, +)
    var below = 0.0
    let middles = order.map { person in
      defer { below += weights[person] }
      return (below + weights[person] / 2) / total
    }
    return percents.map { percent in
      let inside = min(max(percent / 100, middles[0]), middles[middles.count - 1])
      let place = Interpolant(of: inside, among: middles.count) { middles[$0] }
      return place.map { $0.value { values[order[$0]] } } ?? values[order[0]]
    }
  }
}
