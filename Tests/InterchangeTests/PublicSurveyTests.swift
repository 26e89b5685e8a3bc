// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

import Densitometry
import Formats
import Foundation
import Statistics
import TestSupport
import Testing

@testable import Interchange

/// The recipes of the project against tables of the same survey that were computed independently.
///
/// The microdata stand beside the project, not in it; without them the tests are skipped.
@Suite("Recipes and the public survey", .enabled(if: PublicSurvey.isThere, "The microdata are not there."))
struct PublicSurveyTests {
  private static let groups = [
    "All": "all", "NHW": "white", "NHB": "black", "MA": "mexican-american", "NHA": "asian",
  ]

  private func data(_ recipe: String) throws -> SurveyData {
    try SurveyData(FitRecipe.read(Repository.bytes("Knowledge/recipes/\(recipe).json")), tables: PublicSurvey())
  }

  /// The stem of a curve from its name in the tables.
  private func stem(_ site: String) -> String {
    site.hasPrefix("L") ? "lumbar-spine." + site.lowercased() : site.split(separator: "_").joined(separator: "-")
  }

  @Test("Young adults have the counts, means and standard deviations of the table, to all four decimals")
  func youngAdults() throws {
    let data = try data("nhanes-2005-2010-young-adult")
    // The data set holds white people and everyone: 20 regions, two sexes. The recipe can tell the other groups too.
    #expect(Set(data.recipe.jobs.map { $0.group }) == ["all", "white"] && data.recipe.jobs.count == 80)
    var count = 0
    for row in try PublicSurvey.table("nhanes_2005_2010_young_adult_20_29") where row[0] == "2005-2010" {
      let curve = try #require(data.recipe.curves.first { $0.stem == stem(row[1]) })
      let group = try #require(Self.groups[row[3]])
      let sample = try data.sample(of: curve, sex: row[2] == "F" ? .female : .male, group: group).sample
      let total = sample.weights.reduce(0, +)
      let mean = zip(sample.weights, sample.values).reduce(0) { $0 + $1.0 * $1.1 } / total
      let squares = zip(sample.weights, sample.values).reduce(0) { $0 + $1.0 * ($1.1 - mean) * ($1.1 - mean) } / total
      let deviation = (squares * Double(sample.count) / Double(sample.count - 1)).squareRoot()
      #expect("\(sample.count)" == row[5])
      #expect(abs(mean - (Double(row[6]) ?? 0)) < 0.000_050_1, "\(row)")
      #expect(abs(deviation - (Double(row[7]) ?? 0)) < 0.000_050_1, "\(row)")
      count += 1
    }
    #expect(count == 160)
  }

  @Test("Age curves rest on as many people as an independent fit of the same tables")
  func curves() throws {
    let data = try data("nhanes-2005-2010-age-curves")
    var count = 0
    for row in try PublicSurvey.table("nhanes_2005_2010_lms_fit_qc") {
      guard let group = Self.groups[row[2]], let curve = data.recipe.curves.first(where: { $0.stem == stem(row[0]) }),
        curve.groups.contains(group)
      else { continue }
      let sample = try data.sample(of: curve, sex: row[1] == "F" ? .female : .male, group: group)
      #expect("\(sample.sample.count)" == row[3], "\(row[0]) \(row[1]) \(row[2])")
      // 15, 16 and 15 strata of the three cycles; all have two clusters but one, which has three.
      #expect(sample.sample.design.clustersOfStratum.count == 46 && sample.sample.design.stratumOfCluster.count == 93)
      count += 1
    }
    #expect(count == 92)
  }
}

/// The tables beside the project, compressed.
private struct PublicSurvey: SurveyTables {
  private static let folder = Repository.root + "/../shared"

  static var isThere: Bool { FileManager.default.fileExists(atPath: folder + "/nhanes/DEMO_D.csv.xz") }

  static func table(_ name: String) throws -> [[String]] {
    let data = try Data(contentsOf: URL(filePath: folder + "/knowledge/reference/\(name).csv"))
    return String(decoding: data, as: UTF8.self).split(separator: "\n").dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
    }
  }

  func table(_ name: String, where isWanted: @escaping (String) -> Bool) throws(SurveyError) -> SurveyTable {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["xz", "-dc", "\(Self.folder)/nhanes/\(name).csv.xz"]
    process.standardOutput = pipe
    do {
      try process.run()
    } catch {
      throw SurveyError(.unreadable, at: "table '\(name)'", "The program xz must be there, but is not.")
    }
    let bytes = [UInt8](pipe.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    do throws(CSVError) {
      return SurveyTable(file: name + ".csv", columns: try ColumnTable.readCSV(bytes, where: isWanted))
    } catch {
      throw SurveyError(.malformedTable, at: "table '\(name)'", error.message)
    }
  }
}
