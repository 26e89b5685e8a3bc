// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

extension Double {
  /// Returns the distance from the expected number in units of its last place.
  public func ulps(from expected: Double) -> Double {
    self == expected ? 0 : (self - expected).magnitude / expected.ulp
  }
}
