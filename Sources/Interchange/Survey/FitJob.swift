// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
internal import Statistics

/// One curve of a recipe for one sex and group.
public struct FitJob: Hashable, Sendable {
  /// What is fitted.
  public let curve: FitRecipe.Curve
  /// The sex.
  public let sex: Sex
  /// The name of the group.
  public let group: String
  /// The key of the result, such as `nhanes-2005-2010.femoral-neck.all-female`.
  public let key: String

  /// The ages in years over which the curve is given.
  public var domain: ClosedRange<Double> { curve.domain(of: group) }

  /// The age in years from which few people stand behind the curve, where it reaches so far.
  public var sparseFrom: Double? { curve.sparseFrom.flatMap { $0 <= domain.upperBound ? $0 : nil } }

  /// The words for progress and messages.
  public var label: String { "\(curve.stem), \(sex.rawValue), \(group)" }
}

extension FitRecipe {
  /// Every curve for every group and sex, in the order of the recipe.
  public var jobs: [FitJob] {
    curves.flatMap { curve in
      curve.groups.flatMap { group in
        Sex.allCases.map { sex in
          FitJob(
            curve: curve, sex: sex, group: group, key: "\(head.family).\(curve.stem).\(group)-\(sex.rawValue)")
        }
      }
    }
  }

  /// The methods of fitting that the recipe allows.
  func methods() -> [AgeCurveMethod] {
    let distributions: [CurveDistribution] =
      switch fit.distribution {
      case .normal: [.normal]
      case .boxCoxNormal: [.boxCoxNormal]
      case .boxCoxT: [.boxCoxT(degreesOfFreedom: 10)]
      case .smallest: [.normal, .boxCoxNormal, .boxCoxT(degreesOfFreedom: 10)]
      }
    return distributions.map {
      AgeCurveMethod(
        ages: ageRange, distribution: $0, criterion: fit.criterion, powers: fit.powers, spurts: fit.spurts,
        middles: fit.middles)
    }
  }
}
