// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import CMath

extension AgeCurveFit {
  /// Fits curves with the penalties and the stretching of age that the generalized Akaike criterion prefers.
  ///
  /// One after the other the power of age, the middle of the spurt and its room are chosen, and the power again; for
  /// each the penalties, to half a decade; those of the chosen stretching then to an eighth.
  ///
  /// - Returns: `nil` where no penalty determines the curves.
  public init?(_ sample: SurveySample, _ method: AgeCurveMethod) {
    var search = StretchSearch(sample, method)
    guard let best = search.run() else { return nil }
    self = best
  }
}

/// The search for the stretching of age.
private struct StretchSearch {
  let sample: SurveySample
  let method: AgeCurveMethod
  private var best: AgeCurveFit?
  private var penalties = SmoothnessSearch.Place(coordinates: [4, 1, 3])
  private var tried: Set<AgeStretch> = []

  init(_ sample: SurveySample, _ method: AgeCurveMethod) {
    self.sample = sample
    self.method = method
  }

  mutating func run() -> AgeCurveFit? {
    let spurts = method.ages.lowerBound < 15 ? method.spurts : [0]
    let first = AgeStretch(
      over: method.ages, power: method.powers.middle, spurt: spurts.middle, middle: method.middles.middle)
    attempt(first)
    for power in method.powers { attempt(changed(first) { $0.power = power }) }
    for middle in method.middles { attempt(changed(first) { $0.middle = middle }) }
    for spurt in spurts { attempt(changed(first) { $0.spurt = spurt }) }
    for power in method.powers { attempt(changed(first) { $0.power = power }) }
    guard let stretch = best?.stretch else { return nil }
    var last = SmoothnessSearch(sample, method, stretch, from: penalties, steps: [0.5, 0.25, 0.125])
    return last.run()?.fit
  }

  private func changed(_ first: AgeStretch, _ change: (inout AgeStretch) -> Void) -> AgeStretch {
    var stretch = best?.stretch ?? first
    change(&stretch)
    return stretch
  }

  private mutating func attempt(_ stretch: AgeStretch) {
    guard tried.insert(stretch).inserted else { return }
    var search = SmoothnessSearch(sample, method, stretch, from: penalties, steps: best == nil ? [1, 0.5] : [0.5])
    guard let (fit, place) = search.run() else { return }
    if let best, fit.criterion(method.criterion) >= best.criterion(method.criterion) { return }
    best = fit
    penalties = place
  }
}

/// The search for the penalties of one stretching of age.
private struct SmoothnessSearch {
  /// Decimal logarithms of the penalties of L, M and S and, for Student's t, of its degrees of freedom.
  struct Place: Hashable {
    var coordinates: [Double]
  }

  /// Where the search begins when few people do not determine softer curves.
  private static let rigid: [[Double]] = [[6, 3, 5], [8, 5, 8], [8, 8, 8]]

  /// Where the search begins at most: far above, the criterion hardly changes and shows no way back.
  private static let plateau = 4.5

  private let sample: GroupedSample
  private let basis: CubicSplineBasis
  private let stretch: AgeStretch
  private let method: AgeCurveMethod
  private let steps: [Double]
  private var place: Place
  private var known: [Place: AgeCurveFit?] = [:]

  init(_ sample: SurveySample, _ method: AgeCurveMethod, _ stretch: AgeStretch, from place: Place, steps: [Double]) {
    basis = method.basis(stretch)
    self.sample = GroupedSample(sample, basis: basis, stretch: stretch)
    self.stretch = stretch
    self.method = method
    self.place = Place(coordinates: place.coordinates.map { min($0, Self.plateau) })
    if method.distribution.parameters > 0, place.coordinates.count < 4 { self.place.coordinates.append(1) }
    self.steps = steps
  }

  mutating func run() -> (fit: AgeCurveFit, place: Place)? {
    let starts = [place] + Self.rigid.map { Place(coordinates: $0 + place.coordinates.dropFirst(3)) }
    guard var best = firstFit(at: starts) else { return nil }
    for step in steps {
      var improves = true
      while improves {
        improves = false
        for axis in place.coordinates.indices {
          for direction in [-step, step] {
            while let next = moved(axis, direction), let fit = fit(at: next, from: best),
              fit.criterion(method.criterion) < best.criterion(method.criterion) - 1e-6
            {
              (place, best, improves) = (next, fit, true)
            }
          }
        }
      }
    }
    return (best, place)
  }

  /// Fits at the first of some places where that comes to an end, and stays there.
  private mutating func firstFit(at starts: [Place]) -> AgeCurveFit? {
    for start in starts {
      guard let fit = fit(at: start, from: nil) else { continue }
      place = start
      return fit
    }
    return nil
  }

  private func moved(_ axis: Int, _ distance: Double) -> Place? {
    if axis == 0, !method.distribution.fitsPower { return nil }
    var next = place
    next.coordinates[axis] += distance
    let range = axis == 3 ? 0.5...2.5 : -3.0...8.0
    return range.contains(next.coordinates[axis]) ? next : nil
  }

  private mutating func fit(at place: Place, from neighbor: AgeCurveFit?) -> AgeCurveFit? {
    if let fit = known[place] { return fit }
    let values = place.coordinates.map { exp($0 * 2.302_585_092_994_045_7) }
    let distribution =
      values.count > 3 ? CurveDistribution.boxCoxT(degreesOfFreedom: values[3]) : method.distribution
    let penalty = CurvePenalty(power: values[0], median: values[1], variation: values[2])
    let fit = AgeCurveFit(
      sample, basis: basis, stretch: stretch, distribution, penalty,
      from: neighbor?.coefficients ?? sample.start(penalty))
    known[place] = .some(fit)
    return fit
  }
}

extension [Double] {
  /// The element in the middle, the later of two.
  fileprivate var middle: Double { self[count / 2] }
}
