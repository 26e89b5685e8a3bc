// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Statistics

/// The formulas by which one laboratory result is worked out of others.
public enum Formula {
  /// Calcium for a normal albumin: calcium + ``perAlbumin`` (``albumin`` - its albumin), in mg/dL and g/dL.
  public struct CorrectedCalcium: Hashable, Sendable {
    /// What a gram of albumin binds, in mg/dL of calcium for a g/dL.
    public let perAlbumin: ExactDecimal

    /// The normal albumin in g/dL.
    public let albumin: ExactDecimal
  }

  /// The filtration rate by creatinine, age and sex.
  public struct Filtration: Hashable, Sendable {
    /// What differs between the sexes.
    public struct Part: Hashable, Sendable {
      /// The creatinine in mg/dL at which the curve bends.
      public let kappa: Double

      /// The exponent below the bend.
      public let alpha: Double

      /// What the rate is multiplied with.
      public let factor: Double
    }

    /// The rate at the bend and at birth, in mL/min/1.73 m².
    public let scale: Double

    /// The exponent above the bend.
    public let exponent: Double

    /// What a year of age multiplies the rate with.
    public let perYear: Double

    /// Of women.
    public let female: Part

    /// Of men.
    public let male: Part
  }

  /// The clearance of creatinine in mL/min by age, weight, creatinine and sex.
  public struct Clearance: Hashable, Sendable {
    /// The age in years at which it would reach 0.
    public let from: Double

    /// What it is divided by, with creatinine in mg/dL and the weight in kg.
    public let divisor: Double

    /// What that of women is multiplied with.
    public let female: Double
  }
}
