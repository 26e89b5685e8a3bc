// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import Interchange
internal import TestSupport
internal import Testing

/// 200 invented people, read as study documents, against scores that the independent implementation wrote.
@Suite("Invented sample")
struct SyntheticSampleTests {
  static let assessments = Result {
    try Repository.text("Reference/expected/synthetic-200.studies.ndjson").split(separator: "\n").map { line in
      Assessment(of: try StudyDocument.read(Array(line.utf8)))
    }
  }

  @Test("Every T-score, Z-score, centile and refusal is the expected one")
  func agrees() throws {
    var regions: [String: AssessedRegion] = [:]
    for assessment in try Self.assessments.get() {
      for region in assessment.regions { regions["\(assessment.id ?? "") \(region.region.site.rawValue)"] = region }
    }
    let rows = try Repository.rows("Reference/expected/synthetic-200.scores.csv")
    #expect(rows.count > 500 && regions.count == rows.count)
    for row in rows {
      let name = "\(row[0]) \(row[1])"
      let region = try #require(regions[name])
      #expect(region.t.map { "\($0.reported.tenths)" } ?? "" == row[2], "\(name)")
      #expect(region.t?.unrounded == Double(row[3]), "\(name)")
      #expect(near(region.z?.unrounded, Double(row[4])), "\(name)")
      #expect(region.z.map { "\($0.reported.tenths)" } ?? "" == row[5], "\(name)")
      #expect(near(region.z?.centile, Double(row[6])), "\(name)")
      #expect(Set(region.refusals.map { $0.code }).sorted().joined(separator: ";") == row[7], "\(name)")
    }
  }

  private func near(_ value: Double?, _ expected: Double?) -> Bool {
    guard let value, let expected else { return value == nil && expected == nil }
    return (value - expected).magnitude < 1e-9
  }
}
