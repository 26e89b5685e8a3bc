// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Testing

@Suite("Site")
struct SiteTests {
  @Test("Five sites belong to the hip")
  func hip() {
    #expect(Site.allCases.filter { $0.isHip } == [.femoralNeck, .totalHip, .trochanter, .intertrochanter, .wards])
  }

  @Test("Each site has a word for documents and a name for people")
  func names() {
    #expect(
      Site.allCases.map { "\($0.rawValue): \($0.name)" } == [
        "lumbar-spine: lumbar spine", "femoral-neck: femoral neck", "total-hip: total hip", "trochanter: trochanter",
        "intertrochanter: intertrochanter", "wards: Ward's area", "radius-33: one-third radius",
        "radius-ultradistal: ultradistal radius", "radius-mid: mid radius", "total-body: total body",
        "total-body-less-head: total body less head",
      ])
  }

  @Test("A side is left, right or the mean of both")
  func sides() {
    #expect(Side.allCases.map { $0.rawValue } == ["left", "right", "mean"])
  }
}
