// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry

/// The phantom scans of a facility, gathered by scanner and phantom.
///
/// - Source: `docs/methods/phantom.md`.
public struct PhantomRecord: Sendable {
  /// What the scans of one series have in common.
  public struct Series: Hashable, Sendable {
    /// The scanner; `nil` where none is named.
    public let scanner: String?
    /// The phantom; `nil` where none is named.
    public let phantom: String?

    /// Creates a series.
    public init(scanner: String?, phantom: String?) {
      self.scanner = scanner
      self.phantom = phantom
    }

    /// The series within a sentence, such as `scanner A, phantom spine`.
    public var name: String {
      let parts = [scanner.map { "scanner \($0)" }, phantom.map { "phantom \($0)" }].compactMap(\.self)
      return parts.isEmpty ? "phantom" : parts.joined(separator: ", ")
    }
  }

  /// A scan with its place in the table.
  public struct Entry: Hashable, Sendable {
    /// The scan.
    public let scan: PhantomScan
    /// Who scanned.
    public let technologist: String?
    /// The line of the table.
    public let line: Int

    /// Creates an entry.
    public init(_ scan: PhantomScan, technologist: String? = nil, line: Int) {
      self.scan = scan
      self.technologist = technologist
      self.line = line
    }
  }

  private var entries: [Series: [Entry]] = [:]

  /// The number of rows that hold no value.
  public private(set) var emptyRows = 0

  /// Creates a record without scans.
  public init() {}

  /// Counts a row that holds no value.
  public mutating func countEmptyRow() { emptyRows += 1 }

  /// Adds a scan to a series.
  public mutating func add(_ entry: Entry, to series: Series) { entries[series, default: []].append(entry) }

  /// The series, by scanner and phantom.
  public var series: [Series] {
    entries.keys.sorted { ($0.scanner ?? "", $0.phantom ?? "") < ($1.scanner ?? "", $1.phantom ?? "") }
  }

  /// The scanners; one of them is `nil` if some scan names none.
  public var scanners: Set<String?> { Set(entries.keys.map { $0.scanner }) }

  /// Returns the scans of a series by day, those of one day in the order of the table.
  public func entries(of series: Series) -> [Entry] {
    let own = entries[series] ?? []
    return own.enumerated().sorted { ($0.element.scan.date, $0.offset) < ($1.element.scan.date, $1.offset) }
      .map { $0.element }
  }
}
