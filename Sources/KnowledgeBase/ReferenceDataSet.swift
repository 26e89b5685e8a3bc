// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry

/// The file that a reference stands in: what holds for all its populations or curves.
public struct ReferenceDataSet: Hashable, Sendable {
  /// The stable key.
  public let key: String

  /// A line of words.
  public let title: String

  /// The kind of data.
  public let kind: String

  /// The unit of the values.
  public let unit: String

  /// The people who were measured.
  public let population: String

  /// The day on which the figures were last transcribed or fitted.
  public let version: String

  /// The years of measurement.
  public let years: String?

  /// How the figures were made.
  public let method: String?

  /// The terms of use.
  public let licence: String

  /// The evidence behind the figures, where it is one for all of them.
  public let tag: EvidenceTag?

  /// A reservation about the evidence.
  public let label: String?

  /// Where the figures come from; of several places in a work the first.
  public let sources: [Citation]

  /// Creates the head of a data set.
  public init(
    key: String, title: String, kind: String, unit: String, population: String, version: String, years: String?,
    method: String?, licence: String, tag: EvidenceTag?, label: String?, sources: [Citation]
  ) {
    self.key = key
    self.title = title
    self.kind = kind
    self.unit = unit
    self.population = population
    self.version = version
    self.years = years
    self.method = method
    self.licence = licence
    self.tag = tag
    self.label = label
    self.sources = sources
  }

  /// Returns the data set with a key.
  public static func withKey(_ key: String) -> ReferenceDataSet? { all.first { $0.key == key } }
}

/// What is known of one population or curve beside its numbers.
public struct ReferenceNote: Hashable, Sendable {
  /// The key of the population or the curve.
  public let key: String

  /// The data set that it stands in.
  public let dataSet: String

  /// How many people were measured.
  public let count: Int?

  /// A reservation about the evidence.
  public let label: String?

  /// Where the figures come from.
  public let source: Citation

  /// Creates a note.
  public init(key: String, dataSet: String, count: Int?, label: String?, source: Citation) {
    self.key = key
    self.dataSet = dataSet
    self.count = count
    self.label = label
    self.source = source
  }
}
