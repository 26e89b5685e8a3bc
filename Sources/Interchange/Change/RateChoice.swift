// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Assessment

/// The rate of change that a command line expects.
public enum RateChoice {
  /// The standard deviation of the rates of people about a rate that was given, in percent a year, where none is given.
  ///
  /// - Source: `docs/methods/expected-rates.md`.
  public static let usualSpread = 0.6

  /// Reads what is expected.
  ///
  /// - Parameters:
  ///   - rate: `tabled`, `none`, or a number of percent a year from -20 to 20; `nil` for the tabled rates.
  ///   - spread: A number of percent a year from 0.05 to 10; `nil` for the usual one.
  /// - Returns: The choice.
  /// - Throws: ``InputError`` if a number is none, or impossible, or a spread comes without a rate.
  public static func read(rate: String?, spread: String?) throws(InputError) -> AssessmentOptions.ExpectedRate {
    let own: Double? =
      rate.map { ["tabled", "none"].contains($0) } ?? true
      ? nil : try NumberRule.yearlyRate.read(option: "rate", rate)
    let width = try NumberRule.rateSpread.read(option: "rate-spread", spread)
    guard let own else {
      guard spread == nil else {
        throw InputError(
          .impossibleValue, "The option '--rate-spread' belongs to a rate that '--rate' gives, but there is none.",
          remedy: "Give '--rate PERCENT' too, or leave it out.")
      }
      return rate == "none" ? .none : .tabled
    }
    return .own(percentPerYear: own, spread: width ?? usualSpread)
  }
}
