// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Testing

@Suite("Printed scores")
struct PrintedScoresTests {
  @Test(
    "The sex of a reference is read from its name",
    arguments: [
      ("NHANES III White Female", Sex.female), ("2012 BMDCS/NHANES White Female", .female), ("white women", .female),
      ("Hologic Male", .male), ("men, USA", .male), ("Hologic", nil), ("", nil), ("menopause", nil), ("Mayo", nil),
    ] as [(String, Sex?)])
  func referenceSex(name: String, expected: Sex?) {
    #expect(PrintedScores(reference: name).referenceSex == expected)
  }

  @Test("A print that names no reference states no sex")
  func noReference() {
    #expect(PrintedScores().referenceSex == nil)
  }
}

@Suite("Measured region")
struct MeasuredRegionTests {
  @Test("A spine that names no vertebrae is L1-L4, and no other site has any")
  func subset() {
    #expect(MeasuredRegion(site: .lumbarSpine).subset == .all)
    #expect(MeasuredRegion(site: .lumbarSpine, vertebrae: VertebralSubset(.l2)).subset == VertebralSubset(.l2))
    #expect(MeasuredRegion(site: .totalHip).subset == nil)
  }

  @Test("The label names site, vertebrae and side")
  func label() {
    #expect(MeasuredRegion(site: .lumbarSpine).label == "lumbar-spine L1-L4")
    #expect(MeasuredRegion(site: .lumbarSpine, vertebrae: VertebralSubset([.l1, .l3])).label == "lumbar-spine L1+L3")
    #expect(MeasuredRegion(site: .femoralNeck, side: .left).label == "femoral-neck left")
    #expect(MeasuredRegion(site: .totalBody).label == "total-body")
  }

  @Test("Only a region of one vertebra is a single vertebra")
  func singleVertebra() {
    #expect(MeasuredRegion(site: .lumbarSpine, vertebrae: VertebralSubset(.l3)).singleVertebra == .l3)
    #expect(MeasuredRegion(site: .lumbarSpine, vertebrae: VertebralSubset([.l3, .l4])).singleVertebra == nil)
    #expect(MeasuredRegion(site: .lumbarSpine).singleVertebra == nil)
  }
}

@Suite("Pooling of vertebrae")
struct PoolingTests {
  static func vertebra(_ vertebra: Vertebra, content: Double?, area: Double?) -> MeasuredRegion {
    var region = MeasuredRegion(site: .lumbarSpine, vertebrae: VertebralSubset(vertebra))
    region.content = content
    region.area = area
    return region
  }

  @Test("The density of several vertebrae is the sum of content over the sum of area, never their mean")
  func sumOverSum() throws {
    let pooled = try #require(
      MeasuredRegion.pooling([
        Self.vertebra(.l1, content: 10, area: 10), Self.vertebra(.l3, content: 18, area: 15),
      ]))
    // (10 + 18) / (10 + 15) = 1.12, while the mean of 1.0 and 1.2 is 1.1.
    #expect(pooled.density?.gramsPerSquareCentimeter == 1.12)
    #expect(pooled.content == 28)
    #expect(pooled.area == 25)
    #expect(pooled.site == .lumbarSpine)
    #expect(pooled.vertebrae == VertebralSubset([.l1, .l3]))
  }

  @Test("The order of the vertebrae changes nothing, not even the last place")
  func order() {
    let regions = [
      Self.vertebra(.l1, content: 11.31, area: 12.87), Self.vertebra(.l2, content: 12.93, area: 13.59),
      Self.vertebra(.l3, content: 14.17, area: 14.83), Self.vertebra(.l4, content: 16.79, area: 17.11),
    ]
    let expected = MeasuredRegion.pooling(regions)
    #expect(expected != nil)
    for shift in 1..<4 {
      #expect(MeasuredRegion.pooling(Array(regions[shift...] + regions[..<shift])) == expected)
    }
    #expect(MeasuredRegion.pooling(regions.reversed()) == expected)
  }

  @Test("Nothing is pooled unless every vertebra has content and area")
  func missing() {
    let whole = Self.vertebra(.l1, content: 10, area: 10)
    #expect(MeasuredRegion.pooling([whole, Self.vertebra(.l2, content: nil, area: 12)]) == nil)
    #expect(MeasuredRegion.pooling([whole, Self.vertebra(.l2, content: 12, area: nil)]) == nil)
    #expect(MeasuredRegion.pooling([whole, MeasuredRegion(site: .lumbarSpine)]) == nil)
    #expect(MeasuredRegion.pooling([]) == nil)
  }

  @Test("A vertebra that stands twice is not counted twice")
  func twice() {
    let first = Self.vertebra(.l1, content: 10, area: 10)
    let second = Self.vertebra(.l2, content: 15, area: 12)
    #expect(MeasuredRegion.pooling([first, first, second]) == nil)
  }

  @Test("Sums that make no possible density are not pooled")
  func implausible() {
    #expect(MeasuredRegion.pooling([Self.vertebra(.l1, content: 100, area: 10)]) == nil)
    #expect(MeasuredRegion.pooling([Self.vertebra(.l1, content: 0, area: 0)]) == nil)
    #expect(MeasuredRegion.pooling([Self.vertebra(.l1, content: 10, area: -10)]) == nil)
  }
}
