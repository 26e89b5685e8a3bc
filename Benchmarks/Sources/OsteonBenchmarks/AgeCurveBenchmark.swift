// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

import Foundation
import Statistics

/// Times the fit of age curves to points that a peer reads too: ages, then values, as binary doubles.
///
/// The model is the peer's: twelve cubic B-splines a curve with repeated end knots, fixed penalties of 200, 1 and 50.
enum AgeCurveBenchmark {
  /// Prints seconds a fit, the penalized log-likelihood and the steps as one line of JSON.
  static func run(file: String, runs: Int) throws {
    let sample = try read(file)
    let ages = sample.ages
    let first = ages[0]
    let last = ages[ages.count - 1]
    let knots = [0, 0, 0] + (0..<10).map { Double($0) / 9 } + [1, 1, 1]
    let basis = CubicSplineBasis(knots: knots)
    let stretch = AgeStretch(over: first..<last, power: 1)
    let penalty = CurvePenalty(power: 200, median: 1, variation: 50)
    var times: [Double] = []
    var fit: AgeCurveFit?
    for _ in 0...runs {
      let time = ContinuousClock().measure {
        fit = AgeCurveFit(sample, basis: basis, stretch: stretch, distribution: .boxCoxNormal, penalty: penalty)
      }
      times.append(Double(time.components.attoseconds) / 1e18 + Double(time.components.seconds))
    }
    guard let fit else { preconditionFailure("The benchmark must come to a fit.") }
    let median = times.dropFirst().sorted()[runs / 2]
    print(
      "{ \"people\": \(ages.count), \"seconds\": \(median), \"penalizedLogLikelihood\":"
        + " \(fit.penalizedLogLikelihood), \"steps\": \(fit.steps) }")
  }

  private static func read(_ file: String) throws -> SurveySample {
    let data = try Data(contentsOf: URL(filePath: file))
    let numbers = data.withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
    let count = numbers.count / 2
    return SurveySample(
      ages: Array(numbers[..<count]), values: Array(numbers[count...]), weights: [Double](repeating: 1, count: count),
      clusters: Array(0..<count), design: .independent(count: count))
  }
}
