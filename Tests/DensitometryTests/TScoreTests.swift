// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

@testable internal import Densitometry
internal import Statistics
internal import TestSupport
internal import Testing

@Suite("T-score")
struct TScoreTests {
  @Test("A density equal to the young-adult mean scores zero")
  func meanScoresZero() throws {
    let population = try YoungAdultPopulation.sample(mean: "0.858", deviation: "0.120")
    let density = try #require(ArealDensity(gramsPerSquareCentimeter: 0.858))
    let score = try TScore(of: density, on: .hologic, against: population)
    #expect(score.unrounded == 0)
    #expect(score.reported == ReportedScore(tenths: 0))
  }

  @Test("Agrees exactly with the independent scores of every case")
  func vectors() throws {
    let rows = try Repository.rows("Reference/expected/t-scores.csv")
    #expect(rows.count == 7707)
    var populations: [String: YoungAdultPopulation] = [:]
    for row in rows {
      let pair = row[1] + "/" + row[2]
      let population = try populations[pair] ?? .sample(mean: row[1], deviation: row[2])
      populations[pair] = population
      let exact = try #require(ExactDecimal(text: row[0]))
      let score = TScore(milligrams: exact.rounded(toPlaces: 3), against: population)
      try Self.expect(score, row)
      guard let density = Double(row[0]).flatMap({ ArealDensity(gramsPerSquareCentimeter: $0) }) else { continue }
      try Self.expect(TScore(of: density, on: .hologic, against: population), row)
    }
  }

  static func expect(_ score: TScore, _ row: [String]) throws {
    let tenths = try #require(Int(row[3]))
    let unrounded = try #require(Double(row[4]))
    if score.reported.tenths != tenths || score.unrounded != unrounded {
      Issue.record("\(row.joined(separator: ",")) is scored \(score.reported.tenths), \(score.unrounded).")
    }
  }

  @Test("A density on another scale than the population is refused, and not converted")
  func scaleMismatch() throws {
    let density = try #require(ArealDensity(gramsPerSquareCentimeter: 0.8))
    for scale in ScannerScale.allCases {
      for other in ScannerScale.allCases where other != scale {
        let population = try YoungAdultPopulation.sample(mean: "0.858", deviation: "0.120", scale: other)
        #expect(throws: ScoringRefusal.scaleMismatch(density: scale, reference: other)) {
          try TScore(of: density, on: scale, against: population)
        }
      }
    }
  }

  @Test("Scores of densities as far above the mean as below it differ only in sign")
  func symmetric() throws {
    let population = try YoungAdultPopulation.sample(mean: "1.000", deviation: "0.113")
    for distance: Int64 in 0...900 {
      let above = TScore(milligrams: 1000 + distance, against: population)
      let below = TScore(milligrams: 1000 - distance, against: population)
      #expect(above.reported.tenths == -below.reported.tenths)
      #expect(above.unrounded == -below.unrounded)
    }
  }
}
