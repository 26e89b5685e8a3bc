// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The part of a canvas that two axes span.
struct PlotFrame: Hashable, Sendable {
  /// The upper left corner.
  let corner: Spot

  /// The lower right corner.
  let opposite: Spot

  /// The axis from left to right.
  let x: Axis

  /// The axis from below to above.
  let y: Axis

  /// Returns where a pair of values lies on the canvas.
  func spot(_ x: Double, _ y: Double) -> Spot {
    Spot(
      self.x.position(of: x, from: corner.x, to: opposite.x), self.y.position(of: y, from: opposite.y, to: corner.y))
  }

  /// Draws the grid at the ticks and the line below it.
  func drawGrid(on canvas: inout some Canvas) {
    for tick in y.ticks {
      canvas.line(spot(x.range.lowerBound, tick), spot(x.range.upperBound, tick), Stroke(.grid))
    }
    for tick in x.ticks {
      canvas.line(spot(tick, y.range.lowerBound), spot(tick, y.range.upperBound), Stroke(.grid))
    }
    canvas.line(Spot(corner.x, opposite.y), opposite, Stroke(.axis))
  }

  /// Writes the labels of the ticks from left to right, below the frame.
  func labelX(on canvas: inout some Canvas, size: Double) {
    for tick in x.ticks {
      let place = spot(tick, y.range.lowerBound)
      canvas.line(place, Spot(place.x, place.y + 4), Stroke(.axis))
      canvas.text(x.label(tick), at: Spot(place.x, place.y + 6 + size), Lettering(size, .middle))
    }
  }

  /// Writes the labels of the ticks from below to above, left of the frame.
  func labelY(on canvas: inout some Canvas, size: Double) {
    for tick in y.ticks {
      let place = spot(x.range.lowerBound, tick)
      canvas.text(y.label(tick), at: Spot(place.x - 7, place.y + size * 0.35), Lettering(size, .end))
    }
  }
}
