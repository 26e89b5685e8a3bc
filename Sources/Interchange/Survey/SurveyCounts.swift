// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// How many rows and people the tables of a recipe hold, and how many its rules leave out.
public struct SurveyCounts: Hashable, Sendable {
  /// A table.
  public struct Table: Hashable, Sendable {
    /// The name of the table.
    public let name: String

    /// The name of its file.
    public let file: String

    /// The survey.
    public let survey: String

    /// How many rows it has.
    public let rows: Int

    /// Whether the recipe states that number, so that a cut file is noticed.
    public let isStated: Bool

    /// How many people of the first table of the survey have a row in it.
    public let joined: Int
  }

  /// People who were left out.
  public struct Dropped: Hashable, Sendable {
    /// Why, as a sentence of the recipe.
    public let reason: String

    /// How many.
    public let count: Int
  }

  /// The tables.
  public internal(set) var tables: [Table] = []

  /// How many people the first tables of all surveys hold.
  public internal(set) var people = 0

  /// How many each rule for all curves leaves out, in the order of the recipe.
  public internal(set) var dropped: [Dropped] = []

  /// How many people are left.
  public internal(set) var kept = 0

  /// How many of these have neither sex.
  public internal(set) var withoutSex = 0

  /// How many of these have no age.
  public internal(set) var withoutAge = 0
}

/// How the people of one curve, sex and group were found.
public struct SampleCounts: Hashable, Sendable {
  /// People of the sex and group, of those kept for all curves.
  public internal(set) var people = 0

  /// How many of them have no age, or one outside the ages of the recipe.
  public internal(set) var outsideAges = 0

  /// How many each rule of the curve leaves out, in the order of the recipe.
  public internal(set) var dropped: [SurveyCounts.Dropped] = []

  /// How many have no value.
  public internal(set) var withoutValue = 0

  /// How many are left.
  public internal(set) var fitted = 0
}
