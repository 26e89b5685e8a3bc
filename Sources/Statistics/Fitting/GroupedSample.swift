// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import CMath

/// A sample sorted by age, with the splines at every age of it.
///
/// People of one age share their L, M and S; ages in months make few groups of many people.
struct GroupedSample {
  /// The people of one age.
  struct Group {
    /// The splines at the age.
    let row: CubicSplineBasis.Row
    /// Where the people stand.
    let people: Range<Int>
  }

  /// The groups by rising age.
  let groups: [Group]

  /// The natural logarithms of the values.
  let logarithms: [Double]

  /// The weights, which sum to the effective number of people.
  private(set) var weights: [Double]

  /// The cluster of each person.
  let clusters: [Int]

  /// How many splines there are.
  let splineCount: Int

  /// Groups a sample.
  init(_ sample: SurveySample, basis: CubicSplineBasis, stretch: AgeStretch) {
    let order = sample.ages.indices.sorted { (sample.ages[$0], $0) < (sample.ages[$1], $1) }
    var groups: [Group] = []
    var start = 0
    for place in order.indices
    where place + 1 == order.count || sample.ages[order[place + 1]] > sample.ages[order[place]] {
      groups.append(Group(row: basis.row(at: stretch(sample.ages[order[place]])), people: start..<(place + 1)))
      start = place + 1
    }
    self.groups = groups
    logarithms = order.map { log(sample.values[$0]) }
    let scale = sample.weightScale
    weights = order.map { sample.weights[$0] * scale }
    clusters = order.map { sample.clusters[$0] }
    splineCount = basis.count
  }

  /// Returns the sample with the weights of some clusters changed.
  func reweighted(_ factor: (Int) -> Double) -> GroupedSample {
    var copy = self
    for index in weights.indices { copy.weights[index] *= factor(clusters[index]) }
    return copy
  }
}

extension SurveySample {
  /// Kish's effective number of people, (sum w)² / sum w².
  ///
  /// - Source: Kish 1965, Survey Sampling.
  public var effectiveCount: Double {
    let total = weights.reduce(0, +)
    return total * total / weights.reduce(0) { $0 + $1 * $1 }
  }

  /// What a weight is multiplied by so that all sum to the effective number.
  var weightScale: Double {
    weights.reduce(0, +) / weights.reduce(0) { $0 + $1 * $1 }
  }
}
