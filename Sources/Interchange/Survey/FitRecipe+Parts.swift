// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry

extension FitRecipe {
  /// A column that holds ages.
  public struct AgeColumn: Hashable, Sendable {
    /// The unit of an age.
    public enum Unit: String, CaseIterable, Sendable {
      case year
      case month

      /// How many there are in a year.
      public var perYear: Double { self == .year ? 1 : 12 }
    }

    /// The column.
    public let column: String

    /// The unit.
    public let unit: Unit

    /// Whether units are counted when they are full, so that half of one is added on average.
    public let isCompleted: Bool

    /// Returns an age in years.
    public func years(_ value: Double) -> Double { (isCompleted ? value + 0.5 : value) / unit.perYear }
  }

  /// The column that holds the sex.
  public struct SexColumn: Hashable, Sendable {
    /// A number or a text.
    public enum Value: Hashable, Sendable {
      case number(Double)
      case text(String)
    }

    /// The column.
    public let column: String

    /// What stands for women and girls.
    public let female: Value

    /// What stands for men and boys.
    public let male: Value
  }

  /// A value that is fitted for each sex and group.
  public struct Curve: Hashable, Sendable {
    /// The measured site; `nil` for a value that is none.
    public let site: Site?

    /// The vertebrae, for the lumbar spine.
    public let vertebrae: VertebralSubset?

    /// The name of a value that is no site, such as `height`.
    public let name: String?

    /// How the value of a person is made.
    public let value: Formula

    /// Who is kept, beyond the rules for all curves.
    public let keep: [KeepRule]

    /// The names of the groups.
    public let groups: [String]

    /// The ages in years over which the curve is given.
    public let domain: ClosedRange<Double>

    /// The same for single groups.
    public let domainOfGroup: [String: ClosedRange<Double>]

    /// The age in years from which few people stand behind the curve.
    public let sparseFrom: Double?

    /// The quantity, where it is another than that of the data set.
    public let quantity: String?

    /// The unit, where it is another than that of the data set.
    public let unit: String?

    /// The value as keys name it: `femoral-neck`, `lumbar-spine.l1+l3`, `total-body.bmc`, `tbs`.
    public var stem: String {
      let place = site?.rawValue ?? name ?? ""
      let subset = vertebrae.map { ".\($0.description.lowercased())" } ?? ""
      let short = quantity.flatMap { Quantity(rawValue: $0)?.abbreviation ?? $0 }
      return place + subset + (short.map { ".\($0)" } ?? "")
    }

    /// The place in the recipe, such as `curves[0]`.
    public var place: String { String(value.place.dropLast(".value".count)) }

    /// Returns the ages over which the curve of a group is given.
    public func domain(of group: String) -> ClosedRange<Double> { domainOfGroup[group] ?? domain }
  }

  /// How curves are fitted.
  public struct FitOptions: Hashable, Sendable {
    /// The distribution of values at an age.
    public enum Distribution: String, CaseIterable, Sendable {
      case normal
      case boxCoxNormal = "box-cox-normal"
      case boxCoxT = "box-cox-t"
      /// The one of the others that the criterion prefers.
      case smallest
    }

    /// The distribution.
    public let distribution: Distribution

    /// The penalty for each degree of freedom.
    public let criterion: Double

    /// The powers of age that are tried.
    public let powers: [Double]

    /// How much room for the spurt of puberty is tried.
    public let spurts: [Double]

    /// The ages in years at the middle of the spurt that are tried.
    public let middles: [Double]

    /// Creates options; without arguments the ones of a recipe that says nothing.
    public init(
      distribution: Distribution = .boxCoxNormal, criterion: Double = 3, powers: [Double] = [-1, -0.5, 0, 0.5, 1],
      spurts: [Double] = [0, 0.25, 0.5, 1], middles: [Double] = [12, 13, 14]
    ) {
      self.distribution = distribution
      self.criterion = criterion
      self.powers = powers
      self.spurts = spurts
      self.middles = middles
    }
  }
}
