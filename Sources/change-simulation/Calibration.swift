// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// How often bone was lost truly, for each tenth of the stated probability of loss.
struct Calibration {
  private var people = [Double](repeating: 0, count: 10)
  private var stated = [Double](repeating: 0, count: 10)
  private var variance = [Double](repeating: 0, count: 10)
  private var lost = [Double](repeating: 0, count: 10)

  /// Counts a person.
  mutating func count(_ probability: Double, isLoss: Bool) {
    precondition(probability >= 0 && probability <= 1, "Every person must get a probability.")
    let tenth = min(9, Int(10 * probability))
    people[tenth] += 1
    stated[tenth] += probability
    variance[tenth] += probability * (1 - probability)
    lost[tenth] += isLoss ? 1 : 0
  }

  /// The difference of the losses from what was stated, in standard errors; 0 for nobody.
  private func distance(_ tenth: Int) -> Double {
    variance[tenth] > 0 ? (lost[tenth] - stated[tenth]) / variance[tenth].squareRoot() : 0
  }

  /// Whether every tenth lies within three standard errors.
  var isWithinThree: Bool { people.indices.allSatisfy { distance($0).magnitude <= 3 } }

  /// The table, in percent.
  var table: Table {
    var table = Table(["stated", "people", "mean stated", "truly lost", "difference", "SE", "in SE"])
    for tenth in people.indices where people[tenth] > 0 {
      let (mean, share) = (100 * stated[tenth] / people[tenth], 100 * lost[tenth] / people[tenth])
      let error = 100 * variance[tenth].squareRoot() / people[tenth]
      table.add(
        ["\(10 * tenth)-\(10 * tenth + 10) %", .fixed(people[tenth], 0), .fixed(mean, 2), .fixed(share, 2)]
          + [.fixed(share - mean, 2), .fixed(error, 2), .fixed(distance(tenth), 1)])
    }
    return table
  }
}
