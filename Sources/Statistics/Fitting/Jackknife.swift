// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// Standard errors of L, M and S at one age.
public struct CurveErrors: Hashable, Sendable {
  /// The age in years.
  public let age: Double
  /// Of L.
  public let power: Double
  /// Of M, in the unit of the quantity.
  public let median: Double
  /// Of S.
  public let variation: Double
}

extension AgeCurveFit {
  /// Standard errors of L, M and S by the jackknife on clusters: each cluster is left out once, the others of its
  /// stratum take its weight, and the curves are fitted anew with the same penalties.
  ///
  /// ```
  /// V = sum_h (m_h - 1) / m_h sum_c (estimate without c - estimate)²
  /// ```
  ///
  /// A stratum of more than ``largestStratum`` clusters, as people drawn one by one make it, is first put together into
  /// that many, each of every so-manieth person.
  ///
  /// - Parameters:
  ///   - sample: The sample of the fit.
  ///   - ages: The ages in years at which the errors are wanted.
  /// - Returns: `nil` where a fit without some cluster does not come to an end.
  /// - Source: Wolter 2007, Introduction to Variance Estimation, second edition.
  public func jackknifeErrors(_ sample: SurveySample, at ages: [Double]) -> [CurveErrors]? {
    let sample = sample.withPooledClusters(atMost: Self.largestStratum)
    let grouped = GroupedSample(sample, basis: basis, stretch: stretch)
    let whole = ages.map { curves(atAge: $0) }
    var variances = [SIMD3<Double>](repeating: .zero, count: ages.count)
    let strata = sample.design.stratumOfCluster
    for (left, stratum) in strata.enumerated() {
      let size = Double(sample.design.clustersOfStratum[stratum])
      guard size > 1, sample.clusters.contains(left) else { continue }
      let replicate = grouped.reweighted { cluster in
        cluster == left ? 0 : strata[cluster] == stratum ? size / (size - 1) : 1
      }
      let fit = PenalizedFit(replicate, distribution, penalty, from: coefficients)
      guard fit.hasConverged else { return nil }
      for (index, age) in ages.enumerated() {
        let curves = Self.curves(atAge: age, stretch, basis, fit.coefficients, distribution)
        let shift = curves.vector - whole[index].vector
        variances[index] += (size - 1) / size * shift * shift
      }
    }
    return zip(ages, variances).map { age, variance in
      let errors = variance.squareRoot()
      return CurveErrors(age: age, power: errors[0], median: errors[1], variation: errors[2])
    }
  }

  /// The number of clusters above which those of a stratum are put together.
  public static let largestStratum = 60
}

extension BoxCoxNormal {
  fileprivate var vector: SIMD3<Double> { SIMD3(power, median, variation) }
}

extension SurveySample {
  /// Returns the sample with the clusters of large strata put together.
  fileprivate func withPooledClusters(atMost limit: Int) -> SurveySample {
    guard design.clustersOfStratum.contains(where: { $0 > limit }) else { return self }
    var places: [Int: Int] = [:]
    var seen = [Int](repeating: 0, count: design.clustersOfStratum.count)
    var strata: [Int] = []
    let pooled = design.stratumOfCluster.map { stratum in
      defer { seen[stratum] += 1 }
      let key = stratum * limit + seen[stratum] % limit
      if let place = places[key] { return place }
      places[key] = strata.count
      strata.append(stratum)
      return strata.count - 1
    }
    return SurveySample(
      ages: ages, values: values, weights: weights, clusters: clusters.map { pooled[$0] },
      design: SurveyDesign(stratumOfCluster: strata))
  }
}
