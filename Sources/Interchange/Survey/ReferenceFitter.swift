// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Statistics

/// Fits the age curves of a recipe, one job after another or several at once.
public struct ReferenceFitter: Sendable {
  private let data: SurveyData
  private let wantsErrors: Bool

  /// Prepares to fit.
  ///
  /// - Parameters:
  ///   - data: The people of the recipe.
  ///   - wantsErrors: Whether standard errors of L, M and S are wanted; they cost a fit for each cluster.
  public init(_ data: SurveyData, wantsErrors: Bool) {
    self.data = data
    self.wantsErrors = wantsErrors
  }

  /// Fits one curve.
  ///
  /// - Throws: ``SurveyError`` for too few people, a value or a weight that cannot be, or people who do not determine
  ///   the curve.
  public func fit(_ job: FitJob) throws(SurveyError) -> FittedReference {
    let sample = try data.sample(of: job.curve, sex: job.sex, group: job.group).sample
    let fits = data.recipe.methods().compactMap { method in
      FittedAgeCurve(
        sample,
        FittedAgeCurve.Request(
          method: method, domain: job.domain, bands: data.recipe.bands, wantsErrors: wantsErrors))
    }
    let criterion = data.recipe.fit.criterion
    guard let best = fits.min(by: { $0.fit.criterion(criterion) < $1.fit.criterion(criterion) }) else {
      throw SurveyError(
        .noFit, at: job.curve.place,
        "The people of a curve must determine it, but those of '\(job.label)' do not: no fit came to an end.",
        remedy: "Look at the values for units that differ, or fit fewer ages.")
    }
    return FittedReference(job: job, sample: sample, curve: best)
  }
}

/// A fitted curve with the people behind it.
public struct FittedReference: Sendable {
  /// What was fitted.
  public let job: FitJob
  /// The people.
  public let sample: SurveySample
  /// The curve.
  public let curve: FittedAgeCurve
}
