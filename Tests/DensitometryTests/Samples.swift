// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Statistics
internal import Testing

extension YoungAdultPopulation {
  /// Returns a population with the given mean and standard deviation in g/cm², and nothing else of note.
  static func sample(
    mean: String, deviation: String, scale: ScannerScale = .hologic, site: Site = .femoralNeck
  ) throws -> YoungAdultPopulation {
    YoungAdultPopulation(
      key: "sample", site: site, vertebrae: nil, sex: .female, scale: scale, devices: [], family: .nhanesIII,
      isDiagnostic: true, tag: .confirmed, mean: try #require(ExactDecimal(text: mean)),
      deviation: try #require(ExactDecimal(text: deviation)))
  }
}

extension AgeCurve {
  /// Returns a curve with knots at 10, 20 and 40 years: L 1, M 1.0, 1.2 and 0.8, S 0.1, 0.1 and 0.2.
  static func sample(scale: ScannerScale? = .hologic) -> AgeCurve {
    let subject = AgeCurveSubject(site: .femoralNeck, sex: .female, scale: scale)
    let knots = [(10.0, 1.0, 0.1), (20.0, 1.2, 0.1), (40.0, 0.8, 0.2)].map { age, median, variation in
      Knot(age: age, distribution: BoxCoxNormal(power: 1, median: median, variation: variation))
    }
    return AgeCurve(key: "sample", subject: subject, sparseFrom: nil, tag: .confirmed, knots: knots)
  }
}

extension CutPoints {
  /// The published cut points, written out; `Densitometry` holds none of its own.
  static let sample = CutPoints(
    normalAtLeast: ReportedScore(tenths: -10), osteoporosisAtMost: ReportedScore(tenths: -25),
    belowRangeAtMost: ReportedScore(tenths: -20))
}
