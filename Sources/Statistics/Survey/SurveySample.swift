// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// How the people of a survey were drawn: clusters within strata.
public struct SurveyDesign: Hashable, Sendable {
  /// The stratum of each cluster, numbered from 0.
  ///
  /// All clusters of the survey stand here, also those without a person in a sample: their absence is a result too.
  public let stratumOfCluster: [Int]

  /// How many clusters each stratum has.
  public let clustersOfStratum: [Int]

  /// Creates a design.
  ///
  /// - Parameter stratumOfCluster: The stratum of each cluster, numbered from 0 without gaps.
  public init(stratumOfCluster: [Int]) {
    self.stratumOfCluster = stratumOfCluster
    var counts = [Int](repeating: 0, count: (stratumOfCluster.max() ?? -1) + 1)
    for stratum in stratumOfCluster { counts[stratum] += 1 }
    clustersOfStratum = counts
  }

  /// People drawn one by one: every person is a cluster of one stratum.
  public static func independent(count: Int) -> SurveyDesign {
    SurveyDesign(stratumOfCluster: [Int](repeating: 0, count: count))
  }
}

/// People of a survey with one measured value each.
public struct SurveySample: Sendable {
  /// The ages in years.
  public let ages: [Double]

  /// The measured values, positive, in the unit of the quantity.
  public let values: [Double]

  /// The survey weights, positive.
  public let weights: [Double]

  /// The cluster of each person, an index into the design.
  public let clusters: [Int]

  /// How the people were drawn.
  public let design: SurveyDesign

  /// Creates a sample.
  ///
  /// - Precondition: The four columns must be equally long, values and weights positive, and clusters within the design.
  public init(ages: [Double], values: [Double], weights: [Double], clusters: [Int], design: SurveyDesign) {
    precondition(
      ages.count == values.count && ages.count == weights.count && ages.count == clusters.count,
      "The columns of a sample must be equally long.")
    precondition(values.allSatisfy { $0 > 0 } && weights.allSatisfy { $0 > 0 }, "Values and weights must be positive.")
    precondition(
      clusters.allSatisfy { design.stratumOfCluster.indices.contains($0) }, "Clusters must stand in the design.")
    self.ages = ages
    self.values = values
    self.weights = weights
    self.clusters = clusters
    self.design = design
  }

  /// How many people there are.
  public var count: Int { ages.count }
}
