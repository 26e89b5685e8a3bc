// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics

/// One direction of a chart: the values that it covers, and its ticks at round numbers.
struct Axis: Hashable, Sendable {
  /// What is measured, with its unit.
  let title: String

  /// The values from end to end.
  let range: ClosedRange<Double>

  /// The values that are labeled, rising, as multiples of 1, 2 or 5 times a power of ten.
  let ticks: [Double]

  /// The decimals that the ticks need.
  let places: Int

  /// Creates an axis.
  ///
  /// The step between ticks is the smallest round number that makes at most `steps` of them over the values.
  ///
  /// - Parameters:
  ///   - title: What is measured, with its unit.
  ///   - values: The values to cover; a single one is covered with half a unit on either side.
  ///   - steps: The largest number of steps.
  ///   - isWidened: Whether the axis runs on to the next tick at both ends.
  init(_ title: String, over values: ClosedRange<Double>, steps: Int, isWidened: Bool) {
    let isPoint = values.lowerBound == values.upperBound
    let values = isPoint ? values.lowerBound - 0.5...values.upperBound + 0.5 : values
    let step = Step(for: values.upperBound - values.lowerBound, count: steps)
    let low = values.lowerBound / step.size
    let high = values.upperBound / step.size
    // What lies within a millionth of a step from a tick is on it.
    let first = isWidened ? (low + 1e-6).rounded(.down) : (low - 1e-6).rounded(.up)
    let last = isWidened ? (high - 1e-6).rounded(.up) : (high + 1e-6).rounded(.down)
    self.title = title
    places = step.places
    ticks = first <= last ? (Int(first)...Int(last)).map { step.multiple($0) } : []
    range = isWidened ? step.multiple(Int(first))...step.multiple(Int(last)) : values
  }

  /// Returns where a value lies between two ends of a canvas.
  func position(of value: Double, from start: Double, to end: Double) -> Double {
    start + (value - range.lowerBound) / (range.upperBound - range.lowerBound) * (end - start)
  }

  /// Returns the label of a tick, with a true minus sign.
  func label(_ tick: Double) -> String { Fixed(tick, places: places).withMinusSign() }

  /// A round number: 1, 2 or 5 times a power of ten, held so that its multiples are the nearest binary fractions.
  private struct Step {
    var mantissa = 1
    var exponent = -9

    init(for span: Double, count: Int) {
      while span > Double(count) * size * (1 + 1e-9), exponent < 9 {
        exponent += mantissa == 5 ? 1 : 0
        mantissa = mantissa == 1 ? 2 : mantissa == 2 ? 5 : 1
      }
    }

    var size: Double { multiple(1) }

    var places: Int { max(0, -exponent) }

    func multiple(_ count: Int) -> Double {
      var power = 1.0
      for _ in 0..<exponent.magnitude { power *= 10 }
      let whole = Double(count * mantissa)
      return exponent < 0 ? whole / power : whole * power
    }
  }
}
