// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A Kalman filter of the change since the first scan, for several people side by side.
///
/// Three states: the change D since the first scan, the rate, and the level at the first scan, which a scan measures as
/// D + first. D and its covariances start at 0 and hold no difference of large numbers. The level at the first scan has a
/// flat prior, so the first scan alone gives it. An unknown rate opens at the second scan, in the limit of a wide prior.
///
/// - Source: `docs/methods/change.md`.
struct ChangeFilter {
  /// One number for each of the people.
  typealias Lanes = SIMD4<Double>
  typealias Mask = SIMDMask<Lanes.MaskStorage>

  // The last scan: its time, and the years from the first to it.
  private var time: Lanes
  private var years = Lanes.zero

  // Means of the states.
  private(set) var change = Lanes.zero
  private(set) var rate: Lanes
  private var first: Lanes

  // Their variances and covariances.
  private var changeVariance = Lanes.zero
  private var changeAndRate = Lanes.zero
  private var rateVariance: Lanes
  private var changeAndFirst = Lanes.zero
  private var rateAndFirst = Lanes.zero
  private var firstVariance: Lanes

  // Variances a year.
  private let levelDrift: Lanes
  private let rateDrift: Lanes

  /// Who has no prior and one scan only.
  private var isOpen: Mask
  /// Whose numbers are outside the domain.
  private var isFaulty: Mask

  /// Starts with the first scans.
  init(
    time: Lanes, density: Lanes, error: Lanes, rate: Lanes, spread: Lanes, levelDrift: Lanes, rateDrift: Lanes
  ) {
    self.time = time
    first = density
    firstVariance = error * error
    isOpen = spread .== .infinity
    self.rate = rate.replacing(with: 0, where: isOpen)
    rateVariance = (spread * spread).replacing(with: 0, where: isOpen)
    self.levelDrift = levelDrift * levelDrift
    self.rateDrift = rateDrift * rateDrift
    let isKnown = Self.isFinite(time) .& Self.isFinite(density) .& Self.isFinite(self.rate)
    let isPositive = (error .> 0) .& (error .< .infinity) .& (spread .>= 0)
    let isWandering = (levelDrift .>= 0) .& (levelDrift .< .infinity) .& (rateDrift .>= 0) .& (rateDrift .< .infinity)
    isFaulty = .!(isKnown .& isPositive .& isWandering)
  }

  private static func isFinite(_ values: Lanes) -> Mask { (values - values) .== 0 }

  /// Moves on to the next scans and takes them in; who has none stays at the last one.
  mutating func take(time next: Lanes, density: Lanes, error: Lanes) {
    let isMissing = error .== .infinity
    let step = (next - time).replacing(with: 0, where: isMissing)
    let measured = density.replacing(with: 0, where: isMissing)
    isFaulty .|= .!(error .> 0) .| .!((step .> 0) .| isMissing) .| .!(Self.isFinite(step) .& Self.isFinite(measured))
    time = next.replacing(with: time, where: isMissing)
    years += step
    let opening = isOpen .& .!isMissing
    guard any(opening) else { return advance(step, toward: measured, variance: error * error) }
    var opened = self
    opened.open(step: step, density: measured, variance: error * error)
    advance(step, toward: measured, variance: error * error)
    replace(with: opened, where: opening)
  }

  /// Moves on by so many years and takes in densities; a variance without end tells nothing.
  @inline(__always)
  private mutating func advance(_ step: Lanes, toward density: Lanes, variance: Lanes) {
    let wandering = rateDrift * step
    change += step * rate
    changeVariance +=
      step
      * (changeAndRate + changeAndRate + step * (rateVariance + wandering * Lanes(repeating: 1.0 / 3)) + levelDrift)
    changeAndRate += step * (rateVariance + wandering * 0.5)
    rateVariance += wandering
    changeAndFirst += step * rateAndFirst
    let onChange = changeVariance + changeAndFirst
    let onRate = changeAndRate + rateAndFirst
    let onFirst = changeAndFirst + firstVariance
    let weight = 1 / (onChange + onFirst + variance)
    let surprise = density - change - first
    let (toChange, toRate, toFirst) = (onChange * weight, onRate * weight, onFirst * weight)
    change += toChange * surprise
    rate += toRate * surprise
    first += toFirst * surprise
    changeVariance -= toChange * onChange
    changeAndRate -= toChange * onRate
    rateVariance -= toRate * onRate
    changeAndFirst -= toChange * onFirst
    rateAndFirst -= toRate * onFirst
    firstVariance -= toFirst * onFirst
  }

  /// Takes in the second scans of people without a prior: the rate is the difference by the years.
  ///
  /// Two scans then say nothing of how level and rate wandered, which adds to what is not known of the rate at the second.
  private mutating func open(step: Lanes, density: Lanes, variance: Lanes) {
    change = density - first
    rate = change / step
    changeVariance = firstVariance + variance
    changeAndRate = changeVariance / step
    rateVariance = changeAndRate / step + levelDrift / step + rateDrift * step * Lanes(repeating: 1.0 / 3)
    changeAndFirst = -firstVariance
    rateAndFirst = -firstVariance / step
    isOpen = Mask(repeating: false)
  }

  /// Replaces the states of some.
  private mutating func replace(with other: ChangeFilter, where mask: Mask) {
    change.replace(with: other.change, where: mask)
    rate.replace(with: other.rate, where: mask)
    first.replace(with: other.first, where: mask)
    changeVariance.replace(with: other.changeVariance, where: mask)
    changeAndRate.replace(with: other.changeAndRate, where: mask)
    rateVariance.replace(with: other.rateVariance, where: mask)
    changeAndFirst.replace(with: other.changeAndFirst, where: mask)
    rateAndFirst.replace(with: other.rateAndFirst, where: mask)
    firstVariance.replace(with: other.firstVariance, where: mask)
    isOpen = isOpen .& .!mask
  }

  // MARK: Answers

  /// Returns an answer, NaN for those outside the domain and for those of one scan.
  func answer(_ lanes: Lanes) -> Lanes { lanes.replacing(with: .nan, where: isFaulty .| (years .== 0)) }

  /// The standard deviation of the change.
  var changeDeviation: Lanes { Self.root(changeVariance) }

  /// The probability that the change is a loss.
  var lossProbability: Lanes {
    let deviation = changeDeviation
    let loss = { (lane: Int) in
      ScanSeries.Estimate(mean: change[lane], deviation: deviation[lane]).probability(below: 0)
    }
    return Lanes(loss(0), loss(1), loss(2), loss(3))
  }

  /// The standard deviation of the rate.
  var rateDeviation: Lanes { Self.root(rateVariance) }

  /// The level at the last scan.
  var level: Lanes { first + change }

  /// The standard deviation of the level at the last scan.
  var levelDeviation: Lanes { Self.root(changeVariance + changeAndFirst + changeAndFirst + firstVariance) }

  /// The root; of what rounding left below 0, 0.
  private static func root(_ variance: Lanes) -> Lanes {
    variance.replacing(with: 0, where: variance .< 0).squareRoot()
  }
}
