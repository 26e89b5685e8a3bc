// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// How a sentence names a region: side, place and vertebrae.
private func spoken(_ place: String, _ side: Side?, _ vertebrae: VertebralSubset?) -> String {
  let whole = vertebrae.map { "\(place) \($0.description)" } ?? place
  return switch side {
  case .left: "left \(whole)"
  case .right: "right \(whole)"
  case .mean: "\(whole) (mean of both sides)"
  case nil: whole
  }
}

extension MeasuredRegion {
  /// The region within a sentence, such as `left femoral neck` or `lumbar spine L1-L4`.
  public var spokenName: String { spoken(site.name, side, subset) }
}

extension StatedRegion {
  /// The region within a sentence, such as `left hip`.
  public var spokenName: String {
    let place =
      switch name {
      case .site(.wards): "Ward area"  // it stands after "the", where "Ward's" does not fit
      case .site(let site): site.name
      case .hip: "hip"
      case .forearm: "forearm"
      case .lateralSpine: "lateral spine"
      case .peripheral: "peripheral site"
      }
    return spoken(place, side, vertebrae)
  }
}
