// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics

/// How an age curve of this project was fitted, and how well it describes the people it was fitted to.
public struct CurveQuality: Hashable, Sendable {
  /// The Z-scores of an age band.
  public struct Band: Hashable, Sendable {
    /// The ages in years, the upper end outside.
    public let ages: Range<Double>
    /// How many people were measured.
    public let count: Int
    /// The mean of the Z-scores; 0 is perfect.
    public let mean: Double
    /// Its design-based standard error.
    public let meanError: Double
    /// The standard deviation of the Z-scores; 1 is perfect.
    public let deviation: Double
    /// Its design-based standard error.
    public let deviationError: Double
    /// The weighted fractions below -2, -1, +1 and +2; 0.023, 0.159, 0.841 and 0.977 are perfect.
    public let below: [Double]
  }

  /// How many people were measured.
  public let count: Int

  /// Kish's effective number of people.
  public let effectiveCount: Double

  /// The effective degrees of freedom of L, M and S.
  public let freedom: [Double]

  /// The weighted fraction of all Z-scores below -2; 0.023 is perfect.
  public let belowMinusTwo: Double

  /// The bands by rising age.
  public let bands: [Band]

  /// The band whose mean Z-score lies farthest from 0.
  public var worstBand: Band? { bands.max { $0.mean.magnitude < $1.mean.magnitude } }

  /// Returns the quality of a curve; `nil` for one that this project did not fit.
  public init?(ofCurve key: String) {
    guard let record = TableReader.records(CurveTables.fits).first(where: { $0[0] == key }) else { return nil }
    count = Int(record[1]) ?? 0
    effectiveCount = TableReader.number(record[2]).doubleValue
    freedom = record[3...5].map { TableReader.number($0).doubleValue }
    belowMinusTwo = TableReader.number(record[6]).doubleValue
    bands = record[7].utf8.split(separator: UInt8(ascii: ";")).map { Band(fields: String(Substring($0))) }
  }
}

extension CurveQuality.Band {
  fileprivate init(fields: String) {
    let numbers = fields.utf8.split(separator: UInt8(ascii: ",")).map {
      TableReader.number(String(Substring($0))).doubleValue
    }
    ages = numbers[0]..<numbers[1]
    count = Int(numbers[2])
    mean = numbers[3]
    meanError = numbers[4]
    deviation = numbers[5]
    deviationError = numbers[6]
    below = Array(numbers[7...])
  }
}
