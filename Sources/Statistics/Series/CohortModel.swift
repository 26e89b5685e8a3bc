// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// What is expected of the rates of many people, and how level and rate wander, in columns of one number a person.
///
/// The rate is one for all times; an expected rate that changes with time is asked of ``ScanSeries``.
public struct CohortModel: Sendable {
  /// The expected rates in g/cm² a year; not used where the spread is infinite.
  public let rates: [Double]

  /// The standard deviations of the rates of people about the expected ones, in g/cm² a year; infinite without a prior.
  public let spreads: [Double]

  /// How the levels wander, in g/cm² for the root of a year.
  public let levelDrifts: [Double]

  /// How the rates wander, in g/cm² a year for the root of a year.
  public let rateDrifts: [Double]

  /// Creates a model.
  ///
  /// - Precondition: The columns must be equally long.
  public init(rates: [Double], spreads: [Double], levelDrifts: [Double], rateDrifts: [Double]) {
    precondition(
      [spreads.count, levelDrifts.count, rateDrifts.count].allSatisfy { $0 == rates.count },
      "The columns of a model must be equally long.")
    self.rates = rates
    self.spreads = spreads
    self.levelDrifts = levelDrifts
    self.rateDrifts = rateDrifts
  }
}
