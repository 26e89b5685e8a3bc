// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// What was entered on the scanner about the person; `nil` is not known.
public struct EnteredPerson: Hashable, Sendable {
  /// The age in completed years.
  public var age: Int?

  /// The sex.
  public var sex: Sex?

  /// The population group.
  public var group: PopulationGroup?

  /// The height on that day in cm.
  public var heightCm: Double?

  /// The weight on that day in kg.
  public var weightKg: Double?

  /// Creates a person of whom nothing was entered.
  public init() {}
}

/// The latest scan of the phantom before a scan of a person.
///
/// - Source: Rules QC-01 and QC-03.
public struct PhantomCheck: Hashable, Sendable {
  /// The day of the phantom scan.
  public var date: CalendarDate?

  /// How far it lay from the baseline mean, in percent.
  public var deviationPercent: Double?

  /// Creates a phantom scan of which nothing is known.
  public init() {}
}
