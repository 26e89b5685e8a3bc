// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry

/// A published conversion of densities: for groups, not for the change of one person.
///
/// - Source: Rule XCL-03; the equations stand in `Knowledge/conversions.json`.
public struct PublishedConversion: Hashable, Sendable {
  /// What a conversion leads to.
  public enum Kind: String, Hashable, Sendable {
    /// The standardized density, which is meant to be the same on all scanners.
    case standardized
    /// Another scanner, by an equation.
    case betweenScanners = "between-scanners"
    /// Another scanner, by the ratio of two means.
    case meanRatio = "mean-ratio"
  }

  /// A straight line: the slope times the distance from a density, added to what that one converts to.
  public struct Line: Hashable, Sendable {
    /// The slope.
    public let slope: Double
    /// The density from which distances count, in g/cm².
    public let at: Double
    /// What it converts to, in g/cm².
    public let gives: Double

    /// Creates a line.
    public init(slope: Double, at: Double, gives: Double) {
      self.slope = slope
      self.at = at
      self.gives = gives
    }

    /// Returns what a density in g/cm² converts to.
    public func value(of density: Double) -> Double { slope * (density - at) + gives }
  }

  /// What a source says of the error for one person.
  public struct Error: Hashable, Sendable {
    /// The error in percent of the density; `nil` where none was seen.
    public let percent: ClosedRange<Double>?
    /// What the error is, in words.
    public let says: String
    /// Where it comes from.
    public let source: Citation

    /// Creates an error.
    public init(percent: ClosedRange<Double>?, says: String, source: Citation) {
      self.percent = percent
      self.says = says
      self.source = source
    }
  }

  /// What every conversion is good for.
  public static let use = "for groups, not for the change of one person"

  /// The stable key.
  public let key: String

  /// What it leads to.
  public let kind: Kind

  /// The maker or the scanner that measured.
  public let from: String

  /// What the density is converted to.
  public let to: String

  /// The site.
  public let site: Site

  /// The vertebrae, at the lumbar spine.
  public let vertebrae: VertebralSubset?

  /// The equation.
  public let line: Line

  /// The error for one person.
  public let error: Error

  /// The evidence behind it.
  public let tag: EvidenceTag

  /// Where it comes from.
  public let sources: [Citation]

  /// Creates a conversion.
  public init(
    key: String, kind: Kind, from: String, to: String, site: Site, vertebrae: VertebralSubset?, line: Line,
    error: Error, tag: EvidenceTag, sources: [Citation]
  ) {
    self.key = key
    self.kind = kind
    self.from = from
    self.to = to
    self.site = site
    self.vertebrae = vertebrae
    self.line = line
    self.error = error
    self.tag = tag
    self.sources = sources
  }

  /// Returns the conversion with a key.
  public static func withKey(_ key: String) -> PublishedConversion? { all.first { $0.key == key } }
}
