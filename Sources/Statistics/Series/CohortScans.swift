// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The scans of one site of many people, in columns.
///
/// Each column holds visit after visit, and within a visit person after person: that of a person and a visit stands at
/// `visit * people + person`. Two sites of the same visits share the column of times, which costs no copy.
public struct CohortScans: Sendable {
  /// The number of people.
  public let people: Int

  /// The times in years since any day, rising from visit to visit of a person.
  public let times: [Double]

  /// The densities in g/cm², on the scale of one scanner a person.
  public let densities: [Double]

  /// The precision errors in g/cm², positive; infinite where the visit has no scan of the site.
  ///
  /// Time and density are then not read.
  public let errors: [Double]

  /// Creates scans.
  ///
  /// - Precondition: There must be people, and at least one visit; the three columns must be equally long, a whole number of
  ///   visits.
  public init(people: Int, times: [Double], densities: [Double], errors: [Double]) {
    precondition(
      people > 0 && !times.isEmpty && times.count.isMultiple(of: people),
      "Columns must hold whole visits of the people.")
    precondition(
      times.count == densities.count && times.count == errors.count, "Times, densities and errors must be as many.")
    self.people = people
    self.times = times
    self.densities = densities
    self.errors = errors
  }

  /// The number of visits.
  public var visits: Int { times.count / people }
}
