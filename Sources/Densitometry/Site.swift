// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A place of the skeleton at which areal density is measured.
public enum Site: String, CaseIterable, Sendable {
  case lumbarSpine = "lumbar-spine"
  case femoralNeck = "femoral-neck"
  case totalHip = "total-hip"
  case trochanter
  case intertrochanter
  case wards
  case radius33 = "radius-33"
  case radiusUltradistal = "radius-ultradistal"
  case radiusMid = "radius-mid"
  case totalBody = "total-body"
  case totalBodyLessHead = "total-body-less-head"

  /// Whether the site is a region of the proximal femur.
  public var isHip: Bool {
    switch self {
    case .femoralNeck, .totalHip, .trochanter, .intertrochanter, .wards: true
    default: false
    }
  }

  /// Whether the site belongs to a bone that stands on either side of the body.
  public var isPaired: Bool {
    switch self {
    case .lumbarSpine, .totalBody, .totalBodyLessHead: false
    default: true
    }
  }

  /// The name for people.
  public var name: String {
    switch self {
    case .lumbarSpine: "lumbar spine"
    case .femoralNeck: "femoral neck"
    case .totalHip: "total hip"
    case .trochanter: "trochanter"
    case .intertrochanter: "intertrochanter"
    case .wards: "Ward's area"
    case .radius33: "one-third radius"
    case .radiusUltradistal: "ultradistal radius"
    case .radiusMid: "mid radius"
    case .totalBody: "total body"
    case .totalBodyLessHead: "total body less head"
    }
  }
}

/// The side of a paired bone, or the mean of both.
public enum Side: String, CaseIterable, Sendable {
  case left
  case right
  case mean
}
