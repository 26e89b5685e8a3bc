// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// Curves of L, M and S cut at equal steps of age, so that the place of an age is found by one multiplication.
public struct CurveGrid: Sendable {
  /// The steps in a year: 1 or 2, so that ages and places are exact.
  public let stepsPerYear: Double

  /// The straight line between two knots.
  ///
  /// A value at an age is `value + (age - start) * inverse * rise`, in this order.
  public struct Segment: Sendable {
    /// The age of the first knot in years.
    public var start: Double
    /// One over the years between the knots.
    public var inverse: Double
    /// The Box-Cox power L at the first knot, and how much it rises to the second.
    public var power, powerRise: Double
    /// The median M at the first knot, and how much it rises to the second.
    public var median, medianRise: Double
    /// The variation S at the first knot, and how much it rises to the second.
    public var variation, variationRise: Double

    /// A segment that gives no number.
    public static let none = Segment(
      start: 0, inverse: 1, power: 0, powerRise: 0, median: .nan, medianRise: 0, variation: .nan, variationRise: 0)
  }

  /// The first and the last age in years, both inside.
  public let ages: ClosedRange<Double>

  /// The segment of each step from the first age on; the last one, of no length, is that of the last age.
  public let segments: [Segment]

  /// Cuts curves into steps.
  ///
  /// `nil` where knots do not stand on half years, a width is no power of two, or Student's t is in use: such curves are read
  /// one by one.
  ///
  /// - Parameters:
  ///   - ages: The ages of the knots in years, rising.
  ///   - curves: The distribution at each knot.
  public init?(ages: [Double], curves: [BoxCoxNormal]) {
    guard let first = ages.first, let last = ages.last, ages.count == curves.count else { return nil }
    let steps = [1.0, 2.0].first { steps in ages.allSatisfy { ($0 * steps).rounded() == $0 * steps } }
    guard let steps, curves.allSatisfy({ $0.degreesOfFreedom == nil }) else { return nil }
    var segments: [Segment] = []
    for knot in ages.indices {
      let (here, next) = (curves[knot], curves[min(knot + 1, ages.count - 1)])
      let width = knot + 1 < ages.count ? ages[knot + 1] - ages[knot] : 1
      guard width.significand == 1 else { return nil }
      let segment = Segment(
        start: ages[knot], inverse: 1 / width,
        power: here.power, powerRise: next.power - here.power,
        median: here.median, medianRise: next.median - here.median,
        variation: here.variation, variationRise: next.variation - here.variation)
      segments += Array(repeating: segment, count: knot + 1 < ages.count ? Int(width * steps) : 1)
    }
    self.ages = first...last
    stepsPerYear = steps
    self.segments = segments
  }
}
