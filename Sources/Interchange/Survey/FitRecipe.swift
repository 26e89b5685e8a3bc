// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry

/// How a reference is made from the tables of a survey: which people, which values, which weights, which curves.
///
/// - Source: `docs/schemas/fit-recipe-1.schema.json`.
public struct FitRecipe: Hashable, Sendable {
  /// What is made.
  public enum Product: String, CaseIterable, Sendable {
    case ageCurves = "age-curves"
    case youngAdults = "young-adults"
    case heightAdjustment = "height-adjustment"
  }

  /// An expression with its place in the recipe, such as `curves[0].value`.
  public struct Formula: Hashable, Sendable {
    /// The expression.
    public let expression: Expression

    /// The place.
    public let place: String
  }

  /// A work of `sources.json`, and where in it.
  public struct Reference: Hashable, Sendable {
    /// The key of the work.
    public let key: String

    /// The place in it.
    public let place: String
  }

  /// Tables whose rows belong to the same people.
  public struct Survey: Hashable, Sendable {
    /// The name, such as `2005-2006`.
    public let name: String

    /// The names of the tables; the first one says who there is.
    public let tables: [String]
  }

  /// A condition that people must meet.
  public struct KeepRule: Hashable, Sendable {
    /// The condition; people for whom it fails or cannot be told are left out.
    public let condition: Formula

    /// Why, as a sentence.
    public let reason: String
  }

  /// A population group.
  public struct Group: Hashable, Sendable {
    /// The name, in kebab case.
    public let name: String

    /// Who belongs to it; `nil` for everybody.
    public let condition: Formula?
  }

  /// A column made of others.
  public struct DerivedColumn: Hashable, Sendable {
    /// The name by which later expressions know it.
    public let name: String

    /// How it is made.
    public let formula: Formula
  }

  /// The stable key of the data set that is made.
  public let key: String

  /// What is made.
  public let product: Product

  /// The texts and keys that go into the data set as they stand.
  public let head: Head

  /// The surveys, whose people are put together.
  public let surveys: [Survey]

  /// The number of rows that tables must have, by table.
  public let rows: [String: Int]

  /// The column that joins the tables of a survey.
  public let joinColumn: String

  /// Where ages stand; the first column that has one counts.
  public let ages: [AgeColumn]

  /// Where the sex stands.
  public let sex: SexColumn

  /// The population groups, in the order of the recipe.
  public let groups: [Group]

  /// The survey weight; `nil` where all people weigh the same.
  public let weight: Formula?

  /// The column of the stratum.
  public let strata: String?

  /// The column of the cluster, which is numbered within strata.
  public let clusters: String?

  /// Who is kept, for all curves.
  public let keep: [KeepRule]

  /// The ages in years of the people who are fitted, the upper end outside.
  public let ageRange: Range<Double>

  /// The age bands of the quality figures, the upper ends outside.
  public let bands: [Range<Double>]

  /// Columns made of others; each may use those before it.
  public let derivedColumns: [DerivedColumn]

  /// What is fitted.
  public let curves: [Curve]

  /// How it is fitted.
  public let fit: FitOptions

  /// How many people a curve needs at least.
  public internal(set) var atLeast: Int

  /// The column of the body height in cm, for a height adjustment.
  public let heightColumn: String?

  /// What the data set says of itself.
  public struct Head: Hashable, Sendable {
    /// A line of words.
    public let title: String

    /// The measured quantity, such as `areal-density`.
    public let quantity: String

    /// The unit of the values.
    public let unit: String

    /// The scale of the scanners; `nil` for a quantity without one.
    public let scale: ScannerScale?

    /// The family of references: one of ``ReferenceFamily``, or a name of the writer's own.
    public let family: String

    /// The people who were measured.
    public let population: String

    /// The years of measurement.
    public let years: String

    /// The terms of use.
    public let licence: String

    /// Where the tables come from.
    public let source: Reference

    /// The evidence behind the figures.
    public let tag: EvidenceTag

    /// A reservation about the evidence.
    public let label: String?

    /// The traps of the data and how each is handled, as sentences.
    public let notes: [String]

    /// The day of the recipe, as the version of what it makes.
    public let version: String
  }
}
