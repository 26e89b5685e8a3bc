// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
public import Statistics

/// What is expected at one site after the latest scan.
///
/// All times are whole months after the latest scan, from 0 to 360.
///
/// - Source: `docs/methods/next-scan.md`; rule SER-11.
public struct SiteForecast: Hashable, Sendable {
  /// What a facility tells of its scans at the site.
  public struct Noise: Hashable, Sendable {
    /// The precision error in g/cm², a root-mean-square standard deviation.
    public let error: Double

    /// The least significant change in g/cm².
    public let leastSignificantChange: Double

    /// Creates noise.
    ///
    /// - Precondition: Both must be positive and finite.
    public init(error: Double, leastSignificantChange: Double) {
      precondition(
        [error, leastSignificantChange].allSatisfy { $0 > 0 && $0.isFinite }, "Noise must be positive and finite.")
      self.error = error
      self.leastSignificantChange = leastSignificantChange
    }
  }

  /// How the true density is expected to go on.
  public struct Course: Hashable, Sendable {
    /// The expected rates in g/cm² a year, by years after the latest scan, and the spread of the person about them.
    public let rates: RatePrior

    /// How level and rate wander.
    public let drift: ScanSeries.Drift

    /// Creates a course.
    public init(rates: RatePrior, drift: ScanSeries.Drift) {
      self.rates = rates
      self.drift = drift
    }

    /// Returns the expected change in g/cm² after some years.
    public func change(after years: Double) -> Double { rates.change(from: 0, to: years) }

    /// Returns the variance of the true change after some years.
    func variance(after years: Double) -> Double {
      let cubed = years * years * years
      let spread = rates.regimes[0].spread
      let wandering = drift.rate * drift.rate * cubed / 3 + drift.level * drift.level * years
      return spread * spread * years * years + wandering
    }
  }

  /// Whether and when a probability is reached.
  public enum Reach: Hashable, Sendable {
    /// In this month for the first time.
    case after(months: Int)
    /// Not within 30 years; the highest probability, with its first month.
    case never(highest: Double, months: Int)

    /// The month; `nil` for never.
    public var months: Int? { if case .after(let months) = self { months } else { nil } }
  }

  /// The power with which a change is to be found.
  public static let power = 0.8

  /// The probability with which a cut point is to be reached.
  public static let probability = 0.1

  /// The longest time that is looked at, in months.
  public static let horizon = 360

  /// The site.
  public let site: Site

  /// The noise of its scans; `nil` where no precision is known.
  public let noise: Noise?

  /// How its density is expected to go on; `nil` where no rate is known.
  public let course: Course?

  /// The true density at the latest scan in g/cm², as the scans tell it.
  public let level: Double

  /// The standard deviation of ``level`` in g/cm².
  public let levelError: Double

  /// Creates a forecast.
  public init(site: Site, level: Double, levelError: Double, noise: Noise?, course: Course?) {
    self.site = site
    self.level = level
    self.levelError = levelError
    self.noise = noise
    self.course = course
  }

  // MARK: A change that can be told from noise

  /// Returns the probability that two scans some months apart show a significant change in the expected direction.
  ///
  /// ```
  /// Phi((|D(h)| - G) / sqrt(2 s² + K(h)))
  /// ```
  ///
  /// - Returns: `nil` where precision or rate is missing.
  public func power(after months: Int) -> Double? {
    guard let noise, let course else { return nil }
    let years = Double(months) / 12
    let deviation = (2 * noise.error * noise.error + course.variance(after: years)).squareRoot()
    return NormalDistribution.cumulative(
      (course.change(after: years).magnitude - noise.leastSignificantChange) / deviation)
  }

  /// The earliest time at which an expected change can be told from noise; `nil` where precision or rate is missing.
  public var earliestUseful: Reach? { Self.reach(Self.power, from: 1, power) }

  /// The first month in which the expected change reaches the least significant one; `nil` if none within 30 years does.
  ///
  /// The power is a half there.
  ///
  /// - Source: Rule SER-11.
  public var plainMinimum: Int? {
    guard let noise, let course else { return nil }
    return (1...Self.horizon).first {
      course.change(after: Double($0) / 12).magnitude >= noise.leastSignificantChange
    }
  }

  // MARK: A cut point

  /// Returns the probability that a single scan after some months finds this density in g/cm² or less.
  ///
  /// ```
  /// Phi((c - mu - D(h)) / sqrt(sigma² + s² + K(h)))
  /// ```
  ///
  /// - Returns: `nil` where precision or rate is missing.
  public func probability(of density: Double, after months: Int) -> Double? {
    guard let noise, let course else { return nil }
    let years = Double(months) / 12
    let variance = levelError * levelError + noise.error * noise.error + course.variance(after: years)
    return NormalDistribution.cumulative((density - level - course.change(after: years)) / variance.squareRoot())
  }

  /// Returns when a density in g/cm² or less is found with a probability of 10 %; `nil` where precision or rate is missing.
  public func reach(_ density: Double) -> Reach? {
    Self.reach(Self.probability, from: 0) { probability(of: density, after: $0) }
  }

  private static func reach(_ wanted: Double, from start: Int, _ probability: (Int) -> Double?) -> Reach? {
    var best = (highest: -1.0, months: start)
    for months in start...horizon {
      guard let found = probability(months) else { return nil }
      if found >= wanted { return .after(months: months) }
      if found > best.highest { best = (found, months) }
    }
    return .never(highest: best.highest, months: best.months)
  }
}
