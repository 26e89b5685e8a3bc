// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry

extension Densitometry.Category {
  /// The category within a sentence.
  var words: String {
    switch self {
    case .normal: "normal bone density"
    case .lowBoneMass: "low bone mass (osteopenia)"
    case .osteoporosis: "osteoporosis"
    case .severeOsteoporosis: "severe osteoporosis"
    case .withinExpectedRange: "bone density within the expected range for age"
    case .belowExpectedRange: "bone density below the expected range for age"
    case .lowWithRiskFactors: "low bone density with risk factors"
    }
  }
}

extension StatedRegion {
  /// Tells whether two names can mean one region.
  func isCompatible(with other: StatedRegion) -> Bool {
    if let side, let theirs = other.side, side != theirs { return false }
    if let vertebrae, let theirs = other.vertebrae, vertebrae != theirs { return false }
    return name == other.name || contains(other) || other.contains(self)
  }

  /// Tells whether this name leaves open what the other one says.
  private func contains(_ other: StatedRegion) -> Bool {
    guard case .site(let site) = other.name else { return false }
    return switch name {
    case .hip: site.isHip
    case .forearm: [.radius33, .radiusMid, .radiusUltradistal].contains(site)
    default: false
    }
  }
}
