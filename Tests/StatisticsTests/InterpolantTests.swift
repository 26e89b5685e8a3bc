// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics
internal import Testing

@Suite("Interpolant")
struct InterpolantTests {
  static let knots = [8.0, 8.5, 10, 20]

  @Test(
    "Finds the knot before a place, and how far the place lies toward the next",
    arguments: [(8.0, 0, 0.0), (8.25, 0, 0.5), (8.5, 1, 0), (9.25, 1, 0.5), (10, 2, 0), (12.5, 2, 0.25), (20, 3, 0)])
  func place(x: Double, index: Int, fraction: Double) throws {
    let place = try #require(Interpolant(of: x, among: Self.knots.count) { Self.knots[$0] })
    #expect(place.index == index)
    #expect(place.fraction == fraction)
  }

  @Test(
    "There is no place outside the knots",
    arguments: [(8.0).nextDown, (20.0).nextUp, -Double.infinity, Double.infinity, Double.nan])
  func outside(x: Double) {
    #expect(Interpolant(of: x, among: Self.knots.count) { Self.knots[$0] } == nil)
  }

  @Test("Values lie on straight lines between the knots")
  func value() throws {
    let values = [1.0, 2, 5, -5]
    // 5 + 0.25 * (-5 - 5) = 2.5
    let place = try #require(Interpolant(of: 12.5, among: 4) { Self.knots[$0] })
    #expect(place.value { values[$0] } == 2.5)
  }

  @Test("At a knot the value is that of the knot, and no other is asked for")
  func atKnot() throws {
    for (index, knot) in Self.knots.enumerated() {
      let place = try #require(Interpolant(of: knot, among: 4) { Self.knots[$0] })
      let value = place.value { asked in
        #expect(asked == index)
        return Double(asked)
      }
      #expect(value == Double(index))
    }
  }

  @Test("A single knot is its own whole domain")
  func single() throws {
    let place = try #require(Interpolant(of: 3, among: 1) { _ in 3 })
    #expect(place.value { _ in 7 } == 7)
    #expect(Interpolant(of: 3.5, among: 1) { _ in 3 } == nil)
  }

  @Test("No knots have no place")
  func none() {
    #expect(Interpolant(of: 3, among: 0) { _ in 0 } == nil)
  }

  @Test("Agrees with a search from the first knot on")
  func linearSearch() throws {
    let knots = (0..<300).map { Double($0 * $0) / 7 }
    for step in 0...4000 {
      let x = Double(step) * 3
      let expected = knots.lastIndex { $0 <= x }
      guard x <= knots[299] else { break }
      #expect(Interpolant(of: x, among: knots.count) { knots[$0] }?.index == expected)
    }
  }
}
