// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
internal import KnowledgeBase

/// Scans of patients held against the phantom scans of their scanners.
///
/// - Source: Rules QC-01, QC-03, QC-05; `docs/methods/phantom.md`.
public struct CheckedPatientScans: Sendable {
  /// A scan of a patient.
  public struct PatientScan: Hashable, Sendable {
    /// The line of its table.
    public let line: Int
    /// The identifier that the table gives.
    public let id: String?
    /// The day.
    public let date: CalendarDate
    /// The scanner, one of the phantom scans where only one is there; `nil` where no scan names one.
    public let scanner: String?

    /// Creates a scan.
    public init(line: Int, id: String?, date: CalendarDate, scanner: String?) {
      self.line = line
      self.id = id
      self.date = date
      self.scanner = scanner
    }
  }

  /// Why a scan is listed.
  public enum Reason: String, CaseIterable, Hashable, Sendable {
    /// No phantom was scanned on its day or the seven days before.
    case noPhantomScan = "no-phantom-scan"
    /// The scanner was out of control.
    case outOfControl = "out-of-control"
    /// The cumulative sum had signaled a drift.
    case doubtful
  }

  /// A scan with the reasons why it is listed.
  public struct Listed: Hashable, Sendable {
    /// The scan.
    public let scan: PatientScan
    /// At least one.
    public let reasons: [Reason]
  }

  /// The number of scans.
  public let count: Int

  /// The scans that something is said of, in the order of the table.
  public let listed: [Listed]

  /// What the rules say.
  public let findings: [Finding]

  /// Holds scans against phantoms.
  public init(_ scans: [PatientScan], against phantoms: [AssessedPhantom]) {
    let byScanner = Dictionary(grouping: phantoms) { $0.series.scanner }
    let listed = scans.compactMap { scan -> Listed? in
      let reasons = Self.reasons(scan.date, byScanner[scan.scanner] ?? [])
      return reasons.isEmpty ? nil : Listed(scan: scan, reasons: reasons)
    }
    count = scans.count
    self.listed = listed
    func number(_ reason: Reason) -> FactValue { .count(listed.count { $0.reasons.contains(reason) }) }
    let facts = Facts([
      .patientScans: .count(scans.count), .patientScansUnchecked: number(.noPhantomScan),
      .patientScansStopped: number(.outOfControl), .patientScansDoubtful: number(.doubtful),
    ])
    findings = Finding.list(AssessedPhantom.findings(facts, subject: "scans of patients"))
  }

  private static func reasons(_ day: CalendarDate, _ phantoms: [AssessedPhantom]) -> [Reason] {
    Reason.allCases.filter { reason in
      switch reason {
      case .noPhantomScan: !phantoms.contains { $0.control.wasScanned(before: day) }
      case .outOfControl: phantoms.contains { $0.control.stops.contains { $0.contains(day) } }
      case .doubtful: phantoms.contains { $0.control.doubts.contains { $0.contains(day) } }
      }
    }
  }
}
