// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The scans of one site of one person over time, and what they say of the true density.
///
/// Level and rate are states that wander: the level by the rate and a little by itself, the rate of the person about the
/// expected one. Scans measure the level with an error; those of another scanner share an offset besides.
///
/// - Source: `docs/methods/change.md`.
public struct ScanSeries: Sendable {
  /// One scan.
  public struct Scan: Hashable, Sendable {
    /// The time in years since the first scan.
    public let time: Double
    /// The density in g/cm², on the scale of scanner 0.
    public let density: Double
    /// The precision error in g/cm², positive.
    public let error: Double
    /// The scanner; 0 is the one whose scale counts.
    public let scanner: Int
    /// The standard deviation of the offset that all scans of this scanner share, in g/cm²; not used for scanner 0.
    public let offsetError: Double

    /// Creates a scan.
    public init(time: Double, density: Double, error: Double, scanner: Int = 0, offsetError: Double = 0) {
      self.time = time
      self.density = density
      self.error = error
      self.scanner = scanner
      self.offsetError = offsetError
    }
  }

  /// How level and rate wander by themselves.
  public struct Drift: Hashable, Sendable {
    /// Of the level, in g/cm² for the root of a year.
    public let level: Double
    /// Of the rate, in g/cm² a year for the root of a year.
    public let rate: Double

    /// Creates a drift.
    public init(level: Double, rate: Double) {
      self.level = level
      self.rate = rate
    }
  }

  /// A normal distribution of something that is not known exactly.
  public struct Estimate: Hashable, Sendable {
    /// The mean.
    public let mean: Double
    /// The standard deviation.
    public let deviation: Double

    /// Creates an estimate.
    public init(mean: Double, deviation: Double) {
      self.mean = mean
      self.deviation = deviation
    }

    /// Returns the probability that the truth lies below a value.
    public func probability(below value: Double) -> Double {
      guard deviation > 0 else { return mean < value ? 1 : 0 }
      return NormalDistribution.cumulative((value - mean) / deviation)
    }
  }

  /// The scans in order of time.
  public let scans: [Scan]

  private let prior: RatePrior?
  private let drift: Drift
  private let factor: Cholesky
  /// The whitened columns of what is not known beforehand: the level, and without a prior the rate.
  private let basis: [[Double]]
  private let basisFactor: Cholesky
  private let coefficients: [Double]
  /// The whitened densities less what coefficients and prior explain.
  private let residual: [Double]

  /// Reads a series; `nil` for no scans, and without a prior for scans that are all of one time.
  ///
  /// - Parameters:
  ///   - scans: The scans in order of time, the first at 0; several may share a time.
  ///   - prior: What is expected of the rate; without it the scans alone speak.
  ///   - drift: How level and rate wander.
  public init?(_ scans: [Scan], prior: RatePrior?, drift: Drift) {
    let count = scans.count
    guard count > 0 else { return nil }
    let kernel = Kernel(prior: prior, drift: drift)
    guard
      let factor = Cholesky(
        count,
        { row, column in
          kernel.covariance(scans[row].time, scans[column].time) + Self.measurement(scans, row, column)
        })
    else { return nil }
    var columns = [factor.whitened(Array(repeating: 1, count: count))]
    if prior == nil { columns.append(factor.whitened(scans.map { $0.time })) }
    guard let basisFactor = Cholesky(columns.count, { dot(columns[$0], columns[$1]) }) else { return nil }
    let data = factor.whitened(scans.map { $0.density - (prior?.change(from: 0, to: $0.time) ?? 0) })
    let solved = basisFactor.solved(columns.map { dot($0, data) })
    self.scans = scans
    self.prior = prior
    self.drift = drift
    self.factor = factor
    basis = columns
    self.basisFactor = basisFactor
    coefficients = solved
    residual = data.indices.map { row in
      columns.indices.reduce(data[row]) { $0 - columns[$1][row] * solved[$1] }
    }
  }

  /// What two scans share besides the level: their own error, or the offset of their scanner.
  private static func measurement(_ scans: [Scan], _ row: Int, _ column: Int) -> Double {
    let own = row == column ? scans[row].error * scans[row].error : 0
    guard scans[row].scanner == scans[column].scanner, scans[row].scanner != 0 else { return own }
    return own + scans[row].offsetError * scans[row].offsetError
  }

  private var kernel: Kernel { Kernel(prior: prior, drift: drift) }

  // MARK: What is asked

  /// Returns the true change between two times in g/cm², in years since the first scan.
  public func change(from start: Double, to end: Double) -> Estimate {
    let kernel = kernel
    let covariances = scans.map { kernel.covariance(end, $0.time) - kernel.covariance(start, $0.time) }
    let variance =
      kernel.covariance(end, end) - 2 * kernel.covariance(start, end) + kernel.covariance(start, start)
    return estimate(
      covariances, variance: variance, expected: prior?.change(from: start, to: end) ?? 0,
      weights: [0, end - start])
  }

