// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats
internal import KnowledgeBase
internal import Statistics
internal import Testing

/// The generated tables beside the files that people edit, read by another route than the generator's.
@Suite("Generated reference tables")
struct ReferenceTableTests {
  static let files = Result { try KnowledgeFile.all(in: "references") }

  static func entries(_ list: String, kind: String) throws -> [(file: JSONValue, entry: JSONValue)] {
    try files.get().filter { $0["kind"]?.string == kind }.flatMap { file in
      (file[list]?.array ?? []).map { (file, $0) }
    }
  }

  @Test("Every population has mean, standard deviation and description of its file")
  func populations() throws {
    let entries = try Self.entries("populations", kind: "young-adult")
    #expect(entries.count == ReferenceLibrary.populations.count)
    for (file, entry) in entries {
      let key = try #require(entry["key"]?.string)
      let population = try #require(ReferenceLibrary.population(key), "\(key)")
      #expect(population.meanTenThousandths == (try KnowledgeFile.exact(entry["mean"])).rounded(toPlaces: 4))
      #expect(population.deviationTenThousandths == (try KnowledgeFile.exact(entry["sd"])).rounded(toPlaces: 4))
      let within = try entry["within"].map { try KnowledgeFile.exact($0) } ?? ExactDecimal(0)
      #expect(population.meanToleranceTenThousandths == within.rounded(toPlaces: 4))
      #expect(population.site.rawValue == entry["site"]?.string)
      #expect(
        population.vertebrae?.vertebrae.map { $0.rawValue } == entry["vertebrae"]?.array?.compactMap { $0.string })
      #expect((population.sex?.rawValue ?? "unstated") == entry["sex"]?.string)
      #expect(population.scale.rawValue == entry["scale"]?.string)
      #expect(population.devices == (entry["devices"]?.array ?? []).compactMap { $0.string })
      #expect(population.family.rawValue == file["family"]?.string)
      #expect(population.isDiagnostic == ((entry["use"] ?? file["use"])?.string == "diagnostic"))
      #expect(population.tag.rawValue == entry["tag"]?.string)
      #expect(ReferenceLibrary.note(key)?.count == entry["n"]?.number?.intValue)
    }
  }

  @Test("Every age curve has the rows of its file, from the first to the last")
  func curves() throws {
    let entries = try Self.entries("curves", kind: "lms-curve")
    #expect(entries.count == ReferenceLibrary.curves.count)
    for (file, entry) in entries {
      let key = try #require(entry["key"]?.string)
      let curve = try #require(ReferenceLibrary.curve(key), "\(key)")
      let years = file["x"]?["unit"]?.string == "month" ? 12.0 : 1
      let rows = try #require(entry["rows"]?.array).map { row in
        try #require(row.array).map { try #require($0.number).doubleValue }
      }
      let domain = try #require(entry["domain"]?.array).compactMap { $0.number?.doubleValue }
      #expect(curve.domain == domain[0] / years...domain[1] / years)
      #expect(curve.sparseFrom == entry["sparseFrom"]?.number?.doubleValue)
      for row in rows {
        let distribution = try curve.distribution(atAge: row[0] / years)
        #expect([distribution.power, distribution.median, distribution.variation] == Array(row[1...]), "\(key) \(row)")
      }
    }
  }

  @Test("Every check point of a population gives its T-score at printed precision")
  func populationChecks() throws {
    for (_, check) in try Self.entries("checks", kind: "young-adult") {
      let key = try #require(check["population"]?.string)
      let population = try #require(ReferenceLibrary.population(key), "\(key)")
      let density = try KnowledgeFile.exact(check["density"])
      let expected = try #require(check["t"]?.number).doubleValue
      // Some check densities have more than three decimals, which a T-score would round away.
      let distance = density.rounded(toPlaces: 9) - population.meanTenThousandths * 100_000
      let t = Rational(distance, population.deviationTenThousandths * 100_000).doubleValue
      #expect((t - expected).magnitude <= 0.00005, "\(key)")
      guard density.rounded(toPlaces: 3) * 1_000_000 == density.billionths else { continue }
      let areal = try #require(ArealDensity(gramsPerSquareCentimeter: density.doubleValue))
      let score = try TScore(of: areal, on: population.scale, against: population)
      #expect(score.unrounded == t && score.reported == ReportedScore(rounding: t), "\(key)")
    }
  }

  @Test("Every check point of a curve gives its Z-score at printed precision")
  func curveChecks() throws {
    for (file, check) in try Self.entries("checks", kind: "lms-curve") {
      let key = try #require(check["curve"]?.string)
      let curve = try #require(ReferenceLibrary.curve(key), "\(key)")
      let years = file["x"]?["unit"]?.string == "month" ? 12.0 : 1
      let age = try #require(check["age"]?.number).doubleValue / years
      let value = try #require(check["value"]?.number).doubleValue
      let z = try ZScore(of: value, atAge: .exact(age), against: curve)
      // The check points are printed to four decimals.
      #expect((z.unrounded - (try #require(check["z"]?.number).doubleValue)).magnitude <= 0.00005, "\(key)")
    }
  }

  @Test("Every check point of a height adjustment gives its adjusted Z-score at printed precision")
  func heightChecks() throws {
    let checks = try Self.entries("checks", kind: "height-adjustment")
    #expect(checks.count == 10)  // five sites of two sexes
    for (_, check) in checks {
      let site = try #require(check["site"]?.string.flatMap { Site(rawValue: $0) })
      let names = check["vertebrae"]?.array?.compactMap { $0.string.flatMap { Vertebra(rawValue: $0) } }
      let region = MeasuredRegion(site: site, vertebrae: names.map { VertebralSubset($0) })
      let sex = try #require(check["sex"]?.string.flatMap { Sex(rawValue: $0) })
      func number(_ key: String) throws -> Double { try #require(check[key]?.number).doubleValue }
      let age = try number("age")
      let adjustment = try #require(ReferenceLibrary.heightAdjustment(for: region, sex: sex, age: age))
      let z = try #require(ZScore(unrounded: try number("z")))
      let height = try #require(ZScore(unrounded: try number("heightForAgeZ")))
      let adjusted = try #require(adjustment.adjusted(z, forHeight: height))
      #expect((adjusted.unrounded - (try number("adjustedZ"))).magnitude <= 0.0005)
    }
  }
}
