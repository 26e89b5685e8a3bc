// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The distribution of a value around its curves.
public enum CurveDistribution: Hashable, Sendable {
  /// Normal with mean M and standard deviation M S: L is 1.
  case normal
  /// Normal after a Box-Cox transformation with power L (LMS).
  case boxCoxNormal
  /// Student's t, with the given degrees of freedom at every age, after a Box-Cox transformation with power L.
  case boxCoxT(degreesOfFreedom: Double)

  /// The degrees of freedom of Student's t; `nil` for the others.
  public var degreesOfFreedom: Double? {
    if case .boxCoxT(let degrees) = self { degrees } else { nil }
  }

  /// How many numbers it has beside its curves.
  var parameters: Double {
    if case .boxCoxT = self { 1 } else { 0 }
  }

  /// Whether the power is fitted.
  var fitsPower: Bool { self != .normal }
}
