// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// An item that a complete report holds.
///
/// - Source: Rules REP-01 to REP-18.
public enum ReportItem: String, CaseIterable, Sendable {
  /// REP-01: name or record number, birth date and sex.
  case identity
  /// REP-02: who asked for the scan.
  case requestingProvider = "requesting-provider"
  /// REP-03: why it was asked for.
  case indication
  /// REP-04: maker and model of the scanner.
  case scanner
  /// REP-05: technical quality, and why a site is missing or invalid.
  case technicalQuality = "technical-quality"
  /// REP-06: the density of each site in g/cm².
  case density
  /// REP-07: the sites, regions and sides.
  case sites
  /// REP-08: the scores that apply.
  case scores
  /// REP-09: the one category, where one applies.
  case category
  /// REP-10: risk factors, with earlier fractures.
  case riskFactors = "risk-factors"
  /// REP-11: the fracture risk.
  case fractureRisk = "fracture-risk"
  /// REP-12: that an evaluation for secondary causes may be appropriate.
  case secondaryCauses = "secondary-causes"
  /// REP-13: whether and when to scan again.
  case nextScan = "next-scan"
  /// REP-14: who interpreted, and when.
  case interpreter
  /// REP-15: which earlier study is compared, with date and scanner.
  case comparedStudy = "compared-study"
  /// REP-16: the least significant change, and whether the change is significant.
  case significance
  /// REP-17: a significant change in g/cm² and in percent.
  case changeAmounts = "change-amounts"
  /// REP-18: for an outside study the maker, the model, and whether it is comparable.
  case outsideStudy = "outside-study"
}