  /// Returns the change between two times that the prior alone foretells, in g/cm²; with no prior, what drift alone does.
  public func changeBeforeScans(from start: Double, to end: Double) -> Estimate {
    let kernel = kernel
    let variance =
      kernel.covariance(end, end) - 2 * kernel.covariance(start, end) + kernel.covariance(start, start)
    return Estimate(mean: prior?.change(from: start, to: end) ?? 0, deviation: max(0, variance).squareRoot())
  }

  /// Returns the true density at a time in g/cm², on the scale of scanner 0.
  public func level(at time: Double) -> Estimate {
    let kernel = kernel
    return estimate(
      scans.map { kernel.covariance(time, $0.time) }, variance: kernel.covariance(time, time),
      expected: prior?.change(from: 0, to: time) ?? 0, weights: [1, time])
  }

  /// Returns the true rate at a time in g/cm² a year.
  public func rate(at time: Double) -> Estimate {
    let kernel = kernel
    return estimate(
      scans.map { kernel.rateCovariance(time, $0.time) }, variance: kernel.rateVariance(time),
      expected: prior?.rate(at: time) ?? 0, weights: [0, 1])
  }

  /// Returns what the scans say of something that varies with the states.
  ///
  /// - Parameters:
  ///   - covariances: Its covariance with the density of each scan.
  ///   - variance: Its variance before the scans.
  ///   - expected: Its mean before the scans, without level and rate of which nothing was known.
  ///   - weights: What it takes of these.
  /// - Returns: Its mean and standard deviation given the scans.
  private func estimate(_ covariances: [Double], variance: Double, expected: Double, weights: [Double]) -> Estimate {
    let whitened = factor.whitened(covariances)
    let missing = basis.indices.map { weights[$0] - dot(basis[$0], whitened) }
    let known = basis.indices.reduce(0) { $0 + weights[$1] * coefficients[$1] }
    let open = basisFactor.whitened(missing)
    let left = variance - dot(whitened, whitened) + dot(open, open)
    return Estimate(
      mean: expected + known + dot(whitened, residual), deviation: max(0, left).squareRoot())
  }

  // MARK: Scans against the others

  /// Returns for each scan how far it lies from what all others say, in g/cm², with the standard deviation of that distance.
  ///
  /// - Returns: `nil` for a scan without which nothing is known.
  public var distances: [Estimate?] {
    scans.indices.map { index in
      let unit = scans.indices.map { $0 == index ? 1.0 : 0.0 }
      let whitened = factor.whitened(unit)
      let open = basisFactor.whitened(basis.map { dot($0, whitened) })
      let precision = dot(whitened, whitened) - dot(open, open)
      guard precision > 1e-9 * dot(whitened, whitened) else { return nil }
      return Estimate(mean: dot(whitened, residual) / precision, deviation: (1 / precision).squareRoot())
    }
  }
}

/// How the states of two times go together, in times since the first scan.
///
/// - Source: `docs/methods/change.md`, covariances.
private struct Kernel {
  let prior: RatePrior?
  let drift: ScanSeries.Drift

  /// The covariance of the changes since the first scan.
  func covariance(_ left: Double, _ right: Double) -> Double {
    let (s, t) = (min(left, right), max(left, right))
    let wandering = drift.rate * drift.rate * (s * s * t / 2 - s * s * s / 6)
    return deviation(s, t) + wandering + drift.level * drift.level * s
  }

  /// The covariance of the changes that the person's deviation from the expected rates makes.
  private func deviation(_ s: Double, _ t: Double) -> Double {
    guard let prior else { return 0 }
    var sum = 0.0
    for (index, regime) in prior.regimes.enumerated() {
      sum += regime.spread * regime.spread * prior.years(in: index, until: s) * prior.years(in: index, until: t)
    }
    return sum
  }

  /// The covariance of the rate at a time with the change up to another.
  func rateCovariance(_ time: Double, _ other: Double) -> Double {
    let wandering = other <= time ? other * other / 2 : time * other - time * time / 2
    guard let prior else { return drift.rate * drift.rate * wandering }
    let regime = prior.regime(at: time)
    let spread = prior.regimes[regime].spread
    return spread * spread * prior.years(in: regime, until: other) + drift.rate * drift.rate * wandering
  }

  /// The variance of the rate at a time.
  func rateVariance(_ time: Double) -> Double {
    let spread = prior.map { $0.regimes[$0.regime(at: time)].spread } ?? 0
    return spread * spread + drift.rate * drift.rate * time
  }
}
