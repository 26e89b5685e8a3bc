// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// One person with their scans, as read.
public struct Study: Hashable, Sendable {
  /// The person.
  public var patient: Patient

  /// What their history says.
  public var history: History

  /// The scans, in any order.
  public var scans: [Scan]

  /// The precision study of the facility.
  public var precision: FacilityPrecision?

  /// The calibrations of scanners against each other.
  public var calibrations: [ScannerCalibration] = []

  /// The finished report, where one was given.
  public var report: FinishedReport?

  /// Creates a study.
  ///
  /// - Precondition: `scans` must not be empty.
  public init(
    patient: Patient, history: History = History(), scans: [Scan], precision: FacilityPrecision? = nil,
    report: FinishedReport? = nil
  ) {
    precondition(!scans.isEmpty, "A study must have a scan.")
    self.patient = patient
    self.history = history
    self.scans = scans
    self.precision = precision
    self.report = report
  }
}
