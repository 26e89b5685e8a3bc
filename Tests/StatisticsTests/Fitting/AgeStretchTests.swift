// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics
internal import Testing

@Suite("Stretched age")
struct AgeStretchTests {
  @Test("Power 1 leaves age as it is, as a share of the range: 27 of 8 to 84 is a quarter")
  func identity() {
    // (27 - 8) / (84 - 8) = 19 / 76 = 0.25
    #expect((AgeStretch(over: 8..<84, power: 1)(27) - 0.25).magnitude < 1e-15)
  }

  @Test("Power 0 is the logarithm: 20 of 5 to 80 is halfway, for 20 is 5 times 4 and 80 is 20 times 4")
  func logarithm() {
    #expect((AgeStretch(over: 5..<80, power: 0)(20) - 0.5).magnitude < 1e-15)
  }

  @Test("Power 0.5 is the square root: 36 of 16 to 64 is halfway between 4 and 8")
  func root() {
    #expect((AgeStretch(over: 16..<64, power: 0.5)(36) - 0.5).magnitude < 1e-14)
  }

  @Test("A spurt adds half of its room at its middle")
  func spurt() {
    let plain = AgeStretch(over: 8..<84, power: 1)
    let stretched = AgeStretch(over: 8..<84, power: 1, spurt: 0.5, middle: 12)
    #expect((stretched(12) - plain(12) - 0.25).magnitude < 1e-15)
  }

  @Test("Rises with age for every power and spurt")
  func rises() {
    for power in [-1, -0.5, 0, 0.5, 1] {
      for spurt in [0, 0.25, 1] {
        let stretch = AgeStretch(over: 8..<85, power: power, spurt: spurt, middle: 14)
        let places = Swift.stride(from: 8.0, through: 85, by: 0.5).map { stretch($0) }
        #expect(zip(places, places.dropFirst()).allSatisfy { $0 < $1 })
      }
    }
  }
}
