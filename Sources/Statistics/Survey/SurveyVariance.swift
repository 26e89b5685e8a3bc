// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

extension SurveySample {
  /// The variance of a weighted total, or of an estimate through its linear terms, by Taylor linearization.
  ///
  /// ```
  /// V = sum_h m_h / (m_h - 1) sum_c (t_hc - mean_c t_hc)²,  t_hc the sum of the terms of cluster c of stratum h
  /// ```
  ///
  /// A stratum with a single cluster adds nothing: its variance cannot be seen.
  ///
  /// - Parameter terms: The linear term of each person, weight included, such as `w (y - mean) / sum w` for a mean.
  /// - Returns: The variance, in the square of the unit of the terms.
  /// - Source: Wolter 2007, Introduction to Variance Estimation, second edition.
  public func variance(ofLinearTerms terms: [Double]) -> Double {
    precondition(terms.count == count, "There must be a term for each person.")
    var totals = [Double](repeating: 0, count: design.stratumOfCluster.count)
    for person in terms.indices { totals[clusters[person]] += terms[person] }
    var sums = [Double](repeating: 0, count: design.clustersOfStratum.count)
    for (cluster, stratum) in design.stratumOfCluster.enumerated() { sums[stratum] += totals[cluster] }
    var variance = 0.0
    for (cluster, stratum) in design.stratumOfCluster.enumerated() {
      let size = Double(design.clustersOfStratum[stratum])
      guard size > 1 else { continue }
      let distance = totals[cluster] - sums[stratum] / size
      variance += size / (size - 1) * distance * distance
    }
    return variance
  }

  /// Returns the people for whom something holds; the design stays whole.
  public func filtered(_ isIncluded: (Int) -> Bool) -> SurveySample {
    let kept = (0..<count).filter(isIncluded)
    return SurveySample(
      ages: kept.map { ages[$0] }, values: kept.map { values[$0] }, weights: kept.map { weights[$0] },
      clusters: kept.map { clusters[$0] }, design: design)
  }
}

/// The weighted mean and standard deviation of a quantity, with design-based standard errors.
public struct SurveyMoments: Hashable, Sendable {
  /// How many people were measured.
  public let count: Int
  /// The weighted mean.
  public let mean: Double
  /// The weighted standard deviation, its square multiplied by n / (n - 1); 0 for a single person.
  public let deviation: Double
  /// The standard error of the mean.
  public let meanError: Double
  /// The standard error of the standard deviation.
  public let deviationError: Double

  /// Measures some numbers, one for each person of a sample.
  ///
  /// - Returns: `nil` for a sample without people.
  public init?(of numbers: [Double], in sample: SurveySample) {
    guard !numbers.isEmpty else { return nil }
    let total = sample.weights.reduce(0, +)
    let mean = zip(numbers, sample.weights).reduce(0) { $0 + $1.0 * $1.1 } / total
    let square = zip(numbers, sample.weights).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 } / total
    let size = Double(numbers.count)
    let deviation = size > 1 ? (square * size / (size - 1)).squareRoot() : 0
    let weights = sample.weights
    let meanTerms = numbers.indices.map { weights[$0] * (numbers[$0] - mean) / total }
    let squareTerms = numbers.indices.map { person in
      let distance = numbers[person] - mean
      return weights[person] * (distance * distance - square) / total
    }
    count = numbers.count
    self.mean = mean
    self.deviation = deviation
    meanError = sample.variance(ofLinearTerms: meanTerms).squareRoot()
    deviationError = deviation > 0 ? sample.variance(ofLinearTerms: squareTerms).squareRoot() / (2 * deviation) : 0
  }
}
