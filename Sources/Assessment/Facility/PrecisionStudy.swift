// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry

/// The repeated scans of a precision study, gathered in sets between which bone did not change.
///
/// - Source: Rule PRE-01; `docs/methods/precision.md`.
public struct PrecisionStudy: Sendable {
  /// What is measured.
  public enum Quantity: String, CaseIterable, Hashable, Sendable {
    /// Areal density in g/cm².
    case density
    /// Trabecular bone score, which has no unit.
    case trabecularBoneScore = "trabecular-bone-score"
  }

  /// A quantity at a site, with its own precision error.
  public struct Measurement: Hashable, Sendable {
    /// What is measured.
    public let quantity: Quantity
    /// The site.
    public let site: Site
    /// The vertebrae, at a lumbar spine.
    public let vertebrae: VertebralSubset?

    /// Creates a measurement.
    public init(_ quantity: Quantity, _ site: Site, _ vertebrae: VertebralSubset?) {
      self.quantity = quantity
      self.site = site
      self.vertebrae = vertebrae
    }

    /// The measurement within a sentence, such as `lumbar spine L1-L4`.
    public var name: String {
      let place = vertebrae.map { "\(site.name) \($0.description)" } ?? site.name
      return quantity == .density ? place : "trabecular bone score, \(place)"
    }
  }

  /// What the scans of one set have in common, beside the measurement.
  public struct SetKey: Hashable, Sendable {
    /// The person.
    public let person: String
    /// Who scanned.
    public let technologist: String?
    /// The scanner.
    public let scanner: String?
    /// The side of a paired bone.
    public let side: Side?

    /// Creates a key.
    public init(person: String, technologist: String?, scanner: String?, side: Side?) {
      self.person = person
      self.technologist = technologist
      self.scanner = scanner
      self.side = side
    }
  }

  /// The scans of one set.
  struct ScanSet: Hashable, Sendable {
    let key: SetKey
    /// The values, in the order of the table.
    var values: [Double]
    /// The line of the table with the first of them.
    let line: Int
  }

  private var places: [Measurement: [SetKey: Int]] = [:]
  private var sets: [Measurement: [ScanSet]] = [:]

  /// The number of rows that hold no value.
  public private(set) var emptyRows = 0

  /// Creates a study without scans.
  public init() {}

  /// Counts a row that holds no value.
  public mutating func countEmptyRow() { emptyRows += 1 }

  /// Adds a scan.
  ///
  /// - Parameters:
  ///   - value: What was measured, positive: g/cm², or a trabecular bone score.
  ///   - key: The set that it belongs to.
  ///   - measurement: What was measured where.
  ///   - line: The line of the table.
  public mutating func add(_ value: Double, to key: SetKey, of measurement: Measurement, line: Int) {
    if let place = places[measurement]?[key] {
      sets[measurement]?[place].values.append(value)
    } else {
      places[measurement, default: [:]][key] = sets[measurement]?.count ?? 0
      sets[measurement, default: []].append(ScanSet(key: key, values: [value], line: line))
    }
  }

  /// What was measured: densities first, by site, whole spines before parts.
  public var measurements: [Measurement] { sets.keys.sorted { $0.orderKey.lexicographicallyPrecedes($1.orderKey) } }

  /// The sets of a measurement.
  func sets(of measurement: Measurement) -> [ScanSet] { sets[measurement] ?? [] }
}

extension PrecisionStudy.Measurement {
  fileprivate var orderKey: [Int] {
    [quantity == .density ? 0 : 1] + MeasuredRegion(site: site, vertebrae: vertebrae).orderKey
  }
}
