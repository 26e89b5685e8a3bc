// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// Fitted curves as a data set gives them: rows of L, M and S by age, rounded, and how well they describe the sample.
///
/// All quality figures are of the rounded rows with straight lines between them, as they will be used.
public struct FittedAgeCurve: Sendable {
  /// L, M and S at one age.
  public struct Row: Hashable, Sendable {
    /// The age in years.
    public let age: Double
    /// The distribution at that age: L to four decimals, M to six significant digits, S to five.
    public let distribution: BoxCoxNormal
  }

  /// What is asked of a fit.
  public struct Request: Hashable, Sendable {
    /// How the curves are fitted.
    public var method: AgeCurveMethod
    /// The first and the last age in years that the rows serve.
    public var domain: ClosedRange<Double>
    /// The age bands of the quality figures, in years.
    public var bands: [Range<Double>]
    /// Whether standard errors are wanted; they cost a fit for each cluster.
    public var wantsErrors: Bool

    /// Creates a request.
    public init(method: AgeCurveMethod, domain: ClosedRange<Double>, bands: [Range<Double>], wantsErrors: Bool) {
      self.method = method
      self.domain = domain
      self.bands = bands
      self.wantsErrors = wantsErrors
    }
  }

  /// The fit.
  public let fit: AgeCurveFit
  /// The rows by rising age.
  public let rows: [Row]
  /// The Z-scores of the people of the sample, in their order.
  public let scores: [Double]
  /// The Z-scores of all bands of the sample.
  public let bands: [BandQuality]
  /// The Z-scores of the whole sample; `nil` for a sample without people.
  public let whole: BandQuality?
  /// The worm plot, a panel for each band.
  public let worms: [Worm]
  /// Standard errors at every fifth year, as far as they were asked for.
  public let errors: [CurveErrors]
  /// What the criterion says of the same smoothness around each distribution.
  public let alternatives: [Alternative]

  /// A distribution and what the criterion says of it.
  public struct Alternative: Hashable, Sendable {
    /// The distribution.
    public let distribution: CurveDistribution
    /// The generalized Akaike criterion.
    public let criterion: Double
  }

  /// Fits the curves of a sample.
  ///
  /// - Returns: `nil` where the sample does not determine them.
  public init?(_ sample: SurveySample, _ request: Request) {
    guard let fit = AgeCurveFit(sample, request.method) else { return nil }
    var grid: [Row] = []
    for age in Self.grid(over: request.method.ages, with: request.domain) {
      guard let curves = fit.curves(atAge: age).rounded else { return nil }
      grid.append(Row(age: age, distribution: curves))
    }
    let scores = zip(sample.ages, sample.values).map { Self.distribution(at: $0, among: grid).zScore(of: $1) }
    let bands = request.bands.filter { $0.lowerBound <= request.domain.upperBound }.compactMap {
      BandQuality(scores, of: sample, ages: $0)
    }
    self.fit = fit
    self.scores = scores
    self.bands = bands
    whole = BandQuality(scores, of: sample, ages: request.method.ages)
    worms = bands.map { band in
      let people = sample.ages.indices.filter { band.ages.contains(sample.ages[$0]) }
      return Worm(scores: people.map { scores[$0] }, weights: people.map { sample.weights[$0] }, ages: band.ages)
    }
    rows = grid.filter { request.domain.contains($0.age) }
    let ages = grid.map { $0.age }.filter { age in
      age == request.domain.lowerBound
        || request.domain.contains(age) && (age / 5).rounded() * 5 == age
    }
    guard let errors = request.wantsErrors ? fit.jackknifeErrors(sample, at: ages) : [] else { return nil }
    self.errors = errors
    alternatives = fit.alternatives(sample, request.method)
  }

  // MARK: Rows

  /// Half years below 20, whole years above; the ends of the range and of the domain belong to it.
  private static func grid(over ages: Range<Double>, with domain: ClosedRange<Double>) -> [Double] {
    let halves: [Double] = (1...400).map { Double($0) / 2 }
    let inner = halves.filter { (age: Double) -> Bool in
      let isRow = age < 20 || age == age.rounded()
      return isRow && age > ages.lowerBound && age < ages.upperBound
    }
    let ends = [ages.lowerBound, ages.upperBound, domain.lowerBound, domain.upperBound]
    return Set(inner + ends).filter { $0 >= ages.lowerBound && $0 <= ages.upperBound }.sorted()
  }

  private static func distribution(at age: Double, among rows: [Row]) -> BoxCoxNormal {
    let inside = min(max(age, rows[0].age), rows[rows.count - 1].age)
    guard let place = Interpolant(of: inside, among: rows.count, knot: { rows[$0].age }) else {
      return rows[0].distribution
    }
    return BoxCoxNormal(
      power: place.value { rows[$0].distribution.power }, median: place.value { rows[$0].distribution.median },
      variation: place.value { rows[$0].distribution.variation },
      degreesOfFreedom: rows[0].distribution.degreesOfFreedom)
  }
}

extension BoxCoxNormal {
  /// L to four decimals, M to six significant digits, S to five; `nil` where one is too small or too large to be written.
  fileprivate var rounded: BoxCoxNormal? {
    guard power.magnitude < 1e4, (1e-3...1e6).contains(median), (1e-4...1e3).contains(variation) else { return nil }
    return BoxCoxNormal(
      power: (power * 1e4).rounded() / 1e4, median: median.rounded(digits: 6), variation: variation.rounded(digits: 5),
      degreesOfFreedom: degreesOfFreedom.map { ($0 * 100).rounded() / 100 })
  }
}

extension Double {
  /// A positive number to some significant digits.
  fileprivate func rounded(digits: Int) -> Double {
    var unit = 1.0
    for _ in 0..<digits { unit *= 10 }
    var scale = 1.0
    while self * scale < unit / 10 { scale *= 10 }
    while self * scale >= unit { scale /= 10 }
    return (self * scale).rounded() / scale
  }
}

extension AgeCurveFit {
  /// What the criterion says of the fit and of the same smoothness around the other distributions.
  func alternatives(_ sample: SurveySample, _ method: AgeCurveMethod) -> [FittedAgeCurve.Alternative] {
    let grouped = GroupedSample(sample, basis: basis, stretch: stretch)
    func criterion(_ distribution: CurveDistribution) -> FittedAgeCurve.Alternative? {
      AgeCurveFit(grouped, basis: basis, stretch: stretch, distribution, penalty, from: coefficients).map {
        FittedAgeCurve.Alternative(distribution: distribution, criterion: $0.criterion(method.criterion))
      }
    }
    let tails = Self.tails.compactMap { criterion(.boxCoxT(degreesOfFreedom: $0)) }
    let heaviest = tails.min { $0.criterion < $1.criterion }
    let normal = AgeCurveFit(
      grouped, basis: basis, stretch: stretch, .normal, penalty, from: grouped.start(penalty))
    return [
      normal.map { FittedAgeCurve.Alternative(distribution: .normal, criterion: $0.criterion(method.criterion)) },
      criterion(.boxCoxNormal), heaviest,
    ].compactMap { $0 }
  }

  /// The degrees of freedom of Student's t that are compared.
  private static let tails = [5.0, 7, 10, 14, 20, 28, 40, 80]
}
