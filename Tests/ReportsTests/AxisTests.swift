// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Testing

@testable internal import Reports

@Suite("Chart axes")
struct AxisTests {
  struct Case: Sendable {
    let values: ClosedRange<Double>
    let steps: Int
    let ticks: [Double]
    let range: ClosedRange<Double>
  }

  static let widened = [
    // A span of 0.74 in at most 10 steps: 0.1 is the smallest round step, since 10 * 0.05 falls short.
    Case(values: 0.43...1.17, steps: 10, ticks: [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2], range: 0.4...1.2),
    // Exactly 10 steps of 0.05 reach; a hair more needs 0.1.
    Case(
      values: 0.5...1, steps: 10, ticks: [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1], range: 0.5...1),
    Case(values: 0.5...1.0001, steps: 10, ticks: [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1], range: 0.5...1.1),
    Case(values: 0.4999...1, steps: 10, ticks: [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1], range: 0.4...1),
    Case(values: 78.5...175.3, steps: 5, ticks: [60, 80, 100, 120, 140, 160, 180], range: 60...180),
    Case(values: 0...1000, steps: 2, ticks: [0, 500, 1000], range: 0...1000),
  ]

  @Test("A widened axis runs over round numbers from at or below the lowest value to at or above the highest")
  func widenedAxes() {
    for example in Self.widened {
      let axis = Axis("x", over: example.values, steps: example.steps, isWidened: true)
      #expect(axis.ticks == example.ticks, "\(example.values)")
      #expect(axis.range == example.range, "\(example.values)")
    }
  }

  @Test("Any other axis ends where the values end, with ticks inside")
  func exactAxes() {
    let ages = Axis("Age, years", over: 8...84, steps: 10, isWidened: false)
    #expect(ages.ticks == [10, 20, 30, 40, 50, 60, 70, 80] && ages.range == 8...84)
    let scores = Axis("z", over: -3.5...3.5, steps: 5, isWidened: false)
    #expect(scores.ticks == [-2, 0, 2])
    #expect(Axis("z", over: -0.5...0.5, steps: 5, isWidened: false).ticks == [-0.4, -0.2, 0, 0.2, 0.4])
    #expect(Axis("z", over: 10...20, steps: 5, isWidened: false).ticks == [10, 12, 14, 16, 18, 20])
  }

  @Test("Labels have the decimals that the step needs, and a true minus sign")
  func labels() {
    let fifths = Axis("z", over: -0.5...0.5, steps: 5, isWidened: false)
    #expect(fifths.ticks.map { fifths.label($0) } == ["\u{2212}0.4", "\u{2212}0.2", "0.0", "0.2", "0.4"])
    let tens = Axis("Age, years", over: 8...35, steps: 10, isWidened: false)
    #expect(tens.ticks.map { tens.label($0) } == ["10", "15", "20", "25", "30", "35"])
    let hundredths = Axis("z", over: 0.01...0.04, steps: 3, isWidened: true)
    #expect(hundredths.ticks.map { hundredths.label($0) } == ["0.01", "0.02", "0.03", "0.04"])
  }

  @Test("A single value has half a unit on either side")
  func singleValue() {
    #expect(Axis("z", over: 7...7, steps: 5, isWidened: false).range == 6.5...7.5)
  }

  @Test("A frame puts a pair of values in proportion between its corners, upward")
  func frame() {
    let frame = PlotFrame(
      corner: Spot(100, 50), opposite: Spot(500, 250), x: Axis("x", over: 0...80, steps: 8, isWidened: false),
      y: Axis("y", over: 0...2, steps: 4, isWidened: false))
    #expect(frame.spot(0, 0) == Spot(100, 250) && frame.spot(80, 2) == Spot(500, 50))
    // 20 of 80 is a quarter of the 400 pixels from 100; 1.5 of 2 is three quarters of the 200 pixels above 250.
    #expect(frame.spot(20, 1.5) == Spot(200, 100))
  }
}
