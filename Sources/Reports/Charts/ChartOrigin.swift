// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
internal import KnowledgeBase

/// Where the curve of a chart comes from, for the lines below the chart.
public struct ChartOrigin: Hashable, Sendable {
  /// The name of the data set.
  public var title: String

  /// The work that the figures come from.
  public var source: String

  /// The years of measurement.
  public var years: String?

  /// How many people were measured.
  public var count: Int?

  /// A reservation about the evidence.
  public var label: String?

  /// What the curve describes, such as `Phalanx width by age: female, urban`, where the curve itself cannot say it: its
  /// group or quantity is the writer's own.
  public var headline: String?

  /// The quantity with its unit, such as `Phalanx width, mm`, where the curve itself cannot say it.
  public var quantity: String?

  /// Creates an origin.
  public init(
    title: String, source: String, years: String? = nil, count: Int? = nil, label: String? = nil,
    headline: String? = nil, quantity: String? = nil
  ) {
    self.headline = headline
    self.quantity = quantity
    self.title = title
    self.source = source
    self.years = years
    self.count = count
    self.label = label
  }

  /// Finds the origin of a curve of the library; `nil` for one that does not stand there.
  public init?(of curve: AgeCurve) {
    guard let note = ReferenceLibrary.note(curve.key), let dataSet = ReferenceDataSet.withKey(note.dataSet) else {
      return nil
    }
    let work = Source.withKey(note.source.key).map { "\($0.title) [\($0.key)]" } ?? "[\(note.source.key)]"
    self.init(
      title: dataSet.title, source: work, years: dataSet.years, count: note.count, label: note.label ?? dataSet.label)
  }
}
