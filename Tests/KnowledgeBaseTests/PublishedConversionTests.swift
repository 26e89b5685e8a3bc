// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Testing

@Suite("Published conversions")
struct PublishedConversionTests {
  @Test("Every conversion is confirmed, cites works that there are, and has its own key")
  func sources() {
    let all = PublishedConversion.all
    #expect(all.count == 18 && Set(all.map { $0.key }).count == all.count)
    for one in all {
      #expect(one.tag == .confirmed && !one.sources.isEmpty, "\(one.key)")
      #expect((one.sources + [one.error.source]).allSatisfy { Source.withKey($0.key) != nil }, "\(one.key)")
      #expect(PublishedConversion.withKey(one.key) == one)
      #expect((one.site == .lumbarSpine) == (one.vertebrae != nil))
    }
  }

  @Test(
    "Conversions are those of the equations",
    arguments: [
      // 0.8942 x 1.0761; a report prints 962.3 mg/cm².
      ("genant-1994.lumbar-spine.norland", 0.8942, 0.9622), ("lu-2001.femoral-neck.hologic", 0.700, 0.7799),
      // 1.0550 (1.000 - 0.972) + 1.0436 = 0.02954 + 1.0436
      ("hui-1997.lumbar-spine.hologic", 1.000, 1.0731), ("hanson-1997.total-hip.lunar", 0.900, 0.8501),
      // 0.906 x 1.0 - 0.025
      ("genant-1994.lumbar-spine.dpx-l-to-qdr-2000", 1.000, 0.8810),
      ("saarelainen-2016.lumbar-spine.prodigy-to-idxa", 1.000, 1.0150),
    ])
  func values(key: String, density: Double, converted: Double) throws {
    let one = try #require(PublishedConversion.withKey(key))
    #expect((one.line.value(of: density) - converted).magnitude < 0.000051)
  }

  @Test(
    "Standardized densities of the same spine agree at the middle of each maker",
    arguments: ["hologic", "lunar", "norland"])
  func middles(maker: String) throws {
    let one = try #require(PublishedConversion.withKey("hui-1997.lumbar-spine.\(maker)"))
    #expect((one.line.value(of: one.line.at) - 1.0436).magnitude < 1e-12)
  }
}
