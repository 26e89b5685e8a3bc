// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Testing

@Suite("Precision")
struct PrecisionTests {
  @Test("A least significant change is 2.77 times the precision error")
  func leastSignificantChange() {
    // 1.96 * sqrt(2) = 2.7719, published as 2.77.
    #expect(SitePrecision.leastSignificantChangeFactor == 2.77)
    #expect(SitePrecision(site: .totalHip, leastSignificantChange: 0.0277).rmsSd == 0.0277 / 2.77)
    #expect(SitePrecision(site: .totalHip, leastSignificantChange: 0.0277).degreesOfFreedom == nil)
  }

  static let study = FacilityPrecision(
    facility: "A",
    sites: [
      SitePrecision(site: .lumbarSpine, rmsSd: 0.009, degreesOfFreedom: 30),
      SitePrecision(site: .lumbarSpine, vertebrae: VertebralSubset([.l1, .l3]), rmsSd: 0.014),
      SitePrecision(site: .totalHip, rmsSd: 0.008),
    ])

  @Test("The precision of a spine is that of exactly its vertebrae; none named means L1-L4")
  func vertebrae() {
    let whole = MeasuredRegion(site: .lumbarSpine)
    let named = MeasuredRegion(site: .lumbarSpine, vertebrae: .all)
    let pair = MeasuredRegion(site: .lumbarSpine, vertebrae: VertebralSubset([.l1, .l3]))
    let other = MeasuredRegion(site: .lumbarSpine, vertebrae: VertebralSubset([.l2, .l3]))
    #expect(Self.study.rmsSd(of: whole, at: "A") == 0.009)
    #expect(Self.study.rmsSd(of: named, at: "A") == 0.009)
    #expect(Self.study.rmsSd(of: pair, at: "A") == 0.014)
    #expect(Self.study.rmsSd(of: other, at: "A") == nil)
  }

  @Test("The precision of a hip holds for either side, and not for another site of the hip")
  func hip() {
    for side in Side.allCases {
      #expect(Self.study.rmsSd(of: MeasuredRegion(site: .totalHip, side: side), at: "A") == 0.008)
    }
    #expect(Self.study.rmsSd(of: MeasuredRegion(site: .femoralNeck), at: "A") == nil)
  }

  @Test("The precision of one facility is not that of another; where one is not named, it is taken to be the same")
  func facility() {
    let hip = MeasuredRegion(site: .totalHip)
    #expect(Self.study.rmsSd(of: hip, at: "B") == nil)
    #expect(Self.study.rmsSd(of: hip, at: nil) == 0.008)
    #expect(FacilityPrecision(sites: Self.study.sites).rmsSd(of: hip, at: "B") == 0.008)
  }
}
