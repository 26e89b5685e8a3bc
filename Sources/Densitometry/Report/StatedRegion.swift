// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A region as a report names it.
public struct StatedRegion: Hashable, Sendable {
  /// A place of the skeleton as a report names it: a measured site, or one that it leaves vague.
  public enum Name: Hashable, Sendable {
    /// A site that scanners measure.
    case site(Site)
    /// A hip, without a word on neck or total.
    case hip
    /// A forearm, without a word on the part of the radius.
    case forearm
    /// The lumbar spine in lateral projection.
    case lateralSpine
    /// Heel, finger or another peripheral place.
    case peripheral
  }

  /// The place.
  public var name: Name

  /// The side, where the report names one.
  public var side: Side?

  /// The vertebrae, where the report names them.
  public var vertebrae: VertebralSubset?

  /// Creates a region.
  public init(_ name: Name, side: Side? = nil, vertebrae: VertebralSubset? = nil) {
    self.name = name
    self.side = side
    self.vertebrae = vertebrae
  }

  /// The stable name of the place, as in the study document.
  public var placeName: String {
    switch name {
    case .site(let site): site.rawValue
    case .hip: "hip"
    case .forearm: "forearm"
    case .lateralSpine: "lateral-spine"
    case .peripheral: "peripheral"
    }
  }

  /// Tells whether a measured region is one that this name can mean.
  ///
  /// A side that is not named means any, and a spine without vertebrae means any but a single vertebra.
  public func canMean(_ region: MeasuredRegion) -> Bool {
    if let side, region.side != side { return false }
    switch name {
    case .site(.lumbarSpine):
      guard region.site == .lumbarSpine else { return false }
      return vertebrae.map { $0 == region.subset } ?? (region.singleVertebra == nil)
    case .site(let site): return region.site == site
    case .hip: return region.site == .femoralNeck || region.site == .totalHip
    case .forearm: return region.site == .radius33
    case .lateralSpine, .peripheral: return false
    }
  }
}
