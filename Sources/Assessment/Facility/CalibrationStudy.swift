// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry

/// The scans of people on several scanners, one region of one person with another.
///
/// - Source: Rule XCL-02; `docs/methods/calibration.md`.
public struct CalibrationStudy: Sendable {
  /// A scan of one region.
  public struct Scan: Hashable, Sendable {
    /// The person.
    public let person: String
    /// The region, with side and vertebrae.
    public let region: MeasuredRegion
    /// The scanner.
    public let scanner: String
    /// The density in g/cm².
    public let density: Double
    /// The day, if it is known.
    public let date: CalendarDate?
    /// The line of the table.
    public let line: Int

    /// Creates a scan.
    public init(
      person: String, region: MeasuredRegion, scanner: String, density: Double, date: CalendarDate?, line: Int
    ) {
      self.person = person
      self.region = region
      self.scanner = scanner
      self.density = density
      self.date = date
      self.line = line
    }
  }

  /// A person and a side of a paired bone; the sides of a person count as two.
  private struct Owner: Hashable {
    let person: String
    let side: Side?
  }

  /// The scans of one region of one person on two scanners.
  struct Pair {
    let person: String
    var scans: CrossCalibration.Pair
    /// The line of the first scan.
    let line: Int
    /// The days from the first to the last scan; `nil` unless two days are known.
    let daysApart: Int?
  }

  private var scans: [MeasuredRegion: [Scan]] = [:]

  /// The scanners, in the order of the table.
  public private(set) var scanners: [String] = []

  /// The number of rows that hold no density.
  public private(set) var emptyRows = 0

  /// Creates a study without scans.
  public init() {}

  /// Counts a row that holds no density.
  public mutating func countEmptyRow() { emptyRows += 1 }

  /// Adds a scan.
  public mutating func add(_ scan: Scan) {
    if !scanners.contains(scan.scanner) { scanners.append(scan.scanner) }
    let place = MeasuredRegion(site: scan.region.site, vertebrae: scan.region.subset)
    scans[place, default: []].append(scan)
  }

  /// The sites that were scanned on either of two scanners, without side: whole spines before parts.
  func places(on names: [String]) -> [MeasuredRegion] {
    scans.keys.filter { place in scans[place]?.contains { names.contains($0.scanner) } ?? false }
      .sorted { $0.orderKey.lexicographicallyPrecedes($1.orderKey) }
  }

  /// Returns the people who were scanned at a place on both scanners, and how many were on one of them only.
  func pairs(at place: MeasuredRegion, from old: String, to new: String) -> (pairs: [Pair], leftOut: Int) {
    var order: [Owner] = []
    var byOwner: [Owner: [Scan]] = [:]
    for scan in scans[place] ?? [] where scan.scanner == old || scan.scanner == new {
      let owner = Owner(person: scan.person, side: scan.region.side)
      if byOwner[owner] == nil { order.append(owner) }
      byOwner[owner, default: []].append(scan)
    }
    let pairs = order.compactMap { owner in Pair(byOwner[owner] ?? [], from: old) }
    return (pairs, order.count - pairs.count)
  }
}

extension CalibrationStudy.Pair {
  /// Pairs the scans of one region of one person; `nil` unless both scanners are among them.
  fileprivate init?(_ scans: [CalibrationStudy.Scan], from scanner: String) {
    let (old, new) = (scans.filter { $0.scanner == scanner }, scans.filter { $0.scanner != scanner })
    guard let first = scans.first, !old.isEmpty, !new.isEmpty else { return nil }
    person = first.person
    self.scans = CrossCalibration.Pair(old: old.map { $0.density }, new: new.map { $0.density })
    line = first.line
    let days = scans.compactMap { $0.date?.dayNumber }
    daysApart = days.count > 1 ? (days.max() ?? 0) - (days.min() ?? 0) : nil
  }
}
