// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Interchange
internal import Statistics

/// What a person wants to know of a fit at its end: how many curves, and where they describe their people badly.
struct FitSummary {
  private let references: [FittedReference]

  init(_ references: [FittedReference]) {
    self.references = references
  }

  /// The limits beyond which a band is told, unless two standard errors are wider.
  private static let limit = 0.05

  /// How many of them are told.
  private static let lines = 20

  /// The summary, some lines.
  var text: String {
    let cells = references.flatMap { reference in reference.curve.bands.map { (reference, $0) } }
    let sparse = cells.filter { Self.isSparse($0, $1) }.flatMap { Self.misses($0, $1) }.count
    let beyond = cells.filter { !Self.isSparse($0, $1) }.flatMap { Self.misses($0, $1) }
    let people = references.map { $0.sample.count }
    let head =
      "\(references.count) curves fitted to \(people.min() ?? 0) to \(people.max() ?? 0) people each;"
      + " \(beyond.count + sparse) of \(2 * cells.count) means and standard deviations of Z in age bands lie farther than 0.05,"
      + " and than two standard errors, from 0 and 1"
      + (sparse > 0 ? "; \(sparse) of them at ages marked sparse.\n" : ".\n")
    let rest = beyond.count > Self.lines ? ["and \(beyond.count - Self.lines) more; the data set has them all"] : []
    return head + (beyond.prefix(Self.lines) + rest).map { "  " + $0 + "\n" }.joined()
  }

  private static func isSparse(_ reference: FittedReference, _ band: BandQuality) -> Bool {
    reference.job.sparseFrom.map { band.ages.lowerBound >= $0 } ?? false
  }

  private static func misses(_ reference: FittedReference, _ band: BandQuality) -> [String] {
    let moments = band.moments
    let place =
      "\(reference.job.key), \(Fixed(band.ages.lowerBound, places: 0)) to \(Fixed(band.ages.upperBound, places: 0)) years"
      + " (\(moments.count) people): "
    var lines: [String] = []
    if moments.mean.magnitude > max(limit, 2 * moments.meanError) {
      lines.append(
        place + "mean \(Fixed(moments.mean, places: 3)), standard error \(Fixed(moments.meanError, places: 3))")
    }
    if (moments.deviation - 1).magnitude > max(limit, 2 * moments.deviationError) {
      lines.append(
        place
          + "SD \(Fixed(moments.deviation, places: 3)), standard error \(Fixed(moments.deviationError, places: 3))")
    }
    return lines
  }
}
