// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// What an age curve describes.
public enum Quantity: String, CaseIterable, Sendable {
  /// Bone mineral density by projected area, in g/cm².
  case arealDensity = "areal-density"
  /// Bone mineral content, in g.
  case content = "bone-mineral-content"
  /// Content over the area to the power of 1.5, an estimate of density by volume, in g/cm³.
  case apparentDensity = "bone-mineral-apparent-density"
  /// The trabecular bone score, without unit.
  case trabecularBoneScore = "trabecular-bone-score"
  /// Body height, in cm.
  case height

  /// The unit, as it is written after a number; empty for a number without one.
  public var unit: String {
    switch self {
    case .arealDensity: "g/cm²"
    case .content: "g"
    case .apparentDensity: "g/cm³"
    case .trabecularBoneScore: ""
    case .height: "cm"
    }
  }

  /// The name in keys; `nil` for the density, which keys leave out.
  public var abbreviation: String? {
    switch self {
    case .arealDensity: nil
    case .content: "bmc"
    case .apparentDensity: "bmad"
    case .trabecularBoneScore: "tbs"
    case .height: "height"
    }
  }

  /// The decimals that a value is shown with.
  public var places: Int {
    switch self {
    case .arealDensity, .apparentDensity, .trabecularBoneScore: 3
    case .height: 1
    case .content: 0
    }
  }

  /// The name for people.
  public var name: String {
    switch self {
    case .arealDensity: "density"
    case .content: "bone mineral content"
    case .apparentDensity: "bone mineral apparent density"
    case .trabecularBoneScore: "trabecular bone score"
    case .height: "height"
    }
  }
}
