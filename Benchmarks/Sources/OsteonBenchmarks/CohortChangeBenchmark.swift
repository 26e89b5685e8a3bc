// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

import Foundation
import Statistics

/// Times the change of many people at two sites, read from a file that a peer reads too.
///
/// The file holds columns of binary doubles, visit after visit: times; then for each site densities, errors, and one number a
/// person of expected rate, spread, drift of the level and of the rate.
enum CohortChangeBenchmark {
  /// Prints the seconds of each run over both sites, and the sums of the answers of each column, as one line of JSON.
  static func run(file: String, people: Int, visits: Int, runs: Int) throws {
    let data = try Data(contentsOf: URL(filePath: file), options: .alwaysMapped)
    var rest = data[...]
    let times = take(people * visits, from: &rest)
    let sites = (0..<2).map { _ in
      let densities = take(people * visits, from: &rest)
      let scans = CohortScans(
        people: people, times: times, densities: densities, errors: take(people * visits, from: &rest))
      let columns = (0..<4).map { _ in take(people, from: &rest) }
      return (
        scans,
        CohortModel(rates: columns[0], spreads: columns[1], levelDrifts: columns[2], rateDrifts: columns[3])
      )
    }
    var answers = sites.map { _ in CohortChange(people: people) }
    var seconds: [Double] = []
    for _ in 0...runs {
      let time = ContinuousClock().measure {
        for (index, site) in sites.enumerated() { answers[index].read(site.0, model: site.1) }
      }
      seconds.append(Double(time.components.attoseconds) / 1e18 + Double(time.components.seconds))
    }
    print("{ \"seconds\": \(Array(seconds.dropFirst())), \"sums\": \(sums(answers)) }")
  }

  /// The sums of each column of answers over people and sites.
  private static func sums(_ answers: [CohortChange]) -> [Double] {
    [
      \CohortChange.changes, \.changeDeviations, \.lossProbabilities, \.levels, \.levelDeviations, \.rates,
      \.rateDeviations,
    ].map { column in answers.reduce(0) { $0 + $1[keyPath: column].reduce(0, +) } }
  }

  /// Takes so many numbers off the front.
  private static func take(_ count: Int, from data: inout Data.SubSequence) -> [Double] {
    let bytes = data.prefix(count * MemoryLayout<Double>.stride)
    data = data.dropFirst(bytes.count)
    return [Double](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = bytes.copyBytes(to: buffer) / MemoryLayout<Double>.stride
    }
  }
}
